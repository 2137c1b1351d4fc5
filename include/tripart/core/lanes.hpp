#pragma once

#include <cstdint>
#include <utility>

/// Several doubles that are worked on together, one per lane.
///
/// Every operation is elementwise and exact to the IEEE rules, so a lane's bits depend
/// neither on its neighbours nor on the number of lanes: `Lanes<1>` is the reference that
/// wider ones reproduce. Written with the vector extensions that g++ and clang share;
/// where the processor's registers are narrower than W, the compiler uses several.
///
/// Everything is always inlined, so an object compiled for a newer processor never lends
/// its copy of a function to the rest of the program.
namespace tripart {

#define TRIPART_LANE [[nodiscard, gnu::always_inline]]

/// Arrays that lanes run over hold a multiple of this many entries, so that whole vectors
/// can be loaded and stored at any width; what stands in the rest is never a result.
inline constexpr std::size_t most_lanes = 8;

/// `count` rounded up to whole vectors.
constexpr std::size_t padded(std::size_t count) {
  return (count + most_lanes - 1) / most_lanes * most_lanes;
}

namespace detail {

template <int W>
struct Vectors {
  typedef double Reals __attribute__((vector_size(8 * W)));
  typedef std::uint64_t Words __attribute__((vector_size(8 * W)));
  typedef std::int64_t Truths __attribute__((vector_size(8 * W)));
};

template <>
struct Vectors<1> {
  using Reals = double;
  using Words = std::uint64_t;
  using Truths = bool;
};

// {x, x, ..., x}
template <class V, class T, std::size_t... lane>
TRIPART_LANE inline V repeated(T x, std::index_sequence<lane...> /*lanes*/) {
  return V{(static_cast<void>(lane), x)...};
}

}  // namespace detail

/// One truth value per lane: what a comparison of lanes gives.
template <int W>
struct Mask {
  typename detail::Vectors<W>::Truths truths;

  TRIPART_LANE friend Mask operator&&(Mask a, Mask b) { return {a.truths & b.truths}; }
  TRIPART_LANE friend Mask operator||(Mask a, Mask b) { return {a.truths | b.truths}; }
  TRIPART_LANE friend Mask operator!(Mask a) { return {a.truths == 0}; }
};

template <>
struct Mask<1> {
  bool truths;

  TRIPART_LANE friend Mask operator&&(Mask a, Mask b) { return {a.truths && b.truths}; }
  TRIPART_LANE friend Mask operator||(Mask a, Mask b) { return {a.truths || b.truths}; }
  TRIPART_LANE friend Mask operator!(Mask a) { return {!a.truths}; }
};

/// The bits of lanes as unsigned integers of 64 bits; arithmetic modulo 2^64.
template <int W>
struct Words {
  using Vector = typename detail::Vectors<W>::Words;
  Vector words;

  Words() = default;
  [[gnu::always_inline]] Words(Vector v) : words(v) {}
  [[gnu::always_inline]] Words(std::uint64_t word) requires(W > 1)
      : words(
            detail::repeated<Vector>(word, std::make_index_sequence<std::size_t{W}>{})) {}

  TRIPART_LANE friend Words operator+(Words a, Words b) { return {a.words + b.words}; }
  TRIPART_LANE friend Words operator-(Words a, Words b) { return {a.words - b.words}; }
  TRIPART_LANE friend Words operator*(Words a, Words b) { return {a.words * b.words}; }
  TRIPART_LANE friend Words operator&(Words a, Words b) { return {a.words & b.words}; }
  TRIPART_LANE friend Words operator|(Words a, Words b) { return {a.words | b.words}; }
  TRIPART_LANE friend Words operator^(Words a, Words b) { return {a.words ^ b.words}; }
  TRIPART_LANE friend Words operator~(Words a) { return {~a.words}; }
  TRIPART_LANE friend Words operator<<(Words a, int n) { return {a.words << n}; }
  TRIPART_LANE friend Words operator>>(Words a, int n) { return {a.words >> n}; }
};

template <int W>
struct Lanes {
  using Vector = typename detail::Vectors<W>::Reals;
  Vector reals;

  Lanes() = default;
  [[gnu::always_inline]] Lanes(Vector v) : reals(v) {}
  /// The same number in every lane.
  [[gnu::always_inline]] Lanes(double x) requires(W > 1)
      : reals(detail::repeated<Vector>(x, std::make_index_sequence<std::size_t{W}>{})) {}

  /// from[0], ..., from[W - 1]; any alignment.
  [[nodiscard, gnu::always_inline]] static Lanes load(const double* from) {
    Lanes lanes;
    __builtin_memcpy(&lanes.reals, from, sizeof(lanes.reals));
    return lanes;
  }
  [[gnu::always_inline]] void store(double* to) const {
    __builtin_memcpy(to, &reals, sizeof(reals));
  }
  [[nodiscard, gnu::always_inline]] double lane(int index) const {
    if constexpr (W == 1) {
      return reals;
    } else {
      return reals[index];
    }
  }

