#pragma once

#include <cstdint>

namespace tripart {

/// How many bits are set. `std::popcount` is a call into the compiler's library wherever
/// the program must run on processors without the instruction.
[[nodiscard]] constexpr int count_bits(std::uint32_t bits) {
  bits -= bits >> 1 & 0x55555555U;                          // of every two bits
  bits = (bits & 0x33333333U) + (bits >> 2 & 0x33333333U);  // of every four
  bits = (bits + (bits >> 4)) & 0x0f0f0f0fU;                // of every byte
  return static_cast<int>(bits * 0x01010101U >> 24);        // their sum
}

}  // namespace tripart
