// Pure imitation (B6a; Faratin, Sierra & Jennings 1998), played by the engine over a pie
// whose menu is tenths.
#include <vector>

#include <gtest/gtest.h>

#include "support/two_parties.hpp"

namespace tripart {
namespace {

using namespace testing_support;

std::vector<Event> offers_in(const Trace& trace) {
  std::vector<Event> offers;
  for (const Event& event : trace) {
    if (event.type == EventType::offer) {
      offers.push_back(event);
    }
  }
  return offers;
}

Model imitator_and_conceder() {
  Model model = two_parties({{{1.0, 0.0}, {1.0, 1.0}}}, StrategyKind::tit_for_tat, 1,
                            {0.0, 0.0}, 10);
  model.parties[0].strategy.initial_concession = always(0.03);
  model.parties[1].strategy.kind = StrategyKind::time_dependent;
  model.parties[1].strategy.initial_concession = always(0.05);
  return model;
}

// B asks for 1 - .05 - .095 t: .76, .57 and .38 on its days 2, 4 and 6, and so offers A
// .2, .4 and .6. A begins with .97 and comes down by the .2 that B gives each time, one
// offer later: .97, .97, .77, .57, in tenths 1, 1, .8, .6. On day 7 B asks for .285 and
// takes .4.
TEST(TitForTat, GivesWhatItIsGivenOneOfferLater) {
  Trace trace;
  const Outcome outcome = play(imitator_and_conceder(), 1, &trace);
  ASSERT_EQ(outcome.ending, Ending::agreed);
  EXPECT_EQ(outcome.end_day, 7);
  EXPECT_NEAR(outcome.text[0], 0.6, 1e-12);
  EXPECT_EQ(outcome.proposer, 0);
  const std::vector<Event> offers = offers_in(trace);
  const std::vector<double> kept = {1.0, 0.8, 1.0, 0.6, 0.8, 0.4, 0.6};
  const std::vector<double> asked = {0.97, 0.76, 0.97, 0.57, 0.77, 0.38, 0.57};
  ASSERT_EQ(offers.size(), kept.size());
  for (std::size_t n = 0; n < kept.size(); ++n) {
    EXPECT_NEAR(offers[n].value, kept[n], 1e-12) << n;
    EXPECT_NEAR(offers[n].reference, asked[n], 1e-12) << n;
  }
}

TEST(TitForTat, NeverMovesAgainstItsLike) {
  Model model = imitator_and_conceder();
  model.parties[1].strategy.kind = StrategyKind::tit_for_tat;
  Trace trace;
  EXPECT_EQ(play(model, 1, &trace).ending, Ending::lapsed);
  for (const Event& offer : offers_in(trace)) {
    EXPECT_NEAR(offer.reference, offer.actor == 0 ? 0.97 : 0.95, 1e-12);
  }
}

}  // namespace
}  // namespace tripart