  TRIPART_LANE friend Lanes operator+(Lanes a, Lanes b) { return {a.reals + b.reals}; }
  TRIPART_LANE friend Lanes operator-(Lanes a, Lanes b) { return {a.reals - b.reals}; }
  TRIPART_LANE friend Lanes operator*(Lanes a, Lanes b) { return {a.reals * b.reals}; }
  TRIPART_LANE friend Lanes operator/(Lanes a, Lanes b) { return {a.reals / b.reals}; }
  TRIPART_LANE friend Lanes operator-(Lanes a) { return {-a.reals}; }
  [[gnu::always_inline]] Lanes& operator+=(Lanes a) { return *this = *this + a; }
  [[gnu::always_inline]] Lanes& operator-=(Lanes a) { return *this = *this - a; }
  [[gnu::always_inline]] Lanes& operator*=(Lanes a) { return *this = *this * a; }

  TRIPART_LANE friend Mask<W> operator<(Lanes a, Lanes b) { return {a.reals < b.reals}; }
  TRIPART_LANE friend Mask<W> operator>(Lanes a, Lanes b) { return {a.reals > b.reals}; }
  TRIPART_LANE friend Mask<W> operator<=(Lanes a, Lanes b) {
    return {a.reals <= b.reals};
  }
  TRIPART_LANE friend Mask<W> operator>=(Lanes a, Lanes b) {
    return {a.reals >= b.reals};
  }
  TRIPART_LANE friend Mask<W> operator==(Lanes a, Lanes b) {
    return {a.reals == b.reals};
  }
  TRIPART_LANE friend Mask<W> operator!=(Lanes a, Lanes b) {
    return {a.reals != b.reals};
  }
};

/// In each lane `yes` where the condition holds, else `no`; both are computed.
template <int W>
TRIPART_LANE inline Lanes<W> where(Mask<W> condition, Lanes<W> yes, Lanes<W> no) {
  return {condition.truths ? yes.reals : no.reals};
}
template <int W>
TRIPART_LANE inline Lanes<W> where(Mask<W> condition, double yes, Lanes<W> no) {
  return where(condition, Lanes<W>(yes), no);
}
template <int W>
TRIPART_LANE inline Lanes<W> where(Mask<W> condition, Lanes<W> yes, double no) {
  return where(condition, yes, Lanes<W>(no));
}

/// The greater in each lane, as std::max: `a` unless a < b.
template <int W>
TRIPART_LANE inline Lanes<W> max(Lanes<W> a, Lanes<W> b) {
  return where(a < b, b, a);
}
/// The less in each lane, as std::min: `a` unless b < a.
template <int W>
TRIPART_LANE inline Lanes<W> min(Lanes<W> a, Lanes<W> b) {
  return where(b < a, b, a);
}

template <int W>
TRIPART_LANE inline bool any(Mask<W> mask) {
  if constexpr (W == 1) {
    return mask.truths;
  } else {
    std::int64_t found = 0;
    for (int lane = 0; lane < W; ++lane) {
      found |= mask.truths[lane];
    }
    return found != 0;
  }
}
template <int W>
TRIPART_LANE inline bool all(Mask<W> mask) {
  return !any(!mask);
}

/// \name The bits of lanes
/// @{
template <int W>
TRIPART_LANE inline Words<W> bits_of(Lanes<W> x) {
  return {__builtin_bit_cast(typename Words<W>::Vector, x.reals)};
}
template <int W>
TRIPART_LANE inline Lanes<W> real_of(Words<W> bits) {
  return {__builtin_bit_cast(typename Lanes<W>::Vector, bits.words)};
}
/// @}

template <int W>
TRIPART_LANE inline Lanes<W> magnitude(Lanes<W> x) {
  return real_of(bits_of(x) & Words<W>(std::uint64_t{0x7fffffffffffffff}));
}

/// W as a step through an array.
template <int W>
inline constexpr auto stride = static_cast<std::size_t>(W);

/// Goes through `count` entries of an array that holds whole vectors, B vectors at a
/// time, so that what they have in common is worked out once and their operations
/// overlap: `body<B>(first)` as long as B vectors are left, then `body<1>(first)`.
template <int W, std::size_t B, class Body>
[[gnu::always_inline]] inline void for_each_block(std::size_t count, Body body) {
  std::size_t first = 0;
  for (; first + (B - 1) * stride<W> < count; first += B * stride<W>) {
    body.template operator()<B>(first);
  }
  for (; first < count; first += stride<W>) {
    body.template operator()<1>(first);
  }
}

#undef TRIPART_LANE

}  // namespace tripart
