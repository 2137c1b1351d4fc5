// What the loss of NAFTA is worth here, beside what others found (MODEL.md, section 9.1):
// at tariffs alone, over the prior of the iceberg term, and at 10 and 15 percent.
#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "support/shipped.hpp"
#include "support/small_economy.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// Percent change of real income without an agreement between anybody: by party one
/// number per economy.
struct Losses {
  std::map<std::string, std::vector<double>> pct;
  std::vector<double> total_musd;  ///< by economy, of the three together

  [[nodiscard]] double deepest(const std::string& party) const {
    return *std::min_element(pct.at(party).begin(), pct.at(party).end());
  }
  [[nodiscard]] double slightest(const std::string& party) const {
    return *std::max_element(pct.at(party).begin(), pct.at(party).end());
  }
};

Losses losses(const std::vector<std::string>& overrides) {
  ReadOptions options;
  options.overrides = overrides;
  const Scenario scenario = read_scenario(test::shipped_file("no-threats.yaml"), options);
  const SolvedPayoffs solved = payoffs_of(scenario, 1, 1);
  const Baseline& b = test::base2017();
  const PayoffTable& table = solved.table;
  Losses found;
  found.total_musd.assign(static_cast<std::size_t>(table.economies()), 0.0);
  for (int g = 0; g < table.configurations().size(); ++g) {
    if (table.configurations()[g].name != "no_agreement") {
      continue;
    }
    for (int economy = 0; economy < table.economies(); ++economy) {
      for (int party = 0; party < scenario.model.party_count(); ++party) {
        const std::string& id =
            scenario.model.parties[static_cast<std::size_t>(party)].id;
        const double change = table.welfare(economy, g, 0, party);
        found.pct[id].push_back(change);
        found.total_musd[static_cast<std::size_t>(economy)] +=
            change / 100.0 * b.value_added[b.region(id)];
      }
    }
  }
  return found;
}

/// One economy per set of elasticities, the iceberg term of all pairs the same.
Losses losses_at(double iceberg) {
  return losses(
      {"economy.economies=3", "economy.no_agreement.iceberg=" + to_text(iceberg)});
}

TEST(PublishedEstimates, TariffsAloneCostNextToNothing) {
  const Losses mfn = losses_at(0.0);
  const auto hundredths = [](double pct) { return std::lround(100.0 * pct); };
  EXPECT_EQ(hundredths(mfn.deepest("USA")), -1);
  EXPECT_EQ(hundredths(mfn.slightest("USA")), -1);
  EXPECT_EQ(hundredths(mfn.deepest("CAN")), -12);
  EXPECT_EQ(hundredths(mfn.slightest("CAN")), -5);
  EXPECT_EQ(hundredths(mfn.deepest("MEX")), -14);
  EXPECT_EQ(hundredths(mfn.slightest("MEX")), -4);
  // Auer, Bonadio & Levchenko: less than 5 billion dollars for the three together
  for (const double total : mfn.total_musd) {
    EXPECT_LT(total, 0.0);
    EXPECT_GT(total, -5000.0);
  }
}

TEST(PublishedEstimates, LieBetweenTariffsAloneAndTheDeepestDraw) {
  const Losses mfn = losses_at(0.0);
  const Losses prior = losses({});
  const std::map<std::string, std::vector<double>> published{
      {"USA", {-0.04, -0.2, -0.27}},  // Steinberg; Auer, Bonadio & Levchenko;
      {"CAN", {-0.12, -2.0, -2.11}},  // Baier, Bergstrand & Bruno
      {"MEX", {-0.20, -2.0, -1.15}}};
  for (const auto& [party, estimates] : published) {
    for (const double estimate : estimates) {
      EXPECT_GT(estimate, prior.deepest(party)) << party;
      EXPECT_LT(estimate, mfn.deepest(party) + 0.005) << party;
    }
  }
}

// 37, 22 and 40 billion dollars of real income with all non-tariff costs (Auer, Bonadio
// & Levchenko).
TEST(PublishedEstimates, OfAllCostsNeedIcebergsOfTenToFifteenPercent) {
  const Losses ten = losses_at(0.10);
  const Losses fifteen = losses_at(0.15);
  for (const double total : ten.total_musd) {
    EXPECT_GT(total, -99000.0);
  }
  EXPECT_LT(*std::min_element(fifteen.total_musd.begin(), fifteen.total_musd.end()),
            -99000.0);
  for (const char* party : {"CAN", "MEX"}) {
    EXPECT_GT(ten.deepest(party), -2.0) << party;
    EXPECT_LT(fifteen.deepest(party), -2.0) << party;
  }
}

}  // namespace
}  // namespace tripart
