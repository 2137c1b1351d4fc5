#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/key_words.hpp"
#include "tripart/core/error.hpp"
#include "tripart/scenario/key_table.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {
namespace {

constexpr std::size_t page_width = 120;
constexpr std::size_t note_column = 48;  ///< where the remarks behind values begin

constexpr std::string_view opening =
    "# What can a scenario say, in which units, and what holds where it says nothing?\n"
    "#\n"
    "# Copy this file, keep what your case needs and delete the rest: only keys marked "
    "'required' must stay. Then\n"
    "# `tripart check FILE` names every mistake at once and `tripart run FILE` simulates "
    "it. Above each key stands what it\n"
    "# means, with its equation in sim/MODEL.md; behind it what may be written and the "
    "default. Keys that this example\n"
    "# cannot have, because it has an economy and is behavioural, are commented out. "
    "Where a distribution may stand:\n"
    "# {normal: [mean, sd]}, {uniform: [low, high]}, {beta: [a, b]}, {lognormal: [mu, "
    "sigma]}, {gamma: [shape, scale]},\n"
    "# {triangular: [low, mode, high]}, {discrete: [[value, probability], ...]}. "
    "Written by `tripart check --template`.\n"
    "# yaml-language-server: $schema=schema.json\n";

/// Where the next key stands.
struct Place {
  std::size_t indent = 0;
  std::string name;  ///< of the party or item it belongs to
  std::string kind;  ///< of that item, if items differ in kind
};

/// One party, item or other holder of keys in the example: `name` or `name:kind`.
struct Holder {
  std::string name;
  std::string kind;
};

std::vector<Holder> holders_of(const Key& key) {
  std::vector<Holder> holders;
  for (const std::string& word : words_of(key.example)) {
    const std::size_t colon = word.find(':');
    holders.push_back({word.substr(0, colon),
                       colon == std::string::npos ? "" : word.substr(colon + 1)});
  }
  return holders;
}

/// The values of an example, in the order in which the key occurs in the template.
std::vector<std::string> values_of(const Key& key) {
  constexpr std::string_view separator = " | ";
  std::vector<std::string> values;
  std::string_view rest = key.example.empty() ? key.fallback : key.example;
  while (true) {
    const std::size_t end = rest.find(separator);
    values.emplace_back(rest.substr(0, end));
    if (end == std::string_view::npos) {
      return values;
    }
    rest.remove_prefix(end + separator.size());
  }
}

bool is_holder(KeyType type) {
  return type == KeyType::parties || type == KeyType::by_party ||
         type == KeyType::by_sector || type == KeyType::by_issue ||
         type == KeyType::by_pair;
}

/// The key that says of which kind its item is.
bool is_kind(const std::string& name, const Place& place) {
  return !place.kind.empty() && (name == "kind" || name == "mode");
}

bool is_list(KeyType type) {
  return type == KeyType::items || type == KeyType::records;
}

/// Comment lines of at most page_width columns.
std::string comment(std::size_t indent, const std::string& text) {
  std::string lines;
  std::string line = std::string(indent, ' ') + "#";
  for (const std::string& word : words_of(text)) {
    if (line.size() + 1 + word.size() > page_width) {
      lines += line + "\n";
      line = std::string(indent, ' ') + "#  ";
    }
    line += " " + word;
  }
  return lines + line + "\n";
}

std::string default_words(const Key& key, const std::string& value) {
  if (!key.instead_of.empty()) {
    return "instead of " + std::string(key.instead_of);
  }
  if (key.fallback == required) {
    return key.unless.empty() ? "required" : "required unless " + std::string(key.unless);
  }
  if (key.fallback == absent || key.fallback == computed || key.fallback == "{}") {
    return "optional";
  }
  return key.fallback == value ? "the default" : "default " + std::string(key.fallback);
}

/// What may be written in place of `value`.
std::string value_words(const Key& key, const std::string& value) {
  std::string text = key.range.lo == key.range.hi ? range_words(key) : expectation(key);
  if (!key.unit.empty()) {
    text += ", " + std::string(key.unit);
  }
  return text + "; " + default_words(key, value);
}

std::string meaning_words(const Key& key) {
  std::string remark(key.equation);
  // That the others need an economy is plain from the example having one.
  const std::string only = key.only == "economy" ? "" : only_words(key);
  remark += (remark.empty() || only.empty() ? "" : "; ") + only;
  return std::string(key.meaning) + (remark.empty() ? "" : " (" + remark + ")");
}

class TemplateWriter {
 public:
  std::string write() {
    std::string text(opening);
    for (const KeyNode& node : key_tree().children) {
      const std::string block = key_text(node, {});
      text += (is_block(node) ? "\n" : "") + block;
    }
    return text;
  }

 private:
  static bool is_block(const KeyNode& node) {
    return !node.children.empty() || node.name == "format";
  }
  static bool applies(const Key& key, const std::string& kind);
  /// Another mode or protocol has it, or another key stands in its place.
  static bool is_left_out(const Key& key) {
    const bool other_protocol = key.path.starts_with("protocol.") && !key.only.empty();
    return key.only == "pure" || key.only.starts_with("strategic") || other_protocol ||
           !key.instead_of.empty();
  }
  [[nodiscard]] bool is_due(const Key& key);
  std::string children_text(const KeyNode& node, const Place& place);
  std::string key_text(const KeyNode& node, const Place& place);
  std::string row_text(const KeyNode& node, const Key& key, const Place& place);
  std::string scalar_text(const std::string& name, const Key& key, const Place& place);
  std::string heading_text(const std::string& name, const Key& key, const Place& place);
  std::string holders_text(const KeyNode& node, const Key& key, const Place& place);
  std::string list_text(const KeyNode& node, const Key& key, const Place& place);

