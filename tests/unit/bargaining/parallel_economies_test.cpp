// Economies with elasticities of their own, solved in batches.
#include <cmath>

#include <gtest/gtest.h>

#include "bargaining/payoff_memory.hpp"
#include "support/north_america.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::base2017;
using test::north_america;
using test::party_of;
using test::trade_of;

/// Nobody threatens or splits off: a deal of all, the status quo, no agreement.
Model peaceful() {
  Model model = north_america();
  model.threats.clear();
  model.retaliation.assign(3, {});
  model.lobby_sectors.clear();
  for (Party& party : model.parties) {
    party.may_split = party.may_withdraw = false;
  }
  return model;
}

TradeModel drawn_trade(const Model& model, int economies) {
  TradeModel trade = trade_of(model, "ll2023", 0.1);
  trade.elasticities = {{"gtap", 0.5}, {"ll2023", 0.5}};
  trade.theta_factor = {Distribution::lognormal(0.0, 0.3), {0.02, 50.0}, 0};
  trade.economies = economies;
  return trade;
}

std::vector<double> solved_by_hand(const EconomyDraw& draw) {
  const Baseline& b = base2017();
  TradePolicy policy = baseline_policy(b);
  const std::vector<const char*> names = {"USA", "CAN", "MEX"};
  for (std::size_t a = 0; a < names.size(); ++a) {
    for (std::size_t c = 0; c < a; ++c) {
      set_pair_to_mfn(policy, b, b.region(names[a]), b.region(names[c]));
      multiply_goods_iceberg(policy, b, b.region(names[a]), b.region(names[c]), 1.1);
    }
  }
  return real_income_pct(b, solve_equilibrium(b, draw.theta, policy));
}

// More economies than base years fit into one batch: the last of the first batch, the
// first of the second.
TEST(EconomyBatches, GiveEachEconomyTheWelfareOfItsOwnElasticities) {
  const Model model = peaceful();
  const SolvedPayoffs solved = solve_payoffs(model, drawn_trade(model, 66), 7, 2);
  const int none = solved.table.configurations().no_agreement();
  for (const int economy : {0, 1, 63, 64, 65}) {
    const std::vector<double> expected =
        solved_by_hand(solved.economies[static_cast<std::size_t>(economy)]);
    for (const char* party : {"USA", "CAN", "MEX"}) {
      EXPECT_NEAR(solved.table.welfare(economy, none, 0, party_of(model, party)),
                  expected[base2017().region(party)], 1e-7)
          << party << " in economy " << economy + 1;
    }
  }
  EXPECT_NE(solved.table.welfare(0, none, 0, 0), solved.table.welfare(2, none, 0, 0));
}

TEST(EconomyBatches, GiveTheFirstEconomiesTheSameHoweverManyFollow) {
  const Model model = peaceful();
  const SolvedPayoffs few = solve_payoffs(model, drawn_trade(model, 3), 7, 1);
  const SolvedPayoffs many = solve_payoffs(model, drawn_trade(model, 66), 7, 2);
  for (int economy = 0; economy < 3; ++economy) {
    for (int g = 0; g < few.table.configurations().size(); ++g) {
      for (int party = 0; party < 3; ++party) {
        EXPECT_EQ(few.table.welfare(economy, g, 0, party),
                  many.table.welfare(economy, g, 0, party));
      }
    }
  }
}

TEST(EconomyBatches, NeedMemoryInProportionToTheirNumber) {
  const Model model = north_america();
  const std::uint64_t one = memory_needed(model, 1);
  EXPECT_EQ(memory_needed(model, 10000), 10000 * one);
  const PayoffTable table(model, 1);
  const auto rows = static_cast<std::uint64_t>(table.configurations().size()) *
                    static_cast<std::uint64_t>(table.tariff_states()) * 3;
  const std::uint64_t bytes = rows * (3 * sizeof(double) + sizeof(PayoffDetail));
  EXPECT_GT(one, bytes);
  EXPECT_LT(one, bytes + 100'000);
}

TEST(EconomyBatches, AreRefusedWhereTheyDoNotFitIntoMemory) {
  EXPECT_NO_THROW(expect_room(1000, 1000, 3));
  try {
    expect_room(5'000'000'001, 4'000'000'000, 9000);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_STREQ(failure.what(),
                 "economy.economies is 9000, whose payoffs need about 5001 MB of memory, "
                 "expected what fits into the 4000 MB there are; take fewer economies, "
                 "threats, or parties that retaliate or may split");
  }
}

}  // namespace
}  // namespace tripart
