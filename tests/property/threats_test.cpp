// Threats that are chosen, believed and dosed (B11 to B11e), played by the engine in
// games whose answers are worked out by hand.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "support/quarrel.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

using namespace test;

/// The textbook crisis without its closed forms, which need distributions that tests fix.
Model fearon(const Overrides& overrides) {
  ReadOptions options;
  options.overrides = overrides;
  const std::string text =
      read_file(std::string(TRIPART_SOURCE_DIR) + "/scenarios/textbook/fearon.yaml");
  return read_scenario_text(text.substr(0, text.find("\ntheory:") + 1), "fearon.yaml",
                            options)
      .model;
}

// T10d. Null: both counts are binomial. Four standard errors: a false alarm of 6e-5 each;
// at n = 20,000 and p = .5 an error of .02 is caught with 95 percent.
TEST(Crisis, EndsAsFearonsGameDoes) {
  struct Case {
    Overrides overrides;
    double yields, executes;
  };
  const std::vector<Case> games = {
      {{}, 0.5, 0.4},
      {{"threats.crisis.audience_cost=0.1",
        "threats.crisis.execution_cost={uniform: [0, 2]}",
        "threats.crisis.credibility=[3, 7]", "threats.crisis.effects.B=-8"},
       0.6,
       0.3},
      {{"threats.crisis.audience_cost=0.4", "threats.crisis.credibility=[8, 2]",
        "parties.B.weights.content={uniform: [0, 5]}", "threats.crisis.effects.B=-2.5"},
       0.4,
       0.8}};
  for (const Case& game : games) {
    const Model model = fearon(game.overrides);
    const PayoffTable payoffs = pure_payoffs(model);
    Engine engine(model, payoffs);
    Outcome outcome;
    constexpr int n = 20000;
    int yielded = 0;
    int executed = 0;
    int backed_down = 0;
    for (std::uint64_t replicate = 1; replicate <= n; ++replicate) {
      engine.run(test::seed(3), replicate, outcome, nullptr);
      yielded += outcome.threats[0].withdrawn_day != no_day ? 1 : 0;
      executed += outcome.threats[0].executed_day != no_day ? 1 : 0;
      backed_down += outcome.threats[0].backed_down_day != no_day ? 1 : 0;
    }
    const auto error = [](double p, int of) {
      return test::largest_z() * std::sqrt(p * (1.0 - p) / of);
    };
    const int resisted = n - yielded;
    EXPECT_EQ(executed + backed_down, resisted);
    EXPECT_NEAR(static_cast<double>(yielded) / n, game.yields, error(game.yields, n));
    EXPECT_NEAR(static_cast<double>(executed) / resisted, game.executes,
                error(game.executes, resisted));
  }
}

// Where B's resistance is known, A threatens only a B that will yield, and the threat is
// never carried out; made in any case, it is.
TEST(Crisis, SeesNoThreatCarriedOutWhereResistanceIsKnownAndThreateningAChoice) {
  int carried_out = 0;
  for (const char* resistance : {"0.5", "1.5", "1.99", "2.01", "3", "3.9"}) {
    const std::string known = std::string("parties.B.weights.content=") + resistance;
    const Model chosen = fearon({known, "threats.crisis.announcement=choice"});
    const Model certain = fearon({known});
    const PayoffTable payoffs = pure_payoffs(chosen);
    for (std::uint64_t replicate = 1; replicate <= 40; ++replicate) {
      const Outcome outcome = play(chosen, payoffs, replicate).outcome;
      const bool yields = std::stod(resistance) < 2.0;
      EXPECT_EQ(outcome.threats[0].executed_day, no_day) << resistance;
      EXPECT_EQ(outcome.threats[0].announced_day != no_day, yields) << resistance;
      EXPECT_EQ(outcome.threats[0].withdrawn_day != no_day, yields) << resistance;
      carried_out +=
          play(certain, payoffs, replicate).outcome.threats[0].executed_day != no_day ? 1
                                                                                      : 0;
    }
  }
  EXPECT_GT(carried_out, 20);
}

// B11c: yielding is worth w to A; the threat costs (1 - .4) 1.2 + .4 x 1 = 1.12. The
// same for a date to come, which then has no next occasion.
TEST(Announcement, IsMadeExactlyWhereItsGainExceedsItsCost) {
  for (const char* date : {"2018-03-05", "2018-03-20"}) {
    for (const char* worth : {"1.11", "1.13"}) {
      const QuarrelHistory history = play(
          fearon({"parties.B.weights.content=1.5", "threats.crisis.announcement=choice",
                  "threats.crisis.execution_cost=1",
                  std::string("threats.crisis.announced=") + date,
                  std::string("parties.A.weights.content=") + worth}));
      const bool pays = std::stod(worth) > 1.12;
      EXPECT_EQ(history.outcome.threats[0].announced_day != no_day, pays)
          << worth << " on " << date;
      EXPECT_EQ(history.count(EventType::threat_not_worth), pays ? 0 : 1);
    }
  }
}

TEST(Announcement, ThatIsCertainIsMadeWhereItDoesNotPay) {
  const Overrides late = {"parties.B.weights.content=3",
                          "threats.crisis.announced=2018-03-20"};
  EXPECT_EQ(play(fearon(late)).outcome.threats[0].announced_day, 15);
}

