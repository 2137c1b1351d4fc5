#pragma once

#include "economy/kernels/layout.hpp"
#include "economy/linked_kernels.hpp"
#include "tripart/core/math.hpp"

// The equations E1 to E5 (MODEL.md, section 2) as a map from the state of a BaseResponse
// to itself (E5a), for any number of counterfactuals at once.

namespace tripart::TRIPART_ISA_NAMESPACE {

inline constexpr double largest_wage_move = 0.5;  // in logs, per round
inline constexpr double least_unit = 1e-300;      // where nothing is spent

template <class L>
class LinkedEquations {
 public:
  using Cell = typename L::Cell;
  using Number = typename L::Number;

  LinkedEquations(const LinkedYear& year, const LinkedWork& work)
      : y_(year),
        w_(work),
        cost_(work.state + year.cost_at * L::solves),
        spending_(work.state + year.spending_at * L::solves) {}

  void evaluate() {
    evaluate_prices();
    evaluate_sales();
    evaluate_incomes();
  }

  /// Costs and expenditures at the wages of the state take its place.
  void settle() {
    for (std::size_t n = 0; n < y_.regions; ++n) {
      for_blocks<L, 8>(y_.columns, [&]<std::size_t count>(std::size_t t) {
        const auto put = [&](double* row) {
          return [row](std::size_t at, Cell image) { L::store(image, row, at); };
        };
        cost_image<count>(n, t).give(t, put(at_row(cost_, n)));
        spending_image<count>(n, t).give(t, put(at_row(spending_, n)));
      });
    }
  }

  /// Image less state, all wages moving, and the largest relative gap.
  void reply() {
    move_wages();
    for_blocks<L, 8>(y_.cost_at, [&]<std::size_t count>(std::size_t k) {
      Block<L, count> f;
      f.set(k, [](std::size_t) { return Cell(0.0); });
      add_response(k, f);
      f.give(k, [&](std::size_t at, Cell value) { L::store(value, w_.residual, at); });
    });
    Cell worst = 0.0;
    for (std::size_t n = 0; n < y_.regions; ++n) {
      for_blocks<L, 8>(y_.columns, [&]<std::size_t count>(std::size_t t) {
        reply_of_costs(y_.cost_at + n * y_.columns, t, cost_image<count>(n, t), worst);
        reply_of_spending(y_.spending_at + n * y_.columns, t, spending_image<count>(n, t),
                          worst);
      });
    }
    Number gap = max(greatest<L>(worst), magnitude(level_));
    for (std::size_t n = 0; n < y_.regions; ++n) {
      const Number size = magnitude(L::number(w_.excess, n) + level_);
      gap = where(gap >= size || gap != gap, gap, size);  // no number is worst
    }
    L::store_number(gap, w_.gap, 0);
  }

 private:
  [[gnu::always_inline]] double* at_row(double* cells, std::size_t n) const {
    return cells + n * y_.columns * L::solves;
  }

  /// E2, after and before tariffs, and what it says of demand.
  void evaluate_prices() {
    const std::size_t cells = y_.regions * y_.columns;
    for_cells<L>(cells, [&](std::size_t cell) {
      L::store(math::exp(L::shared(y_.minus_theta, cell) * L::load(cost_, cell)),
               w_.cost_power, cell);
    });
    for (std::size_t n = 0; n < y_.regions; ++n) {
      for_blocks<L, 4>(
          y_.columns, [&]<std::size_t count>(std::size_t t) { sum_prices<count>(n, t); });
    }
    for_cells<L>(cells, [&](std::size_t cell) {
      const Cell sum = L::load(w_.sum, cell);
      L::store((L::shared(y_.base_log_sum, cell) - math::log(sum)) *
                       L::shared(y_.per_theta, cell) -
                   L::shared(y_.own_share, cell) * L::load(cost_, cell),
               w_.price_term, cell);
      L::store(L::load(spending_, cell) * L::shared(y_.base_spending, cell) / sum,
               w_.demand, cell);
    });
  }

