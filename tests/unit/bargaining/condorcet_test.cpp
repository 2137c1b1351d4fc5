// K1 as a rule of settlement, played by the engine.
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/chance.hpp"
#include "support/effort.hpp"
#include "support/north_america.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart {
namespace {

/// Three positions on a line, linear loss, as many plenaries as asked for.
Model line(const std::array<double, 3>& power, Transition transition, int plenaries = 1) {
  Model model;
  model.name = "line";
  model.start = *parse_date("2018-03-05");
  model.horizon = model.follow_up = 100;
  model.loss_exponent = 1;
  model.belief_cells = 1;  // nobody learns anything
  model.protocol = ProtocolKind::condorcet_election;
  model.election.transition = transition;
  model.partner_weight.assign(9, 0.5);
  Issue issue;
  issue.id = "position";
  issue.between = 7;
  issue.positions.resize(3);
  const char* ids[] = {"A", "B", "C"};
  for (std::size_t i = 0; i < 3; ++i) {
    Party party;
    party.id = ids[i];
    party.strategy.noise = test::parameter(0.0);
    party.content_weight = test::parameter(1.0);
    party.recognition = test::parameter(power[i]);
    model.parties.push_back(party);
    issue.positions[i].present = true;
    issue.positions[i].ideal = test::parameter(0.5 * static_cast<double>(i));
    issue.positions[i].salience = test::parameter(1.0);
    issue.positions[i].red_line_high = test::parameter(1.0);
  }
  model.issues = {issue};
  Chapter chapter;
  chapter.id = "agreement";
  chapter.type = ChapterType::contested;
  model.chapters = {chapter};
  model.retaliation.resize(3);
  for (int session = 0; session < plenaries; ++session) {
    CalendarEvent event;
    event.id = "round-" + std::to_string(session);
    event.kind = EventKind::plenary;
    event.from = 10 + 20 * session;
    event.to = event.from + 5;
    event.parties = 7;
    model.calendar.push_back(event);
  }
  make_timeline(model);
  return model;
}

/// Texts 0, .5 and 1, how often they are chosen.
std::array<double, 3> frequencies(const Model& model, int replicates) {
  const PayoffTable payoffs = pure_payoffs(model);
  Engine engine(model, payoffs);
  Outcome outcome;
  std::array<double, 3> share{};
  for (int replicate = 1; replicate <= replicates; ++replicate) {
    engine.run(test::seed(1), static_cast<std::uint64_t>(replicate), outcome, nullptr);
    if (outcome.kind != DealKind::none) {
      EXPECT_NEAR(2.0 * outcome.text[0], std::round(2.0 * outcome.text[0]), 1e-12);
      share[static_cast<std::size_t>(std::lround(2.0 * outcome.text[0]))] +=
          1.0 / replicates;
    }
  }
  return share;
}

double square_law(double mine, double theirs) {
  return mine * mine / (mine * mine + theirs * theirs);
}

// Null: each text is chosen as often as the rule says, by hand. A likes its position (1),
// then B's (.5), then C's (0), C the other way round, B its own (1) and the others' (0)
// equally little. 10,000 elections: beyond 4 standard errors with a chance of 6e-5 each;
// caught with 99 percent: .032.
TEST(CondorcetSettlement, ChoosesPositionsAsOftenAsTheirCoalitionsWin) {
  constexpr auto replicates = static_cast<int>(test::effort(10000));
  for (const std::array<double, 3>& power :
       {std::array{3.0, 1.0, 2.0}, std::array{1.0, 1.0, 1.0},
        std::array{2.0, 0.3, 1.5}}) {
    const double ab = square_law(0.5 * power[0], power[1] + 0.5 * power[2]);
    const double ac = square_law(power[0], power[2]);
    const double bc = square_law(0.5 * power[0] + power[1], 0.5 * power[2]);
    const std::array<double, 3> product = {ab * ac, (1.0 - ab) * bc,
                                           (1.0 - ac) * (1.0 - bc)};
    const double sum = product[0] + product[1] + product[2];
    const std::array<double, 3> share =
        frequencies(line(power, Transition::conditional), replicates);
    for (std::size_t i = 0; i < 3; ++i) {
      const double theory = product[i] / sum;
      EXPECT_NEAR(share[i], theory,
                  test::largest_z() * std::sqrt(theory * (1.0 - theory) / replicates))
          << "position " << i;
    }
  }
}

TEST(CondorcetSettlement, FollowsTheRuleOfTransition) {
  // Of equal parties the middle wins more often the more options it has to beat at once.
  const std::array<double, 3> power = {1.0, 1.0, 1.0};
  const double conditional = frequencies(line(power, Transition::conditional), 4000)[1];
  const double uniform = frequencies(line(power, Transition::uniform), 4000)[1];
  EXPECT_GT(conditional, uniform + 0.05);
}

TEST(CondorcetSettlement, IsHeldOnTheFirstDayOfThePlenary) {
  const Model model = line({1, 1, 1}, Transition::conditional, 2);
  const PayoffTable payoffs = pure_payoffs(model);
  Outcome outcome;
  Trace trace;
  Engine(model, payoffs).run(1, 1, outcome, &trace);
  EXPECT_EQ(outcome.ending, Ending::agreed);
  EXPECT_EQ(outcome.kind, DealKind::trilateral);
  int offers = 0;
  for (const Event& event : trace) {
    offers += event.type == EventType::offer ? 1 : 0;
    EXPECT_NE(event.type, EventType::acceptance);
  }
  EXPECT_EQ(offers, 3) << "every party stands, and nobody answers";
  EXPECT_NEAR(outcome.end_day, 10, 1.0);
}

// A party that no text can satisfy stands for no deal, against the others' one position.
TEST(CondorcetSettlement, MayBeWonByNoDealAndIsHeldAgain) {
  constexpr int replicates = 10000;
  for (const int plenaries : {1, 2}) {
    Model model = line({2.0, 1.0, 1.0}, Transition::conditional, plenaries);
    model.parties[0].disagreement = test::parameter(2.0);
    for (std::size_t i = 1; i < 3; ++i) {
      model.issues[0].positions[i].ideal = test::parameter(0.5);
    }
    const std::array<double, 3> share = frequencies(model, replicates);
    // 2 against 1 + 1: even.
    const double theory = plenaries == 1 ? 0.5 : 0.75;
    EXPECT_NEAR(share[1], theory, 4.0 * std::sqrt(theory * (1.0 - theory) / replicates));
  }
}

TEST(CondorcetSettlement, KeepsToRedLines) {
  Model model = line({1, 1, 1}, Transition::conditional);
  model.issues[0].positions[1].red_line_low = test::parameter(0.4);
  model.issues[0].positions[1].red_line_high = test::parameter(0.6);
  const PayoffTable payoffs = pure_payoffs(model);
  Engine engine(model, payoffs);
  Outcome outcome;
  for (std::uint64_t replicate = 1; replicate <= 200; ++replicate) {
    engine.run(1, replicate, outcome, nullptr);
    ASSERT_EQ(outcome.ending, Ending::agreed);
    EXPECT_GE(outcome.text[0], 0.4);
    EXPECT_LE(outcome.text[0], 0.6);
  }
}

TEST(CondorcetSettlement, StillHasToBeRatified) {
  Model model = line({1, 1, 1}, Transition::conditional);
  model.follow_up = 5000;
  model.timeline.clear();
  make_timeline(model);
  model.parties[2].ratifies = true;
  model.parties[2].ratification.threshold = test::parameter(5.0);
  model.parties[2].ratification.noise = test::parameter(0.01);
  model.renegotiation = 0.0;
  const PayoffTable payoffs = pure_payoffs(model);
  Outcome outcome;
  Engine(model, payoffs).run(1, 1, outcome, nullptr);
  EXPECT_EQ(outcome.ratified, Ratified::no);
}

}  // namespace
}  // namespace tripart
