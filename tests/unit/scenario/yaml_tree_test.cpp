#include "tripart/scenario/yaml_tree.hpp"

#include <string>

#include <gtest/gtest.h>

#include "unit/scenario/yaml_support.hpp"

namespace tripart::test {
namespace {

std::string canonical(const std::string& text) {
  return to_yaml(read_yaml_text(text, "file.yaml"));
}

TEST(ToYaml, WritesOneStyle) {
  EXPECT_EQ(canonical("# gone\na: {b: [1,2], c: 'x', d: {}, e: []}\n"
                      "f:\n- - 1\n  - {g: h i}\n- k: |\n    two\n    lines\n"),
            "a:\n  b: [1, 2]\n  c: \"x\"\n  d: {}\n  e: []\n"
            "f:\n  - - 1\n    - g: h i\n  - k: \"two\\nlines\\n\"\n");
}

TEST(ToYaml, DependsOnNothingButTheTree) {
  const std::string block = "a:\n    b: 1\n    c:\n    - x\n    - 'y'\n";
  EXPECT_EQ(canonical(block), canonical("{a: {b: 1, c: [x, \"y\"]}}"));
  EXPECT_EQ(canonical(canonical(block)), canonical(block));
}

/// Whatever a text holds, it comes back.
TEST(ToYaml, ReadsBackWhateverATextHolds) {
  for (const char* text :
       {"",           " ",     "x",    " x",     "x ",      "-",      "- x",
        "-x",         "--- x", "---",  "...",    "?",       "? x",    ":",
        "x:",         "x: y",  "x #y", "x#y",    "#",       "~",      "null",
        "Null",       "NULL",  "nULL", "<<",     "'",       "\"",     "it's",
        "say \"ja\"", "\\",    "\\n",  "a\nb",   "a\n",     "\n",     "\t",
        "a\tb",       "&a",    "*a",   "!a",     "%a",      "@a",     "`a`",
        "|",          ">",     "|x",   "[",      "]",       "{",      "}",
        ",",          "a, b",  "[a]",  "{a: b}", "a]",      "a}",     "a?",
        "?a",         "010",   ".nan", "true",   "ä",       "\u00a0", "a\u00a0b",
        "\U0001F600", "a:b",   ":a",   "a,b",    "http://x"}) {
    for (const bool quoted : {false, true}) {
      YamlNode scalar;
      scalar.text = text;
      scalar.quoted = quoted;
      YamlNode list;
      list.kind = YamlNode::Kind::sequence;
      list.items = {scalar, scalar};
      YamlNode root;
      root.kind = YamlNode::Kind::mapping;
      root.entries.push_back({"list", {}, list});
      root.entries.push_back({"value", {}, scalar});
      const std::string key = text;
      if (!key.empty() && key.find_first_of("\n\t") == std::string::npos) {
        root.entries.push_back({key, {}, scalar});
      }
      const std::string yaml = to_yaml(root);
      try {
        const YamlNode again = read_yaml_text(yaml, "again");
        EXPECT_TRUE(same_tree(root, again)) << yaml;
        EXPECT_EQ(to_yaml(again), yaml);
      } catch (const InputError& error) {
        ADD_FAILURE() << yaml << error.what();
      }
    }
  }
}

TEST(ToYaml, WritesSingleValues) {
  EXPECT_EQ(to_yaml(read_yaml_flow_value("0.80", "o")), "0.80\n");
  EXPECT_EQ(to_yaml(read_yaml_flow_value("'0.80'", "o")), "\"0.80\"\n");
  EXPECT_EQ(to_yaml(read_yaml_flow_value("[]", "o")), "[]\n");
}

}  // namespace
}  // namespace tripart::test
