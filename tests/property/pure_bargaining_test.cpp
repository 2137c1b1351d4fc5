// Pure bargaining: payoffs from issues alone or from a table, for two to eight parties.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "support/shipped.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/number.hpp"
#include "unit/scenario/reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

/// `parties` of them around a table with four issues.
std::string many_text(int parties, const std::string& more) {
  std::string text =
      "# Do they agree?\nformat: 1\nname: many\nstart: 2018-03-05\nhorizon: "
      "2019-03-05\ncalendar:\n  - {id: round, kind: plenary, from: 2018-03-10, to: "
      "2019-03-05, every_days: 30, length_days: 9}\n" +
      more + "parties:\n";
  for (int i = 0; i < parties; ++i) {
    text += "  P" + std::to_string(i) + ": {}\n";
  }
  text += "issues:\n";
  for (int k = 0; k < 4; ++k) {
    text += "  - id: i" + std::to_string(k) + "\n    positions:\n";
    for (int i = 0; i < parties; ++i) {
      text += "      P" + std::to_string(i) +
              ": {ideal: " + to_text(((3 * i + 5 * k) % 9) / 8.0) +
              ", salience: " + to_text(1.0 + (2 * i + k) % 3) + "}\n";
    }
  }
  return text;
}

TEST(PureBargaining, IsPlayedByTwoToEightParties) {
  for (int parties = 2; parties <= 8; ++parties) {
    for (const char* loss : {"", "loss_exponent: 1\n"}) {
      SCOPED_TRACE(std::to_string(parties) + " parties, " + loss);
      const Model model = model_of(many_text(parties, loss));
      const PayoffTable payoffs = pure_payoffs(model);
      int agreed = 0;
      for (std::uint64_t replicate = 1; replicate <= test::effort(20); ++replicate) {
        const Outcome outcome = run_replicate(model, payoffs, 1, replicate);
        agreed += outcome.ending == Ending::agreed ? 1 : 0;
        for (const PartyOutcome& party : outcome.parties) {
          EXPECT_TRUE(party.utility >= -1.0 && party.utility <= 1.0) << party.utility;
        }
      }
      EXPECT_GT(agreed, 0);
    }
  }
}

// Talks end with the last offer of their last day, not with the first.
TEST(PureBargaining, HearsEverybodyOnTheLastDay) {
  std::string text = many_text(3, "");
  text.replace(text.find("from: 2018-03-10"), 16, "from: 2019-03-05");
  for (std::size_t at = text.find(": {}"); at != std::string::npos;
       at = text.find(": {}")) {
    text.replace(at, 4, ": {private_type: 3}");  // many a refusal
  }
  const Model model = model_of(text);
  const PayoffTable payoffs = pure_payoffs(model);
  std::size_t most = 0;
  for (std::uint64_t replicate = 1; replicate <= 50; ++replicate) {
    Trace trace;
    static_cast<void>(run_replicate(model, payoffs, 1, replicate, &trace));
    std::size_t offers = 0;
    for (const Event& event : trace) {
      offers +=
          event.type == EventType::offer || event.type == EventType::no_offer ? 1 : 0;
    }
    most = std::max(most, offers);
  }
  EXPECT_EQ(most, 3U);
}

// T7 with a fallback, by hand: each spoke shares with the hub what is left of a pie of 1
// once its own fallback is paid.
TEST(PureBargaining, KeepsWhatAPartyHasWithoutADealWhateverOthersSign) {
  const Model model = model_of(R"(# Who pays for a fallback?
format: 1
name: spokes
start: 2025-03-03
horizon: 2026-03-03
loss_exponent: 1
mode: strategic
protocol: {kind: nash_in_nash, hub: H}
parties:
  H: {weights: {content: 2}, may_split: true}
  A: {disagreement: 0.4}
  B: {}
issues:
  - id: with_a
    status_quo: none
    between: [H, A]
    positions: {H: {ideal: 0, salience: 1}, A: {ideal: 1, salience: 1}}
  - id: with_b
    status_quo: none
    between: [H, B]
    positions: {H: {ideal: 0, salience: 1}, B: {ideal: 1, salience: 1}}
)");
  const Outcome outcome = run_replicate(model, pure_payoffs(model), 1, 1);
  EXPECT_NEAR(outcome.parties[0].utility, 0.8, 1e-6);
  EXPECT_NEAR(outcome.parties[1].utility, 0.7, 1e-6);
  EXPECT_NEAR(outcome.parties[2].utility, 0.5, 1e-6);
}

// C has .6 without any deal, and the texts that A and B want leave it nothing.
TEST(PureBargaining, AnOutsiderJoinsNothingThatIsWorseForItThanBefore) {
  const Model model = model_of(R"(# Must C follow?
format: 1
name: outsider
start: 2025-03-03
horizon: 2026-03-03
loss_exponent: 1
parties:
  A: {private_type: 0, may_split: true, switching: {cost: 0, noise: 0}, strategy: {noise: 0}}
  B: {private_type: 0, strategy: {noise: 0}}
  C: {private_type: 0, disagreement: 0.6, strategy: {noise: 0}}
calendar:
  - {id: talks, kind: plenary, from: 2025-03-10, to: 2026-03-01, every_days: 30, length_days: 5}
issues:
  - id: x
    status_quo: none
    positions: {A: {ideal: 0, salience: 1}, B: {ideal: 0, salience: 1}, C: {ideal: 1, salience: 1}}
)");
  const PayoffTable payoffs = pure_payoffs(model);
  for (std::uint64_t replicate = 1; replicate <= 20; ++replicate) {
    const Outcome outcome = run_replicate(model, payoffs, 1, replicate);
    EXPECT_GE(outcome.parties[2].utility, 0.6 - 1e-12);
  }
}

