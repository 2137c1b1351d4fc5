#include "economy/linked_batch.hpp"

#include <algorithm>
#include <cmath>

#include "economy/scaled_row.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

constexpr int patience = 25;  // rounds without real progress
constexpr double real_progress = 0.7;

}  // namespace

LinkedBatch::LinkedBatch(const BaseResponse& r, const LinkedKernels& kernels)
    : kernels_(kernels),
      row_(r.regions * r.regions, unchanged_row),
      lane_(kernels.solves) {
  const std::size_t cells = r.regions * r.columns;
  const std::size_t regions = r.cost_at;  // in whole groups
  for (std::size_t* by_state : {&state_, &residual_, &last_state_, &last_residual_}) {
    *by_state = take(r.size);
  }
  residual_change_ = take(anderson_depth * r.size);
  image_change_ = take(anderson_depth * r.size);
  gram_ = take(anderson_depth * anderson_depth);
  product_ = take(anderson_depth);
  for (std::size_t* by_cell :
       {&cost_power_, &sum_, &net_sum_, &demand_, &price_term_, &sales_term_}) {
    *by_cell = take(cells);
  }
  for (std::size_t* by_region : {&wage_bill_, &income_, &excess_, &move_}) {
    *by_region = take(regions);
  }
  for (std::size_t* by_lane : {&gap_, &changes_, &held_}) {
    *by_lane = take(1);
  }
}

std::size_t LinkedBatch::take(std::size_t entries) {
  const std::size_t at = room_.size();
  room_.resize(at + entries * kernels_.solves, 0.0);
  return at;
}

LinkedWork LinkedBatch::work() {
  return {array(state_),
          array(residual_),
          array(last_state_),
          array(last_residual_),
          array(residual_change_),
          array(image_change_),
          array(gram_),
          array(product_),
          array(cost_power_),
          array(sum_),
          array(net_sum_),
          array(demand_),
          array(price_term_),
          array(sales_term_),
          array(wage_bill_),
          array(income_),
          array(excess_),
          array(move_),
          array(gap_),
          array(changes_),
          array(held_),
          newest_,
          row_.data(),
          weight_.data(),
          net_weight_.data()};
}

bool LinkedBatch::applies(const BaseResponse& r, const PolicyChange& change) {
  for (const FlowChange& flow : change.flows()) {
    if (flow.sector >= r.traded && flow.pair / r.regions == flow.pair % r.regions &&
        (flow.weight != 1.0 || flow.net_weight != 1.0)) {
      return false;
    }
  }
  return r.usable;
}

/// The row of own weights of an importer and an exporter; a new one is the base year's in
/// all lanes.
std::size_t LinkedBatch::row_of(const BaseResponse& r, std::size_t pair) {
  if (row_[pair] == unchanged_row) {
    row_[pair] = static_cast<std::int32_t>(rows_++);
    for (std::size_t t = pair * r.columns; t < (pair + 1) * r.columns; ++t) {
      weight_.insert(weight_.end(), lanes(), r.weight[t]);
      net_weight_.insert(net_weight_.end(), lanes(), r.net_weight[t]);
    }
  }
  return static_cast<std::size_t>(row_[pair]) * r.columns;
}

void LinkedBatch::load(const BaseResponse& r, std::size_t lane,
                       const PolicyChange& change) {
  Lane& own = lane_[lane];
  for (std::size_t k = 0; k < own.changed.size(); ++k) {
    weight_[own.changed[k]] = r.weight[own.base[k]];
    net_weight_[own.changed[k]] = r.net_weight[own.base[k]];
  }
  own.changed.clear();
  own.base.clear();
  for (const FlowChange& flow : change.flows()) {
    if (flow.sector < r.traded) {
      const std::size_t at = (row_of(r, flow.pair) + flow.sector) * lanes() + lane;
      weight_[at] = flow.weight;
      net_weight_[at] = flow.net_weight;
      own.changed.push_back(at);
      own.base.push_back(flow.pair * r.columns + flow.sector);
    }
  }
}

