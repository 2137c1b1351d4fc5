#include "economy/full_kernels.hpp"
#include "economy/kernels/layout.hpp"
#include "tripart/core/math.hpp"

// The equations E1 to E5 of MODEL.md, section 2, evaluated once at the solver's state.

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

/// The larger one; what is not a number is larger than all.
template <class X>
[[gnu::always_inline]] inline X worse(X one, X other) {
  return where(one >= other || one != one, one, other);
}

template <class L>
class FullEquations {
 public:
  using Cell = typename L::Cell;
  using Number = typename L::Number;

  FullEquations(const FullYear& year, const FullWork& work) : y_(year), w_(work) {}

  double evaluate() {
    evaluate_prices();
    evaluate_sales();
    evaluate_incomes();
    return largest_gap();
  }

 private:
  [[nodiscard]] std::size_t cells() const { return y_.regions * y_.sectors; }

  void evaluate_prices() {
    for_cells<L>(cells(), [&](std::size_t cell) {
      L::store(math::exp(L::load(y_.minus_theta, cell) * L::load(w_.log_cost, cell)),
               w_.cost_power, cell);
    });
    // E2: P^-theta = sum_i pi (kappa_hat c_hat(i))^-theta, and the same before tariffs
    for (std::size_t n = 0; n < y_.regions; ++n) {
      sum_over_exporters(n, y_.weight, w_.share_sum);
      sum_over_exporters(n, y_.net_weight, w_.net_share_sum);
    }
    for_cells<L>(cells(), [&](std::size_t cell) {
      const Cell sum = L::load(w_.share_sum, cell);
      L::store(
          (L::load(y_.base_log_sum, cell) - math::log(sum)) * L::load(y_.per_theta, cell),
          w_.log_price, cell);
      L::store(L::load(w_.expenditure, cell) / sum, w_.demand, cell);
    });
    // E1: log c(j) = gamma(j) log w + sum_k gamma(k, j) log P(k)
    for (std::size_t n = 0; n < y_.regions; ++n) {
      link(n, y_.value_added_share, Cell(w_.log_wage[n]), y_.input_share, w_.log_price,
           w_.new_log_cost);
    }
  }

  void sum_over_exporters(std::size_t n, const double* weights, double* sums) {
    const std::size_t J = y_.sectors;
    double* to = sums + n * J;
    for_blocks<L, 8>(y_.traded, [&]<std::size_t count>(std::size_t j) {
      Block<L, count> sum;
      sum.set(j, [](std::size_t) { return Cell(0.0); });
      for (std::size_t i = 0; i < y_.regions; ++i) {
        const double* weight = weights + (n * y_.regions + i) * J;
        const double* power = w_.cost_power + i * J;
        sum.add(j,
                [&](std::size_t at) { return L::load(weight, at) * L::load(power, at); });
      }
      sum.give(j, [&](std::size_t at, Cell value) { L::store(value, to, at); });
    });
    const double* own = weights + (n * y_.regions + n) * J;
    const double* power = w_.cost_power + n * J;
    for (std::size_t j = y_.traded; j < J; j += L::cells) {
      L::store(L::load(own, j) * L::load(power, j), to, j);
    }
  }

  /// to(n, j) = of_region(n, j) times + sum_k matrix(n, k, j) terms(n, k)
  void link(std::size_t n, const double* of_region, Cell times, const double* matrix,
            const double* terms, double* to) {
    const std::size_t J = y_.sectors;
    for_blocks<L, 8>(J, [&]<std::size_t count>(std::size_t j) {
      Block<L, count> sum;
      sum.set(j, [&](std::size_t at) { return L::load(of_region + n * J, at) * times; });
      for (std::size_t k = 0; k < J; ++k) {
        const double* row = matrix + (n * J + k) * J;
        const Cell term(terms[n * J + k]);
        sum.add(j, [&](std::size_t at) { return L::load(row, at) * term; });
      }
      sum.give(j, [&](std::size_t at, Cell value) { L::store(value, to + n * J, at); });
    });
  }

