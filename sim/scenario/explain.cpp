#include "tripart/scenario/explain.hpp"

#include <climits>
#include <optional>
#include <utility>

#include "scenario/key_words.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> list;
  while (true) {
    const std::size_t dot = path.find('.');
    list.push_back(path.substr(0, dot));
    if (dot == std::string_view::npos) {
      return list;
    }
    path.remove_prefix(dot + 1);
  }
}

/// How many of the last segments of a key's path stand for names, where those are the
/// ones asked for; nothing where they are others.
std::optional<int> names_in(const std::vector<std::string_view>& key,
                            const std::vector<std::string_view>& asked) {
  int names = 0;
  for (std::size_t i = 1; i <= asked.size(); ++i) {
    if (i > key.size() ||
        (key[key.size() - i] != "*" && key[key.size() - i] != asked[asked.size() - i])) {
      return std::nullopt;
    }
    names += key[key.size() - i] == "*" && asked[asked.size() - i] != "*" ? 1 : 0;
  }
  return names;
}

std::string prior_of(const Key& key) {
  const std::string words = prior_words(key);
  return words == "free" ? "free; the default" : words;
}

KeyExplanation explained(const Key& key) {
  return {std::string(key.path), std::string(key.meaning),  type_words(key),
          std::string(key.unit), range_words(key),          default_words(key),
          prior_of(key),         std::string(key.equation), only_words(key)};
}

}  // namespace

std::vector<KeyExplanation> explain_key(std::string_view path) {
  const std::vector<std::string_view> asked = segments(path);
  std::vector<KeyExplanation> found;
  // A whole path before an end of one, and of those the ones that take least for a name.
  std::pair<bool, int> best{true, INT_MAX};
  for (const Key& key : key_table()) {
    const std::vector<std::string_view> has = segments(key.path);
    const auto names = names_in(has, asked);
    const bool is_end = has.size() > asked.size();
    if (!names || (is_end && has.back() == "*")) {
      continue;  // a star at the end is any name's own value
    }
    const std::pair rank(is_end, *names);
    if (rank < best) {
      found.clear();
      best = rank;
    }
    if (rank == best) {
      found.push_back(explained(key));
    }
  }
  return found;
}

std::string closest_key(std::string_view path) {
  std::vector<std::string> names;
  const bool is_path = path.find('.') != std::string_view::npos;
  for (const Key& key : key_table()) {
    names.emplace_back(is_path ? key.path : segments(key.path).back());
  }
  return closest_name(std::string(path), names).value_or("");
}

}  // namespace tripart
