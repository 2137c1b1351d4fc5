#include "tripart/economy/equilibrium.hpp"

#include <algorithm>
#include <cmath>

#include "economy/base_response.hpp"
#include "economy/linked_loop.hpp"
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
      theta_(theta),
      closure_(closure),
      options_(options),
      N_(baseline.region_count()),
      J_(baseline.sector_count()) {
  TRIPART_EXPECTS(theta.size() == J_);
  TRIPART_EXPECTS(
      std::all_of(theta.begin(), theta.end(), [](double t) { return t > 0.0; }));
  TRIPART_EXPECTS(closure.input_output || !has_inputs(baseline));
  user_share_.resize(N_ * J_ * J_);
  for (std::size_t n = 0; n < N_; ++n) {
    for (std::size_t k = 0; k < J_; ++k) {
      for (std::size_t j = 0; j < J_; ++j) {
        user_share_[baseline.at_input(n, j, k)] =
            baseline.input_share[baseline.at_input(n, k, j)];
      }
    }
  }
  for (auto* by_cell :
       {&log_price_, &expenditure_, &log_cost_, &cost_power_, &share_sum_, &new_log_cost_,
        &demand_, &net_share_sum_, &output_, &new_expenditure_, &base_log_sum_}) {
    by_cell->assign(N_ * J_, 0.0);
  }
  for (auto* by_region :
       {&log_wage_, &revenue_, &wage_bill_, &deficit_, &income_, &excess_, &step_,
        &last_excess_, &last_log_wage_, &base_income_}) {
    by_region->assign(N_, 0.0);
  }
  weight_ = base_net_weight_ = baseline.expenditure_share;
  for (std::size_t cell = 0; cell < weight_.size(); ++cell) {
    base_net_weight_[cell] /= 1.0 + baseline.tariff_rate[cell];
  }
  net_weight_ = base_net_weight_;
  traded_ = traded_sectors(baseline);
  // The base year through the same arithmetic: shares that sum to 1 but for the last bit,
  // and incomes, then divide out exactly and no change of policy gives hats of exactly 1.
  load(baseline_policy(baseline));
  start_from(nullptr);
  evaluate();
  math::log_each(share_sum_.data(), base_log_sum_.data(), N_ * J_);
  evaluate();
  base_income_ = income_;
  response_ =
      std::make_shared<const BaseResponse>(baseline, theta, closure, base_log_sum_);
}

/// kappa_hat^-theta for every flow (E2), once per policy. Most flows are as in the base
/// year, where that is 1.
void EquilibriumSolver::load(const TradePolicy& policy) {
  TRIPART_EXPECTS(policy.tariff_rate.size() == weight_.size());
  TRIPART_EXPECTS(policy.iceberg_hat.size() == weight_.size());
  const Baseline& b = *baseline_;
  for (const std::size_t cell : changed_) {
    weight_[cell] = b.expenditure_share[cell];
    net_weight_[cell] = base_net_weight_[cell];
  }
  changed_.clear();
  for (std::size_t row = 0; row < weight_.size(); row += J_) {
    note_changes(policy, row);
  }
  trade_term_.resize(changed_.size());
  for (std::size_t k = 0; k < changed_.size(); ++k) {
    const std::size_t cell = changed_[k];
    trade_term_[k] = policy.iceberg_hat[cell] *
                     ((1.0 + policy.tariff_rate[cell]) / (1.0 + b.tariff_rate[cell]));
  }
  math::log_each(trade_term_.data(), trade_term_.data(), trade_term_.size());
  for (std::size_t k = 0; k < changed_.size(); ++k) {
    trade_term_[k] *= -theta_[changed_[k] % J_];
  }
  math::exp_each(trade_term_.data(), trade_term_.data(), trade_term_.size());
  for (std::size_t k = 0; k < changed_.size(); ++k) {
    const std::size_t cell = changed_[k];
    weight_[cell] = b.expenditure_share[cell] * trade_term_[k];
    net_weight_[cell] = weight_[cell] / (1.0 + policy.tariff_rate[cell]);
  }
}

/// Adds what the policy changes between one importer and one exporter, if anything.
void EquilibriumSolver::note_changes(const TradePolicy& policy, std::size_t row) {
  const double* rate = &policy.tariff_rate[row];
  const double* base_rate = &baseline_->tariff_rate[row];
  const double* iceberg = &policy.iceberg_hat[row];
  std::size_t changes = 0;
  for (std::size_t j = 0; j < J_; ++j) {
    changes += rate[j] != base_rate[j] || iceberg[j] != 1.0 ? 1 : 0;
  }
  for (std::size_t j = 0; changes > 0 && j < J_; ++j) {
    if (rate[j] != base_rate[j] || iceberg[j] != 1.0) {
      changed_.push_back(row + j);
    }
  }
}

