#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bargaining/kernels/appraisal.hpp"
#include "bargaining/kernels/menu.hpp"
#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/bargaining/strategy.hpp"
#include "tripart/bargaining/threat.hpp"
#include "tripart/core/random.hpp"

/// What changes while a negotiation is played.
namespace tripart {

inline constexpr Real days_per_year = 365.25;
inline constexpr Real days_per_month = days_per_year / 12.0;
/// A day that never comes, and one that is not known before the legislatures have voted.
inline constexpr Real never = 1e18;
inline constexpr Real at_ratification = 1e17;

[[nodiscard]] inline int day_number(Real day) {
  return static_cast<int>(std::floor(day));
}

/// A government's tastes in force: the incumbent's, the successor's, or a mix in between
/// (B10).
struct Government {
  Real content_weight = 0.0;       ///< omega_A
  Real legislature_weight = 0.0;   ///< omega_A of the legislature
  Real discount_rate = 0.0;        ///< r, per year
  Real concession_exponent = 1.0;  ///< e
  Real threshold = 0.0;            ///< thr of B15
  Real type = 0.0;                 ///< e_i / s_i, a normal cut at 2.5
  std::array<Real, max_issues> ideal{};
  std::array<Real, max_issues> salience{};  ///< sums to 1
  Real salience_sum = 1.0;  ///< of the saliences as stated, before they were scaled
};

struct PartyState {
  Government government;
  Government successor;  ///< elected, not yet in office
  Real initial_concession = 0.0, reciprocity = 0.0, noise_multiple = 0.0, noise = 0.0;
  Real recognition = 0.0, type_multiple = 0.0, type_spread = 0.0;
  Real switching_multiple = 0.0, switching_noise_multiple = 0.0;
  Real ratification_noise = 0.0, tariff_penalty = 0.0, bilateral_penalty = 0.0;
  Real exit_cost = 0.0, retaliation_stock = 0.0, retaliation_noise = 0.0,
       forgiveness = 0.0;
  Real disagreement = 0.0, breakdown = 0.0;
  Real deadline = 0.0;                       ///< T_i of B3, days
  Real initial_surplus = 0.0;                ///< Z_i
  Real audience_paid = 0.0;                  ///< once-off, percent of a year's income
  Real stay = 0.0, exit = 0.0, other = 0.0;  ///< S, E, max O of B9
  bool has_exit = false, has_other = false;
  int best_other = -1;              ///< track behind max O
  Real known = 0.0;                 ///< max(S, E, max O): what everybody can work out
  Real private_part = 0.0;          ///< e_i
  Real reservation = 0.0;           ///< R_i = known + e_i
  Real known_without_tariff = 0.0;  ///< max(S, E) with the tariffs in force set aside
  Real reservation_without_tariff = 0.0;  ///< R_0 of B13: the same with max O and e_i
  Real promised = worst_value;  ///< what the table promises it, where walkouts may come
  Real clock = 0.0;             ///< political clock of B3, as of today
  Real conceded = 0.0;          ///< F_i of B6, as of today
  Real aspiration = 0.0;
  bool has_aspiration = false;
  Real imitated = 0.0;  ///< tit_for_tat: share of the way conceded so far (B6a)
  int last_offer = -1, previous_offer = -1;  ///< menu points
  bool made_offer = false;        ///< since the others last set their aspirations
  int decisions = 0;              ///< retaliation decisions taken
  int provocations = 0;           ///< after which it may have taken back concessions
  Real away_until = 0.0;          ///< day on which it is back at the table (B11g)
  Real signed_reservation = 0.0;  ///< R_i when it last sat at a table that agreed
  Real signed_value = 0.0;        ///< V_i of the last agreement it is part of
  bool has_signed = false;
  Real distance_nash = 0.0;
  bool has_nash = false;
  SolutionDistances distance{};  ///< from the solutions at the central values
  std::array<Real, max_issues> red_low{}, red_high{};
};

enum class ThreatStatus : std::uint8_t {
  unannounced,
  standing,
  executed,
  backed_down,
  withdrawn
};

struct ThreatState {
  ThreatStatus status = ThreatStatus::unannounced;
  Real first_announced = 0.0;  ///< day of the announcement
  bool is_next_rung = false;   ///< announced by the ladder, not by choice (B11f)
  Real announced =
      0.0;  ///< what A counts from: the same, or the day the executive changed
  Real expiry = 0.0;
  Real period = 0.0;  ///< days from announcement or extension to the next decision
  Real extension = 0.0, audience_cost = 0.0, noise = 0.0, duration = 0.0, cost = 0.0,
       fair_share = 0.0;
  Real expected_retaliation[max_parties] = {};  ///< q of every target, as of today
  Credibility credibility;
  std::uint32_t planned = 0;  ///< bits that execution would impose, as of today (B11e)
  int extensions = 0, expiries = 0, occasions = 0;
  PartySet notice = 0;    ///< withdrawal: targets under notice
  Real effective = -1.0;  ///< day the notice takes effect
};

/// All that V_i and Q of an unchanged menu depend on, where no tariff could come off.
struct Circumstances {
  TariffState tariffs;
  int left = -1;  ///< threat whose withdrawal from the old agreement took effect
  friend bool operator==(Circumstances, Circumstances) = default;
};

enum class TrackKind : std::uint8_t { plenary, bilateral, accession, second_bilateral };

/// Who talks with whom about which configuration, the frontier menu of that table (B5)
/// and how its members see it today. Arrays are [party][point], with whole vectors of
/// points in a row, so that lanes can run over them.
struct Track {
  TrackKind kind = TrackKind::plenary;
  int hub = -1, partner = -1;
  PartySet members = 0;      ///< who bargains
  PartySet signatories = 0;  ///< who is in the deal that would result
  int configuration = 0;     ///< -1: cannot come about now
  int version = -1;          ///< of the tastes that the menu was made from
  bool blocked = false;      ///< a red line leaves no admissible text
  int size = 0;
  std::size_t capacity = 0;         ///< length of a row: padded(most points)
  std::vector<Real> text;           ///< [issue][point]
  std::vector<Real> content;        ///< A_i
  std::vector<Real> effect;         ///< E7, percent
  std::vector<Real> value;          ///< V_i
  std::vector<Real> quality;        ///< Q of B8, [point]
  std::vector<Real> acceptance;     ///< Phat_i(n) where somebody last asked for it
  std::vector<std::uint32_t> fair;  ///< tariffs that would come off (B13), [point]
  std::optional<Circumstances> appraised_in;  ///< what value and quality hold for
  std::array<Real, max_parties> best{};       ///< EVmax_i at the party's own R
  std::vector<std::uint8_t> shared;           ///< issues that two of its members share
  std::vector<std::uint8_t> closed;           ///< per chapter
  std::vector<Real> hazard;                   ///< accumulated hazard per chapter
  Agenda agenda;                              ///< what its menu is made from
  std::vector<Real> rows;                     ///< of the agenda, [row][issue]

  [[nodiscard]] Real text_at(int point, std::size_t issue) const {
    return text[issue * capacity + static_cast<std::size_t>(point)];
  }
  void set_text(int point, std::size_t issue, Real to) {
    text[issue * capacity + static_cast<std::size_t>(point)] = to;
  }
  /// All texts of a point, from and to one number per issue.
  void write_texts(int point, std::span<const Real> texts) {
    for (std::size_t k = 0; k < texts.size(); ++k) {
      set_text(point, k, texts[k]);
    }
  }
  void read_texts(int point, std::span<Real> texts) const {
    for (std::size_t k = 0; k < texts.size(); ++k) {
      texts[k] = text_at(point, k);
    }
  }
};

struct Deal {
  PartySet members = 0;
  std::array<Real, max_issues> text{};
  std::array<std::uint8_t, max_issues> settled{};
};

/// Points kept behind a menu for the mediator's draft and a change of it (B8d).
inline constexpr std::size_t draft_points = 2;

}  // namespace tripart
