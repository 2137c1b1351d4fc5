#include "scenario/key_words.hpp"

#include <string>
#include <vector>

#include "tripart/core/number.hpp"

namespace tripart {

std::string only_words(const Key& key) {
  if (key.only == "economy") {
    return "only with an economy";
  }
  if (key.only == "pure") {
    return "only without an economy";
  }
  if (key.only == "strategic" || key.only == "behavioural") {
    return "only in mode " + std::string(key.only);
  }
  const std::vector<std::string> kinds = words_of(key.only);
  std::string text;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    text += (i == 0 ? "only for " : i + 1 == kinds.size() ? " or " : ", ") + kinds[i];
  }
  return text;
}

std::string range_words(const Key& key) {
  const bool single = key.range.lo == key.range.hi;
  return single ? to_text(key.range.lo) : range_text(key.range);
}

}  // namespace tripart
