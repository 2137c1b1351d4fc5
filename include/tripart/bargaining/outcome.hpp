#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "tripart/bargaining/model.hpp"

namespace tripart {

enum class Ending : std::uint8_t { agreed, lapsed, collapsed };
enum class DealKind : std::uint8_t {
  none,
  bilateral,
  two_bilaterals,
  bilaterals,
  trilateral,
  multilateral
};
enum class Path : std::uint8_t { none, direct, accession };
enum class Ratified : std::uint8_t { none, yes, no, pending };

[[nodiscard]] std::string_view to_text(Ending ending);
[[nodiscard]] std::string_view to_text(DealKind kind);
[[nodiscard]] std::string_view to_text(Path path);
[[nodiscard]] std::string_view to_text(Ratified ratified);

/// Why there was no (wider) deal, as a set of bits (B16).
enum class Mechanism : std::uint8_t {
  red_line = 1,
  no_surplus = 2,
  ratification = 4,
  time = 8
};

inline constexpr int no_day = -1;

/// Solutions of bargaining theory at the central values of a scenario, in the order of
/// the tables (benchmark.hpp).
enum class Solution : std::uint8_t {
  nash,
  asymmetric_nash,
  kalai_smorodinsky,
  egalitarian,
  utilitarian,
  rational_utilitarian,
  nash_in_nash
};
inline constexpr std::size_t solution_count = 7;
[[nodiscard]] std::string_view to_text(Solution solution);

/// Those that settlements are measured against, besides their own Nash point.
inline constexpr std::array<Solution, 5> measured_solutions{
    Solution::asymmetric_nash, Solution::kalai_smorodinsky, Solution::egalitarian,
    Solution::utilitarian, Solution::nash_in_nash};
/// By measured solution: V less V at the text of the solution; absent where there is
/// none.
using SolutionDistances = std::array<std::optional<double>, measured_solutions.size()>;

/// All of it in percent of own real income a year unless said otherwise.
struct PartyOutcome {
  double utility = 0.0;            ///< V, net of audience costs paid
  double welfare_change = 0.0;     ///< W
  double reservation_value = 0.0;  ///< R at the end of the talks
  double content = 0.0;            ///< A_i of B1, in [-1, 1]
  double surplus_share = 0.0;      ///< of the sum over the deal's members
  double distance_nash = 0.0;      ///< V less V at the Nash point of the exact frontier
  bool has_share = false;
  bool has_nash = false;
  SolutionDistances distance{};
};

struct ThreatOutcome {
  int announced_day =
      no_day;  ///< days from the start; negative numbers below no_day are shifted to 0
  int executed_day = no_day;
  int withdrawn_day = no_day;  ///< condition met
  int backed_down_day = no_day;
  int lifted_day = no_day;   ///< last target's tariff gone
  double credibility = 0.0;  ///< mean of its Beta when the talks end (B11d)
};

/// What is expected of somebody's decision before it is taken (B10c).
enum class ForecastKind : std::uint8_t {
  acceptance,   ///< Phat of B8: the party's answer to the offer on the table
  execution,    ///< phat of B11: that the issuer carries its threat out when it expires
  retaliation,  ///< q of B12: that a target answers an executed tariff
  ratification  ///< Q of B8 at the agreement: that every legislature approves
};
inline constexpr std::size_t forecast_kinds = 4;
/// Forecasts are kept in steps of 2^-24, so that they can be summed exactly.
inline constexpr double forecast_unit = 16777216.0;

struct Forecast {
  std::uint32_t probability = 0;  ///< times forecast_unit
  ForecastKind kind = ForecastKind::acceptance;
  std::int8_t party = -1;  ///< whose decision; -1: that of several together
  bool happened = false;
};

/// One history, as the columns of outcomes.csv, parties.csv, terms.csv and closings.csv
/// need it.
struct Outcome {
  int economy = 0;  ///< from 1
  Ending ending = Ending::lapsed;
  DealKind kind = DealKind::none;
  int configuration = 0;  ///< in the ConfigurationSet
  Path path = Path::none;
  int end_day = 0;
  int first_deal = -1;  ///< configuration
  int first_deal_day = no_day;
  int chapters_closed = 0;
  int threats_made = 0;
  int threats_executed = 0;
  int threats_withdrawn = 0;
  int retaliations = 0;
  double tariff_days =
      0.0;  ///< days with any executed tariff in force, to the end of follow_up
  Ratified ratified = Ratified::none;
  int proposer = -1;
  std::uint8_t mechanisms = 0;   ///< bits of Mechanism
  PartySet without_surplus = 0;  ///< who had none in the last track
  /// Largest equal gain left to the members of the last table; absent without a deal.
  std::optional<double> pareto_distance;
  std::vector<PartyOutcome> parties;
  std::vector<double> text;           ///< per issue; meaningful where settled
  std::vector<std::uint8_t> settled;  ///< per issue
  std::vector<int> closing_day;       ///< per chapter
  std::vector<ThreatOutcome> threats;
  std::vector<Forecast> forecasts;  ///< in the order of the decisions
};

/// What a trace remembers of one event; the words are made by the results layer.
enum class EventType : std::uint8_t {
  talks_open,
  offer,
  no_offer,
  refusal,
  acceptance,
  agreement,
  track_left,
  chapter_closed,
  threat_announced,
  threat_extended,
  threat_executed,
  threat_backed_down,
  threat_withdrawn,
  retaliation,
  forgiveness,
  notice_given,
  withdrawal_effective,
  election_held,
  government_changes,
  tariff_lifted,
  retaliation_ended,
  signature,
  ratified,
  rejected,
  renegotiated,
  lapsed,
  breakdown,
  no_surplus,
  blocked,
  threat_not_worth,
  threat_in_part,
  target_exempted,
  walkout,
  talks_suspended,
  concessions_taken_back,
  chapter_reopened
};

struct Event {
  double day = 0.0;
  EventType type = EventType::talks_open;
  int actor = -1;   ///< party
  int target = -1;  ///< party, threat or chapter, by type
  double value = 0.0;
  double reference = 0.0;  ///< what the value was compared with
  PartySet parties = 0;
  // For those who ask why; absent where there is nothing to tell.
  std::vector<double> text{};           ///< on the table, per issue
  std::optional<double> reservation{};  ///< R of the actor (B9)
  std::optional<double> chance{};       ///< of a yes, before the actor drew its answer
};

using Trace = std::vector<Event>;

}  // namespace tripart
