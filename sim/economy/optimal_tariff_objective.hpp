#pragma once

#include <cstddef>
#include <vector>

#include "tripart/economy/optimal_tariff.hpp"

namespace tripart {

/// What one instrument is set to: a rate, or whatever was in force at the start.
struct TariffChoice {
  double rate = 0.0;
  bool unchanged = true;
};

/// Real incomes as a function of the tariffs that are being searched over. Every solve
/// starts from the last one.
class TariffObjective {
 public:
  TariffObjective(const Baseline& baseline, const std::vector<double>& theta,
                  const Closure& closure, const TradePolicy& start,
                  const SolverOptions& solver);

  void apply(std::size_t chooser, const TariffInstrument& instrument,
             const TariffChoice& choice);
  /// Of the chooser, percent, under the rates applied last (E6).
  double real_income(std::size_t chooser);

  /// Of all regions at the last solve.
  [[nodiscard]] const std::vector<double>& real_incomes() const { return incomes_; }
  [[nodiscard]] const Equilibrium& equilibrium() const { return now_; }
  [[nodiscard]] const TradePolicy& policy() const { return policy_; }
  [[nodiscard]] int evaluations() const { return evaluations_; }

  /// Of the start, weighted by base-year imports.
  [[nodiscard]] double mean_start_rate(std::size_t chooser,
                                       const TariffInstrument& instrument) const;
  /// The instrument as it is at the start.
  [[nodiscard]] TariffChoice start_choice(std::size_t chooser,
                                          const TariffInstrument& instrument,
                                          const RateBounds& bounds) const;
  /// True where what the start charges is not one of the instrument's rates: it differs
  /// between cells or is out of bounds.
  [[nodiscard]] bool has_own_rates(std::size_t chooser,
                                   const TariffInstrument& instrument,
                                   const RateBounds& bounds) const;
  /// Imports that the problem's rates fall on, before tariffs, at the last solve.
  [[nodiscard]] double imports(const OptimalTariffProblem& problem) const;
  [[nodiscard]] double base_imports(const OptimalTariffProblem& problem) const;

 private:
  /// Where the last digits do not come to rest, to the usual tolerance.
  void solve_loosely(std::size_t chooser, const Equilibrium* near);

  const Baseline* baseline_;
  TradePolicy start_, policy_;
  EquilibriumSolver solver_, loose_solver_;
  Equilibrium now_, last_;
  std::vector<double> incomes_;
  int evaluations_ = 0;
};

/// Calls visit(cell) for every flow that the instrument's rate falls on.
template <class Visit>
void for_each_cell(const Baseline& baseline, std::size_t chooser,
                   const TariffInstrument& instrument, Visit visit) {
  for (const std::size_t exporter : instrument.exporters) {
    for (const std::size_t sector : instrument.sectors) {
      visit(baseline.at(chooser, exporter, sector), exporter, sector);
    }
  }
}

}  // namespace tripart
