#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>

#include "tripart/bargaining/model.hpp"
#include "tripart/core/random.hpp"

/// What random negotiations are put together from.
namespace tripart::test {

/// What a random negotiation may contain.
struct NegotiationTraits {
  int parties = 3;  ///< 2 to 5
  int issues = 4;   ///< 1 to 12
  int loss_exponent = 2;
  bool threats = true;
  bool elections = true;
  bool ratification = true;
  bool red_lines = true;
  bool splitting = true;
  bool pure = false;    ///< no table of payoffs: disagreement and breakdown are stated
  bool noise = true;    ///< false: everybody answers by the aspiration alone
  bool tactics = true;  ///< false: all maximise expected utility, none reciprocates
};

struct DrawnNegotiation {
  std::uint64_t number = 0;
  NegotiationTraits traits;
  Model model;
};

namespace drawing {

/// The draws of one negotiation, one after the other.
class Dice {
 public:
  explicit Dice(std::uint64_t number) : engine_(number * 0x9e3779b97f4a7c15U + 1U) {}
  double between(double low, double high) {
    const double u = static_cast<double>(engine_() >> 11U) * 0x1p-53;
    return low + (high - low) * u;
  }
  bool happens(double probability) { return between(0.0, 1.0) < probability; }
  int count(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<unsigned>(high - low + 1));
  }
  /// A set of at least `least` of the members of `from`.
  PartySet some_of(PartySet from, int least) {
    PartySet set = 0;
    while (std::popcount(set) < least) {
      for (int party = 0; party < max_parties; ++party) {
        set |= contains(from, party) && happens(0.5) ? set_of(party) : 0U;
      }
    }
    return set;
  }

