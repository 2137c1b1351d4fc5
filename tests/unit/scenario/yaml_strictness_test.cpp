#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "unit/scenario/yaml_support.hpp"

// What ordinary YAML readers let pass in silence, or never return from, is refused here,
// with the place.

namespace tripart::test {
namespace {

/// A text with exactly one thing wrong.
struct Fault {
  std::string text;
  std::string complaint;
};

class YamlStrictness : public ::testing::TestWithParam<Fault> {};

TEST_P(YamlStrictness, RefusesInPlace) {
  EXPECT_EQ(complaints_of(GetParam().text),
            std::vector<std::string>{GetParam().complaint})
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    References, YamlStrictness,
    ::testing::Values(Fault{"a: &x 1", "1:4: anchors ('&') are not allowed"},
                      Fault{"b: 1\n&x a: 1", "2:1: anchors ('&') are not allowed"},
                      Fault{"a: &x\n  b: 1", "1:4: anchors ('&') are not allowed"},
                      Fault{"a: *x", "1:4: aliases ('*') are not allowed"},
                      Fault{"a: [1, *x]", "1:8: aliases ('*') are not allowed"},
                      Fault{"a: !!str 1", "1:4: tags ('!') are not allowed"},
                      Fault{"a: !own {b: 1}", "1:4: tags ('!') are not allowed"},
                      Fault{"<<: {a: 1}", "1:1: merge keys ('<<') are not allowed"},
                      Fault{"%YAML 1.2\na: 1", "1:1: directives ('%') are not allowed"}));

INSTANTIATE_TEST_SUITE_P(
    Nulls, YamlStrictness,
    ::testing::Values(
        Fault{"a: ~", "1:4: '~' (no value) is not allowed in a"},
        Fault{"a: {b: null}", "1:8: 'null' (no value) is not allowed in a.b"},
        Fault{"a: [1, NULL]", "1:8: 'NULL' (no value) is not allowed in a[2]"},
        Fault{"b: 1\na:", "2:1: key 'a' has no value"},
        Fault{"a: # why", "1:1: key 'a' has no value"},
        Fault{"a: {b, c: 1}", "1:5: key 'b' has no value"},
        Fault{"a: {b:1}", "1:5: key 'b:1' has no value"},
        Fault{"a: [1, , 2]", "1:8: no value before ','"},
        Fault{"a:\n  -\n  - 1", "3:3: a value is missing before this place in a[1]"}));

INSTANTIATE_TEST_SUITE_P(
    Keys, YamlStrictness,
    ::testing::Values(
        Fault{"a: 1\nb: 2\na: 3",
              "3:1: duplicate key 'a', first written at line 1, column 1"},
        Fault{"t: {b: 1, 'b': 2}",
              "1:11: duplicate key 'b' in t, first written at line 1, column 5"},
        Fault{"ab: 1\n\"a\\x62\": 2",
              "2:1: duplicate key 'ab', first written at line 1, column 1"},
        Fault{"a:\n  - b: 1\n    b: 2",
              "3:5: duplicate key 'b' in a[1], first written at line 2, column 5"},
        Fault{"? a\n: b", "1:1: complex keys ('? ') are not allowed"},
        Fault{"[a]: 1", "1:1: a list or mapping as a key"},
        Fault{"{a: 1}: 1", "1:1: a list or mapping as a key"},
        Fault{"'': 1", "1:1: an empty key"},
        Fault{"\"a\\nb\": 1", "1:1: a key with a tab or line end in it"},
        Fault{": 1", "1:1: no key before ':'"},
        Fault{"a: b: 1", "1:4: a second key 'b' on the same line"}));

INSTANTIATE_TEST_SUITE_P(
    Blanks, YamlStrictness,
    ::testing::Values(
        Fault{"a:\n\tb: 1", "2:1: a tab outside of quotes and comments"},
        Fault{"a:\t1", "1:3: a tab outside of quotes and comments"},
        Fault{"a: x\ty", "1:5: a tab outside of quotes and comments"},
        Fault{"a: |\n  x\n  y\tz", "3:4: a tab outside of quotes and comments"},
        Fault{"\u00a0a: 1",
              "1:1: a no-break space (U+00A0) outside of quotes and comments"},
        Fault{"a:\n  b: 1\n c: 2",
              "3:2: starts in column 2, where nothing above starts that it could belong "
              "to"},
        Fault{"a: 1\n  b: 2",
              "2:3: starts in column 3, where nothing above starts that it could belong "
              "to"},
        Fault{"a:\n  - 1\n - 2",
              "3:2: starts in column 2, where nothing above starts that it could belong "
              "to"},
        Fault{"a: |\n    x\n  y",
              "3:3: indented less than the first line of the block text"}));

INSTANTIATE_TEST_SUITE_P(
    Documents, YamlStrictness,
    ::testing::Values(
        Fault{"a: 1\n---\nb: 2", "2:1: document marker '---' is not allowed here"},
        Fault{"a: 1\n...\nb 2: 3", "2:1: document marker '...' is not allowed here"},
        Fault{"---\n---\na: 1", "2:1: document marker '---' is not allowed here"},
        Fault{"--- a: 1", "1:1: document marker '---' is not allowed here"},
        Fault{"", "0:0: the file is empty"},
        Fault{"# only\n\n", "0:0: the file is empty"},
        Fault{"- 1", "1:1: expected 'key: value' lines, found a single text or list"},
        Fault{"rate:0.25",
              "1:1: expected 'key: value' or '- value', found 'rate:0.25'"}));

INSTANTIATE_TEST_SUITE_P(
    Ends, YamlStrictness,
    ::testing::Values(
        Fault{"a: \"x\nb: 2", "1:4: the quote \" is not closed on its line"},
        Fault{"a: 'x\nb: 'y'", "1:4: the quote ' is not closed on its line"},
        Fault{"a: \"x\\\"\nb: 2", "1:4: the quote \" is not closed on its line"},
        Fault{"a: [1, 'x]\nb: 2", "1:8: the quote ' is not closed on its line"},
        Fault{"a: 'it's'", "1:8: text right after the closing '"},
        Fault{"a: \"x\"y", "1:7: text right after the closing \""},
        Fault{"a: 'x' y", "1:8: expected 'key: value' or '- value', found 'y'"},
        Fault{"a: x\n  goes on",
              "2:3: expected 'key: value' or '- value', found 'goes on'"},
        Fault{"a: [1, 2\nb: 3",
              "1:4: '[' is still open at line 2, which is not indented further"},
        Fault{"a:\n  b: [1, 2\n]",
              "2:6: '[' is still open at line 3, which is not indented further"},
        Fault{"a: {b: 1\n", "1:4: '{' is never closed"},
        Fault{"a: {b: [1}", "1:10: '}' does not close '[' of line 1, column 8"},
        Fault{"a: [1]]", "1:7: text after the closing ']'"},
        Fault{"a: {b: 1} c", "1:11: text after the closing '}'"},
        Fault{"a: [1 2, {b: 1} 3]", "1:17: no ',' before '3'"},
        Fault{"a: [1]# c", "1:7: '#' right after other text"},
        Fault{"a: |x\n  y", "1:4: '|' here does not begin block text"},
        Fault{"a: \"\\q\"", "1:7: unknown escape in double quotes"}));

INSTANTIATE_TEST_SUITE_P(
    Characters, YamlStrictness,
    ::testing::Values(
        Fault{"\xef\xbb\xbf"
              "a: 1",
              "1:1: a byte order mark (U+FEFF) before the first character"},
        Fault{"ä: \xff", "1:4: byte 0xFF is not valid UTF-8"},
        Fault{"a: \xc0\x80", "1:4: byte 0xC0 is not valid UTF-8"},
        Fault{"a: \xed\xa0\x80", "1:4: byte 0xED is not valid UTF-8"},
        Fault{"a: \xe0\x80\xaf", "1:4: byte 0xE0 is not valid UTF-8"},
        Fault{"a: \xf0\x80\x80\xaf", "1:4: byte 0xF0 is not valid UTF-8"},
        Fault{"a: \xf4\x90\x80\x80", "1:4: byte 0xF4 is not valid UTF-8"},
        Fault{"a: \xe2\x82", "1:4: byte 0xE2 is not valid UTF-8"},
        Fault{std::string("a: x\0y", 6), "1:5: invisible character U+0000"},
        Fault{"a: 1\rb: 2", "1:5: invisible character U+000D"},
        Fault{"a: \x1b[31m", "1:4: invisible character U+001B"},
        Fault{"# \x7f\na: 1", "1:3: invisible character U+007F"},
        Fault{"a: \u0085", "1:4: invisible character U+0085"},
        Fault{"a: x\u202ey", "1:5: invisible character U+202E"},
        Fault{"a: x\u200by", "1:5: invisible character U+200B"},
        Fault{"a: \"\\u0000\"",
              "1:4: an escape in this text stands for invisible character U+0000"},
        Fault{"a: \"\\u202e\"",
              "1:4: an escape in this text stands for invisible character U+202E"}));

TEST(YamlComplaints, ComeAllAtOnceInOrderOfLines) {
  EXPECT_EQ(complaints_of("a: &x 1\nb: *x\n\tc: 1\nd: 'open\ne: 1\n---\nf: @x\n"),
            (std::vector<std::string>{"1:4: anchors ('&') are not allowed",
                                      "2:4: aliases ('*') are not allowed",
                                      "3:1: a tab outside of quotes and comments",
                                      "4:4: the quote ' is not closed on its line",
                                      "6:1: document marker '---' is not allowed here",
                                      "7:4: text cannot begin with '@'"}));
  EXPECT_EQ(complaints_of("a: 1\na: ~\nb: {c: 1, c: 2}\nb: \"\\u0001\"\n").size(), 5U);
}

TEST(YamlComplaints, HaveNoEchoesBelow) {
  EXPECT_EQ(complaints_of("b: 1\n&x a:\n  b: 1\n  c: 3\nc: 2").size(), 1U);
  EXPECT_EQ(complaints_of("a:\n  - !t d: 1\n    e: 1\nb: 2").size(), 1U);
  EXPECT_EQ(complaints_of("a: 1\n\tb:\n      c: 1\nd: 1").size(), 1U);
  EXPECT_EQ(complaints_of("a: [1, 2\nb: 'x'\nc: {d: 1}").size(), 1U);
  EXPECT_EQ(complaints_of("a 1\nb:\n  c: 1").size(), 1U);
}

TEST(YamlComplaints, StopAtTwenty) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "k" + std::to_string(i) + ": @x\n";
  }
  EXPECT_EQ(complaints_of(text).size(), 20U);
}

TEST(YamlComplaints, DoNotEchoALongText) {
  const std::vector<std::string> list =
      complaints_of("a: " + std::string(5000, '\'') + "b");
  ASSERT_FALSE(list.empty());
  EXPECT_LT(complaints_of(std::string(900, 'k') + ": 1").front().size(), 120U);
  EXPECT_LT(complaints_of(std::string(90000, 'k') + ": 1").front().size(), 120U);
  EXPECT_LT(complaints_of(std::string(90000, 'k')).front().size(), 150U);
}

}  // namespace
}  // namespace tripart::test
