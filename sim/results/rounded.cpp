#include "tripart/results/rounded.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {

std::string rounded(double value, int decimals) {
  TRIPART_EXPECTS(std::isfinite(value) && decimals >= 0 && decimals < 20);
  std::array<char, 400> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                    std::chars_format::fixed, decimals);
  std::string text(buffer.data(), result.ptr);
  if (text.front() == '-' && text.find_first_of("123456789") == std::string::npos) {
    text.erase(0, 1);
  }
  return text;
}

}  // namespace tripart
