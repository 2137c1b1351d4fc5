#include <vector>

#include <gtest/gtest.h>

#include "support/north_america.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart {
namespace {

/// Every number of a solved table, in order.
std::vector<double> all_numbers(const SolvedPayoffs& solved, const Model& model) {
  const PayoffTable& table = solved.table;
  std::vector<double> numbers;
  for (int economy = 0; economy < table.economies(); ++economy) {
    for (int g = 0; g < table.configurations().size(); ++g) {
      for (int m = 0; m < table.tariff_states(); ++m) {
        for (int party = 0; party < model.party_count(); ++party) {
          numbers.push_back(table.welfare(economy, g, m, party));
          for (int slot = 0; slot < static_cast<int>(model.lobby_sectors.size());
               ++slot) {
            numbers.push_back(table.value_added(economy, g, m, party, slot));
          }
        }
      }
      for (int issue = 0; issue < static_cast<int>(model.issues.size()); ++issue) {
        for (int party = 0; party < model.party_count(); ++party) {
          numbers.push_back(table.issue_effect(economy, g, issue, party));
        }
      }
    }
  }
  for (const PayoffDetail& detail : solved.details) {
    numbers.insert(numbers.end(), {detail.terms_of_trade_pct, detail.volume_of_trade_pct,
                                   detail.real_wage_pct, detail.tariff_revenue_musd});
  }
  return numbers;
}

TEST(TradePayoffs, AreTheSameBitsOnAnyNumberOfThreads) {
  Model model = test::north_america();
  model.issues = {test::car_content(model)};
  const TradeModel trade = test::uncertain_trade(model, 4);
  const auto alone = all_numbers(solve_payoffs(model, trade, 7, 1), model);
  EXPECT_EQ(all_numbers(solve_payoffs(model, trade, 7, 2), model), alone);
  EXPECT_EQ(all_numbers(solve_payoffs(model, trade, 7, 3), model), alone);
  EXPECT_NE(all_numbers(solve_payoffs(model, trade, 8, 1), model), alone);
}

}  // namespace
}  // namespace tripart
