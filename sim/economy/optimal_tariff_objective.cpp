#include "economy/optimal_tariff_objective.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

/// What every other equilibrium of the program has to meet.
SolverOptions loosened(SolverOptions options) {
  options.tolerance = std::max(options.tolerance, SolverOptions{}.tolerance);
  return options;
}

}  // namespace

TariffObjective::TariffObjective(const Baseline& baseline,
                                 const std::vector<double>& theta, const Closure& closure,
                                 const TradePolicy& start, const SolverOptions& solver)
    : baseline_(&baseline),
      start_(start),
      policy_(start),
      solver_(baseline, theta, closure, solver),
      loose_solver_(baseline, theta, closure, loosened(solver)) {}

void TariffObjective::apply(std::size_t chooser, const TariffInstrument& instrument,
                            const TariffChoice& choice) {
  for_each_cell(*baseline_, chooser, instrument,
                [&](std::size_t cell, std::size_t, std::size_t) {
                  policy_.tariff_rate[cell] =
                      choice.unchanged ? start_.tariff_rate[cell] : choice.rate;
                });
}

double TariffObjective::real_income(std::size_t chooser) {
  std::swap(now_, last_);
  const Equilibrium* near = evaluations_ == 0 ? nullptr : &last_;
  ++evaluations_;
  try {
    solver_.solve(policy_, now_, near);
  } catch (const Failure&) {
    solve_loosely(chooser, near);
  }
  incomes_ = real_income_pct(*baseline_, now_);
  return incomes_[chooser];
}

void TariffObjective::solve_loosely(std::size_t chooser, const Equilibrium* near) {
  try {
    loose_solver_.solve(policy_, now_, near);
  } catch (const Failure& failure) {
    throw Failure(failure.code(), "tariffs that are best for " +
                                      baseline_->regions[chooser] + ": " +
                                      failure.what());
  }
}

double TariffObjective::mean_start_rate(std::size_t chooser,
                                        const TariffInstrument& instrument) const {
  double duty = 0.0;
  double imports = 0.0;
  for_each_cell(*baseline_, chooser, instrument,
                [&](std::size_t cell, std::size_t exporter, std::size_t sector) {
                  const double flow = baseline_->flow(chooser, exporter, sector);
                  imports += flow;
                  duty += start_.tariff_rate[cell] * flow;
                });
  return duty / imports;
}

bool TariffObjective::has_own_rates(std::size_t chooser,
                                    const TariffInstrument& instrument,
                                    const RateBounds& bounds) const {
  const double first = start_.tariff_rate[baseline_->at(
      chooser, instrument.exporters.front(), instrument.sectors.front())];
  bool own = first < bounds.low || first > bounds.high;
  for_each_cell(*baseline_, chooser, instrument,
                [&](std::size_t cell, std::size_t, std::size_t) {
                  own = own || start_.tariff_rate[cell] != first;
                });
  return own;
}

TariffChoice TariffObjective::start_choice(std::size_t chooser,
                                           const TariffInstrument& instrument,
                                           const RateBounds& bounds) const {
  const double first = start_.tariff_rate[baseline_->at(
      chooser, instrument.exporters.front(), instrument.sectors.front())];
  return {first, has_own_rates(chooser, instrument, bounds)};
}

double TariffObjective::imports(const OptimalTariffProblem& problem) const {
  double sum = 0.0;
  for (const TariffInstrument& instrument : problem.instruments) {
    for_each_cell(*baseline_, problem.chooser, instrument,
                  [&](std::size_t cell, std::size_t, std::size_t sector) {
                    sum += now_.expenditure_share[cell] *
                           now_.expenditure[baseline_->at(problem.chooser, sector)] /
                           (1.0 + policy_.tariff_rate[cell]);
                  });
  }
  return sum;
}

double TariffObjective::base_imports(const OptimalTariffProblem& problem) const {
  double sum = 0.0;
  for (const TariffInstrument& instrument : problem.instruments) {
    for_each_cell(*baseline_, problem.chooser, instrument,
                  [&](std::size_t, std::size_t exporter, std::size_t sector) {
                    sum += baseline_->flow(problem.chooser, exporter, sector);
                  });
  }
  return sum;
}

}  // namespace tripart
