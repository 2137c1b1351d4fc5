#include "cli/columns.hpp"

#include <algorithm>
#include <string_view>

namespace tripart {
namespace {

/// `text` broken at spaces into lines of at most `width`.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (text.size() > width) {
    std::size_t at = text.rfind(' ', width);
    at = at == std::string_view::npos ? text.find(' ') : at;
    if (at == std::string_view::npos) {
      break;
    }
    lines.emplace_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  lines.emplace_back(text);
  return lines;
}

}  // namespace

std::string two_columns(const std::vector<std::pair<std::string, std::string>>& list) {
  constexpr std::size_t page = 100;
  constexpr std::size_t narrowest = 30;
  std::size_t width = 0;
  for (const auto& one : list) {
    width = std::max(width, one.first.size() + 2);
  }
  std::string text;
  for (const auto& [word, meaning] : list) {
    std::string left = word;
    for (const std::string& line :
         wrapped(meaning, std::max(narrowest, page - std::min(page, width)))) {
      left.resize(width, ' ');
      text += left + line + "\n";
      left.clear();
    }
  }
  return text;
}

}  // namespace tripart
