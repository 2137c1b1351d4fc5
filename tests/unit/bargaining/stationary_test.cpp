// Agents that play the stationary equilibrium agree at the first occasion on what theory
// and `mode: strategic` say (B8g; T1, T5).
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "support/two_parties.hpp"
#include "tripart/bargaining/strategic.hpp"

namespace tripart {
namespace {

using namespace testing_support;

constexpr double tolerance = 1e-6;

Model pair_of(const std::vector<Stake>& stakes, int loss_exponent,
              std::array<double, 2> without, std::array<double, 2> discount) {
  Model model = two_parties(stakes, StrategyKind::stationary, loss_exponent, without);
  model.parties[0].discount_factor = discount[0];
  model.parties[1].discount_factor = discount[1];
  return model;
}

const std::vector<Stake> one_pie = {{{1.0, 0.0}, {1.0, 1.0}}};
const std::vector<Stake> curved = {{{0.0, 1.0}, {0.8, 0.3}}, {{0.1, 0.9}, {0.2, 0.7}}};

TEST(Stationary, TwoDivideAPieAsAlternatingOffersDo) {
  for (const std::array<double, 2> d :
       {std::array<double, 2>{0.9, 0.9}, {0.9, 0.8}, {0.99, 0.95}}) {
    for (const double fallback : {0.0, 0.15}) {
      Trace trace;
      const Outcome outcome =
          play(pair_of(one_pie, 1, {fallback, fallback}, d), 1, &trace);
      ASSERT_EQ(outcome.ending, Ending::agreed);
      EXPECT_EQ(outcome.end_day, 1);
      EXPECT_EQ(outcome.proposer, 0);
      const double share = (1.0 - d[1]) / (1.0 - d[0] * d[1]);
      EXPECT_NEAR(outcome.parties[0].surplus_share, share, tolerance);
      EXPECT_NEAR(outcome.parties[0].utility, fallback + (1.0 - 2.0 * fallback) * share,
                  tolerance);
      int answers = 0;
      for (const Event& event : trace) {
        if (event.type == EventType::acceptance) {
          ++answers;
          EXPECT_NEAR(event.value, event.reference, 1e-9);  // kept indifferent
        }
      }
      EXPECT_EQ(answers, 1);
    }
  }
}

// Fallbacks and private parts are drawn anew in every replicate, and so is the
// equilibrium; the noise of answers plays no part.
TEST(Stationary, EachReplicateHasItsOwnEquilibrium) {
  Model model = pair_of(one_pie, 1, {0.0, 0.0}, {0.9, 0.8});
  for (Party& party : model.parties) {
    party.disagreement.distribution = Distribution::uniform(0.0, 0.3);
    party.private_type = always(0.1);
    party.strategy.noise = always(0.5);
  }
  model.parties[0].disagreement.entity = 1;
  model.parties[1].disagreement.entity = 2;
  const PayoffTable payoffs = pure_payoffs(model);
  Engine engine(model, payoffs);
  Outcome outcome;
  double lowest = 1.0;
  double highest = 0.0;
  for (std::uint64_t replicate = 1; replicate <= 50; ++replicate) {
    engine.run(1, replicate, outcome, nullptr);
    ASSERT_EQ(outcome.end_day, 1);
    EXPECT_NEAR(outcome.parties[0].surplus_share, 0.2 / 0.28, tolerance);
    lowest = std::min(lowest, outcome.text[0]);
    highest = std::max(highest, outcome.text[0]);
  }
  EXPECT_GT(highest - lowest, 0.1);
}

TEST(Stationary, HasNoDealWhereNoTextGivesEverybodyMore) {
  const Outcome outcome = play(pair_of(one_pie, 1, {0.6, 0.6}, {0.9, 0.9}));
  EXPECT_EQ(outcome.ending, Ending::lapsed);
  EXPECT_EQ(outcome.kind, DealKind::none);
}

// On a curved frontier, whoever proposes, as what is solved without playing.
TEST(Stationary, AgreesWithTheStrategicMode) {
  for (const ProtocolKind protocol :
       {ProtocolKind::rotating, ProtocolKind::random_proposer}) {
    Model model = pair_of(curved, 2, {0.3, 0.45}, {0.9, 0.8});
    model.protocol = protocol;
    Model solved = model;
    solved.mode = Mode::strategic;
    std::array<Outcome, 2> theory;  // by proposer
    for (std::uint64_t replicate = 1; replicate <= 20; ++replicate) {
      const Outcome outcome = play(solved, replicate);
      theory[static_cast<std::size_t>(outcome.proposer)] = outcome;
    }
    int seen = 0;
    for (std::uint64_t replicate = 1; replicate <= 20; ++replicate) {
      const Outcome outcome = play(model, replicate);
      ASSERT_EQ(outcome.ending, Ending::agreed);
      EXPECT_EQ(outcome.end_day, 1);
      const Outcome& other = theory[static_cast<std::size_t>(outcome.proposer)];
      ASSERT_EQ(other.ending, Ending::agreed);
      seen |= 1 << outcome.proposer;
      for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_NEAR(outcome.parties[k].utility, other.parties[k].utility, tolerance);
        EXPECT_NEAR(outcome.text[k], other.text[k], tolerance);
      }
    }
    EXPECT_EQ(seen, protocol == ProtocolKind::rotating ? 1 : 3);
  }
}

/// Every pair has an issue of its own to trade value with: .75 to divide over .25 each.
Model three_parties(std::array<double, 3> recognition, std::array<double, 3> discount) {
  Model model = two_parties({}, StrategyKind::stationary, 1, {0.25, 0.25});
  model.protocol = ProtocolKind::random_proposer;
  model.parties.push_back(model.parties[1]);
  model.parties[2].id = "C";
  model.partner_weight.assign(9, 0.5);
  model.retaliation.resize(3);
  for (std::size_t i = 0; i < 3; ++i) {
    model.parties[i].recognition = always(recognition[i]);
    model.parties[i].discount_factor = discount[i];
    const std::size_t next = (i + 1) % 3;
    Issue issue;
    issue.id = "issue-" + std::to_string(i);
    issue.between = set_of(static_cast<int>(i)) | set_of(static_cast<int>(next));
    issue.positions.resize(3);
    for (const std::size_t party : {i, next}) {
      Position& position = issue.positions[party];
      position.present = true;
      position.ideal = always(party == i ? 0.0 : 1.0);
      position.salience = always(1.0);
      position.red_line_high = always(1.0);
    }
    model.issues.push_back(issue);
  }
  return model;
}

// Null: shares are T5's exactly, so that a mean over n replicates has the standard error
// premium sqrt(p (1 - p) / n); beyond four of them with a chance of 6e-5 a party, caught:
// .009.
TEST(Stationary, ThreeShareAsDrawnProposersDo) {
  struct Case {
    std::array<double, 3> p, d;
  };
  for (const Case& set : {Case{{0.5, 0.3, 0.2}, {0.9, 0.8, 0.7}},
                          Case{{0.2, 0.2, 0.6}, {0.97, 0.95, 0.6}}}) {
    std::array<double, 3> v{};
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
      v[i] = set.p[i] / (1.0 - set.d[i]);
      sum += v[i];
    }
    double premium = 1.0;
    for (std::size_t i = 0; i < 3; ++i) {
      v[i] /= sum;
      premium -= set.d[i] * v[i];
    }
    const Model model = three_parties(set.p, set.d);
    const PayoffTable payoffs = pure_payoffs(model);
    Engine engine(model, payoffs);
    Outcome outcome;
    constexpr int replicates = 1000;
    std::array<double, 3> mean{};
    for (int replicate = 1; replicate <= replicates; ++replicate) {
      engine.run(test::seed(1), static_cast<std::uint64_t>(replicate), outcome, nullptr);
      ASSERT_EQ(outcome.end_day, 1);
      for (std::size_t i = 0; i < 3; ++i) {
        const bool proposes = outcome.proposer == static_cast<int>(i);
        const double share = set.d[i] * v[i] + (proposes ? premium : 0.0);
        ASSERT_NEAR(outcome.parties[i].surplus_share, share, tolerance);
        mean[i] += outcome.parties[i].surplus_share / replicates;
      }
    }
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(mean[i], v[i],
                  test::largest_z() * premium *
                      std::sqrt(set.p[i] * (1.0 - set.p[i]) / replicates));
    }
  }
}

}  // namespace
}  // namespace tripart