const std::string plenary_text =
    "calendar:\n  - {id: round, kind: plenary, from: 2018-03-10, to: 2018-03-20}\n";

/// Three parties with nothing to bargain over but a table, in which a deal of all is
/// worth `for_a` to A and 1 to each of the others.
Model table_model(double for_a, const std::string& kinds, const std::string& how) {
  const TemporaryFolder folder;
  std::string table = "configuration,party,value\n";
  for (const char* name : {"", "A-B-C", "A-B", "A-C", "B-C", "no_agreement"}) {
    const bool deal = std::string(name) == "A-B-C";
    table += std::string(name) + ",A," + to_text(deal ? for_a : 0.0) + "\n" + name +
             ",B," + (deal ? "1" : "0") + "\n" + name + ",C," + (deal ? "1" : "0") + "\n";
  }
  folder.write("t.csv", table);
  std::string text =
      "# Deal or none?\nformat: 1\nname: bare\nstart: 2018-03-05\nhorizon: "
      "2019-03-05\npayoffs: t.csv\n" +
      how + "parties:\n";
  for (const char* name : {"A", "B", "C"}) {
    text += std::string("  ") + name + ": {private_type: 0, strategy: {noise: 0" + kinds +
            "}}\n";
  }
  return read_scenario(folder.write("s.yaml", text)).model;
}

TEST(StatedPayoffs, AloneAreTakenIfNobodyLosesByThem) {
  for (const double value : {2.0, 0.5, -0.1}) {
    const Model model = table_model(value, "", plenary_text);
    const Outcome outcome = run_replicate(model, pure_payoffs(model), 1, 1);
    EXPECT_EQ(outcome.ending == Ending::agreed, value > 0.0) << value;
    EXPECT_EQ(outcome.parties[0].utility, std::max(0.0, value));
    EXPECT_EQ(outcome.parties[0].welfare_change, std::max(0.0, value));
  }
}

TEST(StatedPayoffs, AreWhatStackedOffersAreMeasuredAgainst) {
  const Model model =
      table_model(0.5, ", kind: time_dependent",
                  "protocol: {kind: stacked_alternating_offers, rounds: 3}\n");
  const Outcome outcome = run_replicate(model, pure_payoffs(model), 1, 1);
  EXPECT_EQ(outcome.ending, Ending::agreed);
  EXPECT_EQ(outcome.proposer, 0);
}

// Everybody but the hub has nothing without it, so nobody ends below zero, and what the
// spokes get the hub has paid.
TEST(StatedPayoffs, OfHubAndSpokesAddUpToWhatTheTableHolds) {
  ReadOptions played;
  played.overrides = {"mode=behavioural", "protocol={kind: random_proposer}"};
  const Model model =
      read_scenario(test::shipped_file("textbook/payoff-table.yaml"), played).model;
  const PayoffTable payoffs = pure_payoffs(model);
  const ConfigurationSet& set = payoffs.configurations();
  int deals = 0;
  for (std::uint64_t replicate = 1; replicate <= 300; ++replicate) {
    const Outcome outcome = run_replicate(model, payoffs, 1, replicate);
    const double total = payoffs.welfare(0, outcome.configuration, 0, 0);
    EXPECT_NEAR(outcome.parties[0].utility + outcome.parties[1].utility +
                    outcome.parties[2].utility,
                total, 1e-9)
        << set[outcome.configuration].name;
    deals += total == 90.0 ? 1 : 0;
  }
  EXPECT_GT(deals, 100);
}

TEST(StatedPayoffs, MoveTheStrategicDivisionByWhatTheyAddToTheDeal) {
  const TemporaryFolder folder;
  folder.write("t.csv",
               "configuration,party,value\nstatus_quo,A,0\nstatus_quo,B,0\nA-B,A,0.2\n"
               "A-B,B,0.2\nno_agreement,A,0\nno_agreement,B,0\n");
  const std::string text =
      "# Who gets what?\nformat: 1\nname: pie\nstart: 2018-03-05\nhorizon: "
      "2019-03-05\nmode: strategic\npayoffs: t.csv\nloss_exponent: 1\nprotocol: {kind: "
      "rotating}\nparties: {A: {}, B: {}}\nissues:\n  - id: pie\n    status_quo: none\n  "
      " "
      " positions: {A: {ideal: 0, salience: 1}, B: {ideal: 1, salience: 1}}\n";
  const Model model = read_scenario(folder.write("s.yaml", text)).model;
  const Outcome outcome = run_replicate(model, pure_payoffs(model), 1, 1);
  ASSERT_EQ(outcome.ending, Ending::agreed);
  // A pie of 1.4 of which Rubinstein's proposer keeps 10/19.
  EXPECT_NEAR(outcome.parties[0].utility, 1.4 * 10.0 / 19.0, 1e-9);
  EXPECT_NEAR(outcome.parties[1].utility, 1.4 * 9.0 / 19.0, 1e-9);
}

}  // namespace
}  // namespace tripart
