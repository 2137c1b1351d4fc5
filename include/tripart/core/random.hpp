#pragma once

#include <Random123/philox.h>
#include <array>
#include <cstdint>
#include <string_view>

#include "tripart/core/math.hpp"

namespace tripart {

/// What a stream is for. The numbers enter every draw: changing one is a new results
/// version.
enum class Purpose : std::uint32_t {
  parameter = 1,
  economy = 2,
  session = 3,
  answer = 4,
  threat = 5,
  election = 6,
  ratification = 7,
  lifting = 8,
  chapter = 9,
  proposer = 10,
  track = 11,
  retaliation = 12,
  strategy = 13,
  bootstrap = 14,
  design = 15,  ///< what is random in a design; replicates know nothing of it
};

/// 32 bits for one entity in one role: FNV-1a over the purpose (four bytes, lowest first)
/// and the name, then the finaliser of MurmurHash3. Two entities of one run collide with
/// a chance of 2^-32 a pair.
[[nodiscard]] std::uint32_t entity_hash(Purpose purpose, std::string_view name);

/// One sequence of random numbers with random access: draw i depends on nothing but
/// (seed, replicate, entity, i), so a draw that is not taken moves no other.
///
/// Philox4x32-10 (Salmon et al. 2011) with key = seed and counter = (index, entity,
/// replicate low, replicate high), low words first.
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint64_t replicate, std::uint32_t entity)
      : seed_(seed), replicate_(replicate), entity_(entity) {}
  Stream(std::uint64_t seed, std::uint64_t replicate, Purpose purpose,
         std::string_view name)
      : Stream(seed, replicate, entity_hash(purpose, name)) {}

  /// The four words of one Philox block.
  [[nodiscard]] std::array<std::uint32_t, 4> block(std::uint32_t index) const {
    const philox4x32_ctr_t words = philox(index);
    return {words.v[0], words.v[1], words.v[2], words.v[3]};
  }

  /// ((b >> 12) + 1/2) 2^-52, where b is word 0 (low) and word 1 (high) of the block: one
  /// of 2^52 evenly spaced numbers between 0 and 1, neither of them possible. Exact in
  /// every step.
  [[nodiscard, gnu::always_inline]] double uniform(std::uint32_t index) const {
    const philox4x32_ctr_t words = philox(index);
    const std::uint64_t b = (std::uint64_t{words.v[1]} << 32) | words.v[0];
    const double one_and_more = math::detail::real_of(0x3ff0000000000000 | (b >> 12));
    return one_and_more - (1.0 - 0x1p-53);
  }

 private:
  [[nodiscard, gnu::always_inline]] philox4x32_ctr_t philox(std::uint32_t index) const {
    TRIPART_COUNTED(philox, double);
    const philox4x32_ctr_t counter = {{index, entity_,
                                       static_cast<std::uint32_t>(replicate_),
                                       static_cast<std::uint32_t>(replicate_ >> 32)}};
    const philox4x32_key_t key = {
        {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
    return philox4x32_R(10, counter, key);
  }

  std::uint64_t seed_;
  std::uint64_t replicate_;
  std::uint32_t entity_;
};

/// Standard normal: the quantile of uniform(index).
[[nodiscard]] double draw_normal(std::uint32_t index, const Stream& stream);

/// Exponential with mean 1: -log of uniform(index).
[[nodiscard]] double draw_exponential(std::uint32_t index, const Stream& stream);

/// How many indices a rejection method may count as its own: it takes more with a chance
/// below 1e-35.
inline constexpr std::uint32_t gamma_indices = 64;
inline constexpr std::uint32_t beta_indices = 2 * gamma_indices;

/// Gamma with scale 1 by rejection (Marsaglia and Tsang 2000), from first_index on.
/// \param shape  > 0; below about 0.002 some draws underflow to 0.
[[nodiscard]] double draw_gamma(double shape, std::uint32_t first_index,
                                const Stream& stream);

/// Beta as a ratio of gammas, formed from logarithms so that small a and b do not end in
/// 0 / 0. Takes the indices from first_index on for a and from first_index +
/// gamma_indices on for b. \param a, b  > 0
[[nodiscard]] double draw_beta(double a, double b, std::uint32_t first_index,
                               const Stream& stream);

}  // namespace tripart
