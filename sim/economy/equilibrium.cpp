#include "tripart/economy/equilibrium.hpp"

#include <algorithm>
#include <cmath>

#include "economy/base_response.hpp"
#include "economy/base_year.hpp"
#include "economy/full_kernels.hpp"
#include "economy/policy_change.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr double first_step = 0.3;
constexpr double largest_step = 1.0;
constexpr double smallest_step = 1e-4;

bool has_inputs(const Baseline& baseline) {
  return std::any_of(baseline.input_share.begin(), baseline.input_share.end(),
                     [](double share) { return share != 0.0; });
}

}  // namespace

EquilibriumSolver::EquilibriumSolver(const Baseline& baseline,
                                     const std::vector<double>& theta,
                                     const Closure& closure, const SolverOptions& options)
    : baseline_(&baseline),
      options_(options),
      width_(options.width ? *options.width : widest()),
      N_(baseline.region_count()),
      J_(baseline.sector_count()) {
  TRIPART_EXPECTS(theta.size() == J_);
  TRIPART_EXPECTS(
      std::all_of(theta.begin(), theta.end(), [](double t) { return t > 0.0; }));
  TRIPART_EXPECTS(closure.input_output || !has_inputs(baseline));
  const auto year = std::make_shared<BaseYear>(baseline, theta, closure);
  year_ = year;
  columns_ = year->columns;
  for (auto* by_cell :
       {&log_price_, &expenditure_, &log_cost_, &cost_power_, &share_sum_, &new_log_cost_,
        &demand_, &net_share_sum_, &output_, &new_expenditure_}) {
    by_cell->assign(N_ * columns_, 0.0);
  }
  for (auto* by_region : {&log_wage_, &revenue_, &wage_bill_, &deficit_, &income_,
                          &excess_, &step_, &last_excess_, &last_log_wage_}) {
    by_region->assign(N_, 0.0);
  }
  weight_ = year->weight;
  net_weight_ = year->net_weight;
  // The base year through the same arithmetic: shares that sum to 1 but for the last bit,
  // and incomes, then divide out exactly and no change of policy gives hats of exactly 1.
  start_from(nullptr);
  evaluate();
  kernels().log_each(share_sum_.data(), year->base_log_sum.data(), N_ * columns_);
  evaluate();
  year->income = income_;
  response_ = std::make_shared<const BaseResponse>(*year, width_);
}

FullKernels EquilibriumSolver::kernels() const {
  return full_equations(width_);
}

/// The weights of a policy in place of those before.
void EquilibriumSolver::load(const PolicyChange& change) {
  for (const std::size_t cell : changed_) {
    weight_[cell] = year_->weight[cell];
    net_weight_[cell] = year_->net_weight[cell];
  }
  changed_.clear();
  for (const FlowChange& flow : change.flows()) {
    const std::size_t cell = year_->at(flow.pair, flow.sector);
    weight_[cell] = flow.weight;
    net_weight_[cell] = flow.net_weight;
    changed_.push_back(cell);
  }
}

void EquilibriumSolver::start_from(const Equilibrium* warm_start) {
  if (warm_start == nullptr) {
    std::fill(log_wage_.begin(), log_wage_.end(), 0.0);
    std::fill(log_cost_.begin(), log_cost_.end(), 0.0);
    expenditure_ = year_->expenditure;
    return;
  }
  TRIPART_EXPECTS(warm_start->wage_hat.size() == N_ &&
                  warm_start->cost_hat.size() == N_ * J_);
  kernels().log_each(warm_start->wage_hat.data(), log_wage_.data(), N_);
  for (std::size_t n = 0; n < N_; ++n) {
    const std::size_t row = n * J_;
    kernels().log_each(&warm_start->cost_hat[row], &log_cost_[n * columns_], J_);
    std::copy_n(&warm_start->expenditure[row], J_, &expenditure_[n * columns_]);
  }
}

double EquilibriumSolver::evaluate() {
  const BaseYear& y = *year_;
  return kernels().evaluate(
      {N_, columns_, whole_groups(y.traded), y.minus_theta.data(), y.per_theta.data(),
       y.base_log_sum.data(), y.value_added_share.data(), y.final_share.data(),
       weight_.data(), net_weight_.data(), y.input_share.data(), y.user_share.data(),
       y.value_added.data(), y.deficit.data(), y.deficit_in_wages.data()},
      {log_wage_.data(), log_cost_.data(), expenditure_.data(), new_log_cost_.data(),
       new_expenditure_.data(), excess_.data(), cost_power_.data(), share_sum_.data(),
       net_share_sum_.data(), log_price_.data(), demand_.data(), output_.data(),
       wage_bill_.data(), revenue_.data(), deficit_.data(), income_.data()});
}

/// Takes costs and expenditures as implied and moves each wage by its excess demand for
/// labour. A region's step is halved when its excess changes sign and grows slowly while
/// it does not.
void EquilibriumSolver::advance() {
  log_cost_.swap(new_log_cost_);
  expenditure_.swap(new_expenditure_);
  double world = 0.0;
  for (std::size_t n = 0; n < N_; ++n) {
    step_[n] = excess_[n] * last_excess_[n] < 0.0
                   ? std::max(smallest_step, step_[n] * 0.5)
                   : std::min(largest_step, step_[n] * 1.1);
    last_excess_[n] = excess_[n];
    last_log_wage_[n] = log_wage_[n];
    log_wage_[n] += step_[n] * std::clamp(excess_[n], -0.5, 0.5);
    world += math::exp(log_wage_[n]) * year_->value_added[n];
  }
  // World value added is the numeraire.
  const double too_high = math::log(world / year_->world_value_added);
  for (std::size_t n = 0; n < N_; ++n) {
    log_wage_[n] -= too_high;
    for (std::size_t cell = n * columns_; cell < (n + 1) * columns_; ++cell) {
      log_cost_[cell] +=
          year_->value_added_share[cell] * (log_wage_[n] - last_log_wage_[n]);
    }
  }
}

