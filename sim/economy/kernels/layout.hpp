#pragma once

#include <cstddef>

#include "tripart/core/lanes.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {

/// How the numbers of counterfactuals lie in vectors: neighbouring cells of one
/// counterfactual, or one cell of several. An array has `solves` numbers per cell; cells
/// are sectors of a region, regions, or entries of a state.
///
/// What is written over a layout does the same to every number under either, so that its
/// bits do not depend on the layout.
template <int cells_, int solves_>
struct Layout {
  static_assert(cells_ == 1 || solves_ == 1);
  static constexpr std::size_t cells = cells_;
  static constexpr std::size_t solves = solves_;
  using Cell = Lanes<cells_ * solves_>;
  using Number = Lanes<solves_>;  ///< one per counterfactual

  [[gnu::always_inline]] static Cell load(const double* array, std::size_t cell) {
    return Cell::load(array + cell * solves);
  }
  [[gnu::always_inline]] static void store(Cell value, double* array, std::size_t cell) {
    value.store(array + cell * solves);
  }
  /// Of an array that all counterfactuals share.
  [[gnu::always_inline]] static Cell shared(const double* array, std::size_t cell) {
    if constexpr (cells == 1) {
      return Cell(array[cell]);
    } else {
      return Cell::load(array + cell);
    }
  }
  /// One entry for all cells of a vector.
  [[gnu::always_inline]] static Cell spread(const double* array, std::size_t entry) {
    if constexpr (cells == 1) {
      return Cell::load(array + entry * solves);
    } else {
      return Cell(array[entry]);
    }
  }
  [[gnu::always_inline]] static Number number(const double* array, std::size_t entry) {
    return Number::load(array + entry * solves);
  }
  [[gnu::always_inline]] static void store_number(Number value, double* array,
                                                  std::size_t entry) {
    value.store(array + entry * solves);
  }
};

/// Vectors of consecutive cells.
template <class L, std::size_t count>
struct Block {
  typename L::Cell part[count];

  /// each = at(cell).
  template <class At>
  [[gnu::always_inline]] void set(std::size_t cell, At at) {
#pragma GCC unroll 8
    for (std::size_t p = 0; p < count; ++p) {
      part[p] = at(cell + p * L::cells);
    }
  }
  template <class At>
  [[gnu::always_inline]] void add(std::size_t cell, At at) {
#pragma GCC unroll 8
    for (std::size_t p = 0; p < count; ++p) {
      part[p] += at(cell + p * L::cells);
    }
  }
  template <class To>
  [[gnu::always_inline]] void give(std::size_t cell, To to) const {
#pragma GCC unroll 8
    for (std::size_t p = 0; p < count; ++p) {
      to(cell + p * L::cells, part[p]);
    }
  }
};

/// Calls work.operator()<count>(cell) for blocks of vectors that cover all cells in turn.
template <class L, std::size_t most, class Work>
[[gnu::always_inline]] inline void for_blocks(std::size_t cells, Work work) {
  std::size_t cell = 0;
  for (; cell + most * L::cells <= cells; cell += most * L::cells) {
    work.template operator()<most>(cell);
  }
  if constexpr (most == 8) {
    for (; cell + 4 * L::cells <= cells; cell += 4 * L::cells) {
      work.template operator()<4>(cell);
    }
  }
  for (; cell < cells; cell += L::cells) {
    work.template operator()<1>(cell);
  }
}

/// Calls work(cell) for all cells, a vector at a time.
template <class L, class Work>
[[gnu::always_inline]] inline void for_cells(std::size_t cells, Work work) {
  for (std::size_t cell = 0; cell < cells; cell += L::cells) {
    work(cell);
  }
}

/// Sum of at(cell) over the cells of each counterfactual, in eight partial sums, cells
/// modulo eight, added pairwise.
template <class L, class At>
[[gnu::always_inline]] inline typename L::Number sum_over(std::size_t cells, At at) {
  constexpr std::size_t partial_sums = 8;
  constexpr std::size_t count = partial_sums / L::cells;
  Block<L, count> partial;
  partial.set(0, [](std::size_t) { return typename L::Cell(0.0); });
  std::size_t cell = 0;
  for (; cell + partial_sums <= cells; cell += partial_sums) {
    partial.add(cell, at);
  }
#pragma GCC unroll 8
  for (std::size_t p = 0; p < count; ++p) {
    if (cell + p * L::cells < cells) {
      partial.part[p] += at(cell + p * L::cells);
    }
  }
#pragma GCC unroll 4
  for (std::size_t p = 0; p < count / 2; ++p) {
    partial.part[p] += partial.part[p + count / 2];
  }
  if constexpr (L::cells == 1) {
    return (partial.part[0] + partial.part[1]) + (partial.part[2] + partial.part[3]);
  } else if constexpr (L::cells == 2) {
    return (partial.part[0].lane(0) + partial.part[0].lane(1)) +
           (partial.part[1].lane(0) + partial.part[1].lane(1));
  } else {
    return (partial.part[0].lane(0) + partial.part[0].lane(1)) +
           (partial.part[0].lane(2) + partial.part[0].lane(3));
  }
}

/// The greatest of a vector's cells for each counterfactual.
template <class L>
[[gnu::always_inline]] inline typename L::Number greatest(typename L::Cell cells) {
  if constexpr (L::cells == 1) {
    return cells;
  } else {
    typename L::Number most = cells.lane(0);
    for (std::size_t cell = 1; cell < L::cells; ++cell) {
      most = max(most, typename L::Number(cells.lane(static_cast<int>(cell))));
    }
    return most;
  }
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
