#include "scenario/plain_path.hpp"

#include <algorithm>
#include <filesystem>

#include "scenario/names.hpp"

namespace tripart {

bool is_plain_path(std::string_view text) {
  const std::filesystem::path path(text);
  return !text.empty() && std::all_of(path.begin(), path.end(), [](const auto& part) {
    std::string letters = part.string();
    std::replace(letters.begin(), letters.end(), '.', '_');
    return is_name(letters);
  });
}

}  // namespace tripart