  template <std::size_t count>
  [[gnu::always_inline]] void sum_prices(std::size_t n, std::size_t t) {
    Block<L, count> sum;
    Block<L, count> net;
    sum.set(t, [](std::size_t) { return Cell(0.0); });
    net.set(t, [](std::size_t) { return Cell(0.0); });
    for (std::size_t i = 0; i < y_.regions; ++i) {
      const std::size_t pair = n * y_.regions + i;
      const double* power = at_row(w_.cost_power, i);
      if (w_.row[pair] == unchanged_row) {
        const double* weight = y_.weight + pair * y_.columns;
        const double* net_weight = y_.net_weight + pair * y_.columns;
        sum.add(t, [&](std::size_t at) {
          return L::shared(weight, at) * L::load(power, at);
        });
        net.add(t, [&](std::size_t at) {
          return L::shared(net_weight, at) * L::load(power, at);
        });
      } else {
        const auto row = static_cast<std::size_t>(w_.row[pair]) * y_.columns * L::solves;
        sum.add(t, [&](std::size_t at) {
          return L::load(w_.weight + row, at) * L::load(power, at);
        });
        net.add(t, [&](std::size_t at) {
          return L::load(w_.net_weight + row, at) * L::load(power, at);
        });
      }
    }
    double* sums = at_row(w_.sum, n);
    double* net_sums = at_row(w_.net_sum, n);
    sum.give(t, [&](std::size_t at, Cell value) { L::store(value, sums, at); });
    net.give(t, [&](std::size_t at, Cell value) { L::store(value, net_sums, at); });
  }

  /// E3: exporter i sells pi' X / (1 + tau') to n.
  void evaluate_sales() {
    for (std::size_t i = 0; i < y_.regions; ++i) {
      for_blocks<L, 8>(y_.columns, [&]<std::size_t count>(std::size_t t) {
        Block<L, count> sales;
        sales.set(t, [](std::size_t) { return Cell(0.0); });
        for (std::size_t n = 0; n < y_.regions; ++n) {
          const std::size_t pair = n * y_.regions + i;
          const double* demand = at_row(w_.demand, n);
          if (w_.row[pair] == unchanged_row) {
            const double* net_weight = y_.net_weight + pair * y_.columns;
            sales.add(t, [&](std::size_t at) {
              return L::shared(net_weight, at) * L::load(demand, at);
            });
          } else {
            const double* net_weight =
                w_.net_weight +
                static_cast<std::size_t>(w_.row[pair]) * y_.columns * L::solves;
            sales.add(t, [&](std::size_t at) {
              return L::load(net_weight, at) * L::load(demand, at);
            });
          }
        }
        const double* power = at_row(w_.cost_power, i);
        double* to = at_row(w_.sales_term, i);
        sales.give(t, [&](std::size_t at, Cell value) {
          L::store(value * L::load(power, at), to, at);
        });
      });
    }
  }

  /// E4 and E5. Of the sales Y only Y - D X is kept; labour is paid from it, from Y and,
  /// in untraded sectors, from what both and income make regions spend there.
  void evaluate_incomes() {
    for_cells<L>(y_.regions, [&](std::size_t n) {
      L::store(math::exp(L::load(w_.state, n)) * L::shared(y_.value_added, n),
               w_.wage_bill, n);
    });
    Number world = 0.0;
    Number unmatched = 0.0;
    for (std::size_t n = 0; n < y_.regions; ++n) {
      const Number wages = L::number(w_.wage_bill, n);
      world += wages;
      unmatched += y_.deficit_in_wages[n] * wages;
    }
    level_ = world / y_.world_value_added - 1.0;
    for (std::size_t n = 0; n < y_.regions; ++n) {
      const Number wages = L::number(w_.wage_bill, n);
      const Number deficit =
          y_.deficit[n] + y_.deficit_in_wages[n] * wages - unmatched * (wages / world);
      evaluate_income(n, wages, deficit);
    }
  }