  std::map<const Key*, std::size_t> times_;  ///< each key was written
};

bool TemplateWriter::applies(const Key& key, const std::string& kind) {
  if (key.only.empty() || key.only == "economy" || key.only == "behavioural") {
    return true;
  }
  for (const std::string& word : words_of(key.only)) {
    if (word == kind) {
      return true;
    }
  }
  return false;
}

/// A key is written where it occurs first; further on only if it must be, or if the
/// example has another value for it.
bool TemplateWriter::is_due(const Key& key) {
  const std::size_t times = times_[&key];
  return times == 0 || key.fallback == required || times < values_of(key).size();
}

std::string TemplateWriter::children_text(const KeyNode& node, const Place& place) {
  std::string text;
  for (const KeyNode& child : node.children) {
    text += key_text(child, place);
  }
  return text;
}

std::string TemplateWriter::key_text(const KeyNode& node, const Place& place) {
  std::string text;
  for (const Key* key : node.rows) {
    if (is_left_out(*key)) {
      if (times_[key] == 0) {
        text += scalar_text("# " + node.name, *key, place);
      }
    } else if (applies(*key, place.kind)) {
      text += row_text(node, *key, place);
    }
  }
  return text;
}

std::string TemplateWriter::row_text(const KeyNode& node, const Key& key,
                                     const Place& place) {
  if (key.type == KeyType::section && times_[&key] > 0 && key.fallback == "{}") {
    // A section comes again only for the sake of keys in it.
    const std::string inner =
        children_text(node, {place.indent + 2, place.name, place.kind});
    return inner.empty() ? "" : heading_text(node.name, key, place) + inner;
  }
  if (!is_due(key) && !is_kind(node.name, place)) {
    return "";
  }
  if (is_holder(key.type)) {
    const std::string heading = heading_text(node.name, key, place);
    return heading + holders_text(node, key, {place.indent + 2, "", ""});
  }
  if (is_list(key.type)) {
    const std::string heading = heading_text(node.name, key, place);
    return heading + list_text(node, key, {place.indent + 2, "", ""});
  }
  if (key.type == KeyType::section) {
    const std::string heading = heading_text(node.name, key, place);
    return heading + children_text(node, {place.indent + 2, place.name, place.kind});
  }
  return scalar_text(node.name, key, place);
}

std::string TemplateWriter::scalar_text(const std::string& name, const Key& key,
                                        const Place& place) {
  const std::vector<std::string> values = values_of(key);
  const std::size_t time = times_[&key]++;
  std::string value = values[time < values.size() ? time : values.size() - 1];
  if (name == "id") {
    value = place.name;
  } else if (is_kind(name, place)) {
    value = place.kind;
  }
  std::string line = std::string(place.indent, ' ') + name + ": " + value;
  if (time > 0) {
    return line + "\n";
  }
  const std::string above = comment(place.indent, meaning_words(key));
  const std::string note = value_words(key, value);
  const std::size_t column =
      line.size() + 2 <= note_column ? note_column : line.size() + 2;
  if (column + 2 + note.size() > page_width) {
    return above + comment(place.indent, note) + line + "\n";
  }
  line.resize(column, ' ');
  return above + line + "# " + note + "\n";
}

/// The line of a key that holds further keys.
std::string TemplateWriter::heading_text(const std::string& name, const Key& key,
                                         const Place& place) {
  std::string line = std::string(place.indent, ' ') + name + ":";
  if (times_[&key]++ > 0) {
    return line + "\n";
  }
  const std::string note = meaning_words(key) + "; " + default_words(key, "");
  if (note_column + 2 + note.size() > page_width) {
    return comment(place.indent, note) + line + "\n";
  }
  line.resize(note_column, ' ');
  return line + "# " + note + "\n";
}

std::string TemplateWriter::holders_text(const KeyNode& node, const Key& key,
                                         const Place& place) {
  TRIPART_EXPECTS(node.children.size() == 1 && !key.example.empty());
  const KeyNode& pattern = node.children.front();
  std::string text;
  for (const Holder& holder : holders_of(key)) {
    if (pattern.rows.empty()) {
      text += std::string(place.indent, ' ') + holder.name + ":\n";
      text += children_text(pattern, {place.indent + 2, holder.name, holder.kind});
      continue;
    }
    KeyNode named = pattern;
    named.name = holder.name;
    text += key_text(named, {place.indent, holder.name, holder.kind});
  }
  return text;
}

std::string TemplateWriter::list_text(const KeyNode& node, const Key& key,
                                      const Place& place) {
  TRIPART_EXPECTS(node.children.size() == 1 && !key.example.empty());
  const std::string indent(place.indent + 2, ' ');
  std::string text;
  for (const Holder& holder : holders_of(key)) {
    std::string item = children_text(node.children.front(),
                                     {place.indent + 2, holder.name, holder.kind});
    // The dash belongs before the first key, below its comment.
    std::size_t line = 0;
    while (item.compare(line + indent.size(), 1, "#") == 0) {
      line = item.find('\n', line) + 1;
    }
    item[line + place.indent] = '-';
    text += item;
  }
  return text;
}

}  // namespace

std::string scenario_template() {
  return TemplateWriter().write();
}

}  // namespace tripart
