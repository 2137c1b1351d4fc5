#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "bargaining/engine.hpp"

/// Walks every step of a negotiation and writes down what may not happen.
namespace tripart::test {

class NegotiationChecker {
 public:
  /// The trace must be the one that the engine fills.
  explicit NegotiationChecker(const Trace& trace) : trace_(&trace) {}

  [[nodiscard]] Observer observer() { return {&see, this}; }
  [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }
  [[nodiscard]] int offers() const { return offers_; }
  [[nodiscard]] int steps() const { return steps_; }

 private:
  static void see(void* self, const Engine& engine, const Glance& glance) {
    static_cast<NegotiationChecker*>(self)->look(EngineView(engine), glance);
  }

  void expect(bool holds, const std::string& what) {
    if (!holds && complaints_.size() < 20) {
      complaints_.push_back("day " + std::to_string(day_) + ": " + what);
    }
  }

  void look(const EngineView& view, const Glance& glance) {
    if (glance.moment == Moment::opened) {
      begin(view);
    }
    look_at_events(view);
    look_at_time(view);
    look_at_parties(view);
    look_at_beliefs(view);
    if (glance.moment == Moment::stepped && glance.stop->takes_office) {
      look_at_newcomers(view);
    }
    look_at_chapters(view);
    look_at_tariffs(view, glance.moment);
    look_at_deals(view);
    if (glance.moment == Moment::answered) {
      ++offers_;
      look_at_talks(view, glance);
      look_at_offer(view, glance);
      look_at_answers(view, glance);
    }
    steps_ += glance.moment == Moment::stepped ? 1 : 0;
  }

  void begin(const EngineView& view) {
    day_ = 0.0;
    events_ = changes_ = 0;
    clock_.assign(view.parties().size(), 0.0);
    careless_.assign(view.parties().size(), false);
    closed_.assign(view.tracks().size(),
                   std::vector<std::uint8_t>(view.model().chapters.size(), 0));
    status_.clear();
    counts_.clear();
    imposed_ = 0;
    for (std::size_t t = 0; t < view.threats().size(); ++t) {
      status_.push_back(ThreatStatus::unannounced);
      counts_.push_back(view.threats()[t].credibility);
    }
  }

  // Threats act only in states that allow it: announced once, then extended, then one
  // end.
  void look_at_events(const EngineView& view) {
    for (; events_ < trace_->size(); ++events_) {
      const Event& event = (*trace_)[events_];
      if (event.type == EventType::government_changes) {
        clock_[static_cast<std::size_t>(event.actor)] = 0.0;  // another patience
        for (std::size_t t = 0; t < counts_.size(); ++t) {
          if (view.model().threats[t].issuer == event.actor) {
            counts_[t].successes *= 0.5;
            counts_[t].failures *= 0.5;
          }
        }
      }
      const bool announced = event.type == EventType::threat_announced;
      const bool extended = event.type == EventType::threat_extended;
      const bool executed = event.type == EventType::threat_executed;
      const bool backed_down = event.type == EventType::threat_backed_down;
      const bool withdrawn = event.type == EventType::threat_withdrawn;
      if (!announced && !extended && !executed && !backed_down && !withdrawn) {
        continue;
      }
      ThreatStatus& status = status_[static_cast<std::size_t>(event.target)];
      expect(status == (announced ? ThreatStatus::unannounced : ThreatStatus::standing),
             "a threat acts in a state in which it cannot");
      status = executed      ? ThreatStatus::executed
               : backed_down ? ThreatStatus::backed_down
               : withdrawn   ? ThreatStatus::withdrawn
                             : ThreatStatus::standing;
    }
    for (std::size_t t = 0; t < status_.size(); ++t) {
      expect(view.threats()[t].status == status_[t], "a threat changed in silence");
    }
  }

  void look_at_time(const EngineView& view) {
    expect(view.day() >= day_, "days run backwards");
    day_ = std::max(day_, view.day());
    for (int party = 0; party < static_cast<int>(clock_.size()); ++party) {
      const Real now = view.clock(party);
      Real& before = clock_[static_cast<std::size_t>(party)];
      expect(now >= 0.0 && now <= 1.0, "a political clock leaves [0, 1]");
      expect(now >= before - 1e-12, "a political clock runs backwards");
      before = now;
    }
  }

  void look_at_parties(const EngineView& view) {
    for (std::size_t i = 0; i < view.parties().size(); ++i) {
      const PartyState& party = view.parties()[i];
      const Government& government = party.government;
      Real sum = 0.0;
      for (std::size_t k = 0; k < view.model().issues.size(); ++k) {
        sum += government.salience[k];
        expect(government.salience[k] >= 0.0, "a negative salience");
        expect(government.ideal[k] >= 0.0 && government.ideal[k] <= 1.0,
               "an ideal outside [0, 1]");
      }
      // Who cares for nothing keeps its zeros, and cares by half on the way to a
      // successor that does.
      careless_[i] = careless_[i] || sum == 0.0;
      expect(std::fabs(sum - 1.0) < 1e-9 || (careless_[i] && sum < 1.0),
             "saliences sum to " + std::to_string(sum));
      expect(std::isfinite(party.stay) && std::isfinite(party.reservation),
             "a value without a deal is not finite");
      expect(std::fabs(party.private_part) <=
                 private_type_cut * party.type_spread * (1.0 + 1e-12),
             "a private part beyond its cut");
      expect(party.audience_paid >= 0.0, "audience costs are negative");
    }
  }

