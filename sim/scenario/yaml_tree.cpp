#include "tripart/scenario/yaml_tree.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tripart {
namespace {

enum class Place { block, brackets };

/// Text that reads back as itself without quotes.
bool is_plain(std::string_view text, Place place) {
  constexpr std::array<std::string_view, 5> special = {"", "~", "null", "Null", "NULL"};
  const auto holds = [text](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  if (std::find(special.begin(), special.end(), text) != special.end() || holds(": ") ||
      holds(" #") || holds("\xC2\xA0") ||
      text.find_first_of("\n\t") != std::string_view::npos || text.front() == ' ' ||
      text.back() == ' ' || text.back() == ':') {
    return false;
  }
  const bool lone = text.size() == 1 || text[1] == ' ';
  const bool marker = text.substr(0, 3) == "---" || text.substr(0, 3) == "...";
  if (marker ||
      std::string_view(",[]{}#&*!|>'\"%@`").find(text.front()) !=
          std::string_view::npos ||
      (lone && std::string_view("-?:").find(text.front()) != std::string_view::npos)) {
    return false;
  }
  return place == Place::block || text.find_first_of(",[]{}?") == std::string_view::npos;
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else {
      quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    }
  }
  return quoted + "\"";
}

std::string scalar_text(std::string_view text, bool quoted) {
  return quoted || !is_plain(text, Place::block) ? in_quotes(text) : std::string(text);
}

/// Plain text with marks that mean something inside brackets stays plain on a line of
/// its own; what cannot be plain anywhere is quoted inside brackets as well.
bool fits_in_brackets(const YamlNode& item) {
  return item.kind == YamlNode::Kind::scalar &&
         (item.quoted || is_plain(item.text, Place::brackets) ||
          !is_plain(item.text, Place::block));
}

bool fits_on_line(const YamlNode& node) {
  return node.kind == YamlNode::Kind::scalar ||
         (node.kind == YamlNode::Kind::mapping && node.entries.empty()) ||
         (node.kind == YamlNode::Kind::sequence &&
          std::all_of(node.items.begin(), node.items.end(), fits_in_brackets));
}

std::string on_line(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::scalar) {
    return scalar_text(node.text, node.quoted);
  }
  if (node.kind == YamlNode::Kind::mapping) {
    return "{}";
  }
  std::string line = "[";
  for (const YamlNode& item : node.items) {
    line += (line.size() > 1 ? ", " : "") + on_line(item);
  }
  return line + "]";
}

/// Appends the lines of a collection; the caller has already written the first line's
/// indentation.
void append_block(const YamlNode& node, std::size_t indent, std::string& text) {
  bool first = true;
  const auto begin_line = [&] {
    text += first ? "" : std::string(indent, ' ');
    first = false;
  };
  for (const YamlNode& item : node.items) {
    begin_line();
    text += "- ";
    if (fits_on_line(item)) {
      text += on_line(item) + "\n";
    } else {
      append_block(item, indent + 2, text);
    }
  }
  for (const YamlEntry& entry : node.entries) {
    begin_line();
    text += scalar_text(entry.key, entry.key == "<<") + ":";
    if (fits_on_line(entry.value)) {
      text += " " + on_line(entry.value) + "\n";
    } else {
      text += "\n" + std::string(indent + 2, ' ');
      append_block(entry.value, indent + 2, text);
    }
  }
}

}  // namespace

const YamlEntry* YamlNode::find(std::string_view key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(),
                   [key](const YamlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

std::string to_yaml(const YamlNode& node) {
  if (fits_on_line(node)) {
    return on_line(node) + "\n";
  }
  std::string text;
  append_block(node, 0, text);
  return text;
}

}  // namespace tripart
