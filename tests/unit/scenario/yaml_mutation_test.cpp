#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/random.hpp"
#include "tripart/scenario/scenario.hpp"
#include "unit/scenario/yaml_support.hpp"

// Valid text is damaged at random places with what users and attackers write. Whatever
// comes out must be refused with places inside the text, or read as a tree that stands in
// the text at the places it names and that reads back from its own canonical text.

namespace tripart::test {
namespace {

constexpr std::string_view sample =
    "# question: ä, 'x' and \"y\"\n"
    "format: 1\n"
    "name: sample_1\n"
    "empty: {list: [], map: {}, text: \"\"}\n"
    "start: 2018-03-05        # a comment\n"
    "economy:\n"
    "  shares: {MEX: {USA: 0.80, CAN: [1, 2e-3]}}\n"
    "  text: 'it''s: # not a comment'\n"
    "  other: \"say \\\"ja\\\" \\u00e4\\t\"\n"
    "threats:\n"
    "  - {id: metals, targets: [CAN, MEX],\n"
    "     rates: {basic: 0.25}}\n"
    "  - id: autos\n"
    "    poles: [62.5 pct, 85 pct]\n"
    "    \"quoted key\": -1\n"
    "  -\n"
    "    id: list\n"
    "    nested:\n"
    "    - - a\n"
    "      - b c\n"
    "    - []\n"
    "note: |\n"
    "  two lines,\n"
    "    - one: indented\n"
    "\n"
    "folded: >-\n"
    "  one\n"
    "  line\n"
    "größe: http://x.y/z?a=b#c\n"
    "last: end\n";

constexpr std::array<std::string_view, 56> shrapnel = {
    "\"",          "'",         "\\",
    "{",           "}",         "[",
    "]",           ",",         ": ",
    ":",           "- ",        "-",
    "? ",          "#",         " #",
    "\n",          "\n\n",      " ",
    "  ",          "\t",        "\r\n",
    "\r",          "&a ",       "*a",
    "!!str ",      "~",         "null",
    "<<: ",        "---\n",     "...\n",
    "%YAML 1.2\n", "|",         ">",
    "|+\n",        ">2-\n",     "\xef\xbb\xbf",
    "\xc3",        "\x80",      "\xed\xa0\x80",
    "ä",           "\u2028",    "\u00a0",
    "\\u200b",     "\\x",       "@",
    "`",           "%",         "a: 1\n",
    "  b: 2\n",    "- c\n",     "{a: 1}",
    "[1, 2]",      "name: x\n", "''",
    "\"\"",        "x"};

/// Draws from one stream, one after the other.
class Dice {
 public:
  explicit Dice(std::uint64_t replicate) : stream_(20180305, replicate, 0U) {}
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(stream_.uniform(next_++) * static_cast<double>(n));
  }

 private:
  Stream stream_;
  std::uint32_t next_ = 0;
};

std::string damaged(std::string text, Dice& dice) {
  const std::size_t wounds = 1 + dice.below(3);
  for (std::size_t i = 0; i < wounds; ++i) {
    const std::size_t at = dice.below(text.size() + 1);
    const std::size_t length =
        std::min(text.size() - at, 1 + dice.below(dice.below(2) == 0 ? 3 : 40));
    const std::string_view piece = shrapnel[dice.below(shrapnel.size())];
    switch (dice.below(5)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text.replace(at, std::min<std::size_t>(length, 3), piece);
        break;
      case 3:
        text.insert(dice.below(text.size() + 1), text.substr(at, length));
        break;
      default:
        text.insert(at, piece);
        break;
    }
  }
  return text;
}

/// The lines as an editor shows them: CRLF is one line end, columns are characters.
std::vector<std::vector<std::string>> lines_of(const std::string& text) {
  std::vector<std::vector<std::string>> lines(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      lines.emplace_back();
    } else if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') {
      const bool continued = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
      if (continued && !lines.back().empty()) {
        lines.back().back() += text[i];
      } else if (!continued) {
        lines.back().emplace_back(1, text[i]);
      }
    }
  }
  return lines;
}

using Lines = std::vector<std::vector<std::string>>;

bool is_inside(const SourcePosition& where, const Lines& lines) {
  if (where.line == 0) {
    return where.column == 0;
  }
  return where.line <= lines.size() && where.column >= 1 &&
         where.column <= lines[where.line - 1].size() + 1;
}

std::string text_at(const SourcePosition& where, const Lines& lines) {
  std::string text;
  const std::vector<std::string>& line = lines[where.line - 1];
  for (std::size_t i = where.column - 1; i < line.size(); ++i) {
    text += line[i];
  }
  return text;
}

