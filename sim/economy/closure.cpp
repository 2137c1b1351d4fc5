#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/economy/equilibrium.hpp"

namespace tripart {
namespace {

bool is_zero(double value) {
  return value == 0.0;
}

}  // namespace

std::string_view to_text(Deficits deficits) {
  switch (deficits) {
    case Deficits::fixed:
      return "fixed";
    case Deficits::scaled:
      return "scaled";
    case Deficits::removed:
      return "removed";
  }
  return "";
}

Equilibrium base_equilibrium(const Baseline& baseline) {
  const std::size_t regions = baseline.region_count();
  const std::size_t markets = regions * baseline.sector_count();
  Equilibrium same;
  same.wage_hat.assign(regions, 1.0);
  same.cost_hat.assign(markets, 1.0);
  same.price_hat.assign(markets, 1.0);
  same.expenditure_share = baseline.expenditure_share;
  same.expenditure = baseline.expenditure;
  same.output = baseline.output;
  same.tariff_revenue = baseline.tariff_revenue;
  same.deficit = baseline.deficit;
  same.income = baseline.income;
  same.income_hat.assign(regions, 1.0);
  return same;
}

Baseline rebase(const Baseline& baseline, const TradePolicy& policy,
                const Equilibrium& equilibrium) {
  const std::size_t J = baseline.sector_count();
  Baseline after = baseline;
  after.tariff_rate = policy.tariff_rate;
  after.expenditure = equilibrium.expenditure;
  after.expenditure_share = equilibrium.expenditure_share;
  after.output = equilibrium.output;
  after.is_equilibrium = true;
  after.deficit = equilibrium.deficit;
  after.tariff_revenue = equilibrium.tariff_revenue;
  after.income = equilibrium.income;
  for (std::size_t n = 0; n < baseline.region_count(); ++n) {
    after.value_added[n] = 0.0;
    for (std::size_t j = 0; j < J; ++j) {
      after.value_added[n] +=
          after.value_added_share[n * J + j] * after.output[n * J + j];
    }
  }
  return after;
}

Baseline close_baseline(const Baseline& baseline, const std::vector<double>& theta,
                        const Closure& closure, const SolverOptions& options) {
  Baseline closed = baseline;
  if (!closure.input_output) {
    Accounts accounts = accounts_of(baseline);
    std::fill(accounts.input.begin(), accounts.input.end(), 0.0);
    closed = baseline_from_accounts(accounts);
  }
  const bool balanced =
      std::all_of(closed.deficit.begin(), closed.deficit.end(), is_zero);
  const bool to_balance = closure.deficits == Deficits::removed && !balanced;
  if (to_balance || !closed.is_equilibrium) {
    // Tighter than what is asked of the years compared with it, so that it solves to
    // itself.
    SolverOptions tight = options;
    tight.tolerance *= 0.01;
    const TradePolicy policy = baseline_policy(closed);
    closed =
        rebase(closed, policy, solve_equilibrium(closed, theta, policy, closure, tight));
  }
  return closed;
}

}  // namespace tripart
