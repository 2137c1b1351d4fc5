#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// Which of a region's rates are one and the same.
enum class TariffGrouping {
  uniform,                ///< one rate on every partner and sector
  by_partner,             ///< one per partner, on all sectors
  by_sector,              ///< one per sector, against all partners
  by_partner_and_sector,  ///< one each
};

/// One decision of a region: the same ad valorem rate on all of these exporters' sales in
/// all of these sectors. It replaces the rates in force, it does not add to them.
struct TariffInstrument {
  std::vector<std::size_t> exporters;
  std::vector<std::size_t> sectors;
};

/// The instruments of `chooser` under a grouping. Those without any base-year imports are
/// left out: no rate on nothing is better than another.
[[nodiscard]] std::vector<TariffInstrument> tariff_instruments(
    const Baseline& baseline, std::size_t chooser,
    const std::vector<std::size_t>& partners, const std::vector<std::size_t>& sectors,
    TariffGrouping grouping);

/// What rates may be chosen from, as fractions. \pre -1 < low <= high
struct RateBounds {
  double low = 0.0;
  double high = 1.5;
};

/// A region that sets its tariffs to its own advantage while all others keep theirs.
struct OptimalTariffProblem {
  std::size_t chooser = 0;
  std::vector<TariffInstrument> instruments;
  RateBounds bounds;
};

/// Regions that set their tariffs against each other.
struct TariffWar {
  std::vector<std::size_t> members;  ///< who chooses
  std::vector<std::size_t> sectors;  ///< what is fought over
  /// Whom the chosen rates hit beside the other members. Tariffs on all others stay.
  std::vector<std::size_t> bystanders;
  TariffGrouping grouping = TariffGrouping::by_partner;
  RateBounds bounds;
};

/// The choice of one member of a war. \pre member is one of them
[[nodiscard]] OptimalTariffProblem problem_of(const Baseline& baseline,
                                              const TariffWar& war, std::size_t member);

/// How hard to search; the defaults give rates to about 1e-5, i.e. a thousandth of a
/// point.
struct TariffSearchOptions {
  double rate_tolerance = 1e-5;  ///< the search rests when no rate moves by more
  /// In percent of real income: gains below it are no reason to move.
  double gain_tolerance = 1e-6;
  int grid_points = 11;  ///< of a rate, ends included, where a search begins and ends
  int max_sweeps = 200;  ///< over all instruments of one region
  int max_rounds = 200;  ///< over all members of a war
  SolverOptions solver{1e-12, 5000};  ///< tight: rates follow from differences
};

/// Where an instrument has come to rest.
enum class RatePlace {
  unchanged,  ///< the rates in force at the start, which may differ between sectors
  inside,     ///< between the bounds
  at_low,
  at_high,
};
[[nodiscard]] std::string_view to_text(RatePlace place);

struct ChosenRate {
  double rate = 0.0;  ///< where unchanged: mean of the start, weighted by imports
  RatePlace place = RatePlace::unchanged;
};

struct OptimalTariffs {
  std::vector<ChosenRate> rates;  ///< by instrument
  TradePolicy policy;             ///< with these rates
  Equilibrium equilibrium;
  std::vector<double> start_income_pct;  ///< by region, E6 against the base year
  std::vector<double> real_income_pct;   ///< by region, E6 against the base year
  /// Of the chooser, percent of its base-year real income, against the start; never
  /// negative.
  double gain_pct = 0.0;
  /// The most that any other rate on the grid, of one instrument alone, would still add.
  double residual_pct = 0.0;
  int sweeps = 0;
  int evaluations = 0;  ///< equilibria solved
  bool settled = true;  ///< false: still moving after max_sweeps
};

/// The rates that maximise the chooser's exact real income (E6) given the others' in
/// `start`.
///
/// One instrument after the other: first the best point of a grid, as income may have
/// several peaks or none, then the vertex of a parabola through ever closer points, then
/// a step along the direction that all instruments took together; again until nothing
/// moves, and once more over the grid. An instrument may also stay as it is in `start`,
/// within the bounds or not. Deterministic, derivative-free.
/// \throws Failure(bad_input) naming the chooser where an equilibrium is not found.
[[nodiscard]] OptimalTariffs solve_optimal_tariffs(
    const Baseline& baseline, const std::vector<double>& theta, const Closure& closure,
    const TradePolicy& start, const OptimalTariffProblem& problem,
    const TariffSearchOptions& options = {});

/// What the iteration of best responses has come to.
enum class WarEnd {
  interior,  ///< nobody gains by another rate, no bound binds
  bounds,    ///< nobody gains by another rate within the bounds, some bind
  autarky,   ///< the same, and next to nothing is traded any more
  cycle,     ///< best responses go round, damped or not
  unsettled  ///< still moving after max_rounds
};
[[nodiscard]] std::string_view to_text(WarEnd end);

struct NashTariffs {
  std::vector<OptimalTariffProblem> problems;  ///< by member
  std::vector<std::vector<ChosenRate>> rates;  ///< by member and instrument
  TradePolicy policy;                          ///< with everybody's rates
  Equilibrium equilibrium;
  std::vector<double> start_income_pct;  ///< by region, E6 against the base year
  std::vector<double> real_income_pct;   ///< by region, E6 against the base year
  WarEnd end = WarEnd::unsettled;
  /// The most that any member would still gain by its best response, percent.
  double residual_pct = 0.0;
  double trade_left = 1.0;  ///< imports that the rates fall on, new over base year
  int rounds = 0;
  int evaluations = 0;   ///< equilibria solved
  int period = 0;        ///< rounds of the cycle, 0 where there is none
  double damping = 1.0;  ///< part of each best response taken in the end; 1 is all
};

/// Below this share of base-year imports left a war has ended in (near) autarky.
inline constexpr double autarky_trade = 0.01;

/// Where a war begins.
enum class WarStart {
  current,  ///< at the tariffs in force
  upper     ///< with every rate at its upper bound
};

/// Tariffs that are each member's best answer to those of the others: best responses in
/// turn, begun at `from`, until nobody moves.
///
/// Where they go round, members take half, then a quarter of each step. The outcome is
/// one equilibrium, not all: no trade at all is another one, since no rate on nothing is
/// better than another.
/// \throws Failure(bad_input) naming the chooser where an equilibrium is not found.
[[nodiscard]] NashTariffs solve_nash_tariffs(
    const Baseline& baseline, const std::vector<double>& theta, const Closure& closure,
    const TradePolicy& start, const TariffWar& war, WarStart from = WarStart::current,
    const TariffSearchOptions& options = {});

}  // namespace tripart
