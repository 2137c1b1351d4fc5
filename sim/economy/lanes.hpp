#pragma once

#include <cstddef>
#include <cstring>

namespace tripart::lanes {

/// Sums over rows, many columns at a time.
///
/// Every column is summed by itself in the order of the rows, and `dot` always keeps
/// eight partial sums, so the bits do not depend on how many columns a processor handles
/// at once. Columns stay in registers while the rows pass by.

#if defined(__AVX512F__)
inline constexpr std::size_t pack_bytes = 64;
#elif defined(__AVX__)
inline constexpr std::size_t pack_bytes = 32;
#else
inline constexpr std::size_t pack_bytes = 16;
#endif

using Pack [[gnu::vector_size(pack_bytes)]] = double;
inline constexpr std::size_t width = pack_bytes / sizeof(double);
inline constexpr std::size_t block = 8;  ///< partial sums of `dot`, columns of a block

#define TRIPART_LANES [[gnu::always_inline]] inline

TRIPART_LANES void read(const double* from, Pack& pack) {
  std::memcpy(&pack, from, sizeof pack);
}
TRIPART_LANES void write(const Pack& pack, double* to) {
  std::memcpy(to, &pack, sizeof pack);
}

/// Rows scaled by one number each.
struct ScaledRows {
  const double* rows;
  std::size_t stride;
  const double* scale;

  [[nodiscard]] TRIPART_LANES double at(std::size_t row, std::size_t column) const {
    return scale[row] * rows[row * stride + column];
  }
  TRIPART_LANES void at(std::size_t row, std::size_t column, Pack& value) const {
    read(rows + row * stride + column, value);
    value = scale[row] * value;
  }
};

/// Products of the same column of two tables.
struct ProductRows {
  const double* rows;
  std::size_t stride;
  const double* others;
  std::size_t other_stride;

  [[nodiscard]] TRIPART_LANES double at(std::size_t row, std::size_t column) const {
    return rows[row * stride + column] * others[row * other_stride + column];
  }
  TRIPART_LANES void at(std::size_t row, std::size_t column, Pack& value) const {
    Pack other;
    read(rows + row * stride + column, value);
    read(others + row * other_stride + column, other);
    value = value * other;
  }
};

template <std::size_t packs, class Rows>
TRIPART_LANES void add_columns(const Rows& rows, std::size_t count, std::size_t column,
                               double* sum) {
  Pack partial[packs];
#pragma GCC unroll 8
  for (std::size_t p = 0; p < packs; ++p) {
    read(sum + column + p * width, partial[p]);
  }
  for (std::size_t row = 0; row < count; ++row) {
#pragma GCC unroll 8
    for (std::size_t p = 0; p < packs; ++p) {
      Pack value;
      rows.at(row, column + p * width, value);
      partial[p] += value;
    }
  }
#pragma GCC unroll 8
  for (std::size_t p = 0; p < packs; ++p) {
    write(partial[p], sum + column + p * width);
  }
}

/// sum[column] += the rows' columns, one row after the other.
template <class Rows>
TRIPART_LANES void add_rows(const Rows& rows, std::size_t count, double* sum,
                            std::size_t columns) {
  std::size_t column = 0;
  for (; column + block <= columns; column += block) {
    add_columns<block / width>(rows, count, column, sum);
  }
  for (; column + width <= columns; column += width) {
    add_columns<1>(rows, count, column, sum);
  }
  for (; column < columns; ++column) {
    double partial = sum[column];
    for (std::size_t row = 0; row < count; ++row) {
      partial += rows.at(row, column);
    }
    sum[column] = partial;
  }
}

/// Sum of a[i] b[i] in eight partial sums, i modulo eight, added pairwise.
TRIPART_LANES double dot(const double* a, const double* b, std::size_t size) {
  double partial[block] = {};
  const ProductRows rows{a, block, b, block};
  const std::size_t whole = size / block;
  add_columns<block / width>(rows, whole, 0, partial);
  for (std::size_t i = whole * block; i < size; ++i) {
    partial[i - whole * block] += a[i] * b[i];
  }
  return ((partial[0] + partial[4]) + (partial[1] + partial[5])) +
         ((partial[2] + partial[6]) + (partial[3] + partial[7]));
}

#undef TRIPART_LANES

}  // namespace tripart::lanes
