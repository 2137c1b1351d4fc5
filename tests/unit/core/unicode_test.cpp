#include "tripart/core/unicode.hpp"

#include <string>

#include <gtest/gtest.h>

namespace tripart {
namespace {

TEST(Printable, LeavesTextAlone) {
  EXPECT_EQ(printable(""), "");
  EXPECT_EQ(printable("größe 5 € \\n"), "größe 5 € \\n");
}

TEST(Printable, WritesOutWhatATerminalObeysOrNobodySees) {
  EXPECT_EQ(printable("a\nb\tc\rd"), "a\\nb\\tc\\rd");
  EXPECT_EQ(printable("\x1b[2J\x7f"), "\\x1B[2J\\x7F");
  EXPECT_EQ(printable(std::string("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(printable("\xc2\x9b\xe2\x80\xae\xef\xbb\xbf"), "\\u009B\\u202E\\uFEFF");
  EXPECT_EQ(printable("\xf0\x9f\xbf\xbe"), "\\U0001FFFE");
}

TEST(Printable, WritesOutBytesThatAreNoText) {
  EXPECT_EQ(printable("a\xff\xc3"), "a\\xFF\\xC3");
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xED\\xA0\\x80");
}

TEST(WithoutMiddle, KeepsBothEndsAndWholeCharacters) {
  EXPECT_EQ(without_middle("sixteen letters.", 16), "sixteen letters.");
  EXPECT_EQ(without_middle("seventeen letters", 16), "sevent...letters");
  for (std::size_t most = 16; most < 24; ++most) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      text += "\xe2\x82\xac";
    }
    const std::string cut = without_middle(text, most);
    EXPECT_LE(cut.size(), most);
    EXPECT_GE(cut.size(), most - 4);
    EXPECT_EQ(printable(cut), cut) << "a character was cut in two";
  }
}

TEST(MessageLine, KeepsThePathAndTheReason) {
  const std::string line = message_line("/first" + std::string(5000, 'x') + ": too long");
  EXPECT_LE(line.size(), 500U);
  EXPECT_EQ(line.substr(0, 6), "/first");
  EXPECT_EQ(line.substr(line.size() - 10), ": too long");
  EXPECT_EQ(message_line("a\nb"), "a\\nb");
}

}  // namespace
}  // namespace tripart
