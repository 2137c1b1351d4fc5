// What the engine leaves out changes nothing: offers, forecasts, beliefs and other deals
// are those of somebody who works out everything.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/plain_views.hpp"
#include "support/random_payoffs.hpp"
#include "support/shipped.hpp"

namespace tripart {
namespace {

/// Sits beside a negotiation and works out everything itself.
class Doubter {
 public:
  Doubter(const Model& model, const Outcome& outcome)
      : model_(&model), outcome_(&outcome) {}

  [[nodiscard]] Observer observer() { return {&see, this}; }
  [[nodiscard]] int offers() const { return offers_; }
  [[nodiscard]] int other_deals() const { return other_deals_; }

 private:
  static void see(void* self, const Engine& engine, const Glance& glance) {
    auto& doubter = *static_cast<Doubter*>(self);
    const EngineView view(engine);
    if (glance.moment == Moment::convened) {
      doubter.views_.reset();
      // With its last offer a party has nothing left to hold out for; no view of that.
      if (!view.table().blocked && !view.is_accession()) {
        doubter.work_out(view, glance);
      }
    } else if (glance.moment == Moment::answered && doubter.views_) {
      doubter.doubt(view, glance);
    }
  }

  [[nodiscard]] bool is_careless(int party) const {
    return strategy(party) == StrategyKind::random;
  }
  [[nodiscard]] StrategyKind strategy(int party) const {
    return model_->parties[static_cast<std::size_t>(party)].strategy.kind;
  }
  [[nodiscard]] Real conceded(const EngineView& view, int party) const {
    const PartyState& state = view.parties()[static_cast<std::size_t>(party)];
    return strategy(party) == StrategyKind::tit_for_tat
               ? state.imitated
               : conceded_share(view.clock(party), state.initial_concession,
                                state.government.concession_exponent);
  }

  void work_out(const EngineView& view, const Glance& glance) {
    views_.emplace(view, view.table());
    for (int party = 0; party < model_->party_count(); ++party) {
      const PartyState& state = view.parties()[static_cast<std::size_t>(party)];
      if (contains(view.table().members, party)) {
        views_->judge(party, state.known, conceded(view, party), is_careless(party));
      }
    }
    for (int party = 0; party < model_->party_count(); ++party) {
      const PartyState& state = view.parties()[static_cast<std::size_t>(party)];
      if (view.table().kind == TrackKind::plenary && state.has_other) {
        // Unless tables are about to be chosen by it, it matters only above the rest of
        // R.
        const Real rest =
            std::min(state.has_exit ? std::max(state.stay, state.exit) : state.stay,
                     state.known_without_tariff);
        const Real least = glance.stop->occasion > 0 ? rest : worst_value;
        EXPECT_EQ(std::max(state.other, least), std::max(other_deal(view, party), least));
        ++other_deals_;
      }
    }
  }

  /// max O of B9, from the plenary.
  [[nodiscard]] Real other_deal(const EngineView& view, int party) const {
    const PartyState& mine = view.parties()[static_cast<std::size_t>(party)];
    Real best = worst_value;
    for (const Track& track : view.tracks()) {
      if (track.kind != TrackKind::bilateral || track.hub != party || track.blocked) {
        continue;
      }
      const PartyState& theirs = view.parties()[static_cast<std::size_t>(track.partner)];
      test::PlainViews there(view, track);
      there.judge(track.partner,
                  theirs.has_exit ? std::max(theirs.stay, theirs.exit) : theirs.stay,
                  conceded(view, track.partner), is_careless(track.partner));
      best = std::max(best, there.prospect(party, mine.stay) -
                                mine.switching_multiple * mine.initial_surplus);
    }
    return best;
  }