void LinkedBatch::begin(const BaseResponse& r, std::size_t lane,
                        const PolicyChange& change, const double* log_wage,
                        const double* log_cost, const double* expenditure) {
  load(r, lane, change);
  Lane& own = lane_[lane];
  own.status = Status::running;
  own.iterations = 0;
  array(changes_)[lane] = array(held_)[lane] = 0.0;
  double* state = array(state_) + lane;
  for (std::size_t n = 0; n < r.regions; ++n) {
    state[n * lanes()] = log_wage[n];
    for (std::size_t t = 0; t < r.traded; ++t) {
      const std::size_t cell = n * r.columns + t;
      const std::size_t from = n * whole_groups(r.sectors) + t;
      state[(r.cost_at + cell) * lanes()] = log_cost[from];
      state[(r.spending_at + cell) * lanes()] =
          r.base_spending[cell] > 0.0 ? expenditure[from] / r.base_spending[cell] : 0.0;
    }
  }
}

/// What a lane's largest gap means for it.
void LinkedBatch::judge(Lane& lane, double gap, double tolerance, int max_iterations) {
  ++lane.iterations;
  if (lane.iterations == 1 || gap < real_progress * lane.best) {
    lane.best = gap;
    lane.best_at = lane.iterations;
  }
  if (gap <= tolerance) {
    lane.status = Status::found;
  } else if (!std::isfinite(gap) || lane.iterations - lane.best_at > patience ||
             lane.iterations >= max_iterations) {
    lane.status = Status::lost;
  }
}

void LinkedBatch::advance(const BaseResponse& r, double tolerance, int max_iterations) {
  const LinkedWork now = work();
  const LinkedYear year = r.pointers();
  kernels_.reply(year, now);
  for (std::size_t lane = 0; lane < lanes(); ++lane) {
    if (lane_[lane].status == Status::running) {
      judge(lane_[lane], array(gap_)[lane], tolerance, max_iterations);
      // an equilibrium stays as it is, to the last bit
      array(held_)[lane] =
          lane_[lane].status == Status::found && lane_[lane].iterations == 1 ? 1.0 : 0.0;
    }
  }
  kernels_.step(year, now);
  for (std::size_t lane = 0; lane < lanes(); ++lane) {
    array(changes_)[lane] =
        std::min(array(changes_)[lane] + 1.0, static_cast<double>(anderson_depth));
  }
  newest_ = (newest_ + 1) % anderson_depth;
  std::swap(state_, last_state_);
  std::swap(residual_, last_residual_);
}

void LinkedBatch::evaluate(const BaseResponse& r) {
  kernels_.evaluate(r.pointers(), work());
}

void LinkedBatch::settle(const BaseResponse& r) {
  kernels_.settle(r.pointers(), work());
}

void LinkedBatch::unfold(const BaseResponse& r, std::size_t lane, double* log_wage,
                         double* log_cost, double* expenditure) const {
  const std::size_t T = r.traded;
  const std::size_t J = r.sectors;
  const std::size_t U = J - T;
  const std::size_t columns = whole_groups(J);
  const auto entry = [&](std::size_t at, std::size_t index) {
    return array(at)[index * lanes() + lane];
  };
  double world = 0.0;
  for (std::size_t n = 0; n < r.regions; ++n) {
    world += math::exp(entry(state_, n)) * r.value_added[n];
  }
  const double too_high = math::log(world / r.world_value_added);
  for (std::size_t n = 0; n < r.regions; ++n) {
    log_wage[n] = entry(state_, n) - too_high;
    double* home_cost = log_cost + n * columns + T;
    double* home_spending = expenditure + n * columns + T;
    for (std::size_t t = 0; t < T; ++t) {
      const std::size_t cell = n * r.columns + t;
      log_cost[n * columns + t] = entry(state_, r.cost_at + cell);
      expenditure[n * columns + t] =
          entry(state_, r.spending_at + cell) * r.base_spending[cell];
    }
    for (std::size_t u = 0; u < U; ++u) {
      home_cost[u] = r.wage_in_home_cost[n * U + u] * log_wage[n];
      home_spending[u] = r.income_in_home_spending[n * U + u] * entry(income_, n);
    }
    for (std::size_t t = 0; t < T; ++t) {
      const double price = entry(price_term_, n * r.columns + t);
      const double sales = entry(sales_term_, n * r.columns + t);
      const std::size_t row = (n * T + t) * U;
      add_scaled_row(price, r.price_in_home_cost.data() + row, home_cost, U);
      add_scaled_row(sales, r.sales_in_home_spending.data() + row, home_spending, U);
    }
  }
}

}  // namespace tripart
