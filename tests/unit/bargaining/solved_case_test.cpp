#include "tripart/bargaining/solved_case.hpp"

#include <gtest/gtest.h>

#include "support/north_america.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::north_america;
using test::party_of;
using test::trade_of;
using test::uncertain_trade;

// A reader compares rows about the same case in two files: the numbers must be the same.
TEST(SolvedCase, IsWorthWhatThePayoffTableSaysToTheLastBit) {
  const Model model = north_america();
  for (const Closure closure :
       {Closure{Deficits::fixed, true}, Closure{Deficits::removed, false}}) {
    TradeModel trade = uncertain_trade(model, 2);
    trade.closure = closure;
    const SolvedPayoffs payoffs = solve_payoffs(model, trade, 3, 1);
    const CaseSolver solver(model, trade, payoffs);
    const PayoffTable& table = payoffs.table;
    for (int economy = 0; economy < 2; ++economy) {
      for (int g = 0; g < table.configurations().size(); ++g) {
        int state = 0;
        solver.solve(economy, g, [&](const SolvedCase& one) {
          EXPECT_EQ(one.economy, economy);
          EXPECT_EQ(one.name, table.configurations()[g].name);
          EXPECT_EQ(one.kind, to_text(table.configurations()[g].kind));
          EXPECT_EQ(one.tariff_state, table.state_name(model, state));
          const auto exact = real_income_pct(*one.before, one.after);
          for (int party = 0; party < 3; ++party) {
            const auto region = static_cast<std::size_t>(
                trade.region_of[static_cast<std::size_t>(party)]);
            EXPECT_EQ(exact[region], table.welfare(economy, g, state, party))
                << one.name << ", " << one.tariff_state;
          }
          ++state;
        });
        EXPECT_EQ(state, table.tariff_states());
      }
    }
  }
}

TEST(SolvedCase, CarriesThePolicyItWasSolvedFor) {
  const Model model = north_america();
  const TradeModel trade = trade_of(model, "gtap", 0.1);
  const SolvedPayoffs payoffs = solve_payoffs(model, trade, 1, 1);
  const CaseSolver solver(model, trade, payoffs);
  const Baseline& b = trade.baseline;
  const std::size_t cell =
      b.at(b.region("USA"), b.region("CAN"), b.sector("basic_metals"));
  int seen = 0;
  solver.solve(
      0, payoffs.table.configurations().no_agreement(), [&](const SolvedCase& one) {
        const bool hit = one.tariff_state.find("us_metals") == 0 &&
                         one.tariff_state.find("us_metals:MEX") != 0;
        EXPECT_DOUBLE_EQ(one.policy.iceberg_hat[cell], 1.1);
        EXPECT_NEAR(one.policy.tariff_rate[cell] - (hit ? 0.087 : 0.0),
                    b.mfn_rate[b.at(b.region("USA"), b.sector("basic_metals"))], 0.02)
            << one.tariff_state;
        seen += hit ? 1 : 0;
      });
  EXPECT_GT(seen, 0);
}

}  // namespace
}  // namespace tripart
