#include "tripart/core/bits.hpp"

#include <bit>

#include <gtest/gtest.h>

namespace tripart {
namespace {

// Whatever the processor: against the compiler's own count, over patterns that fill bytes
// and straddle them.
TEST(Bits, AreCountedInEveryWord) {
  std::uint32_t word = 0;
  for (std::uint32_t n = 0; n < 100000; ++n, word = word * 1664525U + 1013904223U) {
    ASSERT_EQ(count_bits(n), std::popcount(n));
    ASSERT_EQ(count_bits(word), std::popcount(word));
    ASSERT_EQ(count_bits(~n), std::popcount(~n));
  }
}

}  // namespace
}  // namespace tripart