  /// E3: exporter i sells pi' X / (1 + tau') to n, with pi' = weight(n, i)
  /// c_hat(i)^-theta / sum(n).
  void evaluate_sales() {
    const std::size_t J = y_.sectors;
    for (std::size_t i = 0; i < y_.regions; ++i) {
      const double* power = w_.cost_power + i * J;
      double* to = w_.output + i * J;
      for_blocks<L, 8>(y_.traded, [&]<std::size_t count>(std::size_t j) {
        Block<L, count> sales;
        sales.set(j, [](std::size_t) { return Cell(0.0); });
        for (std::size_t n = 0; n < y_.regions; ++n) {
          const double* net_weight = y_.net_weight + (n * y_.regions + i) * J;
          const double* demand = w_.demand + n * J;
          sales.add(j, [&](std::size_t at) {
            return L::load(net_weight, at) * L::load(demand, at);
          });
        }
        sales.give(j, [&](std::size_t at, Cell value) {
          L::store(value * L::load(power, at), to, at);
        });
      });
      const double* own = y_.net_weight + (i * y_.regions + i) * J;
      for (std::size_t j = y_.traded; j < J; j += L::cells) {
        const Cell demand = L::load(w_.demand + i * J, j);
        L::store(L::load(own, j) * demand * L::load(power, j), to, j);
      }
    }
  }

  void evaluate_incomes() {
    Number world = 0.0;
    Number unmatched = 0.0;
    for (std::size_t n = 0; n < y_.regions; ++n) {
      const Number wages = math::exp(Number(w_.log_wage[n])) * Number(y_.value_added[n]);
      L::store_number(wages, w_.wage_bill, n);
      world += wages;
      unmatched += y_.deficit_in_wages[n] * wages;
    }
    const std::size_t J = y_.sectors;
    for (std::size_t n = 0; n < y_.regions; ++n) {
      const Number wages = L::number(w_.wage_bill, n);
      const Number deficit =
          y_.deficit[n] + y_.deficit_in_wages[n] * wages - unmatched * (wages / world);
      const Number revenue = sum_over<L>(J, [&](std::size_t j) {
        const std::size_t cell = n * J + j;
        return L::load(w_.demand, cell) *
               (L::load(w_.share_sum, cell) - L::load(w_.net_share_sum, cell));
      });
      const Number labour = sum_over<L>(J, [&](std::size_t j) {
        const std::size_t cell = n * J + j;
        return L::load(y_.value_added_share, cell) * L::load(w_.output, cell);
      });
      const Number income = wages + revenue + deficit;
      L::store_number(revenue, w_.revenue, n);
      L::store_number(deficit, w_.deficit, n);
      L::store_number(income, w_.income, n);
      // E5: the wage bill that trade supports less the one being paid
      L::store_number(labour / wages - 1.0, w_.excess, n);
      // E4: X'(j) = sum_k gamma(j, k) Y'(k) + alpha(j) I'
      link(n, y_.final_share, Cell(w_.income[n]), y_.user_share, w_.output,
           w_.new_expenditure);
    }
  }

  double largest_gap() {
    Cell worst = 0.0;
    for_cells<L>(cells(), [&](std::size_t cell) {
      const Cell cost = L::load(w_.new_log_cost, cell) - L::load(w_.log_cost, cell);
      const Cell now = L::load(w_.expenditure, cell);
      const Cell next = L::load(w_.new_expenditure, cell);
      const Cell relative =
          magnitude(next - now) / worse(magnitude(next), magnitude(now));
      worst = worse(worst, magnitude(cost));
      worst = worse(worst, where(now == next, 0.0, relative));
    });
    Number gap = 0.0;
    for (std::size_t cell = 0; cell < L::cells; ++cell) {
      gap = worse(gap, Number(worst.lane(static_cast<int>(cell))));
    }
    for (std::size_t n = 0; n < y_.regions; ++n) {
      gap = worse(gap, magnitude(L::number(w_.excess, n)));
    }
    return gap.lane(0);
  }

  const FullYear& y_;
  const FullWork& w_;
};

template <int W, class Function>
[[gnu::always_inline]] inline void each(const double* from, double* to, std::size_t count,
                                        Function function) {
  std::size_t k = 0;
  for (; k + W <= count; k += W) {
    function(Lanes<W>::load(from + k)).store(to + k);
  }
  for (; k < count; ++k) {
    to[k] = function(from[k]);
  }
}

}  // namespace

FullKernels full_equations(int lanes) {
  return at_width(lanes, []<int W>() -> FullKernels {
    constexpr int group = static_cast<int>(cell_group);
    using L = Layout < W<group ? W : group, 1>;
    return {[](const FullYear& year, const FullWork& work) {
              return FullEquations<L>(year, work).evaluate();
            },
            [](const double* from, double* to, std::size_t count) {
              each<W>(from, to, count, [](auto x) { return math::exp(x); });
            },
            [](const double* from, double* to, std::size_t count) {
              each<W>(from, to, count, [](auto x) { return math::log(x); });
            }};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
