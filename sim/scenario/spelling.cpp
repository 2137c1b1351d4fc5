#include "tripart/scenario/spelling.hpp"

#include <algorithm>
#include <cstddef>

namespace tripart {
namespace {

/// Longer names than any key may be are not worth comparing letter by letter.
constexpr std::size_t longest_name = 128;

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// Damerau-Levenshtein distance in which no piece of text is edited twice (optimal string
/// alignment).
std::size_t slips_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_previous(b.size() + 1);
  std::vector<std::size_t> previous(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    current[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_previous.swap(previous);
    previous.swap(current);
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      const std::size_t replaced = previous[j - 1] + (same ? 0 : 1);
      current[j] = std::min({replaced, previous[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1])) {
        current[j] = std::min(current[j], before_previous[j - 2] + 1);
      }
    }
  }
  return current[b.size()];
}

}  // namespace

std::optional<std::string> closest_name(std::string_view wrong,
                                        const std::vector<std::string>& allowed) {
  if (wrong.empty() || wrong.size() > longest_name) {
    return std::nullopt;
  }
  const std::string* closest = nullptr;
  std::size_t fewest = (wrong.size() + 2) / 3 + 1;
  for (const std::string& name : allowed) {
    const std::size_t lengths = wrong.size() > name.size() ? wrong.size() - name.size()
                                                           : name.size() - wrong.size();
    if (name.size() > longest_name || lengths >= fewest) {
      continue;  // each letter more or less is a slip
    }
    const std::size_t slips = slips_between(wrong, name);
    if (slips < fewest && slips < std::max(wrong.size(), name.size())) {
      fewest = slips;
      closest = &name;
    }
  }
  return closest == nullptr ? std::nullopt : std::optional<std::string>(*closest);
}

}  // namespace tripart
