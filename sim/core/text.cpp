#include "tripart/core/text.hpp"

#include <charconv>
#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {

char* write_number(char* at, double value) {
  TRIPART_EXPECTS(std::isfinite(value));
  // Minus zero and zero are one number to a reader.
  return std::to_chars(at, at + longest_number, value == 0.0 ? 0.0 : value).ptr;
}

}  // namespace tripart
