// Design points share their economies: only the bargaining differs between them.
#include <gtest/gtest.h>

#include "support/shipped.hpp"

namespace tripart {
namespace {

Scenario scenario_with(std::vector<std::string> overrides) {
  overrides.emplace_back("economy.economies=4");
  overrides.emplace_back("economy.theta.factor={lognormal: [0, 0.3]}");
  overrides.emplace_back("economy.theta.sectors.basic_metals={lognormal: [1.6, 0.4]}");
  ReadOptions options;
  options.overrides = std::move(overrides);
  return read_scenario(test::shipped_file("nafta-2018.yaml"), options);
}

std::vector<EconomyDraw> economies_of(const Scenario& scenario) {
  std::vector<EconomyDraw> list;
  for (int index = 1; index <= 40; ++index) {
    list.push_back(draw_economy(scenario.model, *scenario.trade, 1, index));
  }
  return list;
}

const std::vector<std::vector<std::string>> bargaining_points = {
    {"parties.USA.discount_rate=0.3", "parties.MEX.weights.content=2",
     "parties.CAN.strategy.kind=random"},
    {"parties.CAN.may_split=true", "parties.MEX.recognition=0.9", "judgement_jitter=0"},
    {"threats=[]", "retaliation={}", "horizon=2018-12-31"},
    {"issues.auto_us_content.positions.USA.ideal=0.5", "step_days=14", "belief_cells=8"}};

TEST(DesignPoints, ShareTheirEconomiesWhateverTheBargaining) {
  const std::vector<EconomyDraw> reference = economies_of(scenario_with({}));
  for (const std::vector<std::string>& point : bargaining_points) {
    EXPECT_EQ(economies_of(scenario_with(point)), reference) << point.front();
  }
}

TEST(DesignPoints, ShareTheWorthOfDealsWhateverTheBargaining) {
  const Scenario reference = scenario_with({});
  const SolvedPayoffs a = payoffs_of(reference, 1, 2);
  for (const std::size_t point : {std::size_t{0}, std::size_t{3}}) {
    const SolvedPayoffs b = payoffs_of(scenario_with(bargaining_points[point]), 1, 1);
    ASSERT_EQ(a.table.configurations().size(), b.table.configurations().size());
    ASSERT_EQ(a.table.tariff_states(), b.table.tariff_states());
    for (int economy = 0; economy < a.table.economies(); ++economy) {
      for (int g = 0; g < a.table.configurations().size(); ++g) {
        for (int m = 0; m < a.table.tariff_states(); ++m) {
          for (int party = 0; party < 3; ++party) {
            ASSERT_EQ(a.table.welfare(economy, g, m, party),
                      b.table.welfare(economy, g, m, party));
          }
        }
      }
    }
  }
}

// What a party weighs may move replicates, never the economy they are played in.
TEST(DesignPoints, DifferInTheirEconomiesWithTheSeed) {
  const Scenario scenario = scenario_with({});
  EXPECT_NE(draw_economy(scenario.model, *scenario.trade, 1, 1),
            draw_economy(scenario.model, *scenario.trade, 2, 1));
}

}  // namespace
}  // namespace tripart
