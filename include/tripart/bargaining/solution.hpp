#pragma once

#include <array>
#include <optional>

#include "tripart/bargaining/model.hpp"

namespace tripart {

/// One value per party at the table, in the order of the table's members.
using PartyValues = std::array<double, max_parties>;
/// One text per issue.
using Texts = std::array<double, max_issues>;

/// What a text is worth to everybody at one table, as a function of the text alone (B1,
/// B2, E7):
///
///     V_i(x) = constant_i + sum_k [ slope_ik x_k - weight_ik |x_k - ideal_ik|^eta ]
///
/// for low_k <= x_k <= high_k. V is concave in x, so the set of utilities that some text
/// gives, or more than gives, is convex, and its efficient texts are the maximisers of
/// weighted sums: this is the exact frontier that the menu of B5 only samples.
struct Frontier {
  int parties = 0;
  int issues = 0;
  int loss_exponent = 2;  ///< eta
  PartyValues constant{};
  Texts low{};  ///< common red-line interval; low = high where the text is given
  Texts high{};
  Texts otherwise{};  ///< text of an issue that nobody cares about
  std::array<PartyValues, max_issues> ideal{};
  std::array<PartyValues, max_issues>
      weight{};                                 ///< omega_A,i x coverage x salience, >= 0
  std::array<PartyValues, max_issues> slope{};  ///< dW_i/dx_k of issues that carry costs

  /// Adds what `party` has at stake in `issue`: weight (u(x) - u(x0)) + slope (x - x0),
  /// without u(x0) and x0 where there is no status quo.
  void add_stake(int party, int issue, double ideal_text, double stake_weight,
                 double cost_slope, std::optional<double> status_quo);
};

/// V_i of every party at a text.
[[nodiscard]] PartyValues frontier_values(const Frontier& frontier, const Texts& text);

/// A text that maximises sum_i weight_i V_i; issues on which nobody with weight cares go
/// to those who do. \param weight  >= 0, not all 0
[[nodiscard]] Texts frontier_text(const Frontier& frontier, const PartyValues& weight);

/// A point of the exact frontier.
struct FrontierPoint {
  bool found = false;
  Texts text{};
  PartyValues value{};
};

/// A bargaining problem: the frontier, what each party has without a deal and, for the
/// asymmetric solution, its power.
struct NashProblem {
  Frontier frontier;
  PartyValues disagreement{};
  PartyValues power = {1, 1, 1, 1, 1, 1, 1, 1};  ///< > 0; only the ratios matter
};

/// The Nash bargaining solution (Nash 1950; with powers, Harsanyi & Selten 1972) on the
/// exact frontier: the text that maximises sum_i power_i log(V_i(x) - disagreement_i).
/// Not found where no text leaves everybody better off. Allocates nothing; relative error
/// of the surpluses about 1e-10.
[[nodiscard]] FrontierPoint solve_nash(const NashProblem& problem);

/// Best text for `party` among those that leave the other one of a two-party problem at
/// least `least`; not found where no text does.
[[nodiscard]] FrontierPoint solve_best(const Frontier& frontier, int party, double least);

/// The best text for `party` of any number among those that leave everybody else at least
/// the disagreement value; not found where no text leaves everybody better off.
[[nodiscard]] FrontierPoint solve_best_rational(const NashProblem& problem, int party);

/// Surpluses in proportion to `claim` (> 0), as high as some text makes them. Where that
/// line leaves the set of efficient utilities somebody can have more at nobody's cost:
/// those who are not held down settle the issues in which nobody who is has a stake,
/// again in proportion and as high as it goes (lexicographic maximin; Imai 1983).
/// Relative error of the least surplus about 1e-11. Not found where no text leaves
/// everybody better off.
[[nodiscard]] FrontierPoint solve_proportional(const NashProblem& problem,
                                               const PartyValues& claim);

/// Kalai & Smorodinsky (1975) for any number of parties: surpluses in the ratio of each
/// one's best surplus among individually rational texts (`solve_best_rational`), made
/// efficient as `solve_proportional` does.
[[nodiscard]] FrontierPoint solve_kalai_smorodinsky(const NashProblem& problem);

/// Kalai (1977): the highest equal surpluses, made efficient as `solve_proportional`
/// does.
[[nodiscard]] FrontierPoint solve_egalitarian(const NashProblem& problem);

/// The text with the highest sum of utilities, any number of parties; individual
/// rationality is not asked for.
[[nodiscard]] FrontierPoint solve_utilitarian(const NashProblem& problem);

/// The same among texts that leave everybody at least the disagreement value; not found
/// where none leaves everybody better off.
[[nodiscard]] FrontierPoint solve_rational_utilitarian(const NashProblem& problem);

/// The largest t such that some text gives every party at least `value` + `claim` t; < 0
/// where `value` is out of reach. \param claim  > 0
[[nodiscard]] double largest_gain(const Frontier& frontier, const PartyValues& value,
                                  const PartyValues& claim);

/// Pareto distance: the largest equal gain that everybody could still have over what a
/// text gives them, in the unit of V; 0 where it is efficient.
[[nodiscard]] double pareto_distance(const Frontier& frontier, const PartyValues& value);

}  // namespace tripart