  [[gnu::always_inline]] void evaluate_income(std::size_t n, Number wages,
                                              Number deficit) {
    const std::size_t row = n * y_.columns;
    double* sales = at_row(w_.sales_term, n);
    const double* demand = at_row(w_.demand, n);
    const double* sum = at_row(w_.sum, n);
    const double* net_sum = at_row(w_.net_sum, n);
    const double* spending = at_row(spending_, n);
    const auto with_sales = [&](const double* factor) {
      return [sales, factor](std::size_t t) {
        return L::shared(factor, t) * L::load(sales, t);
      };
    };
    const Number in_output =
        sum_over<L>(y_.columns, with_sales(y_.labour_in_output + row));
    for_cells<L>(y_.columns, [&](std::size_t t) {
      const Cell own = L::shared(y_.own_share + row, t) *
                       (L::load(spending, t) * L::shared(y_.base_spending + row, t));
      L::store(L::load(sales, t) - own, sales, t);
    });
    const auto with_demand = [&](const double* sums) {
      return
          [demand, sums](std::size_t t) { return L::load(demand, t) * L::load(sums, t); };
    };
    const Number revenue = sum_over<L>(y_.columns, with_demand(sum)) -
                           sum_over<L>(y_.columns, with_demand(net_sum));
    const Number income = wages + revenue + deficit;
    const Number labour = in_output +
                          sum_over<L>(y_.columns, with_sales(y_.labour_in_sales + row)) +
                          y_.labour_in_income[n] * income;
    L::store_number(income, w_.income, n);
    L::store_number(labour / wages - 1.0 - level_, w_.excess, n);
  }

  /// Newton's step with the base year's derivative.
  void move_wages() {
    for_cells<L>(y_.regions, [&](std::size_t n) {
      Cell move = 0.0;
      for (std::size_t m = 0; m < y_.regions; ++m) {
        move += L::shared(y_.wage_move + m * y_.cost_at, n) * L::spread(w_.excess, m);
      }
      move = where(move > Cell(largest_wage_move), largest_wage_move, move);
      move = where(move < Cell(-largest_wage_move), -largest_wage_move, move);
      L::store(move, w_.move, n);
    });
  }

  template <std::size_t count>
  [[gnu::always_inline]] void add_response(std::size_t k, Block<L, count>& f) {
    for (std::size_t m = 0; m < y_.regions; ++m) {
      const double* response = y_.response + m * y_.size;
      const Cell move = L::spread(w_.move, m);
      f.add(k, [&](std::size_t at) { return L::shared(response, at) * move; });
    }
  }

  template <std::size_t count>
  [[gnu::always_inline]] Block<L, count> cost_image(std::size_t n, std::size_t t) {
    return image<count>(t, y_.wage_in_cost + n * y_.columns, L::spread(w_.state, n),
                        y_.price_in_cost + n * y_.columns * y_.columns,
                        at_row(w_.price_term, n));
  }
  template <std::size_t count>
  [[gnu::always_inline]] Block<L, count> spending_image(std::size_t n, std::size_t t) {
    return image<count>(
        t, y_.income_in_spending + n * y_.columns, L::spread(w_.income, n),
        y_.sales_in_spending + n * y_.columns * y_.columns, at_row(w_.sales_term, n));
  }

  template <std::size_t count>
  [[gnu::always_inline]] Block<L, count> image(std::size_t t, const double* in_region,
                                               Cell of_region, const double* matrix,
                                               const double* terms) {
    Block<L, count> image;
    image.set(t, [&](std::size_t to) { return L::shared(in_region, to) * of_region; });
    for (std::size_t from = 0; from < y_.columns; ++from) {
      const double* row = matrix + from * y_.columns;
      const Cell term = L::spread(terms, from);
      image.add(t, [&](std::size_t to) { return L::shared(row, to) * term; });
    }
    return image;
  }

  template <std::size_t count>
  [[gnu::always_inline]] void reply_of_costs(std::size_t row, std::size_t t,
                                             Block<L, count> f, Cell& worst) {
    f.add(row + t, [&](std::size_t at) { return -L::load(w_.state, at); });
    add_response(row + t, f);
    f.give(row + t, [&](std::size_t at, Cell value) {
      L::store(value, w_.residual, at);
      worst = max(worst, magnitude(value));
    });
  }
  template <std::size_t count>
  [[gnu::always_inline]] void reply_of_spending(std::size_t row, std::size_t t,
                                                Block<L, count> f, Cell& worst) {
    f.add(row + t, [&](std::size_t at) { return -L::load(w_.state, at); });
    add_response(row + t, f);
    f.give(row + t, [&](std::size_t at, Cell value) {
      L::store(value, w_.residual, at);
      const Cell now = L::load(w_.state, at);
      const Cell unit = max(magnitude(now), magnitude(now + value)) + least_unit;
      worst = max(worst, magnitude(value) / unit);
    });
  }

  const LinkedYear& y_;
  const LinkedWork& w_;
  double *cost_, *spending_;
  Number level_ = 0.0;  ///< world value added against the numeraire
};

}  // namespace tripart::TRIPART_ISA_NAMESPACE
