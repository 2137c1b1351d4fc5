#include "tripart/core/number.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

TEST(ParseNumber, ReadsDecimals) {
  EXPECT_EQ(parse_number("0"), 0.0);
  EXPECT_EQ(parse_number("-12.50"), -12.5);
  EXPECT_EQ(parse_number("+1"), 1.0);
  EXPECT_EQ(parse_number("1e3"), 1000.0);
  EXPECT_EQ(parse_number("2.5E-3"), 0.0025);
  EXPECT_EQ(parse_number("0.1"), 0.1);
  EXPECT_EQ(parse_number("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(parse_number("5e-324"), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(parse_number("-0"), 0.0);
}

TEST(ParseNumber, RefusesWhatOtherReadersGuessAt) {
  for (const char* text :
       {"010", "00",  "-01",   "0x10",     "0b1",   "1_000",   "1,5",    "nan",
        "NaN", "inf", "-inf",  "infinity", "1e400", "-1e400",  "1e-400", "0e",
        "1e",  "1e+", "1.e3",  ".5",       "5.",    "-.5",     "",       " ",
        "-",   "+",   "+-1",   "--1",      " 1",    "1 ",      "1\n",    "\t1",
        "1f",  "1d0", "0x1p3", "1e3.5",    "1 2",   "\xd9\xa1"}) {
    EXPECT_FALSE(parse_number(text).has_value()) << "'" << text << "'";
  }
  EXPECT_FALSE(parse_number(std::string_view("1\0", 2)).has_value());
}

TEST(ParseCount, TakesDigitsAlone) {
  EXPECT_EQ(parse_count("0"), 0u);
  EXPECT_EQ(parse_count("1000000"), 1000000u);
  EXPECT_EQ(parse_count("18446744073709551615"),
            std::numeric_limits<std::uint64_t>::max());
  for (const char* text : {"18446744073709551616", "-1", "+1", "007", "1.0", "1e6",
                           "0x10", "", " 1", "1 "}) {
    EXPECT_FALSE(parse_count(text).has_value()) << "'" << text << "'";
  }
}

TEST(ToText, ReadsBackAsTheSameDouble) {
  const Stream stream(6, 0, 0u);
  int finite = 0;
  for (std::uint32_t i = 0; i < 100000; ++i) {
    const auto words = stream.block(i);
    const auto value = std::bit_cast<double>((std::uint64_t{words[0]} << 32) | words[1]);
    if (!std::isfinite(value)) {
      continue;
    }
    ++finite;
    ASSERT_EQ(parse_number(to_text(value)), value) << to_text(value);
  }
  EXPECT_GT(finite, 99000);
}

TEST(ToText, IsTheShortestFormAndKnowsOneZero) {
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_EQ(to_text(0.0), "0");
  EXPECT_EQ(to_text(-0.0), "0");
  EXPECT_EQ(to_text(-2.0), "-2");
  EXPECT_EQ(to_text(1e300), "1e+300");
}

TEST(ToText, NeverWritesNanOrInfinity) {
  EXPECT_THROW(static_cast<void>(to_text(std::nan(""))), Failure);
  EXPECT_THROW(static_cast<void>(to_text(std::numeric_limits<double>::infinity())),
               Failure);
}

TEST(CsvField, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_field("USA"), "USA");
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_field("two\rlines"), "\"two\rlines\"");
  EXPECT_EQ(csv_field("=1+1"), "\"'=1+1\"");
  EXPECT_EQ(csv_field("@name"), "\"'@name\"");
  EXPECT_EQ(csv_field("-1.5"), "-1.5") << "a negative number is no formula";
  EXPECT_EQ(csv_field("-x"), "\"'-x\"");
}

}  // namespace
}  // namespace tripart
