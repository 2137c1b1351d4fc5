#include "tripart/core/text.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "core/decimal.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

std::string number(double value) {
  std::string text(longest_number, '#');
  text.resize(static_cast<std::size_t>(write_number(text.data(), value) - text.data()));
  return text;
}

std::string by_the_library(double value) {
  std::string text(longest_number, '#');
  text.resize(static_cast<std::size_t>(
      std::to_chars(text.data(), text.data() + text.size(), value).ptr - text.data()));
  return text;
}

std::uint64_t random_bits(const Stream& stream, std::uint32_t index) {
  const auto words = stream.block(index);
  return (std::uint64_t{words[0]} << 32U) | words[1];
}

TEST(WriteNumber, WritesAnyDoubleAsTheStandardLibraryDoes) {
  const Stream stream(11, 0, 0u);
  for (std::uint32_t i = 0; i < 300000; ++i) {
    const auto value = std::bit_cast<double>(random_bits(stream, i));
    if (std::isfinite(value)) {
      ASSERT_EQ(number(value), by_the_library(value));
    }
  }
}

// The sizes of results, of both signs: where the digits are found here.
TEST(WriteNumber, WritesResultsAsTheStandardLibraryDoes) {
  const Stream stream(12, 0, 0u);
  for (std::uint32_t i = 0; i < 1000000; ++i) {
    const std::uint64_t bits = random_bits(stream, i);
    const int exponent = static_cast<int>(bits % 128) - 72;
    const double size =
        std::ldexp(1.0 + static_cast<double>(bits >> 12U) * 0x1p-52, exponent);
    const double value = i % 2 == 0 ? size : -size;
    ASSERT_EQ(number(value), by_the_library(value));
  }
}

TEST(WriteNumber, WritesShortDecimalsAndWholeNumbersAsTheStandardLibraryDoes) {
  const Stream stream(13, 0, 0u);
  double power = 1.0;
  for (int digits = 0; digits < 20; ++digits, power *= 10.0) {
    for (std::uint32_t i = 0; i < 4000; ++i) {
      const auto whole = static_cast<double>(
          random_bits(stream, i) % (std::uint64_t{1} << (1U + i % 53U)) + 1);
      ASSERT_EQ(number(whole / power), by_the_library(whole / power));
      ASSERT_EQ(number(whole * power), by_the_library(whole * power));
    }
  }
  for (int whole = 1; whole < 200000; ++whole) {
    ASSERT_EQ(number(whole), by_the_library(whole));
  }
}

// Neighbours lie at different distances there.
TEST(WriteNumber, WritesPowersOfTwoAndTheirNeighboursAsTheStandardLibraryDoes) {
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    const double power = std::ldexp(1.0, exponent);
    for (const double value :
         {power, std::nextafter(power, 0.0), std::nextafter(power, 2.0 * power)}) {
      if (value > 0.0 && std::isfinite(value)) {
        ASSERT_EQ(number(value), by_the_library(value));
      }
    }
  }
}

TEST(WriteNumber, KnowsOneZero) {
  EXPECT_EQ(number(0.0), "0");
  EXPECT_EQ(number(-0.0), "0");
}

TEST(ShortestDecimal, HasNoTrailingZeros) {
  EXPECT_EQ(shortest_decimal(1200.0).digits, 12U);
  EXPECT_EQ(shortest_decimal(1200.0).exponent, 2);
  EXPECT_EQ(shortest_decimal(0.25).digits, 25U);
  EXPECT_EQ(shortest_decimal(0.25).exponent, -2);
#ifdef TRIPART_CONTRACTS
  EXPECT_THROW(static_cast<void>(shortest_decimal(largest_decimal)), ContractViolation);
  EXPECT_THROW(static_cast<void>(shortest_decimal(0.0)), ContractViolation);
#endif
}

TEST(WriteDate, ReadsBackAsTheSameDayForThreeCenturies) {
  for (int day = parse_date("1900-01-01")->days; day <= parse_date("2199-12-31")->days;
       ++day) {
    std::string text(date_length, '#');
    ASSERT_EQ(write_date(text.data(), Date{day}), text.data() + date_length);
    ASSERT_EQ(parse_date(text), Date{day}) << text;
  }
}

}  // namespace
}  // namespace tripart
