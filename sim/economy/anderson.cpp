#include "economy/anderson.hpp"

#include <algorithm>
#include <cmath>

#include "economy/lanes.hpp"

namespace tripart {
namespace {

/// Least part of a column, squared, that the newer ones must leave unexplained.
constexpr double least_news = 1e-11;

}  // namespace

/// The newest change takes the oldest one's slot. Its products with the others follow
/// from theirs with the residuals before and now.
void Anderson::note_change(const double* f, const double* x) {
  newest_ = stored_ < depth ? stored_++ : (newest_ + 1) % depth;
  double* change = &residual_change_[newest_ * size_];
  double* image_change = &image_change_[newest_ * size_];
#pragma omp simd
  for (std::size_t k = 0; k < size_; ++k) {
    change[k] = f[k] - residual_[k];
    image_change[k] = (x[k] + f[k]) - image_[k];
  }
  for (std::size_t slot = 0; slot < stored_; ++slot) {
    const double before = product_[slot];
    product_[slot] = lanes::dot(&residual_change_[slot * size_], f, size_);
    gram_[newest_][slot] = gram_[slot][newest_] = product_[slot] - before;
  }
  gram_[newest_][newest_] = lanes::dot(change, change, size_);
}

/// Solves the normal equations by Cholesky's method, newest column first, columns scaled
/// to length 1.
void Anderson::weigh(double* weight) const {
  double factor[depth][depth];
  double solved[depth];
  std::size_t slot_of[depth];
  double length[depth];
  std::size_t used = 0;
  for (std::size_t age = 0; age < stored_; ++age) {
    const std::size_t slot = (newest_ + stored_ - age) % stored_;
    weight[slot] = 0.0;
    if (!(gram_[slot][slot] > 0.0)) {
      continue;
    }
    length[used] = std::sqrt(gram_[slot][slot]);
    double left = 1.0;
    double rest = product_[slot] / length[used];
    for (std::size_t c = 0; c < used; ++c) {
      double value = gram_[slot][slot_of[c]] / (length[used] * length[c]);
      for (std::size_t d = 0; d < c; ++d) {
        value -= factor[used][d] * factor[c][d];
      }
      value /= factor[c][c];
      factor[used][c] = value;
      left -= value * value;
      rest -= value * solved[c];
    }
    if (left > least_news) {
      factor[used][used] = std::sqrt(left);
      solved[used] = rest / factor[used][used];
      slot_of[used++] = slot;
    }
  }
  for (std::size_t c = used; c-- > 0;) {
    double value = solved[c];
    for (std::size_t d = c + 1; d < used; ++d) {
      value -= factor[d][c] * solved[d];
    }
    solved[c] = value / factor[c][c];
    weight[slot_of[c]] = -solved[c] / length[c];
  }
}

void Anderson::step(const double* f, double* x) {
  if (!is_first_) {
    note_change(f, x);
  }
  is_first_ = false;
  std::copy(f, f + size_, residual_);
#pragma omp simd
  for (std::size_t k = 0; k < size_; ++k) {
    x[k] += f[k];
  }
  std::copy(x, x + size_, image_);
  double weight[depth];
  weigh(weight);
  lanes::add_rows(lanes::ScaledRows{image_change_, size_, weight}, stored_, x, size_);
}

}  // namespace tripart
