#include "tripart/scenario/yaml_reader.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "unit/scenario/yaml_support.hpp"

namespace tripart::test {
namespace {

using Kind = YamlNode::Kind;

TEST(YamlReader, LeavesScalarsAsTheTextTheyAre) {
  for (const char* text : {"010", "0x10", ".nan", "1e400", "yes", "-1", "2018-03-05",
                           "62.5 pct", "http://x.y/z?a=b#c", "a:b", "-a", "b*c", "ä"}) {
    const YamlNode value = value_of(std::string("a: ") + text, "a");
    EXPECT_EQ(value.text, text);
    EXPECT_FALSE(value.quoted) << text;
  }
}

TEST(YamlReader, KnowsQuotedTextFromPlain) {
  EXPECT_EQ(value_of("a: 'it''s'", "a").text, "it's");
  EXPECT_EQ(value_of(R"(a: 'C:\n "x"')", "a").text, R"(C:\n "x")");
  EXPECT_EQ(value_of(R"(a: "say \"ja\" \u00e4\t\\")", "a").text, "say \"ja\" ä\t\\");
  EXPECT_EQ(value_of("a: ' 1 # no comment: here '", "a").text, " 1 # no comment: here ");
  EXPECT_EQ(value_of("a: \"\"", "a").text, "");
  for (const char* text : {"a: '0.25'", "a: \"0.25\"", "a: |\n  0.25\n"}) {
    EXPECT_TRUE(value_of(text, "a").quoted) << text;
  }
}

TEST(YamlReader, ReadsBlockText) {
  EXPECT_EQ(value_of("a: |\n  one\n    two: 2\n\n  three # 3\nb: 1\n", "a").text,
            "one\n  two: 2\n\nthree # 3\n");
  EXPECT_EQ(value_of("a: >-\n  one\n  line\n", "a").text, "one line");
  EXPECT_EQ(value_of("a: |\nb: 1\n", "a").text, "");
  EXPECT_EQ(value_of("a: |\n  one\nb: 1\n", "b").text, "1");
}

TEST(YamlReader, ReadsBlockAndFlowCollectionsAlike) {
  const YamlNode block = value_of(
      "a:\n  - id: x\n    list:\n    - 1\n    - 2\n  -\n    id: y\n    map:\n      b: "
      "3\n",
      "a");
  const YamlNode flow =
      value_of("a: [{id: x, list: [1, 2]},\n  {id: y, map: {\"b\":3,},}, ]", "a");
  EXPECT_TRUE(same_tree(block, flow));
  ASSERT_EQ(block.items.size(), 2U);
  ASSERT_NE(block.items[1].find("map"), nullptr);
  EXPECT_EQ(block.items[1].find("map")->value.kind, Kind::mapping);
  EXPECT_EQ(block.items[0].find("list")->value.items[1].text, "2");
  EXPECT_EQ(block.items[0].find("nothing"), nullptr);
}

TEST(YamlReader, KeepsEmptyCollections) {
  EXPECT_EQ(value_of("a: []", "a").kind, Kind::sequence);
  EXPECT_EQ(value_of("a: {}", "a").kind, Kind::mapping);
}

TEST(YamlReader, KeepsTheOrderOfKeys) {
  const YamlNode root = read_yaml_text("c: 1\na: 2\nb: 3\n", "f");
  ASSERT_EQ(root.entries.size(), 3U);
  EXPECT_EQ(root.entries[0].key, "c");
  EXPECT_EQ(root.entries[1].key, "a");
  EXPECT_EQ(root.entries[2].key, "b");
}

void expect_at(const SourcePosition& where, std::size_t line, std::size_t column) {
  EXPECT_EQ(where.file.text(), "f");
  EXPECT_EQ(where.line, line);
  EXPECT_EQ(where.column, column);
}

TEST(YamlReader, SaysWhereEachKeyAndValueStands) {
  const YamlNode root = read_yaml_text(
      "# c\n\na: 1\nö: {ü: 'x', b: [1, \"2\"]}\nlist:\n  - k: |\n      x\n  - - y\n",
      "f");
  expect_at(root.where, 3, 1);
  expect_at(root.find("a")->where, 3, 1);
  expect_at(root.find("a")->value.where, 3, 4);
  // Columns count characters, not bytes.
  const YamlNode& map = root.find("ö")->value;
  expect_at(map.where, 4, 4);
  expect_at(map.find("ü")->where, 4, 5);
  expect_at(map.find("ü")->value.where, 4, 8);
  expect_at(map.find("b")->value.where, 4, 16);
  expect_at(map.find("b")->value.items[1].where, 4, 20);
  const YamlNode& list = root.find("list")->value;
  expect_at(list.where, 6, 3);
  expect_at(list.items[0].where, 6, 5);
  expect_at(list.items[0].find("k")->value.where, 6, 8);
  expect_at(list.items[1].items[0].where, 8, 7);
}

TEST(YamlReader, TakesWindowsLineEnds) {
  const YamlNode root =
      read_yaml_text("a: 1\r\nb: |\r\n  x\r\n  y\r\nc: [1,\r\n  2]", "f");
  EXPECT_EQ(root.find("a")->value.text, "1");
  EXPECT_EQ(root.find("b")->value.text, "x\ny\n");
  expect_at(root.find("c")->value.items[1].where, 6, 3);
}

TEST(YamlReader, TakesOneMarkerAboveTheDocument) {
  EXPECT_EQ(value_of("# question\n---  # begin\na: 1\n", "a").text, "1");
}

TEST(YamlFlowValue, ReadsScalarsListsAndMappings) {
  EXPECT_EQ(read_yaml_flow_value("0.80", "o").text, "0.80");
  EXPECT_EQ(read_yaml_flow_value("  a b c ", "o").text, "a b c");
  EXPECT_TRUE(read_yaml_flow_value("\"1\"", "o").quoted);
  EXPECT_EQ(read_yaml_flow_value("[1, [2, 3]]", "o").items[1].items[0].text, "2");
  const YamlNode map = read_yaml_flow_value("{normal: [0, 1]}", "o");
  ASSERT_NE(map.find("normal"), nullptr);
  EXPECT_EQ(map.find("normal")->value.items.size(), 2U);
  EXPECT_EQ(map.where.file.text(), "o");
}

TEST(YamlFlowValue, TakesOneValueAndNothingElse) {
  const auto expect_one = [](const std::string& text, const std::string& complaint) {
    const std::vector<std::string> found = flow_complaints_of(text);
    ASSERT_FALSE(found.empty()) << text;
    EXPECT_EQ(found.front(), complaint) << text;
  };
  expect_one("", "0:0: the value is empty");
  expect_one("  ", "0:0: the value is empty");
  expect_one("a: 1", "1:2: a key and ':' outside of '{...}'");
  expect_one("- 1", "1:1: a list item '- ' inside a single value or brackets");
  expect_one("[1", "1:1: '[' is never closed");
  expect_one("{a: 1} 2", "1:8: text after the closing '}'");
  expect_one("1 # why", "1:3: a comment inside a single value");
  expect_one("1\n2", "1:2: a line end inside a single value");
  expect_one("~", "1:1: '~' (no value) is not allowed");
  expect_one("*x", "1:1: aliases ('*') are not allowed");
  expect_one("---", "1:1: document marker '---' is not allowed here");
  expect_one("{a: 1, a: 2}", "1:8: duplicate key 'a', first written at line 1, column 2");
}

}  // namespace
}  // namespace tripart::test