  void doubt(const EngineView& view, const Glance& glance) {
    ++offers_;
    const PartyState& proposer =
        view.parties()[static_cast<std::size_t>(glance.proposer)];
    if (strategy(glance.proposer) == StrategyKind::expected_utility) {
      EXPECT_EQ(static_cast<std::size_t>(glance.point),
                choose_offer(views_->all_accept_but(glance.proposer),
                             views_->expected(glance.proposer, proposer.reservation),
                             proposer.reservation, proposer.aspiration));
    }
    auto forecast = outcome_->forecasts.rbegin();
    for (int party = model_->party_count() - 1; party >= 0; --party) {
      if (party == glance.proposer || !contains(view.table().members, party)) {
        continue;
      }
      ASSERT_NE(forecast, outcome_->forecasts.rend());
      const Real chance =
          std::min(std::max(views_->chance(party, glance.point), 0.0), 1.0);
      EXPECT_EQ(forecast->party, party);
      EXPECT_EQ(static_cast<Real>(forecast->probability),
                std::rint(chance * forecast_unit));
      ++forecast;
      if (model_->conservatism.distribution == Distribution::constant(1.0)) {
        const Belief belief =
            views_->after_answer(party, glance.point, contains(glance.yes, party),
                                 conceded(view, party), is_careless(party));
        const auto seen = view.beliefs()[static_cast<std::size_t>(party)].probability();
        EXPECT_TRUE(std::equal(seen.begin(), seen.end(), belief.probability().begin()));
      }
    }
  }

  const Model* model_;
  const Outcome* outcome_;
  std::optional<test::PlainViews> views_;
  int offers_ = 0;
  int other_deals_ = 0;
};

TEST(LazyViews, AreThoseOfWhoWorksOutEverythingInDrawnNegotiations) {
  int offers = 0;
  int other_deals = 0;
  for (const std::uint64_t number : test::negotiation_numbers(150)) {
    const test::DrawnNegotiation negotiation = test::draw_negotiation(number);
    SCOPED_TRACE(test::describe(negotiation));
    const PayoffTable payoffs = test::draw_payoffs(negotiation);
    Engine engine(negotiation.model, payoffs, 1, widest());
    Outcome outcome;
    Doubter doubter(negotiation.model, outcome);
    const Observer observer = doubter.observer();
    engine.show_to(&observer);
    for (std::uint64_t replicate = 1; replicate <= 3; ++replicate) {
      SCOPED_TRACE("replicate " + std::to_string(replicate));
      engine.run(1, replicate, outcome, nullptr);
      if (HasFailure()) {
        return;
      }
    }
    offers += doubter.offers();
    other_deals += doubter.other_deals();
  }
  const auto played = static_cast<int>(test::negotiation_numbers(150).size());
  if (played > 1) {  // else nothing was seen
    EXPECT_GT(offers, 6 * played);
    EXPECT_GT(2 * other_deals, played);
  }
}

TEST(LazyViews, AreThoseOfWhoWorksOutEverythingInNorthAmerica) {
  const test::Played played = test::shipped("nafta-2018.yaml");
  Engine engine(played.scenario.model, played.payoffs.table, 1, widest());
  Outcome outcome;
  Doubter doubter(played.scenario.model, outcome);
  const Observer observer = doubter.observer();
  engine.show_to(&observer);
  for (std::uint64_t replicate = 1; replicate <= 100; ++replicate) {
    SCOPED_TRACE("replicate " + std::to_string(replicate));
    engine.run(1, replicate, outcome, nullptr);
    if (HasFailure()) {
      return;
    }
  }
  EXPECT_GT(doubter.offers(), 100);
  EXPECT_GT(doubter.other_deals(), 100);
}

// Who tells the story of a replicate works out what a table promises a party that may
// leave it; else that is only known to be more or less than what decides.
TEST(LazyViews, LeaveTheTablesThatAreLeftInStories) {
  const test::Played played = test::shipped("nafta-2018.yaml");
  Engine told(played.scenario.model, played.payoffs.table, 1, widest());
  Engine untold(played.scenario.model, played.payoffs.table, 1, widest());
  Trace trace;
  Outcome a;
  Outcome b;
  int left = 0;
  for (std::uint64_t replicate = 1; replicate <= 1000; ++replicate) {
    trace.clear();
    told.run(2, replicate, a, &trace);
    untold.run(2, replicate, b, nullptr);
    left += static_cast<int>(std::count_if(
        trace.begin(), trace.end(),
        [](const Event& event) { return event.type == EventType::track_left; }));
    ASSERT_EQ(a.configuration, b.configuration) << "replicate " << replicate;
    ASSERT_EQ(a.end_day, b.end_day) << "replicate " << replicate;
    ASSERT_EQ(a.forecasts.size(), b.forecasts.size()) << "replicate " << replicate;
    for (std::size_t i = 0; i < a.parties.size(); ++i) {
      ASSERT_EQ(a.parties[i].utility, b.parties[i].utility) << "replicate " << replicate;
    }
  }
  EXPECT_GT(left, 100);
}

}  // namespace
}  // namespace tripart