/// pi' of every importer, and zero where nothing was bought abroad.
void EquilibriumSolver::store_shares(std::vector<double>& share) const {
  share.resize(N_ * N_ * J_);
  for (std::size_t n = 0; n < N_; ++n) {
    const double* sum = &share_sum_[n * columns_];
    for (std::size_t i = 0; i < N_; ++i) {
      const double* weight = &weight_[(n * N_ + i) * columns_];
      const double* power = &cost_power_[i * columns_];
      double* to = &share[(n * N_ + i) * J_];
      const std::size_t bought = i == n ? J_ : year_->traded;
#pragma omp simd
      for (std::size_t j = 0; j < bought; ++j) {
        to[j] = weight[j] * power[j] / sum[j];  // exactly 1 where nobody else sells
      }
      std::fill(to + bought, to + J_, 0.0);
    }
  }
}

void EquilibriumSolver::store(Equilibrium& result) const {
  const auto copy_rows = [&](const std::vector<double>& from, std::vector<double>& to) {
    to.resize(N_ * J_);
    for (std::size_t n = 0; n < N_; ++n) {
      std::copy_n(&from[n * columns_], J_, &to[n * J_]);
    }
  };
  const auto exp_all = [&](std::vector<double>& hats) {
    kernels().exp_each(hats.data(), hats.data(), hats.size());
  };
  result.wage_hat = log_wage_;
  copy_rows(log_cost_, result.cost_hat);
  copy_rows(log_price_, result.price_hat);
  for (auto* hats : {&result.wage_hat, &result.cost_hat, &result.price_hat}) {
    exp_all(*hats);
  }
  store_shares(result.expenditure_share);
  copy_rows(expenditure_, result.expenditure);
  copy_rows(output_, result.output);
  result.tariff_revenue = revenue_;
  result.deficit = deficit_;
  result.income = income_;
  result.income_hat.resize(N_);
  for (std::size_t n = 0; n < N_; ++n) {
    result.income_hat[n] = income_[n] / year_->income[n];
  }
}

namespace {

/// Relative gap between a state and its image.
double relative_gap(double now, double next) {
  return now == next ? 0.0
                     : std::abs(next - now) / std::max(std::abs(next), std::abs(now));
}

}  // namespace

/// Names the place of the largest gap.
void EquilibriumSolver::give_up(double gap, int iterations) const {
  std::string where;
  double worst = -1.0;
  const auto note = [&](double size, const char* of, const std::string& place) {
    // what is not a number is worst of all
    if (!(size <= worst) && worst == worst) {
      worst = size;
      where = of + place;
    }
  };
  for (std::size_t n = 0; n < N_; ++n) {
    const std::string& region = baseline_->regions[n];
    note(std::abs(excess_[n]), "market of labour of ", region);
    for (std::size_t j = 0; j < J_; ++j) {
      const std::size_t cell = n * columns_ + j;
      const std::string place = baseline_->sectors[j] + " in " + region;
      note(std::abs(new_log_cost_[cell] - log_cost_[cell]), "cost of ", place);
      note(relative_gap(expenditure_[cell], new_expenditure_[cell]), "market of ", place);
    }
  }
  throw Failure(
      ExitCode::bad_input,
      "no equilibrium found: after " + std::to_string(iterations) + " iterations the " +
          where + " is still off by " +
          (std::isfinite(gap) ? to_text(gap) : std::string("more than any number")) +
          " (tolerance " + to_text(options_.tolerance) +
          "); smaller changes of tariffs or trade costs may help");
}

void EquilibriumSolver::expect_incomes() const {
  for (std::size_t n = 0; n < N_; ++n) {
    if (!(income_[n] > 0.0)) {
      throw Failure(ExitCode::bad_input,
                    "no equilibrium: the surplus of " + baseline_->regions[n] +
                        " in trade, given as " + to_text(-deficit_[n]) +
                        ", exceeds its wages and tariff revenue of " +
                        to_text(income_[n] - deficit_[n]) +
                        "; compare balanced years instead (deficits: removed)");
    }
  }
}

void EquilibriumSolver::check(Equilibrium& result, int accelerated) {
  std::fill(step_.begin(), step_.end(), first_step);
  std::fill(last_excess_.begin(), last_excess_.end(), 0.0);
  for (int iteration = 1;; ++iteration) {
    const double gap = evaluate();
    if (gap <= options_.tolerance) {
      expect_incomes();
      store(result);
      result.iterations = accelerated + iteration;
      result.residual = gap;
      return;
    }
    if (iteration >= options_.max_iterations || !std::isfinite(gap)) {
      give_up(gap, iteration);
    }
    advance();
  }
}

Equilibrium solve_equilibrium(const Baseline& baseline, const std::vector<double>& theta,
                              const TradePolicy& policy, const Closure& closure,
                              const SolverOptions& options,
                              const Equilibrium* warm_start) {
  Equilibrium result;
  EquilibriumSolver(baseline, theta, closure, options).solve(policy, result, warm_start);
  return result;
}

}  // namespace tripart
