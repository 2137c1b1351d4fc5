#pragma once

#include <vector>

#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// A hub that bargains with each of its spokes at the same time over transfers. Sets of
/// spokes are bits: spoke s is bit s. In the lists of values the hub comes first: [0] is
/// the hub, [1 + s] spoke s.
struct HubGame {
  int spokes = 2;
  std::vector<PartyValues>
      payoff;                ///< before transfers, by the set of spokes with a deal
  PartyValues hub_weight{};  ///< a_s in [0, 1], by spoke: the hub's in that pair

  /// Surplus that accrues to the hub, by the set of spokes with a deal (2^spokes values).
  [[nodiscard]] static HubGame of_worth(const std::vector<double>& worth,
                                        double hub_weight);
};

struct HubOutcome {
  PartySet deals = 0;      ///< the spokes that have a deal
  PartyValues value{};     ///< after transfers; hub first
  PartyValues transfer{};  ///< from spoke to hub, by spoke
};

/// Nash-in-Nash (Horn & Wolinsky 1988; T7): each pair divides what its own deal adds to
/// the two of them, taking all other deals as given,
///
///     value of s = payoff_s(without s) + (1 - a_s) [joint payoff of hub and s (all)
///                                                   - joint payoff (all without s)],
///
/// among the largest set of spokes from which no pair would rather drop out (of equally
/// large ones that with the highest total payoff, then the lowest bits).
[[nodiscard]] HubOutcome solve_nash_in_nash(const HubGame& game);

/// Shapley (1953): the mean of what each player adds to those before it, over all orders.
/// \param worth  by set of players, 2^players values; worth of nobody first
[[nodiscard]] PartyValues shapley_value(const std::vector<double>& worth, int players);

/// What a leader that makes take-it-or-leave-it offers keeps of the surplus W of a deal
/// with all others (Aghion, Antras & Helpman 2007; T11).
struct LeaderGame {
  double total = 0.0;            ///< W
  std::vector<double> left_out;  ///< w of each other while the rest sign: w_M(UC), ...
  std::vector<double> no_agreement;  ///< w of each other if nobody signs: w_M(0), ...
};

/// One after another: who refuses is left out, so each is paid w while the rest sign.
[[nodiscard]] double sequential_gain(const LeaderGame& game);
/// All at once: one refusal ends it, so each is paid w without any agreement.
[[nodiscard]] double multilateral_gain(const LeaderGame& game);

}  // namespace tripart
