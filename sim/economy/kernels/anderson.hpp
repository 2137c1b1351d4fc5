#pragma once

#include "economy/kernels/layout.hpp"
#include "economy/linked_kernels.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {

inline constexpr double largest_log_move = 1.0;     // of a wage or cost, per round
inline constexpr double least_spending_left = 0.1;  // of an expenditure, per round
/// Least part of a column, squared, that the newer ones must leave unexplained.
inline constexpr double least_news = 1e-11;

/// Anderson's acceleration of a fixed-point iteration x -> x + f(x) (Anderson 1965;
/// Walker and Ni 2011, type II), for every counterfactual by itself.
///
/// The next state is the image of that combination of the last states whose residuals f
/// cancel best, by least squares over the last changes. Columns that say nothing new get
/// no weight, and so do those that were there before a counterfactual began.
template <class L>
class Anderson {
 public:
  using Cell = typename L::Cell;
  using Number = typename L::Number;
  static constexpr std::size_t depth = anderson_depth;

  Anderson(const LinkedYear& year, const LinkedWork& work) : y_(year), w_(work) {
    for (std::size_t age = 0; age < depth; ++age) {
      slot_[age] = (work.newest + depth - age) % depth;
    }
  }

  void step() {
    note_change();
    weigh();
    const auto within = [](Cell next, Cell least, Cell most) {
      next = where(next > most, most, next);
      return where(next < least, least, next);
    };
    for_cells<L>(y_.spending_at, [&](std::size_t k) {
      const Cell x = L::load(w_.state, k);
      move_to(k, x, within(mixed(k), x - largest_log_move, x + largest_log_move));
    });
    for (std::size_t k = y_.spending_at; k < y_.size; k += L::cells) {
      const Cell x = L::load(w_.state, k);
      const Cell least = x * least_spending_left;
      const Cell next = mixed(k);
      move_to(k, x, where(next < least, least, next));
    }
  }

 private:
  [[gnu::always_inline]] const double* change(const double* of, std::size_t slot) const {
    return of + slot * y_.size * L::solves;
  }

  /// The newest change takes the oldest one's slot. Its products with the others follow
  /// from theirs with the residuals before and now.
  void note_change() {
    const Cell changes = L::spread(w_.changes, 0);
    const auto has_changed = changes > Cell(0.0);
    double* residual_change = w_.residual_change + w_.newest * y_.size * L::solves;
    double* image_change = w_.image_change + w_.newest * y_.size * L::solves;
    for_cells<L>(y_.size, [&](std::size_t k) {
      const Cell f = L::load(w_.residual, k);
      const Cell last_f = L::load(w_.last_residual, k);
      const Cell last_image = L::load(w_.last_state, k) + last_f;
      L::store(where(has_changed, f - last_f, 0.0), residual_change, k);
      L::store(where(has_changed, L::load(w_.state, k) + f - last_image, 0.0),
               image_change, k);
    });
    const auto product = [&](const double* one, const double* other) {
      return sum_over<L>(
          y_.size, [&](std::size_t k) { return L::load(one, k) * L::load(other, k); });
    };
    for (const std::size_t slot : slot_) {
      const Number now = product(change(w_.residual_change, slot), w_.residual);
      const Number since = now - L::number(w_.product, slot);
      L::store_number(now, w_.product, slot);
      L::store_number(since, w_.gram, w_.newest * depth + slot);
      L::store_number(since, w_.gram, slot * depth + w_.newest);
    }
    L::store_number(product(residual_change, residual_change), w_.gram,
                    w_.newest * depth + w_.newest);
  }

  /// Solves the normal equations by factors L D L', newest column first.
  void weigh() {
    Number lower[depth][depth];
    Number per_pivot[depth];
    Number solved[depth];
    const Number changes = L::number(w_.changes, 0);
#pragma GCC unroll 8
    for (std::size_t a = 0; a < depth; ++a) {
      const auto remembered = changes > Number(static_cast<double>(a));
      const auto in_memory = [&](Number value) { return where(remembered, value, 0.0); };
      const Number own = in_memory(L::number(w_.gram, slot_[a] * depth + slot_[a]));
      Number left = own;
      Number rest = in_memory(L::number(w_.product, slot_[a]));
      Number scaled[depth];
#pragma GCC unroll 8
      for (std::size_t c = 0; c < a; ++c) {
        Number value = in_memory(L::number(w_.gram, slot_[a] * depth + slot_[c]));
#pragma GCC unroll 8
        for (std::size_t d = 0; d < c; ++d) {
          value -= scaled[d] * lower[c][d];
        }
        scaled[c] = value;
        lower[a][c] = value * per_pivot[c];
        left -= value * lower[a][c];
        rest -= lower[a][c] * solved[c];
      }
      const auto is_news = left > least_news * own;
      per_pivot[a] = where(is_news, 1.0 / left, 0.0);
      solved[a] = where(is_news, rest, 0.0);
    }
    Number weight[depth];
#pragma GCC unroll 8
    for (std::size_t back = 1; back <= depth; ++back) {
      const std::size_t a = depth - back;
      Number value = solved[a] * per_pivot[a];
#pragma GCC unroll 8
      for (std::size_t d = a + 1; d < depth; ++d) {
        value -= lower[d][a] * weight[d];
      }
      weight[a] = where(per_pivot[a] > Number(0.0), value, 0.0);
    }
#pragma GCC unroll 8
    for (std::size_t a = 0; a < depth; ++a) {
      if constexpr (L::cells == 1) {
        weight_[a] = -weight[a];
      } else {
        weight_[a] = Cell(-weight[a].lane(0));
      }
    }
  }

  [[gnu::always_inline]] Cell mixed(std::size_t k) const {
    Cell next = L::load(w_.state, k) + L::load(w_.residual, k);
#pragma GCC unroll 8
    for (std::size_t age = 0; age < depth; ++age) {
      // what no counterfactual remembers may be no number
      const Cell part = weight_[age] * L::load(change(w_.image_change, slot_[age]), k);
      next += where(weight_[age] == Cell(0.0), 0.0, part);
    }
    return next;
  }

  [[gnu::always_inline]] void move_to(std::size_t k, Cell x, Cell next) const {
    L::store(where(L::spread(w_.held, 0) > Cell(0.0), x, next), w_.last_state, k);
  }

  const LinkedYear& y_;
  const LinkedWork& w_;
  std::size_t slot_[depth];  ///< by age, the newest first
  Cell weight_[depth];
};

}  // namespace tripart::TRIPART_ISA_NAMESPACE
