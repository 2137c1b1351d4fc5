#include "economy/linked_loop.hpp"

#include <algorithm>
#include <cmath>

#include "economy/anderson.hpp"
#include "economy/deficits.hpp"
#include "economy/lanes.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

constexpr double largest_wage_move = 0.5;  // in logs, per round
constexpr double least_unit = 1e-300;      // where nothing is spent

}  // namespace

LinkedLoop::LinkedLoop(const Baseline& baseline, const Closure& closure,
                       const BaseResponse& response, const double* weight,
                       const double* net_weight, std::vector<double>& room)
    : baseline_(&baseline),
      closure_(closure),
      r_(&response),
      weight_(weight),
      net_weight_(net_weight) {
  const std::size_t cells = response.regions * response.traded;
  room.resize(3 * response.size + 6 * cells + 5 * response.regions +
              Anderson::room(response.size));
  double* next = room.data();
  const auto take = [&next](std::size_t count) {
    double* taken = next;
    next += count;
    return taken;
  };
  for (double** by_state : {&x_, &f_, &previous_}) {
    *by_state = take(response.size);
  }
  memory_ = take(Anderson::room(response.size));
  for (double** by_cell :
       {&cost_power_, &sum_, &net_sum_, &demand_, &price_term_, &sales_term_}) {
    *by_cell = take(cells);
  }
  for (double** by_region : {&wage_bill_, &deficit_, &income_, &excess_, &move_}) {
    *by_region = take(response.regions);
  }
}

bool LinkedLoop::applies() const {
  const Baseline& b = *baseline_;
  for (std::size_t n = 0; n < r_->regions; ++n) {
    for (std::size_t j = r_->traded; j < r_->sectors; ++j) {
      const std::size_t own = b.at(n, n, j);
      if (weight_[own] != 1.0 || net_weight_[own] != 1.0) {
        return false;
      }
    }
  }
  return r_->usable;
}

void LinkedLoop::evaluate() {
  const std::size_t N = r_->regions;
  const std::size_t T = r_->traded;
  const std::size_t J = r_->sectors;
  const double* cost = x_ + r_->cost_at;
  const double* spending = x_ + r_->spending_at;
  for (std::size_t cell = 0; cell < N * T; ++cell) {
    cost_power_[cell] = r_->minus_theta[cell] * cost[cell];
  }
  math::exp_each(cost_power_, cost_power_, N * T);
  std::fill(sum_, sum_ + N * T, 0.0);
  std::fill(net_sum_, net_sum_ + N * T, 0.0);
  std::fill(sales_term_, sales_term_ + N * T, 0.0);
  for (std::size_t n = 0; n < N; ++n) {  // E2, after and before tariffs
    lanes::add_rows(lanes::ProductRows{weight_ + n * N * J, J, cost_power_, T}, N,
                    sum_ + n * T, T);
    lanes::add_rows(lanes::ProductRows{net_weight_ + n * N * J, J, cost_power_, T}, N,
                    net_sum_ + n * T, T);
  }
  math::log_each(sum_, price_term_, N * T);
  for (std::size_t cell = 0; cell < N * T; ++cell) {
    price_term_[cell] =
        (r_->base_log_sum[cell] - price_term_[cell]) * r_->per_theta[cell] -
        r_->own_share[cell] * cost[cell];
    demand_[cell] = spending[cell] * r_->base_spending[cell] / sum_[cell];
  }
  for (std::size_t i = 0; i < N; ++i) {  // E3
    lanes::add_rows(lanes::ProductRows{net_weight_ + i * J, N * J, demand_, T}, N,
                    sales_term_ + i * T, T);
  }
  evaluate_incomes();
}