  void look_at_beliefs(const EngineView& view) {
    for (const Belief& belief : view.beliefs()) {
      Real sum = 0.0;
      for (const double probability : belief.probability()) {
        expect(probability >= 0.0 && probability <= 1.0 + 1e-12,
               "a belief outside [0, 1]");
        sum += probability;
      }
      expect(std::fabs(sum - 1.0) < 1e-9, "a belief sums to " + std::to_string(sum));
    }
    for (std::size_t t = 0; t < counts_.size(); ++t) {
      const Credibility now = view.threats()[t].credibility;
      expect(now.successes >= counts_[t].successes - 1e-12 &&
                 now.failures >= counts_[t].failures - 1e-12,
             "evidence on a threat is forgotten");
      counts_[t] = now;
    }
  }

  // Nothing is known of a government on its first day but the prior.
  void look_at_newcomers(const EngineView& view) {
    for (; changes_ < events_; ++changes_) {
      const Event& event = (*trace_)[changes_];
      if (event.type == EventType::government_changes) {
        const auto i = static_cast<std::size_t>(event.actor);
        const Belief& now = view.beliefs()[i];
        const Belief prior(static_cast<int>(now.value().size()),
                           view.parties()[i].type_spread);
        expect(std::equal(now.probability().begin(), now.probability().end(),
                          prior.probability().begin()),
               "a new government is held for its predecessor");
      }
    }
  }

  void look_at_chapters(const EngineView& view) {
    for (std::size_t track = 0; track < closed_.size(); ++track) {
      for (std::size_t k = 0; k < closed_[track].size(); ++k) {
        const std::uint8_t now = view.tracks()[track].closed[k];
        expect(now >= closed_[track][k], "a closed chapter opens again");
        closed_[track][k] = now;
      }
    }
  }

  void look_at_tariffs(const EngineView& view, Moment moment) {
    const TariffState tariffs = view.tariffs();
    PartySet hit = 0;
    for (std::size_t bit = 0; bit < view.payoffs().bits().size(); ++bit) {
      if ((tariffs.imposed >> bit & 1U) == 0) {
        continue;
      }
      const TariffBit one = view.payoffs().bits()[bit];
      const auto t = static_cast<std::size_t>(one.threat);
      hit |= set_of(one.target);
      expect(view.threats()[t].status == ThreatStatus::executed,
             "a tariff stands without an executed threat");
      expect(contains(view.model().threats[t].targets, one.target),
             "a tariff hits who was never threatened");
    }
    expect((tariffs.imposed >> view.payoffs().bits().size()) == 0U,
           "a tariff that nobody stated");
    expect((tariffs.retaliating & ~hit) == 0, "somebody answers a tariff that is not");
    for (int party = 0; party < view.model().party_count(); ++party) {
      expect(!contains(tariffs.retaliating, party) ||
                 view.model().parties[static_cast<std::size_t>(party)].retaliates,
             "somebody answers who never does");
    }
    expect(moment == Moment::settled || (imposed_ & ~tariffs.imposed) == 0,
           "a tariff comes off before anything is settled");
    imposed_ = tariffs.imposed;
  }

  void look_at_deals(const EngineView& view) {
    PartySet joined = 0;
    std::vector<PartySet> members;
    for (const Deal& deal : view.deals()) {
      members.push_back(deal.members);
      joined |= deal.members;
      expect(std::popcount(deal.members) >= 2, "a deal of fewer than two");
      for (std::size_t k = 0; k < deal.text.size(); ++k) {
        expect(deal.settled[k] == 0 || (deal.text[k] >= 0.0 && deal.text[k] <= 1.0),
               "a settled text outside [0, 1]");
      }
    }
    std::vector<PartySet> named =
        view.payoffs().configurations()[view.configuration()].deals;
    std::sort(named.begin(), named.end());
    std::sort(members.begin(), members.end());
    expect(named == members, "the configuration holds other deals than were signed");
    expect((joined & ~view.model().everyone()) == 0, "a deal with nobody");
  }

  void look_at_talks(const EngineView& view, const Glance& glance) {
    expect(view.is_talking(), "an offer after the talks");
    expect(glance.stop != nullptr && glance.stop->day == view.day(),
           "an offer between two stops");
    if (view.is_accession()) {
      expect(glance.stop->accession_meeting && !view.deals().empty(),
             "a newcomer meets nobody's deal");
      return;
    }
    const auto& calendar = view.model().calendar;
    const bool inside = glance.stop->event >= 0 && glance.stop->occasion >= 0 &&
                        static_cast<std::size_t>(glance.stop->event) < calendar.size();
    expect(inside, "talks in recess");
    if (inside) {
      const CalendarEvent& session =
          calendar[static_cast<std::size_t>(glance.stop->event)];
      expect((session.kind == EventKind::plenary ||
              session.kind == EventKind::inter_session) &&
                 view.day() >= session.from - 0.5 && view.day() <= session.to + 0.5,
             "talks outside of their session");
    }
  }

