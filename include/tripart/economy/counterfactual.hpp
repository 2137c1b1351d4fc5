#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// A trade policy with a name, to be compared with the base year or with another one.
struct Counterfactual {
  std::string id;
  int relative_to = -1;  ///< an earlier one, whose policy is the start and whose
                         ///< equilibrium the measure; -1: the base year
  std::vector<RateChange> tariffs;
  std::vector<IcebergChange> icebergs;
};

/// One counterfactual solved, and the year that it is compared with.
struct SolvedCounterfactual {
  Baseline before;     ///< the closed base year, or the equilibrium it is relative to
  TradePolicy policy;  ///< iceberg costs relative to `before`
  Equilibrium after;   ///< relative to `before`
};

/// Solves each in turn. What an earlier one has led to is a base year of its own
/// (`rebase`), so that every measure, first-order ones included, is relative to it; exact
/// changes of real income chain: (1 + W_both) = (1 + W_first) (1 + W_second).
/// \param closed  the base year as the closure leaves it (`close_baseline`)
/// \throws Failure(bad_input) naming the policy that has no equilibrium
[[nodiscard]] std::vector<SolvedCounterfactual> solve_counterfactuals(
    const Baseline& closed, const std::vector<double>& theta, const Closure& closure,
    const std::vector<Counterfactual>& list, const SolverOptions& options = {});

}  // namespace tripart
