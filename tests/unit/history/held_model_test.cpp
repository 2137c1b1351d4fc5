#include "tripart/history/held_model.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "support/shipped.hpp"
#include "tripart/history/statement.hpp"

namespace tripart {
namespace {

const test::Played& played_nafta() {
  static const test::Played played = test::shipped("nafta-2018.yaml");
  return played;
}
const Model& nafta_model() {
  return played_nafta().scenario.model;
}

TEST(HeldModel, JudgementsMoveWithinTheBandAndNothingElseMoves) {
  const Model held = hold(nafta_model(), Held::judgements, 1, 3);
  double largest = 0.0;
  for (std::size_t k = 0; k < held.issues.size(); ++k) {
    for (std::size_t i = 0; i < held.parties.size(); ++i) {
      const Position& before = nafta_model().issues[k].positions[i];
      const Position& after = held.issues[k].positions[i];
      if (!before.present) {
        continue;
      }
      const double ideal = after.ideal.distribution.parameter[0];
      const double moved = ideal - before.ideal.distribution.parameter[0];
      EXPECT_LE(std::fabs(moved), 0.15);
      EXPECT_GE(ideal, 0.0);
      EXPECT_LE(ideal, 1.0);
      largest = std::max(largest, std::fabs(moved));
      EXPECT_LE(std::fabs(after.salience.distribution.parameter[0] -
                          before.salience.distribution.parameter[0]),
                0.15);
    }
  }
  EXPECT_GT(largest, 0.10) << "sixty shifts, uniform in plus or minus .15";
  EXPECT_EQ(held.parties[0].strategy.noise.distribution,
            nafta_model().parties[0].strategy.noise.distribution);
}

TEST(HeldModel, DrawsAreRepeatableAndDifferByIndexAndSeed) {
  const auto first_ideal = [](std::uint64_t seed, std::uint64_t index) {
    return hold(nafta_model(), Held::judgements, seed, index)
        .issues[0]
        .positions[1]
        .ideal.distribution.parameter[0];
  };
  EXPECT_EQ(first_ideal(1, 1), first_ideal(1, 1));
  EXPECT_NE(first_ideal(1, 1), first_ideal(1, 2));
  EXPECT_NE(first_ideal(1, 1), first_ideal(2, 1));
}

TEST(HeldModel, EveryParameterOfAReplicateIsHeldAtOneDraw) {
  const Model held = hold(nafta_model(), Held::parameters, 1, 1);
  for (const Party& party : held.parties) {
    EXPECT_TRUE(party.strategy.concession_exponent.distribution.is_constant());
    EXPECT_TRUE(party.strategy.noise.distribution.is_constant());
    EXPECT_TRUE(party.content_weight.distribution.is_constant());
    EXPECT_TRUE(party.recognition.distribution.is_constant());
    EXPECT_TRUE(party.deadline_weight.distribution.is_constant());
    EXPECT_TRUE(party.ratification.threshold.distribution.is_constant());
  }
  for (const Threat& threat : held.threats) {
    EXPECT_TRUE(threat.expires_after_days.distribution.is_constant());
    EXPECT_TRUE(threat.extension.distribution.is_constant());
  }
  EXPECT_TRUE(held.hazard.a2.distribution.is_constant());
  EXPECT_EQ(held.parties[0].strategy.noise.distribution.parameter[0],
            draw_value(nafta_model().parties[0].strategy.noise.distribution,
                       nafta_model().parties[0].strategy.noise.range,
                       Stream(1, 1, nafta_model().parties[0].strategy.noise.entity)))
      << "what replicate 1 would draw";
}

TEST(HeldModel, AnEconomyIsHeldWithAllItsStates) {
  const PayoffTable& all = played_nafta().payoffs.table;
  const PayoffTable held = hold_economy(nafta_model(), all, 1, 1);
  ASSERT_EQ(held.economies(), 1);
  int matching = 0;
  for (int economy = 0; economy < all.economies(); ++economy) {
    bool same = true;
    for (int g = 0; g < all.configurations().size(); ++g) {
      for (int state = 0; state < all.tariff_states(); ++state) {
        for (int party = 0; party < nafta_model().party_count(); ++party) {
          same = same && held.welfare(0, g, state, party) ==
                             all.welfare(economy, g, state, party);
          for (int slot = 0; slot < static_cast<int>(nafta_model().lobby_sectors.size());
               ++slot) {
            same = same && held.value_added(0, g, state, party, slot) ==
                               all.value_added(economy, g, state, party, slot);
          }
        }
      }
    }
    matching += same ? 1 : 0;
  }
  EXPECT_EQ(matching, 1);
  bool other = false;
  for (std::uint64_t index = 2; index < 12; ++index) {
    const PayoffTable next = hold_economy(nafta_model(), all, 1, index);
    other = other || next.welfare(0, 0, 1, 0) != held.welfare(0, 0, 1, 0);
  }
  EXPECT_TRUE(other) << "ten draws of one in three, all the same: 2e-5";
}

/// Share of replicates with a deal of any kind by early May, of one ensemble.
double share_with_deal(const Model& played, const PayoffTable& payoffs,
                       std::uint64_t replicates, std::uint64_t seed) {
  const int by = parse_date("2018-05-07")->days - played.start.days;
  double deals = 0.0;
  EnsembleOptions options;
  options.seed = seed;
  options.replicates = replicates;
  const std::atomic<bool> stop{false};
  static_cast<void>(run_ensemble(
      played, payoffs, options,
      [&](const Block& block) {
        for (const Outcome& outcome : block.outcomes) {
          deals += outcome.first_deal_day != no_day && outcome.first_deal_day <= by;
        }
      },
      stop));
  return deals / static_cast<double>(replicates);
}

// Null: the mean over what is held of the probability given it is the probability. 200
// ensembles of 100 replicates; their probabilities spread by about .4 under `parameters`,
// so the standard error is .03; one of |z| > 5 is a false alarm of 6e-7. A held model
// that leaves a probability of .6 off by .15 fails.
TEST(HeldModelStatistics, EnsemblesThatHoldSomethingMixToTheOneThatHoldsNothing) {
  constexpr auto replicates = test::effort(20000);
  const double whole =
      share_with_deal(nafta_model(), played_nafta().payoffs.table, replicates, 7);
  for (const Held held : {Held::judgements, Held::parameters}) {
    constexpr auto ensembles = static_cast<int>(test::effort(200));
    double sum = 0.0;
    double squares = 0.0;
    for (int k = 1; k <= ensembles; ++k) {
      const auto index = static_cast<std::uint64_t>(k);
      const Model changed = hold(nafta_model(), held, 7, index);
      const PayoffTable& all = played_nafta().payoffs.table;
      const double share =
          held == Held::parameters
              ? share_with_deal(changed, hold_economy(changed, all, 7, index), 100,
                                1000 + index)
              : share_with_deal(changed, all, 100, 1000 + index);
      sum += share;
      squares += share * share;
    }
    const double mean = sum / ensembles;
    const double variance = squares / ensembles - mean * mean;
    const double error =
        std::sqrt(variance / ensembles + whole * (1.0 - whole) / replicates);
    EXPECT_LT(std::fabs(mean - whole), 5.0 * error)
        << to_text(OutcomeRowKind::deal) << " " << mean << " against " << whole;
    if (held == Held::parameters) {
      EXPECT_GT(std::sqrt(variance), 0.2) << "the priors decide more than chance";
    }
  }
}

}  // namespace
}  // namespace tripart