  void look_at_offer(const EngineView& view, const Glance& glance) {
    const Track& track = view.table();
    expect(contains(track.members, glance.proposer),
           "an offer by who is not at the table");
    expect(!track.blocked, "an offer at a table that a red line blocks");
    expect(glance.point >= 0 && glance.point < track.size, "an offer not on the menu");
    if (glance.point < 0 || glance.point >= track.size) {
      return;
    }
    const auto n = static_cast<std::size_t>(glance.point);
    expect(track.quality[n] >= 0.0 && track.quality[n] <= 1.0, "Q outside [0, 1]");
    look_at_text(view, n);
    const auto i = static_cast<std::size_t>(glance.proposer);
    const PartyState& proposer = view.parties()[i];
    const Real worth = view.expected(glance.proposer, glance.point);
    expect(track.best[i] >= proposer.reservation, "an offer without a surplus");
    const Real least = view.model().parties[i].strategy.kind == StrategyKind::random
                           ? proposer.reservation
                           : proposer.aspiration;
    expect(worth >= least || worth == track.best[i], "an offer below the aspiration");
    for (int party = 0; party < view.model().party_count(); ++party) {
      if (contains(track.members, party)) {
        look_at_aspiration(view, party, glance.point);
      }
    }
  }

  void look_at_text(const EngineView& view, std::size_t n) {
    const Track& track = view.table();
    const std::size_t issues = view.model().issues.size();
    for (std::size_t k = 0; k < issues; ++k) {
      const Real text = track.text_at(static_cast<int>(n), k);
      expect(text >= 0.0 && text <= 1.0, "a text outside [0, 1]");
      const bool bound = view.is_accession() && track.kind == TrackKind::accession &&
                         view.deals().front().settled[k] != 0;
      if (!view.is_open(static_cast<int>(k)) && !bound) {
        continue;
      }
      for (int party = 0; party < view.model().party_count(); ++party) {
        if (contains(track.signatories & view.model().issues[k].between, party)) {
          const PartyState& state = view.parties()[static_cast<std::size_t>(party)];
          expect(text >= state.red_low[k] - 1e-12 && text <= state.red_high[k] + 1e-12,
                 "a text beyond a red line");
        }
      }
    }
  }

  void look_at_aspiration(const EngineView& view, int party, int point) {
    const Track& track = view.table();
    const auto i = static_cast<std::size_t>(party);
    const PartyState& state = view.parties()[i];
    const Real best = std::max(track.best[i], state.reservation);
    const Real slack = 1e-9 * (1.0 + std::fabs(best));
    expect(state.has_aspiration, "a member without an aspiration");
    expect(
        state.aspiration >= state.reservation - slack && state.aspiration <= best + slack,
        "an aspiration outside [R, best]");
    expect(view.expected(party, point) <= track.best[i] + slack,
           "an offer better than the best");
    for (int n = 0; n < track.size; ++n) {
      const Real acceptance =
          track.acceptance[i * track.capacity + static_cast<std::size_t>(n)];
      expect(acceptance >= 0.0 && acceptance <= 1.0 + 1e-12,
             "an expected acceptance outside [0, 1]");
    }
  }

  void look_at_answers(const EngineView& view, const Glance& glance) {
    const Track& track = view.table();
    expect((glance.yes & ~(track.members & ~set_of(glance.proposer))) == 0,
           "an answer by who is not asked");
    for (int party = 0; party < view.model().party_count(); ++party) {
      const auto i = static_cast<std::size_t>(party);
      const PartyState& state = view.parties()[i];
      if (party == glance.proposer || !contains(track.members, party)) {
        continue;
      }
      const bool yes = contains(glance.yes, party);
      const Real worth = view.expected(party, glance.point);
      expect(!yes || track.best[i] >= state.reservation, "a yes without a surplus");
      if (state.noise == 0.0) {
        expect(!yes || worth >= state.reservation, "a yes below R");
        expect(yes || worth < state.aspiration || track.best[i] < state.reservation,
               "a no to what was aspired to");
      }
    }
  }

  const Trace* trace_;
  std::vector<std::string> complaints_;
  Real day_ = 0.0;
  std::size_t events_ = 0;
  std::size_t changes_ = 0;
  std::vector<Real> clock_;
  std::vector<bool> careless_;
  std::vector<std::vector<std::uint8_t>> closed_;
  std::vector<ThreatStatus> status_;
  std::vector<Credibility> counts_;
  std::uint32_t imposed_ = 0;
  int offers_ = 0;
  int steps_ = 0;
};

}  // namespace tripart::test