/// True if plain `value` stands at the beginning of `text` and ends where YAML ends it.
bool stands_alone(const std::string& value, const std::string& text) {
  if (text.substr(0, value.size()) != value) {
    return false;
  }
  std::string rest = text.substr(value.size());
  const std::size_t blanks = rest.find_first_not_of(' ');
  const bool apart = blanks != 0;
  rest = blanks == std::string::npos ? "" : rest.substr(blanks);
  return rest.empty() || std::string(",]}:").find(rest.front()) != std::string::npos ||
         (apart && rest.front() == '#');
}

void expect_faithful(const YamlNode& node, const Lines& lines) {
  ASSERT_TRUE(is_inside(node.where, lines));
  const std::string raw = text_at(node.where, lines);
  if (node.kind == YamlNode::Kind::scalar) {
    if (!node.quoted) {
      EXPECT_TRUE(stands_alone(node.text, raw)) << node.text << " at " << raw;
    } else {
      EXPECT_NE(std::string("\"'|>").find(raw.substr(0, 1)), std::string::npos) << raw;
    }
  }
  for (const YamlNode& item : node.items) {
    expect_faithful(item, lines);
  }
  for (const YamlEntry& entry : node.entries) {
    ASSERT_TRUE(is_inside(entry.where, lines));
    const std::string key = text_at(entry.where, lines);
    EXPECT_TRUE(key.substr(0, 1) == "\"" || key.substr(0, 1) == "'" ||
                stands_alone(entry.key, key))
        << entry.key << " at " << key;
    expect_faithful(entry.value, lines);
  }
}

/// Plain text that has to be quoted in canonical text is never something that a reader
/// of numbers would have taken.
void expect_no_number_gained_quotes(const YamlNode& a, const YamlNode& b) {
  if (a.kind == YamlNode::Kind::scalar && a.quoted != b.quoted) {
    EXPECT_FALSE(parse_number(a.text).has_value()) << a.text;
  }
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    expect_no_number_gained_quotes(a.items[i], b.items[i]);
  }
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    expect_no_number_gained_quotes(a.entries[i].value, b.entries[i].value);
  }
}

enum class Verdict { read, refused };

Verdict judge(const std::string& text) {
  const Lines lines = lines_of(text);
  try {
    const YamlNode tree = read_yaml_text(text, "file.yaml");
    expect_faithful(tree, lines);
    const std::string canonical = to_yaml(tree);
    const YamlNode again = read_yaml_text(canonical, "canonical");
    EXPECT_TRUE(same_tree(tree, again)) << canonical;
    expect_no_number_gained_quotes(tree, again);
    EXPECT_EQ(to_yaml(again), canonical);
    return Verdict::read;
  } catch (const InputError& error) {
    EXPECT_FALSE(error.complaints().empty());
    EXPECT_LE(error.complaints().size(), 20U) << error.what();
    std::size_t line = 0;
    for (const Complaint& complaint : error.complaints()) {
      EXPECT_EQ(complaint.where.file.text(), "file.yaml") << to_text(complaint);
      EXPECT_TRUE(is_inside(complaint.where, lines)) << to_text(complaint);
      EXPECT_GE(complaint.where.line, line) << to_text(complaint);
      line = complaint.where.line;
      EXPECT_FALSE(complaint.what.empty());
      EXPECT_EQ(complaint.what.find('\n'), std::string::npos) << to_text(complaint);
      EXPECT_FALSE(complaint.hints.empty()) << to_text(complaint);
    }
    return Verdict::refused;
  }
}

TEST(YamlMutation, TheUndamagedSampleIsRead) {
  EXPECT_EQ(judge(std::string(sample)), Verdict::read);
}

TEST(YamlMutation, DamagedTextIsRefusedInPlaceOrReadFaithfully) {
  int read = 0;
  constexpr auto cases = static_cast<int>(effort(20000));
  for (int i = 0; i < cases; ++i) {
    Dice dice(static_cast<std::uint64_t>(i));
    const std::string text = damaged(std::string(sample), dice);
    SCOPED_TRACE("case " + std::to_string(i) + "\n" + text);
    read += judge(text) == Verdict::read ? 1 : 0;
    if (HasFailure()) {
      return;
    }
  }
  // Both sides of the fence were visited.
  EXPECT_GT(read, cases / 20);
  EXPECT_LT(read, cases * 19 / 20);
}

TEST(YamlMutation, DamagedTemplatesAreRefusedInPlaceOrReadFaithfully) {
  const std::string whole = scenario_template();
  for (std::uint64_t i = 0; i < effort(300); ++i) {
    Dice dice(1000000U + i);
    SCOPED_TRACE("case " + std::to_string(i));
    judge(damaged(whole, dice));
    if (HasFailure()) {
      return;
    }
  }
}

TEST(YamlMutation, EveryPrefixOfTheSampleIsRefusedInPlaceOrReadFaithfully) {
  for (std::size_t length = 0; length < sample.size(); ++length) {
    SCOPED_TRACE("prefix of " + std::to_string(length));
    judge(std::string(sample.substr(0, length)));
  }
}

}  // namespace
}  // namespace tripart::test
