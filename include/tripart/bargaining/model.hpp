#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tripart/bargaining/election_rules.hpp"
#include "tripart/core/date.hpp"
#include "tripart/core/distribution.hpp"
#include "tripart/economy/tariff_change.hpp"

/// Everything a negotiation is made of that does not change from replicate to replicate
/// (MODEL.md, section 1). Built by `read_scenario` and checked there; the engine never
/// doubts it again. Parties, chapters, issues and threats are addressed by their position
/// in these lists; their ids key the random streams.
namespace tripart {

inline constexpr int max_parties = 8;
inline constexpr int max_issues = 64;

/// A set of parties, one bit each.
using PartySet = std::uint32_t;

[[nodiscard]] constexpr PartySet set_of(int party) {
  return PartySet{1} << party;
}
[[nodiscard]] constexpr bool contains(PartySet set, int party) {
  return (set & set_of(party)) != 0;
}

/// A scalar of the scenario: a number or a distribution drawn once per replicate from its
/// own stream.
struct Parameter {
  Distribution distribution = Distribution::constant(0.0);
  Range range{-1e308, 1e308};  ///< draws outside are drawn again
  std::uint32_t entity = 0;    ///< hash of the scenario path: names its stream
};

enum class StrategyKind {
  time_dependent,
  expected_utility,
  random,
  tit_for_tat,  ///< B6a
  zeuthen,      ///< B8f
  stationary,   ///< B8g: all parties or none
};
enum class ProtocolKind {
  random_proposer,
  rotating,
  single_text,                 ///< B8d
  take_it_or_leave_it,         ///< B8e
  krishna_serrano,             ///< T5c, strategic mode only
  condorcet_election,          ///< K1
  majority,                    ///< T6, strategic mode
  nash_in_nash,                ///< T7, strategic mode
  delegates,                   ///< T7 played, strategic mode
  coalitional,                 ///< T8, strategic mode
  stacked_alternating_offers,  ///< B8c
};
enum class OfferSpace { frontier, outcomes };
enum class Mode { behavioural, strategic };
enum class ChapterType { technical, contested };
enum class ThreatKind { tariff, withdrawal, exclusion, walkout };
/// Whether a threat is made when its occasion comes (B11a, B11c).
enum class Announcement {
  usual,    ///< dated ones are facts, undated ones a choice
  certain,  ///< made whenever the occasion comes
  choice,   ///< made only if that pays
};
/// What makes a party take back what it has conceded (B12b).
enum class Provocation { none, tariff, threat, retaliation };
enum class EventKind { plenary, inter_session, election, legal, soft_target };

/// How a party concedes and answers (B6 to B8).
struct Strategy {
  StrategyKind kind = StrategyKind::expected_utility;
  Parameter concession_exponent;  ///< e of B6; < 1 Boulware, > 1 conceder
  Parameter initial_concession;   ///< k0 of B6, in [0, 1]
  Parameter reciprocity;          ///< mu of B6, in [0, 1]
  Parameter noise;                ///< sigma of B7, in multiples of the initial surplus Z
};

/// The legislature of a party (B15). Thresholds and penalties in percent of real income a
/// year.
struct Ratification {
  Parameter threshold;       ///< thr
  Parameter noise;           ///< sigma_L, > 0
  Parameter tariff_penalty;  ///< thr_m, while a tariff on the party is in force
  Parameter
      bilateral_penalty;  ///< chi_bilateral, where a bilateral replaces a wider agreement
  std::optional<Parameter>
      content;  ///< the legislature's own omega_A; absent: the executive's
};

struct Lobby {
  int sector = 0;    ///< position in Model::lobby_sectors
  Parameter weight;  ///< lambda of B2, >= 0
};

/// A government's stand on one issue; all on the issue's scale [0, 1].
struct Position {
  bool present = false;
  Parameter ideal;
  Parameter salience;  ///< before normalisation
  Parameter red_line_low;
  Parameter red_line_high;
  std::vector<double> utilities;  ///< u of each of Issue::values, in [0, 1]; empty: B1's
                                  ///< loss around the ideal
};

/// What a new government changes; absent fields stay as they were.
struct Replacement {
  Parameter probability;
  std::optional<Parameter> discount_rate;
  std::optional<Parameter> content_weight;
  std::optional<Parameter> concession_exponent;
  std::optional<Parameter> ratification_threshold;
  struct Stand {
    int issue = 0;
    std::optional<Parameter> ideal;
    std::optional<Parameter> salience;
  };
  std::vector<Stand> positions;
};

/// What a tactic of the user's own knows when it decides how much to ask for (B6d);
/// values are annuities in percent of own real income a year.
struct Situation {
  int party = 0;             ///< who decides, as in Model::parties
  double day = 0.0;          ///< days since the start
  double clock = 0.0;        ///< political clock of B3, in [0, 1]
  double reservation = 0.0;  ///< R_i of B9
  double best = 0.0;         ///< EVmax_i, the best of the menu for it, >= reservation
  double scheduled = 0.0;    ///< the aspiration that B6 gives
  double conceded_by_others = 0.0;  ///< mean of their last moves, 0 before the second
};

/// An aspiration, used within [reservation, best]. Must depend on nothing but the
/// situation, or replicates are no longer the same on any number of threads; called by
/// several threads at once.
using Tactic = std::function<double(const Situation&)>;

struct Party {
  std::string id;
  Strategy strategy;
  Tactic tactic;              ///< from C++ only (B6d); absent: B6
  Parameter content_weight;   ///< omega_A of B2, percent of real income a year
  Parameter discount_rate;    ///< r, per year
  Parameter deadline_weight;  ///< a_ie of B3 per unit of hardness, per year; drawn once
                              ///< per dated event
  Parameter recognition;      ///< weight in the draw of proposers
  Parameter private_type;     ///< s_i of B9, in multiples of Z
  Parameter switching_cost;   ///< s_i of B14, in multiples of Z
  Parameter switching_noise;  ///< sigma_s of B14, in multiples of Z
  std::vector<Lobby> lobbies;
  bool ratifies = false;
  Ratification ratification;
  bool may_withdraw = false;
  double notice_days = 0.0;
  Parameter withdrawal_cost;  ///< exit cost of B9, percent of real income a year
  bool may_split = false;
  Parameter disagreement;  ///< pure bargaining: value without a deal
  Parameter breakdown;     ///< pure bargaining: value after an exogenous breakdown
  bool retaliates = false;
  Parameter retaliation_stock;  ///< A_j of B12
  Parameter retaliation_noise;  ///< sigma_R of B12
  Parameter
      forgiveness;  ///< chance that a provocation is forgiven (generous tit-for-tat)
  Provocation takes_back_after = Provocation::none;  ///< B12b
  Parameter takes_back_chance;                       ///< chance that it does, each time
  bool reopens_chapters = true;  ///< contested chapters closed in the talks open again
  std::optional<double> discount_factor;    ///< per round; strategic mode, B8g
  std::optional<Parameter> outside_option;  ///< strategic mode: value of opting out
};

struct Chapter {
  std::string id;
  ChapterType type = ChapterType::technical;
  std::optional<Date> closed;  ///< already closed at the start
  Parameter gap;               ///< gap_k of B4, in [0, 1]
};

/// Change of trade costs at pole 1 of an issue (E7).
struct CostEffect {
  int importer = 0;
  int exporter = 0;
  int sector = 0;
  double log_iceberg = 0.0;
  TariffChange tariff;
  friend bool operator==(const CostEffect&, const CostEffect&) = default;
};

struct Issue {
  std::string id;
  int chapter = 0;
  std::vector<Position> positions;  ///< one per party
  PartySet between = 0;             ///< parties that have a stake
  std::optional<Parameter>
      status_quo;  ///< x0; absent: nothing without a deal (u(x0) = 0)
  std::vector<double>
      values;  ///< the only texts it may have, rising; empty: all of [0, 1]
  std::vector<CostEffect> effects;
};

struct TariffLine {
  int target = 0;       ///< party hit
  int sector = 0;       ///< position in the baseline
  TariffChange change;  ///< of the rate in force (E8)
};

/// A threat (B11). Days count from the scenario's start.
struct Threat {
  std::string id;
  ThreatKind kind = ThreatKind::tariff;
  int issuer = 0;
  PartySet targets = 0;
  std::vector<TariffLine> tariffs;
  std::optional<double> announced_day;  ///< may be negative: before the start
  Parameter hazard;                     ///< per year, of an announcement not yet made
  Parameter expires_after_days;
  Parameter extension;  ///< z of B11
  int max_extensions = 2;
  Parameter
      audience_cost;  ///< alpha: percent of a year's income per month since announcement
  double audience_cap_months = 6.0;
  Parameter noise;              ///< sigma_T
  Parameter expected_duration;  ///< h, years
  Parameter execution_cost;     ///< once-off, percent of a year's income; 0 in B11
  Announcement announcement = Announcement::usual;
  std::vector<Parameter> effects;      ///< sanction: what it is worth to each party
  double credibility_successes = 5.0;  ///< Beta prior of phat
  double credibility_failures = 5.0;
  double spillover = 1.0;  ///< weight of what is seen of the issuer's other threats of
                           ///< the kind (B11d)
  std::vector<double> execution_shares{1.0};  ///< rising, in (0, 1] (B11e)
  bool may_exempt = false;                    ///< may spare some of its targets (B11e)
  int escalates_to = -1;  ///< threat announced if this one does not help (B11f)
  double escalates_after_days = 0.0;
  bool escalates_on_retaliation = false;  ///< at once where a target retaliates
  int if_executed = -1;  ///< counter-threat: to the execution of this threat (B11g)
  std::optional<double> away_days;  ///< walkout: days away; absent: for good
  double uncertainty_cost = 0.0;    ///< psi of B9
  double notice_days = 0.0;         ///< withdrawal and exclusion
  Parameter fair_share;             ///< phi of B13
  double lift_at_signature =
      0.4;  ///< B13: probabilities of the three ways, adding up to 1
  double lift_at_ratification = 0.3;
  double lift_separately = 0.3;
  double lift_hazard = 1.0;  ///< per year, for the separate way
};

enum class RetaliationMode {
  none,
  dollar_for_dollar,
  list,
  scaled_list,  ///< covers as much trade as was hit (B12)
};

struct RetaliationList {
  RetaliationMode mode = RetaliationMode::none;
  std::vector<TariffLine> tariffs;  ///< `target` is the party retaliated against
};

/// A dated event of the calendar; days count from the start.
struct CalendarEvent {
  std::string id;
  EventKind kind = EventKind::plenary;
  double from = 0.0;
  double to = 0.0;
  PartySet parties = 0;                    ///< whose patience it moves
  int voter = -1;                          ///< election: the party that votes
  double hardness = 0.0;                   ///< multiplies a_ie of B3
  double horizon_days = 60;                ///< h_e of B3
  bool hard = false;                       ///< counts as T_i of B3
  double takes_office = 0.0;               ///< election
  std::optional<Replacement> replacement;  ///< election
};

/// What happens on one date of the common timeline; every decision is taken at one of
/// these, so that the length of a step moves nothing.
struct Stop {
  double day = 0.0;
  int event = -1;  ///< session this occasion belongs to, or the election held that day
  int occasion =
      -1;  ///< number of the offer within its session; -1: no talks at this stop
  double session_days = 0.0;  ///< days of the session that this occasion stands for (B4)
  bool plenary = false;
  bool accession_meeting = false;
  bool votes = false;
  bool takes_office = false;
};

struct Legal {
  double sign_before = -1.0;  ///< day; < 0: no such law
  double notice_days = 0.0;
  double text_days = 0.0;
  [[nodiscard]] double notice_day() const { return sign_before - notice_days; }
  [[nodiscard]] double text_day() const { return sign_before - text_days; }
};

/// Coefficients of the chapter hazard (B4).
struct ChapterHazard {
  Parameter a0, a1, a2, a3;
  double closeness =
      0.10;  ///< contested chapters: latest offers differ by at most this much
};

struct Model {
  std::string name;
  Date start;
  double horizon = 0.0;    ///< days from the start
  double follow_up = 0.0;  ///< days from the start, >= horizon
  double step_days = 7.0;
  Mode mode = Mode::behavioural;
  ProtocolKind protocol = ProtocolKind::random_proposer;
  std::optional<int> rounds;  ///< strategic mode: finite horizon
  int ballots = 20;           ///< single_text: votes per occasion
  int only_proposer = -1;     ///< take_it_or_leave_it: who makes the offer; -1: drawn
  double continuation = 1.0;  ///< strategic mode: chance that talks survive a refusal
  ElectionRules election;     ///< condorcet_election
  int quota = 0;              ///< majority: parties that must agree
  int hub = -1;               ///< nash_in_nash, delegates
  bool renegotiates = true;   ///< coalitional: coalitions may be widened
  int offer_rounds = 0;       ///< N of B8c, stacked alternating offers
  OfferSpace offer_space = OfferSpace::frontier;
  int loss_exponent = 2;                                               ///< eta of B1
  int belief_cells = 12;                                               ///< B10
  Parameter conservatism{Distribution::constant(1.0), {0.0, 1.0}, 0};  ///< nu of B10
  double transition =
      0.5;  ///< B10: weight of the elected successor's texts before it takes office
  double renegotiation = 0.5;    ///< rho of B15
  double breakdown_rate = 0.0;   ///< per year
  double accession_days = 30.0;  ///< B14, where no text date is derived
  double accession_every = 7.0;  ///< days between meetings of the hub and a newcomer
  double force_shape = 1.57;     ///< Weibull time from signature to force (B15), months
  double force_scale = 30.0;
  double judgement_jitter =
      0.0;  ///< half-width of the uniform jitter of ideals and saliences
  bool pure_bargaining = true;
  ChapterHazard hazard;
  Legal legal;
  std::vector<Party> parties;
  std::vector<Chapter> chapters;
  std::vector<Issue> issues;
  std::vector<Threat> threats;
  std::vector<RetaliationList> retaliation;  ///< one per party
  std::vector<CalendarEvent> calendar;
  std::vector<Stop> timeline;          ///< ordered by day; made by make_timeline
  std::vector<int> lobby_sectors;      ///< baseline sectors that some lobby cares for
  std::vector<double> stated_welfare;  ///< W_i(g, m) as read from a table, in the order
                                       ///< [configuration][tariff state][party] of the
                                       ///< PayoffTable; empty: 0 or the trade model's
  std::vector<std::string> configurations;  ///< names of the deals that may come; empty:
                                            ///< all. That of everybody always may
  std::vector<double>
      partner_weight;  ///< [party][partner], rows sum to 1 over the others (B1a)

  [[nodiscard]] int party_count() const { return static_cast<int>(parties.size()); }
  [[nodiscard]] PartySet everyone() const { return (PartySet{1} << parties.size()) - 1; }
};

/// Texts that a table of these members can agree on where all its issues have lists of
/// values: the product of their lengths (B5). A number, since it may be huge.
[[nodiscard]] double outcome_count(const Model& model, PartySet members);

/// Whether some issue may take listed values only.
[[nodiscard]] bool has_listed_values(const Model& model);

/// Fills Model::timeline from the calendar: offers spread evenly over each session,
/// meetings of an accession, votes, changes of office and the regular grid of
/// `step_days`.
void make_timeline(Model& model);

}  // namespace tripart
