#include "bargaining/trade_war.hpp"

#include <gtest/gtest.h>

#include "support/north_america.hpp"
#include "tripart/bargaining/solved_case.hpp"
#include "tripart/bargaining/trade_war.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

using test::north_america;
using test::party_of;
using test::trade_of;

/// A war among these parties over all goods where they have no agreement.
TradeModel at_war(const Model& model, const std::vector<std::string>& members,
                  const std::string& elasticities = "gtap") {
  TradeModel trade = trade_of(model, elasticities);
  for (const std::string& member : members) {
    trade.war.members.push_back(trade.baseline.region(member));
  }
  for (std::size_t j = 0; j < trade.baseline.sector_count(); ++j) {
    if (trade.baseline.tradable_goods[j]) {
      trade.war.sectors.push_back(j);
    }
  }
  trade.war_without_agreement = true;
  return trade;
}

TradeYear year_of(const TradeModel& trade) {
  std::vector<TradeYear> years(1);
  years[0].elasticities = trade.elasticities[0].first;
  years[0].theta = trade.baseline.theta(years[0].elasticities);
  years[0].baseline = trade.baseline;
  fight_wars(trade, years, 1);
  return years[0];
}

TEST(TradeWar, IsWhatTheLossOfTheAgreementCosts) {
  const Model model = north_america();
  const TradeModel trade = at_war(model, {"USA", "CAN", "MEX"});
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
  const std::vector<TariffFindings> findings = solve_tariffs(trade, {}, 1);
  ASSERT_EQ(findings.size(), 1U);
  const int lost = solved.table.configurations().no_agreement();
  for (int party = 0; party < 3; ++party) {
    const auto region =
        static_cast<std::size_t>(trade.region_of[static_cast<std::size_t>(party)]);
    EXPECT_NEAR(solved.table.welfare(0, lost, 0, party),
                findings[0].nash.real_income_pct[region], 1e-6);
  }
  // Worse for the small than the return to MFN rates, by an order of magnitude.
  TradeModel mfn = trade;
  mfn.war_without_agreement = false;
  const SolvedPayoffs before = solve_payoffs(model, mfn, 1, 1);
  const int mexico = party_of(model, "MEX");
  EXPECT_LT(solved.table.welfare(0, lost, 0, mexico),
            5.0 * before.table.welfare(0, lost, 0, mexico));
}

// What the files of a case say is what its payoffs say.
TEST(TradeWar, IsFoughtInTheAccountsOfACaseToo) {
  const Model model = north_america();
  const TradeModel trade = at_war(model, {"USA", "CAN", "MEX"});
  const SolvedPayoffs solved = solve_payoffs(model, trade, 1, 1);
  const int lost = solved.table.configurations().no_agreement();
  int state = 0;
  CaseSolver(model, trade, solved).solve(0, lost, [&](const SolvedCase& one) {
    const std::vector<double> income = real_income_pct(*one.before, one.after);
    for (int party = 0; party < 3; ++party) {
      EXPECT_NEAR(solved.table.welfare(0, lost, state, party),
                  income[static_cast<std::size_t>(
                      trade.region_of[static_cast<std::size_t>(party)])],
                  1e-9)
          << one.tariff_state;
    }
    ++state;
  });
  EXPECT_EQ(state, solved.table.tariff_states());
}

TEST(TradeWar, IsFoughtBetweenMembersWithoutAgreementOnly) {
  const Model model = north_america();  // USA, CAN, MEX
  const TradeModel trade = at_war(model, {"USA", "MEX"});
  const TradeYear year = year_of(trade);
  // Pairs (CAN, USA), (MEX, USA), (MEX, CAN): the first two have no agreement.
  const std::vector<PairTerms> terms{{PairTariffs::no_agreement, 0.0},
                                     {PairTariffs::no_agreement, 0.0},
                                     {PairTariffs::unchanged, 0.0}};
  const TradePolicy mfn = policy_of(trade, year.baseline, terms);
  TradePolicy war = mfn;
  set_war_rates(trade, year, terms, war);
  const Baseline& b = trade.baseline;
  const std::size_t usa = b.region("USA"), mex = b.region("MEX");
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        const std::size_t cell = b.at(n, i, j);
        const bool fought =
            ((n == usa && i == mex) || (n == mex && i == usa)) && b.tradable_goods[j];
        EXPECT_EQ(war.tariff_rate[cell],
                  fought ? year.war.tariff_rate[cell] : mfn.tariff_rate[cell]);
        EXPECT_TRUE(!fought || year.war.tariff_rate[cell] > 0.05);
      }
    }
  }
  // With an agreement nobody fights.
  const std::vector<PairTerms> peace(3);
  TradePolicy old = policy_of(trade, year.baseline, peace);
  set_war_rates(trade, year, peace, old);
  EXPECT_EQ(old.tariff_rate, b.tariff_rate);
}

TEST(TradeWar, IsTheSameOnAnyNumberOfThreads) {
  const Model model = north_america();
  TradeModel trade = at_war(model, {"USA", "CAN", "MEX"});
  trade.elasticities = {{"ll2023", 0.5}, {"gtap", 0.5}};
  const std::vector<std::size_t> all = trade.war.members;
  const auto one = solve_tariffs(trade, all, 1);
  const auto two = solve_tariffs(trade, all, 2);
  ASSERT_EQ(one.size(), 2U);
  for (std::size_t set = 0; set < 2; ++set) {
    EXPECT_EQ(one[set].elasticities, trade.elasticities[set].first);
    EXPECT_EQ(one[set].nash.policy.tariff_rate, two[set].nash.policy.tariff_rate);
    EXPECT_EQ(one[set].nash_from_other_start.policy.tariff_rate,
              two[set].nash_from_other_start.policy.tariff_rate);
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(one[set].optimal[i].policy.tariff_rate,
                two[set].optimal[i].policy.tariff_rate);
      EXPECT_GT(one[set].optimal[i].gain_pct, 0.01);
    }
  }
}

TEST(TradeWar, GivesNoPayoffsUnlessItHasComeToRest) {
  NashTariffs nash;
  for (const WarEnd end : {WarEnd::interior, WarEnd::bounds, WarEnd::autarky}) {
    nash.end = end;
    EXPECT_NO_THROW(expect_rest(nash)) << to_text(end);
  }
  nash.end = WarEnd::unsettled;
  EXPECT_THROW(expect_rest(nash), Failure);
  nash.end = WarEnd::cycle;
  nash.period = 3;
  try {
    expect_rest(nash);
    FAIL() << "a cycle is no equilibrium";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_NE(std::string(failure.what()).find("go round, every 3 rounds"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace tripart
