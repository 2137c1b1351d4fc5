#pragma once

#include <functional>
#include <string>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// One question to the trade model with its answer, whatever the question was: a deal
/// configuration in a tariff state, or any other policy that has a name.
struct SolvedCase {
  int economy = 0;           ///< of the outer ensemble, from 0
  std::string elasticities;  ///< name of the set
  std::string name;  ///< of the configuration or other policy; empty: the status quo
  std::string kind;  ///< what `name` is: a kind of configuration or of policy
  std::string tariff_state;          ///< what is in force on top; `none`
  const Baseline* before = nullptr;  ///< the base year as elasticities and closure see it
  TradePolicy policy;
  Equilibrium after;
};

/// Solves cases again that `solve_payoffs` solved, one at a time and with everything that
/// an equilibrium says. A payoff table keeps welfare alone: all equilibria of a large
/// scenario would not fit into memory.
class CaseSolver {
 public:
  using Take = std::function<void(const SolvedCase&)>;

  /// Refers to all its arguments, which must outlive it.
  /// \pre `payoffs` are those of `model` and `trade`
  CaseSolver(const Model& model, const TradeModel& trade, const SolvedPayoffs& payoffs);

  /// Hands every tariff state of one configuration of one economy (both from 0) to
  /// `take`, in the order of the payoff table; what is handed over is gone afterwards.
  /// Several threads may call it at a time. \throws Failure as solve_payoffs
  void solve(int economy, int configuration, const Take& take) const;
  /// The same with the scenario's policies (TradeModel::policies), whose `before` is the
  /// year that each is relative to.
  void solve_policies(int economy, const Take& take) const;

 private:
  const Model* model_;
  const TradeModel* trade_;
  const SolvedPayoffs* payoffs_;
};

}  // namespace tripart
