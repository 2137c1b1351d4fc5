#pragma once

#include <cstddef>

namespace tripart {

/// Anderson's acceleration of a fixed-point iteration x -> x + f(x) (Anderson 1965;
/// Walker and Ni 2011, type II).
///
/// The next state is the image of that combination of the last states whose residuals f
/// cancel best, by least squares over the last `depth` changes. Columns that say nothing
/// new are left out. All sums have a fixed order.
class Anderson {
 public:
  static constexpr std::size_t depth = 5;

  /// Doubles of memory that a state of this size needs.
  static constexpr std::size_t room(std::size_t size) { return (2 + 2 * depth) * size; }

  /// \pre size is a multiple of lanes::block
  Anderson(std::size_t size, double* memory)
      : size_(size),
        residual_(memory),
        image_(memory + size),
        residual_change_(memory + 2 * size),
        image_change_(memory + (2 + depth) * size) {}

  /// Replaces x by the next state. f is the residual at x.
  void step(const double* f, double* x);

 private:
  void note_change(const double* f, const double* x);
  void weigh(double* weight) const;

  std::size_t size_;
  double *residual_, *image_;                ///< of the state before
  double *residual_change_, *image_change_;  ///< [slot, element]
  bool is_first_ = true;
  std::size_t stored_ = 0;  ///< changes in memory, at most depth
  std::size_t newest_ = 0;
  double gram_[depth][depth] = {};  ///< products of residual changes
  double product_[depth] = {};      ///< of residual changes with the newest residual
};

}  // namespace tripart
