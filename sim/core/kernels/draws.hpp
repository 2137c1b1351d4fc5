#pragma once

#include <cstddef>
#include <cstdint>

#include "core/per_isa.hpp"

namespace tripart {

/// Whose draws: the seed of the run and the replicate.
struct StreamKey {
  std::uint64_t seed;
  std::uint64_t replicate;
};

/// Draws of many streams at once, each with the bits of the scalar function named. Arrays
/// hold whole vectors; `x` is read as uniforms and left as draws.
struct DrawKernels {
  /// x[i] = Stream(seed, replicate, entity[i]).uniform(index[i])
  void (*uniforms)(StreamKey key, const std::uint64_t* entity, const std::uint64_t* index,
                   double* x, std::size_t n);
  /// -log(x), as draw_exponential
  void (*exponentials)(double* x, std::size_t n);
  /// from + width * x
  void (*between)(const double* from, const double* width, double* x, std::size_t n);
  /// mean + sd * normal_quantile(x)
  void (*normals)(const double* mean, const double* sd, double* x, std::size_t n);
  /// exp of that
  void (*lognormals)(const double* mean, const double* sd, double* x, std::size_t n);
  /// Logarithm of a gamma, as draw_gamma's first attempt, from x and a second uniform;
  /// NaN where that is rejected. d = shape - 1/3, c = 1 / sqrt(9 d), for shapes >= 1.
  void (*log_gammas)(const double* d, const double* c, const double* log_d,
                     const double* second, double* x, std::size_t n);
  /// x = scale * exp(log_x)
  void (*gammas)(const double* scale, const double* log_x, double* x, std::size_t n);
  /// x = logistic(log_x - log_y): betas from the logarithms of two gammas
  void (*betas)(const double* log_x, const double* log_y, double* x, std::size_t n);
  /// Start of the first vector from `at` on in which an x lies outside [low, high]; n if
  /// there is none.
  std::size_t (*first_outside)(const double* low, const double* high, const double* x,
                               std::size_t at, std::size_t n);
};
TRIPART_PER_ISA(DrawKernels, draw_kernels)

}  // namespace tripart
