// Two bilaterals of one hub: each acts on trade costs by its own text (E7).
#include <cmath>

#include <gtest/gtest.h>

#include "support/shipped.hpp"

namespace tripart {
namespace {

constexpr int issue = 1;  // auto_us_content, at issue between all three

// Every deal passes and nobody threatens, so that welfare is W(g, none) and what the two
// texts do. The first is on record; the welfare of three parties gives the second three
// times.
TEST(TwoBilaterals, EachHaveTheCostsOfTheirOwnText) {
  const test::Played played = test::shipped(
      "nafta-2018.yaml",
      {"threats=[]", "retaliation={}", "parties.USA.ratification.threshold=-100",
       "parties.CAN.ratification.threshold=-100",
       "parties.MEX.ratification.threshold=-100",
       "issues.auto_us_content.effects=[{importer: USA, exporter: MEX, sector: "
       "motor_vehicles, iceberg: 0.05}, {importer: USA, exporter: CAN, sector: "
       "motor_vehicles, iceberg: 0.05}]"});
  const Model& model = played.scenario.model;
  const PayoffTable& table = played.payoffs.table;
  ASSERT_EQ(model.issues[issue].id, "auto_us_content");
  int seen = 0;
  int apart = 0;
  for (std::uint64_t replicate = 1; replicate <= 400; ++replicate) {
    const Outcome outcome = run_replicate(model, table, 1, replicate);
    if (outcome.kind != DealKind::two_bilaterals || outcome.ratified != Ratified::yes) {
      continue;
    }
    ++seen;
    const int economy = outcome.economy - 1;
    const std::vector<PartySet>& deals =
        table.configurations()[outcome.configuration].deals;
    const PartySet first = table.configurations()[outcome.first_deal].deals.front();
    const PartySet second = deals[0] == first ? deals[1] : deals[0];
    std::vector<double> text;
    for (int party = 0; party < 3; ++party) {
      const auto effect = [&](PartySet deal) {
        return table.issue_effect(economy, outcome.configuration, issue, party, deal);
      };
      const double left =
          outcome.parties[static_cast<std::size_t>(party)].welfare_change -
          table.welfare(economy, outcome.configuration, 0, party) -
          outcome.text[issue] * effect(first);
      text.push_back(left / effect(second));
    }
    for (const double x : text) {
      EXPECT_NEAR(x, text.front(), 1e-6) << "replicate " << replicate;
      EXPECT_GE(x, -1e-9);
      EXPECT_LE(x, 1.0 + 1e-9);
    }
    apart += std::fabs(text.front() - outcome.text[issue]) > 0.01 ? 1 : 0;
  }
  EXPECT_GT(seen, 10);
  EXPECT_GT(apart, 0) << "two texts that never differ show nothing";
}

}  // namespace
}  // namespace tripart
