#include "tripart/core/text.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

std::string number(double value) {
  std::string text(longest_number, '#');
  text.resize(static_cast<std::size_t>(write_number(text.data(), value) - text.data()));
  return text;
}

TEST(Text, WritesNothingThatIsNotFinite) {
  for (const double value :
       {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
        std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(number(value), Failure) << value;
  }
}

std::uint64_t random_bits(const Stream& stream, std::uint32_t index) {
  const auto words = stream.block(index);
  return (std::uint64_t{words[0]} << 32U) | words[1];
}

TEST(WriteNumber, ReadsBackAsTheSameDouble) {
  const Stream stream(11, 0, 0u);
  for (std::uint32_t i = 0; i < 300000; ++i) {
    const auto value = std::bit_cast<double>(random_bits(stream, i));
    if (std::isfinite(value)) {
      ASSERT_EQ(parse_number(number(value)), value) << number(value);
    }
  }
}

TEST(WriteNumber, KnowsOneZero) {
  EXPECT_EQ(number(0.0), "0");
  EXPECT_EQ(number(-0.0), "0");
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
