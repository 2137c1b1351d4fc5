#pragma once

#include <cstdint>
#include <utility>

#include "tripart/core/math.hpp"

/// Philox4x32-10 (Salmon et al. 2011) over one word or lanes of words, for kernels: the
/// blocks of Stream, several at once.
///
/// A Word has 64 bits, of which the lower 32 are a word of the cipher; what stands above
/// them is never looked at, so that nothing has to be masked between the rounds.
namespace tripart {

/// The product of the lower halves of a and b.
[[nodiscard, gnu::always_inline]] inline std::uint64_t wide_product(std::uint64_t a,
                                                                    std::uint64_t b) {
  return (a & 0xffffffffU) * (b & 0xffffffffU);
}

/// Counter before, block after the ten rounds.
template <class Word>
struct PhiloxWords {
  Word word[4];
};

namespace detail {

template <class Word>
[[gnu::always_inline]] inline void philox_round(PhiloxWords<Word>& x, std::uint32_t key0,
                                                std::uint32_t key1) {
  const Word a = wide_product(x.word[0], Word(std::uint64_t{0xd2511f53U}));
  const Word b = wide_product(x.word[2], Word(std::uint64_t{0xcd9e8d57U}));
  x.word[0] = (b >> 32) ^ x.word[1] ^ Word(std::uint64_t{key0});
  x.word[1] = b;
  x.word[2] = (a >> 32) ^ x.word[3] ^ Word(std::uint64_t{key1});
  x.word[3] = a;
}

template <class Word, std::uint32_t... round>
[[gnu::always_inline]] inline void philox_rounds(
    PhiloxWords<Word>& x, std::uint64_t key,
    std::integer_sequence<std::uint32_t, round...> /*rounds*/) {
  const auto key0 = static_cast<std::uint32_t>(key);
  const auto key1 = static_cast<std::uint32_t>(key >> 32);
  (philox_round(x, key0 + round * 0x9e3779b9U, key1 + round * 0xbb67ae85U), ...);
}

}  // namespace detail

/// The block of a counter under a key.
template <class Word>
[[nodiscard, gnu::always_inline]] inline PhiloxWords<Word> philox(
    PhiloxWords<Word> counter, std::uint64_t key) {
  TRIPART_COUNTED(philox, Word);
  detail::philox_rounds(counter, key, std::make_integer_sequence<std::uint32_t, 10>{});
  return counter;
}

/// The uniform that Stream makes of a block.
template <class Word>
[[nodiscard, gnu::always_inline]] inline auto uniform_of(const PhiloxWords<Word>& block) {
  using math::detail::real_of;
  const Word b =
      (block.word[1] << 32) | (block.word[0] & Word(std::uint64_t{0xffffffffU}));
  return real_of(Word(std::uint64_t{0x3ff0000000000000}) | (b >> 12)) - (1.0 - 0x1p-53);
}

}  // namespace tripart
