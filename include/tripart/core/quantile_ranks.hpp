#pragma once

#include <cstdint>

namespace tripart {

/// Order statistics that hold a quantile.
struct RankInterval {
  std::uint64_t low = 0;   ///< from 1; 0: too few values lie below it to tell
  std::uint64_t high = 0;  ///< up to n; n + 1: too few lie above
};

/// The closest ranks of n values between which the quantile p lies with probability .95
/// or more, .025 at most beyond either: how many values lie below it is binomial (n, p).
/// The sum is exact up to a variance of 10^6 and that of a normal distribution beyond.
/// \pre 0 < p < 1
[[nodiscard]] RankInterval quantile_ranks(std::uint64_t n, double p);

}  // namespace tripart
