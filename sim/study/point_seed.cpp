#include "tripart/study/point_seed.hpp"

namespace tripart {
namespace {

// Multiplication by an odd number and a shifted exclusive-or can both be undone: no two
// words become one.
std::uint64_t finalise(std::uint64_t word) {
  word = (word ^ (word >> 30U)) * 0xbf58476d1ce4e5b9U;
  word = (word ^ (word >> 27U)) * 0x94d049bb133111ebU;
  return word ^ (word >> 31U);
}

}  // namespace

std::uint64_t design_point_seed(std::uint64_t seed, std::uint64_t point) {
  constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15U;
  return finalise(finalise(seed) + point * golden_ratio);
}

}  // namespace tripart