void EquilibriumSolver::start_from(const Equilibrium* warm_start) {
  std::fill(step_.begin(), step_.end(), first_step);
  std::fill(last_excess_.begin(), last_excess_.end(), 0.0);
  if (warm_start == nullptr) {
    std::fill(log_wage_.begin(), log_wage_.end(), 0.0);
    std::fill(log_cost_.begin(), log_cost_.end(), 0.0);
    expenditure_ = baseline_->expenditure;
    return;
  }
  TRIPART_EXPECTS(warm_start->wage_hat.size() == N_ &&
                  warm_start->cost_hat.size() == N_ * J_);
  math::log_each(warm_start->wage_hat.data(), log_wage_.data(), N_);
  math::log_each(warm_start->cost_hat.data(), log_cost_.data(), N_ * J_);
  expenditure_ = warm_start->expenditure;
}

/// Takes costs and expenditures as implied and moves each wage by its excess demand for
/// labour. A region's step is halved when its excess changes sign and grows slowly while
/// it does not.
void EquilibriumSolver::advance() {
  log_cost_.swap(new_log_cost_);
  expenditure_.swap(new_expenditure_);
  double world = 0.0;
  double base_world = 0.0;
  for (std::size_t n = 0; n < N_; ++n) {
    step_[n] = excess_[n] * last_excess_[n] < 0.0
                   ? std::max(smallest_step, step_[n] * 0.5)
                   : std::min(largest_step, step_[n] * 1.1);
    last_excess_[n] = excess_[n];
    last_log_wage_[n] = log_wage_[n];
    log_wage_[n] += step_[n] * std::clamp(excess_[n], -0.5, 0.5);
    world += math::exp(log_wage_[n]) * baseline_->value_added[n];
    base_world += baseline_->value_added[n];
  }
  // World value added is the numeraire.
  const double too_high = math::log(world / base_world);
  for (std::size_t n = 0; n < N_; ++n) {
    log_wage_[n] -= too_high;
    for (std::size_t j = 0; j < J_; ++j) {
      log_cost_[n * J_ + j] +=
          baseline_->value_added_share[n * J_ + j] * (log_wage_[n] - last_log_wage_[n]);
    }
  }
}

void EquilibriumSolver::store(Equilibrium& result) const {
  const Baseline& b = *baseline_;
  result.wage_hat.resize(N_);
  result.cost_hat.resize(N_ * J_);
  result.price_hat.resize(N_ * J_);
  math::exp_each(log_wage_.data(), result.wage_hat.data(), N_);
  math::exp_each(log_cost_.data(), result.cost_hat.data(), N_ * J_);
  math::exp_each(log_price_.data(), result.price_hat.data(), N_ * J_);
  result.expenditure_share.resize(weight_.size());
  for (std::size_t n = 0; n < N_; ++n) {
    for (std::size_t i = 0; i < N_; ++i) {
      for (std::size_t j = 0; j < J_; ++j) {
        const std::size_t cell = b.at(n, i, j);
        result.expenditure_share[cell] =
            weight_[cell] * cost_power_[i * J_ + j] / share_sum_[n * J_ + j];
      }
    }
  }
  result.expenditure = expenditure_;
  result.output = output_;
  result.tariff_revenue = revenue_;
  result.deficit = deficit_;
  result.income = income_;
  result.income_hat.resize(N_);
  for (std::size_t n = 0; n < N_; ++n) {
    result.income_hat[n] = income_[n] / base_income_[n];
  }
}

void EquilibriumSolver::give_up(const Gap& gap, int iterations) const {
  std::string where = baseline_->regions[gap.region];
  if (gap.sector < J_) {
    where = baseline_->sectors[gap.sector] + " in " + where;
  }
  throw Failure(ExitCode::bad_input,
                "no equilibrium found: after " + std::to_string(iterations) +
                    " iterations the " + gap.of + " of " + where + " is still off by " +
                    (std::isfinite(gap.size) ? to_text(gap.size)
                                             : std::string("more than any number")) +
                    " (tolerance " + to_text(options_.tolerance) +
                    "); smaller changes of tariffs or trade costs may help");
}

/// A surplus that is given cannot always be earned: the equations may then have a
/// solution in which somebody gives away more than its whole income, which is no
/// equilibrium.
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

void EquilibriumSolver::solve(const TradePolicy& policy, Equilibrium& result,
                              const Equilibrium* warm_start) {
  load(policy);
  start_from(warm_start);
  LinkedLoop loop(*baseline_, closure_, *response_, weight_.data(), net_weight_.data(),
                  room_);
  int accelerated = 0;
  if (loop.applies()) {
    loop.fold(log_wage_.data(), log_cost_.data(), expenditure_.data());
    if (loop.accelerate(options_.tolerance, options_.max_iterations, accelerated)) {
      loop.unfold(log_wage_.data(), log_cost_.data(), expenditure_.data());
    }
  }
  // Checks what the accelerated loop found, or looks for it from the start.
  for (int iteration = 1;; ++iteration) {
    const Gap gap = evaluate();
    if (gap.size <= options_.tolerance) {
      expect_incomes();
      store(result);
      result.iterations = accelerated + iteration;
      result.residual = gap.size;
      return;
    }
    if (iteration >= options_.max_iterations || !std::isfinite(gap.size)) {
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
