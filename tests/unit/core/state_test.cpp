#include "tripart/core/state.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace tripart {
namespace {

constexpr std::array<std::uint64_t, 9> edges{
    0, 1, 127, 128, 16383, 16384, UINT64_MAX >> 1U, (UINT64_MAX >> 1U) + 1, UINT64_MAX};

// Every kind of value once, sums and sketches too.
void write_everything(StateWriter& out) {
  for (const std::uint64_t value : edges) {
    out.count(value);
    out.integer(static_cast<std::int64_t>(value));
    out.integer(-static_cast<std::int64_t>(value >> 1U));
  }
  out.number(-0.0);
  out.number(0x1.23456789abcdep-1022);
  out.text(std::string("a\0b\n", 4));
  out.text("");
  out.counts(edges);
  out.counts(std::array<std::uint64_t, 2>{7, 300});
  Accumulator sums;
  Sketch sketch;
  for (const double value : {-3.5, 0.0, 1e-12, 20000.0, -0.25}) {
    sums.add(value);
    sketch.add(value);
  }
  write_state(out, sums);
  write_state(out, sketch);
}

std::string everything() {
  StateWriter out;
  write_everything(out);
  return out.bytes();
}

struct Everything {
  std::vector<std::uint64_t> counts;
  std::vector<std::int64_t> integers;
  std::array<double, 2> numbers{};
  std::array<std::string, 2> texts;
  std::vector<std::uint64_t> list;
  std::array<std::uint64_t, 2> two{};
  Accumulator sums;
  Sketch sketch;
  bool finished = false;
};

Everything read(std::string_view bytes) {
  StateReader in(bytes);
  Everything all;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    all.counts.push_back(in.count());
    all.integers.push_back(in.integer());
    all.integers.push_back(in.integer());
  }
  all.numbers = {in.number(), in.number()};
  all.texts = {in.text(), in.text()};
  all.list = in.counts();
  in.counts(all.two);
  read_state(in, all.sums);
  read_state(in, all.sketch);
  all.finished = in.finished();
  return all;
}

TEST(State, IsReadAsItWasWritten) {
  const Everything all = read(everything());
  EXPECT_TRUE(all.finished);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    EXPECT_EQ(all.counts[i], edges[i]);
    EXPECT_EQ(all.integers[2 * i], static_cast<std::int64_t>(edges[i]));
    EXPECT_EQ(all.integers[2 * i + 1], -static_cast<std::int64_t>(edges[i] >> 1U));
  }
  EXPECT_TRUE(all.numbers[0] == 0.0 && std::signbit(all.numbers[0]));
  EXPECT_EQ(all.numbers[1], 0x1.23456789abcdep-1022);
  EXPECT_EQ(all.texts[0], std::string("a\0b\n", 4));
  EXPECT_EQ(all.texts[1], "");
  EXPECT_EQ(all.list, std::vector<std::uint64_t>(edges.begin(), edges.end()));
  EXPECT_EQ(all.two, (std::array<std::uint64_t, 2>{7, 300}));
  EXPECT_EQ(all.sums.count(), 5U);
  EXPECT_EQ(all.sketch.count(), 5U);
  EXPECT_EQ(all.sketch.quantile(0.0), all.sketch.quantile(0.1));
}

TEST(State, IsRefusedWhereItsEndIsMissing) {
  const std::string bytes = everything();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(read(std::string_view(bytes).substr(0, length)).finished) << length;
  }
  EXPECT_FALSE(read(bytes + '\0').finished) << "something is left over";
}

TEST(State, ReadsNumbersOfOneLengthOnly) {
  for (const std::string& bytes :
       {std::string("\x80\x00", 2),
        std::string("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"),
        std::string("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01")}) {
    StateReader in(bytes);
    EXPECT_EQ(in.count(), 0U);
    EXPECT_FALSE(in.fine());
  }
}

// A length of 2^60 would take all memory there is if it were believed.
TEST(State, TakesNoMemoryForALengthThatCannotBe) {
  StateWriter out;
  out.count(std::uint64_t{1} << 60U);
  out.count(1);
  StateReader texts(out.bytes());
  EXPECT_EQ(texts.text(), "");
  EXPECT_FALSE(texts.fine());
  StateReader lists(out.bytes());
  EXPECT_TRUE(lists.counts().empty());
  EXPECT_FALSE(lists.fine());
  StateReader sketches(out.bytes());
  Sketch sketch;
  read_state(sketches, sketch);
  EXPECT_FALSE(sketches.fine());
}

TEST(State, StaysDamagedOnceItIs) {
  StateWriter out;
  out.count(5);
  out.count(6);
  StateReader in(out.bytes());
  in.expect(false);
  EXPECT_EQ(in.count(), 0U);
  EXPECT_EQ(in.text(), "");
  EXPECT_EQ(in.number(), 0.0);
  EXPECT_FALSE(in.finished());
}

TEST(State, IsHandedOverInPieces) {
  const auto often = [](StateWriter& out) {
    for (int i = 0; i < 1000; ++i) {
      write_everything(out);
    }
  };
  StateWriter whole;
  often(whole);
  std::vector<std::string> pieces;
  StateWriter writer([&](std::string_view piece) { pieces.emplace_back(piece); });
  often(writer);
  EXPECT_LT(writer.bytes().size(), whole.bytes().size() / 5);
  writer.flush();
  std::string together;
  for (const std::string& piece : pieces) {
    EXPECT_LT(piece.size(), 20000U);
    together += piece;
  }
  EXPECT_EQ(together, whole.bytes());
  EXPECT_EQ(StateWriter::size_of(often), whole.bytes().size());
}

TEST(State, SealBreaksWithAnyByte) {
  const std::string file = sealed("tripart test 1", std::string("x\0y", 3));
  EXPECT_EQ(unsealed("tripart test 1", file), std::string_view("x\0y", 3));
  EXPECT_FALSE(unsealed("tripart test 2", file));
  EXPECT_FALSE(unsealed("tripart test", file));
  for (std::size_t at = 0; at < file.size(); ++at) {
    for (const unsigned bit : {0U, 3U, 7U}) {
      std::string damaged = file;
      damaged[at] =
          static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ (1U << bit));
      EXPECT_FALSE(unsealed("tripart test 1", damaged)) << at;
    }
    EXPECT_FALSE(unsealed("tripart test 1", file.substr(0, at))) << at;
  }
  EXPECT_FALSE(unsealed("tripart test 1", file + "0"));
  EXPECT_EQ(unsealed("k", sealed("k", "")), "");
}

}  // namespace
}  // namespace tripart
