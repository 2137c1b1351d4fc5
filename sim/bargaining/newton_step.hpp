#pragma once

#include <cstddef>

#include "tripart/core/lanes.hpp"
#include "tripart/core/math.hpp"

/// What Newton's method on positive weights takes: of one problem (X = double) or of
/// several at once (X = Lanes<W>), with the same bits. Always inlined, as kernels include
/// it.
namespace tripart {

[[gnu::always_inline]] inline double square_root(double x) {
  return __builtin_sqrt(x);
}
template <int W>
[[gnu::always_inline]] inline Lanes<W> square_root(Lanes<W> x) {
  double entry[std::size_t{W}];
  x.store(entry);
  for (std::size_t lane = 0; lane < std::size_t{W}; ++lane) {
    entry[lane] = __builtin_sqrt(entry[lane]);
  }
  return Lanes<W>::load(entry);
}

/// Solves matrix x = right for a positive definite matrix of `size` rows, of which the
/// lower half is read, by Cholesky's method. \return right' x
template <class X, class Matrix, class Vector>
[[gnu::always_inline]] inline X solve_by_cholesky(const Matrix& matrix,
                                                  const Vector& right, std::size_t size,
                                                  Vector& x) {
  Matrix root;
  X product(0.0);
  for (std::size_t i = 0; i < size; ++i) {
    X sum = right[i];
    for (std::size_t j = 0; j < i; ++j) {
      X entry = matrix[i][j];
      for (std::size_t l = 0; l < j; ++l) {
        entry -= root[i][l] * root[j][l];
      }
      root[i][j] = entry / root[j][j];
      sum -= root[i][j] * x[j];
    }
    X pivot = matrix[i][i];
    for (std::size_t l = 0; l < i; ++l) {
      pivot -= root[i][l] * root[i][l];
    }
    root[i][i] =
        square_root(math::detail::select<X>(pivot < X(1e-300), X(1e-300), pivot));
    x[i] = sum / root[i][i];
    product += x[i] * x[i];
  }
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t j = i + 1; j < size; ++j) {
      x[i] -= root[j][i] * x[j];
    }
    x[i] = x[i] / root[i][i];
  }
  return product;
}

/// How much of a step of the weights to take, so that none falls below a tenth of what it
/// is: 1 where none does.
template <class X, class Vector>
[[gnu::always_inline]] inline X damped_length(const Vector& weight, const Vector& step,
                                              std::size_t size) {
  X length(1.0);
  for (std::size_t i = 0; i < size; ++i) {
    length = math::detail::select<X>(weight[i] + length * step[i] < X(0.1) * weight[i],
                                     X(-0.9) * weight[i] / step[i], length);
  }
  return length;
}

}  // namespace tripart