/// E4 and E5. Of the sales Y only Y - D X is kept; labour is paid from it, from Y and, in
/// untraded sectors, from what both and income make regions spend there.
void LinkedLoop::evaluate_incomes() {
  const Baseline& b = *baseline_;
  const std::size_t N = r_->regions;
  const std::size_t T = r_->traded;
  const double* spending = x_ + r_->spending_at;
  math::exp_each(x_, wage_bill_, N);
  double world = 0.0;
  double base_world = 0.0;
  for (std::size_t n = 0; n < N; ++n) {
    wage_bill_[n] *= b.value_added[n];
    world += wage_bill_[n];
    base_world += b.value_added[n];
  }
  level_ = world / base_world - 1.0;
  deficits_at(b, closure_.deficits, wage_bill_, world, deficit_);
  for (std::size_t n = 0; n < N; ++n) {
    double* sales = sales_term_ + n * T;
    for (std::size_t t = 0; t < T; ++t) {
      sales[t] *= cost_power_[n * T + t];
    }
    const double in_output = lanes::dot(&r_->labour_in_output[n * T], sales, T);
    for (std::size_t t = 0; t < T; ++t) {
      const std::size_t cell = n * T + t;
      sales[t] -= r_->own_share[cell] * (spending[cell] * r_->base_spending[cell]);
    }
    const double revenue = lanes::dot(demand_ + n * T, sum_ + n * T, T) -
                           lanes::dot(demand_ + n * T, net_sum_ + n * T, T);
    income_[n] = wage_bill_[n] + revenue + deficit_[n];
    const double labour = in_output + lanes::dot(&r_->labour_in_sales[n * T], sales, T) +
                          r_->labour_in_income[n] * income_[n];
    excess_[n] = labour / wage_bill_[n] - 1.0 - level_;
  }
}

/// Costs and expenditures at the wages of the state; wages as they are.
void LinkedLoop::images(double* image) const {
  const std::size_t N = r_->regions;
  const std::size_t T = r_->traded;
  std::copy(x_, x_ + r_->cost_at, image);
  std::fill(image + r_->cost_at + N * T, image + r_->spending_at, 0.0);
  std::fill(image + r_->spending_at + N * T, image + r_->size, 0.0);
  for (std::size_t n = 0; n < N; ++n) {
    double* cost = image + r_->cost_at + n * T;
    double* spending = image + r_->spending_at + n * T;
    for (std::size_t t = 0; t < T; ++t) {
      cost[t] = r_->wage_in_cost[n * T + t] * x_[n];
      spending[t] = r_->income_in_spending[n * T + t] * income_[n];
    }
    lanes::add_rows(
        lanes::ScaledRows{&r_->price_in_cost[n * T * T], T, price_term_ + n * T}, T, cost,
        T);
    lanes::add_rows(
        lanes::ScaledRows{&r_->sales_in_spending[n * T * T], T, sales_term_ + n * T}, T,
        spending, T);
  }
}

void LinkedLoop::settle() {
  images(f_);
  std::swap(x_, f_);
}

double LinkedLoop::reply() {
  const std::size_t N = r_->regions;
  std::fill(move_, move_ + N, 0.0);
  lanes::add_rows(lanes::ScaledRows{r_->wage_move.data(), N, excess_}, N, move_, N);
  for (std::size_t n = 0; n < N; ++n) {
    move_[n] = std::clamp(move_[n], -largest_wage_move, largest_wage_move);
  }
  images(f_);
  lanes::add_rows(lanes::ScaledRows{r_->response.data(), r_->size, move_}, N, f_,
                  r_->size);
#pragma omp simd
  for (std::size_t k = 0; k < r_->size; ++k) {
    f_[k] -= x_[k];
  }
  return largest_gap();
}

double LinkedLoop::largest_gap() const {
  double partial[lanes::block] = {};
  for (std::size_t k = r_->cost_at; k < r_->spending_at; k += lanes::block) {
#pragma omp simd
    for (std::size_t lane = 0; lane < lanes::block; ++lane) {
      const double gap = std::fabs(f_[k + lane]);
      partial[lane] = gap > partial[lane] ? gap : partial[lane];
    }
  }
  for (std::size_t k = r_->spending_at; k < r_->size; k += lanes::block) {
#pragma omp simd
    for (std::size_t lane = 0; lane < lanes::block; ++lane) {
      const double now = std::fabs(x_[k + lane]);
      const double next = std::fabs(x_[k + lane] + f_[k + lane]);
      const double unit = (now > next ? now : next) + least_unit;
      const double gap = std::fabs(f_[k + lane]) / unit;
      partial[lane] = gap > partial[lane] ? gap : partial[lane];
    }
  }
  double gap = std::fabs(level_);
  for (const double worst : partial) {
    gap = std::max(gap, worst);
  }
  for (std::size_t n = 0; n < r_->regions; ++n) {
    const double size = std::fabs(excess_[n] + level_);
    gap = size <= gap ? gap : size;  // what is not a number is worst
  }
  return gap;
}

}  // namespace tripart