// B11d: one success of `one` is worth as much to `two` as its spill-over says.
TEST(Credibility, LearnsFromTheIssuersOtherThreatsByTheStatedWeight) {
  for (const double weight : {0.0, 0.25, 1.0}) {
    const Outcome outcome =
        play(quarrel(sanction("two",
                              "issuer: A, targets: [B], effects: {B: -3}, "
                              "announced: 2018-01-01, expires_after_days: 3000"),
                     {"threats.two.credibility_spillover=" + std::to_string(weight),
                      "threats.two.credibility=[2, 6]"}))
            .outcome;
    EXPECT_EQ(outcome.threats[0].executed_day, 30);
    EXPECT_NEAR(outcome.threats[0].credibility, 6.0 / 11.0, 1e-15);
    EXPECT_NEAR(outcome.threats[1].credibility, (2.0 + weight) / (8.0 + weight), 1e-15);
  }
}

// S of B9 over all subsets of two threats, each half believed: (5 + 3 + 20) / 4 = 7.
TEST(Staying, IsAnExpectationOverEverySetOfStandingThreats) {
  const Model model = quarrel(
      sanction("two",
               "issuer: A, targets: [B], effects: {B: -3}, announced: "
               "2018-01-01, expires_after_days: 30"),
      {"threats.one.expires_after_days=200", "threats.two.expires_after_days=200"});
  PayoffTable payoffs = pure_payoffs(model);
  payoffs.set_welfare(0, 0, payoffs.state_index({3, 0}), 1, -12.0);  // beside the sum, -8
  EXPECT_NEAR(play(model, payoffs).outcome.parties[1].reservation_value, -7.0, 1e-12);
}

TEST(Threats, OfOneDateActInTheOrderOfTheFile) {
  const QuarrelHistory history =
      play(quarrel(sanction("zwei",
                            "issuer: A, targets: [B], effects: {B: -3}, "
                            "announced: 2018-01-11, expires_after_days: 20") +
                   sanction("drei",
                            "issuer: B, targets: [A], effects: {A: -3}, "
                            "announced: 2018-01-11, expires_after_days: 20")));
  std::vector<int> executed;
  for (const Event& event : history.trace) {
    if (event.type == EventType::threat_executed) {
      EXPECT_EQ(event.day, 30.0);
      executed.push_back(event.target);
    }
  }
  EXPECT_EQ(executed, (std::vector<int>{0, 1, 2}));
}

// B11e: half of it costs A .5, all of it 1; what is carried out of the announced saves it
// that part of the audience cost.
TEST(Execution, IsInPartWhereThatIsWorthMoreToTheIssuer) {
  const Overrides half = {"threats.one.execution_shares=[0.5, 1]",
                          "threats.one.effects={A: -1, B: -5}"};
  const QuarrelHistory cheap = play(quarrel("", half));
  EXPECT_NEAR(cheap.outcome.parties[1].utility, -2.5, 1e-12);
  EXPECT_NEAR(cheap.outcome.parties[0].utility, -0.5, 1e-12);
  ASSERT_NE(cheap.first(EventType::threat_in_part), nullptr);
  EXPECT_EQ(cheap.first(EventType::threat_in_part)->value, 0.5);
  Overrides watched = half;
  watched.emplace_back("threats.one.audience_cost=3");  // 2.96 on day 30
  const QuarrelHistory loud = play(quarrel("", watched));
  EXPECT_NEAR(loud.outcome.parties[1].utility, -5.0, 1e-12);
  EXPECT_EQ(loud.count(EventType::threat_in_part), 0);
}

// The audience cost of the other half is paid.
TEST(Execution, InPartCostsThePartThatWasNotCarriedOut) {
  const QuarrelHistory history =
      play(quarrel("", {"threats.one.execution_shares=[0.5]",
                        "threats.one.audience_cost=3", "parties.A.discount_rate=0.1"}));
  EXPECT_NEAR(history.outcome.parties[0].utility,
              -0.1 * 0.5 * 3.0 * 30.0 / (365.25 / 12.0), 1e-12);
}

TEST(Execution, SparesTheTargetsThatItWouldNotPayToHit) {
  std::string text = quarrel_text;
  const std::string party_b = "  B: {strategy";
  std::string line = text.substr(text.find(party_b));
  line = line.substr(0, line.find('\n') + 1);
  std::string party_c = line;
  party_c[2] = 'C';
  text.insert(text.find(party_b), party_c);
  const auto model_with = [&](const Overrides& overrides) {
    ReadOptions options;
    options.overrides = {"threats.one.targets=[B, C]"};
    options.overrides.insert(options.overrides.end(), overrides.begin(), overrides.end());
    return read_scenario_text(text, "quarrel.yaml", options).model;
  };
  const auto played = [&](const Model& model) {
    PayoffTable payoffs = pure_payoffs(model);
    const auto pays = [&](std::uint32_t imposed, double value) {
      for (int configuration = 0; configuration < payoffs.configurations().size();
           ++configuration) {
        payoffs.set_welfare(0, configuration, payoffs.state_index({imposed, 0}), 0,
                            value);
      }
    };
    pays(1, -2.0);  // on C, which the file names first
    pays(2, 1.0);   // on B
    pays(3, -1.0);
    return play(model, payoffs);
  };
  const Model may = model_with({"threats.one.may_exempt=true"});
  const QuarrelHistory spared = played(may);
  ASSERT_NE(spared.first(EventType::target_exempted), nullptr);
  EXPECT_EQ(may.parties[1].id, "C");
  EXPECT_EQ(spared.first(EventType::target_exempted)->parties, set_of(1));
  EXPECT_EQ(spared.first(EventType::threat_executed)->parties, set_of(2));
  EXPECT_NEAR(spared.outcome.parties[0].utility, 1.0, 1e-12);
  const QuarrelHistory all = played(model_with({}));
  EXPECT_EQ(all.count(EventType::target_exempted), 0);
  EXPECT_NEAR(all.outcome.parties[0].utility, -1.0, 1e-12);
}

}  // namespace
}  // namespace tripart
