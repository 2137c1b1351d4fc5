// Negotiations that nobody would think of, watched at every step.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "support/negotiation_checker.hpp"
#include "support/random_payoffs.hpp"

namespace tripart {
namespace {

using test::DrawnNegotiation;

constexpr std::uint64_t negotiations = 200;

/// Menus with kinks of many parties take long.
std::uint64_t replicates_of(const DrawnNegotiation& negotiation) {
  return negotiation.traits.loss_exponent == 1 && negotiation.traits.parties > 3 ? 3 : 20;
}

void expect_legal(const Model& model, const Outcome& outcome) {
  double shares = 0.0;
  bool shared = false;
  for (const PartyOutcome& party : outcome.parties) {
    EXPECT_TRUE(std::isfinite(party.utility) && std::isfinite(party.welfare_change) &&
                std::isfinite(party.reservation_value));
    shares += party.has_share ? party.surplus_share : 0.0;
    shared = shared || party.has_share;
  }
  EXPECT_TRUE(!shared || std::fabs(shares - 1.0) < 1e-9) << shares;
  EXPECT_GE(outcome.tariff_days, 0.0);
  EXPECT_LE(outcome.tariff_days, model.follow_up + 1e-9);
  EXPECT_GE(outcome.end_day, 0);
  EXPECT_LE(outcome.end_day, model.follow_up);
  EXPECT_EQ(outcome.ending == Ending::agreed, outcome.kind != DealKind::none);
  EXPECT_LE(outcome.threats_executed + outcome.threats_withdrawn, outcome.threats_made);
  EXPECT_TRUE(outcome.tariff_days == 0.0 || outcome.threats_executed > 0);
  for (const Forecast& forecast : outcome.forecasts) {
    EXPECT_LE(forecast.probability, forecast_unit);
    EXPECT_LT(forecast.party, model.party_count());
  }
}

TEST(NegotiationSteps, BreakNoRule) {
  int offers = 0;
  int deals = 0;
  int executed = 0;
  for (const std::uint64_t number : test::negotiation_numbers(negotiations)) {
    const DrawnNegotiation negotiation = test::draw_negotiation(number);
    SCOPED_TRACE(test::describe(negotiation));
    const PayoffTable payoffs = test::draw_payoffs(negotiation);
    Engine engine(negotiation.model, payoffs);
    Trace trace;
    test::NegotiationChecker checker(trace);
    const Observer observer = checker.observer();
    engine.show_to(&observer);
    Outcome outcome;
    for (std::uint64_t replicate = 1; replicate <= replicates_of(negotiation);
         ++replicate) {
      SCOPED_TRACE("replicate " + std::to_string(replicate));
      trace.clear();
      engine.run(1, replicate, outcome, &trace);
      expect_legal(negotiation.model, outcome);
      for (const std::string& complaint : checker.complaints()) {
        ADD_FAILURE() << complaint;
      }
      if (HasFailure()) {
        return;
      }
      deals += outcome.kind != DealKind::none ? 1 : 0;
      executed += outcome.threats_executed;
    }
    offers += checker.offers();
  }
  const auto played = static_cast<int>(test::negotiation_numbers(negotiations).size());
  if (played > 1) {  // else nothing was seen
    EXPECT_GT(offers, 25 * played);
    EXPECT_GT(2 * deals, 5 * played);
    EXPECT_GT(2 * executed, played);
  }
}

void expect_same_story(const Trace& a, const Trace& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t n = 0; n < a.size(); ++n) {
    ASSERT_EQ(a[n].day, b[n].day) << "event " << n;
    ASSERT_EQ(a[n].type, b[n].type) << "event " << n;
    ASSERT_EQ(a[n].actor, b[n].actor) << "event " << n;
    ASSERT_EQ(a[n].target, b[n].target) << "event " << n;
    ASSERT_EQ(a[n].value, b[n].value) << "event " << n;
    ASSERT_EQ(a[n].reference, b[n].reference) << "event " << n;
    ASSERT_EQ(a[n].parties, b[n].parties) << "event " << n;
  }
}

// Watching is looking: no draw, no bit. Stops that are passed over where nobody looks on
// (`Engine::stop_after`) change nothing.
TEST(NegotiationSteps, AreTheSameUnwatched) {
  for (const std::uint64_t number : test::negotiation_numbers(150)) {
    const DrawnNegotiation negotiation = test::draw_negotiation(number);
    SCOPED_TRACE(test::describe(negotiation));
    const PayoffTable payoffs = test::draw_payoffs(negotiation);
    Trace trace;
    test::NegotiationChecker checker(trace);
    const Observer observer = checker.observer();
    Engine watched(negotiation.model, payoffs);
    watched.show_to(&observer);
    Engine alone(negotiation.model, payoffs);
    Trace unwatched;
    Outcome a;
    Outcome b;
    for (std::uint64_t replicate = 1; replicate <= 3; ++replicate) {
      trace.clear();
      unwatched.clear();
      watched.run(1, replicate, a, &trace);
      alone.run(1, replicate, b, &unwatched);
      expect_same_story(trace, unwatched);
      ASSERT_EQ(a.end_day, b.end_day);
      ASSERT_EQ(a.configuration, b.configuration);
      ASSERT_EQ(a.forecasts.size(), b.forecasts.size());
      for (std::size_t i = 0; i < a.parties.size(); ++i) {
        ASSERT_EQ(a.parties[i].utility, b.parties[i].utility);
      }
    }
  }
}

}  // namespace
}  // namespace tripart