 private:
  std::mt19937_64 engine_;
};

inline Parameter constant(double value) {
  return {Distribution::constant(value), {}, 0};
}

inline Parameter drawn(const std::string& path, double low, double high) {
  return {Distribution::uniform(low, high),
          {-1e308, 1e308},
          entity_hash(Purpose::parameter, path)};
}

inline Party draw_party(int index, const NegotiationTraits& traits, Dice& dice) {
  Party party;
  // Names in another order than places, so that mixing the two up shows.
  party.id = std::string(1, static_cast<char>('A' + (index * 3 + 2) % 5));
  const std::string path = "parties." + party.id + ".";
  const double kind = traits.tactics ? dice.between(0.0, 1.0) : 1.0;
  party.strategy.kind = kind < 0.1   ? StrategyKind::random
                        : kind < 0.3 ? StrategyKind::time_dependent
                                     : StrategyKind::expected_utility;
  party.strategy.concession_exponent = drawn(path + "e", 0.2, 2.5);
  party.strategy.initial_concession = drawn(path + "k0", 0.0, 0.2);
  party.strategy.reciprocity =
      traits.tactics && dice.happens(0.5) ? drawn(path + "mu", 0.0, 1.0) : constant(0.0);
  party.strategy.noise = traits.noise ? drawn(path + "noise", 0.0, 0.2) : constant(0.0);
  party.content_weight = drawn(path + "omega", 0.1, 1.0);
  party.discount_rate = drawn(path + "r", 0.0, 0.3);
  party.deadline_weight = {Distribution::normal(1.0, 0.5), {-1e308, 1e308}, 0};
  party.recognition = drawn(path + "p", 0.1, 1.0);
  party.private_type = constant(dice.happens(0.8) ? dice.between(0.0, 0.5) : 0.0);
  party.switching_cost = drawn(path + "cost", 0.0, 0.2);
  party.switching_noise = constant(dice.between(0.0, 0.2));
  for (int slot = 0; slot < 2 && dice.happens(0.4); ++slot) {
    party.lobbies.push_back({slot, drawn(path + "lobby", 0.0, 0.25)});
  }
  party.ratifies = traits.ratification && dice.happens(0.7);
  party.ratification.threshold = drawn(path + "thr", -0.3, 0.2);
  party.ratification.noise = constant(dice.between(0.02, 0.2));
  party.ratification.tariff_penalty = drawn(path + "thr_m", 0.0, 0.3);
  party.ratification.bilateral_penalty = drawn(path + "chi", 0.0, 0.3);
  if (dice.happens(0.3)) {
    party.ratification.content = drawn(path + "omega_L", 0.1, 1.0);
  }
  party.may_withdraw = dice.happens(0.3);
  party.notice_days = dice.between(1.0, 200.0);
  party.withdrawal_cost = drawn(path + "exit", 0.0, 0.3);
  party.may_split = traits.splitting && traits.parties > 2 && dice.happens(0.5);
  party.disagreement = drawn(path + "d", -0.2, 0.1);
  party.breakdown = drawn(path + "b", -0.5, 0.0);
  party.retaliates = dice.happens(0.7);
  party.retaliation_stock = drawn(path + "A", 0.0, 0.05);
  party.retaliation_noise = constant(0.02);
  party.forgiveness = constant(dice.between(0.0, 0.5));
  return party;
}

inline void draw_agenda(const NegotiationTraits& traits, Dice& dice, Model& model) {
  const int chapters = dice.count(1, 5);
  for (int k = 0; k < chapters; ++k) {
    Chapter chapter;
    chapter.id = "chapter" + std::to_string(k);
    chapter.type = dice.happens(0.6) ? ChapterType::contested : ChapterType::technical;
    if (chapter.type == ChapterType::technical && dice.happens(0.2)) {
      chapter.closed = parse_date("2018-01-05");
    }
    chapter.gap = constant(dice.between(0.0, 0.6));
    model.chapters.push_back(chapter);
  }
  for (int k = 0; k < traits.issues; ++k) {
    Issue issue;
    issue.id = "issue" + std::to_string(k);
    issue.chapter = dice.count(0, chapters - 1);
    issue.between =
        dice.happens(0.8) ? model.everyone() : dice.some_of(model.everyone(), 2);
    for (int party = 0; party < traits.parties; ++party) {
      const std::string path =
          issue.id + "." + model.parties[static_cast<std::size_t>(party)].id;
      Position position;
      position.present = contains(issue.between, party);
      position.ideal = dice.happens(0.5)
                           ? constant(dice.between(0.0, 1.0) < 0.5 ? 0.0 : 1.0)
                           : drawn(path + ".ideal", 0.0, 1.0);
      position.salience = constant(dice.happens(0.1) ? 0.0 : dice.between(0.0, 1.0));
      const bool bound = traits.red_lines && position.present && dice.happens(0.15);
      position.red_line_low = constant(bound ? dice.between(0.0, 0.4) : 0.0);
      position.red_line_high = bound ? drawn(path + ".high", 0.5, 1.0) : constant(1.0);
      issue.positions.push_back(position);
    }
    if (dice.happens(0.5)) {
      issue.status_quo = drawn(issue.id + ".x0", 0.0, 1.0);
    }
    if (!traits.pure && dice.happens(0.2)) {
      issue.effects.push_back({});
    }
    model.issues.push_back(issue);
  }
}

inline void draw_calendar(const NegotiationTraits& traits, Dice& dice, Model& model) {
  const auto add = [&](const std::string& id, EventKind kind, double from, double to) {
    CalendarEvent event;
    event.id = id;
    event.kind = kind;
    event.from = std::floor(from);
    event.to = std::floor(to);
    event.parties = model.everyone();
    event.takes_office = event.from;
    model.calendar.push_back(event);
    return &model.calendar.back();
  };
  const double every = dice.between(20.0, 60.0);
  int round = 0;
  for (double day = dice.between(1.0, every); day < model.horizon; day += every) {
    const std::string name = std::to_string(++round);
    add("round" + name, EventKind::plenary, day, day + dice.between(0.0, 8.0));
    if (dice.happens(0.5)) {
      add("talks" + name, EventKind::inter_session, day + 0.5 * every,
          day + 0.5 * every + dice.between(0.0, 5.0));
    }
  }
  if (dice.happens(0.5)) {
    CalendarEvent* target =
        add("target", EventKind::soft_target, dice.between(1.0, model.horizon), 0.0);
    target->parties = dice.some_of(model.everyone(), 1);
    target->hardness = dice.between(0.0, 1.0);
    target->hard = dice.happens(0.4);
  }
  for (int party = 0; traits.elections && party < traits.parties; ++party) {
    if (!dice.happens(0.5)) {
      continue;
    }
    const std::string path = "vote." + model.parties[static_cast<std::size_t>(party)].id;
    CalendarEvent* vote =
        add(path, EventKind::election, dice.between(1.0, model.horizon), 0.0);
    vote->voter = party;
    vote->parties = set_of(party);
    vote->hardness = dice.between(0.0, 1.0);
    vote->takes_office = vote->from + std::floor(dice.between(0.0, 120.0));
    if (dice.happens(0.8)) {
      Replacement replacement;
      replacement.probability = constant(dice.between(0.0, 1.0));
      replacement.discount_rate = drawn(path + ".r", 0.0, 0.3);
      replacement.concession_exponent = drawn(path + ".e", 0.2, 2.5);
      replacement.ratification_threshold = drawn(path + ".thr", -0.3, 0.2);
      replacement.positions.push_back({dice.count(0, traits.issues - 1),
                                       drawn(path + ".ideal", 0.0, 1.0),
                                       drawn(path + ".salience", 0.0, 1.0)});
      vote->replacement = replacement;
    }
  }
  if (dice.happens(0.3)) {
    model.legal = {dice.between(0.5, 1.2) * model.horizon, 90.0, 60.0};
    CalendarEvent* law = add("law", EventKind::legal, model.legal.text_day(), 0.0);
    law->hard = true;
    law->hardness = 1.0;
  }
  for (CalendarEvent& event : model.calendar) {
    event.to = std::max(event.to, event.from);
  }
}

inline void draw_threats(const NegotiationTraits& traits, Dice& dice, Model& model) {
  model.retaliation.resize(model.parties.size());
  for (std::size_t i = 0; i < model.parties.size(); ++i) {
    model.retaliation[i].mode =
        model.parties[i].retaliates ? RetaliationMode::list : RetaliationMode::none;
  }
  int bits = 0;
  const int threats = traits.threats ? dice.count(1, 3) : 0;
  for (int t = 0; t < threats; ++t) {
    Threat threat;
    threat.id = "threat" + std::to_string(t);
    const std::string path = threat.id + ".";
    threat.issuer = dice.count(0, traits.parties - 1);
    threat.targets = dice.some_of(model.everyone() & ~set_of(threat.issuer), 1);
    const double kind = dice.between(0.0, 1.0);
    threat.kind = kind < 0.65                          ? ThreatKind::tariff
                  : kind < 0.85 || traits.parties == 2 ? ThreatKind::withdrawal
                                                       : ThreatKind::exclusion;
    bits += threat.kind == ThreatKind::tariff ? std::popcount(threat.targets) : 0;
    if (bits > 5) {
      return;
    }
    if (dice.happens(0.6)) {
      threat.announced_day = std::floor(dice.between(-60.0, model.horizon));
    }
    threat.hazard = constant(dice.between(0.2, 4.0));
    threat.expires_after_days = drawn(path + "period", 5.0, 200.0);
    threat.extension = drawn(path + "z", 0.0, 1.0);
    threat.max_extensions = dice.count(0, 3);
    threat.audience_cost = drawn(path + "alpha", 0.0, 0.1);
    threat.noise = constant(dice.happens(0.8) ? dice.between(0.01, 0.2) : 0.0);
    threat.expected_duration = constant(0.75);
    threat.execution_cost = constant(dice.happens(0.3) ? dice.between(0.0, 0.1) : 0.0);
    threat.uncertainty_cost = dice.happens(0.3) ? dice.between(0.0, 1.0) : 0.0;
    threat.notice_days = std::floor(dice.between(1.0, 200.0));
    threat.fair_share = drawn(path + "phi", 0.0, 0.8);
    model.threats.push_back(threat);
  }
}

}  // namespace drawing

}  // namespace tripart::test
