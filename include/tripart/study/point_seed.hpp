#pragma once

#include <cstdint>

namespace tripart {

/// The seed of one design point where the points of a sweep are to have random numbers of
/// their own: one-to-one in the point, so that no two points of a sweep share one.
///
/// SplitMix64 (Steele, Lea & Flood 2014) whose state begins at the finaliser of `seed`
/// and which is asked for its number `point`, with variant 13 of the finaliser of
/// MurmurHash3 (Stafford 2011). Changing it is a new results version.
/// \param point  from 1
[[nodiscard]] std::uint64_t design_point_seed(std::uint64_t seed, std::uint64_t point);

}  // namespace tripart
