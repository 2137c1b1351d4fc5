// Moving export shares on random economies: the shares are reached, totals stay, and the
// unit of currency does not matter.
#include <gtest/gtest.h>

#include "support/random_economy.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using test::LargestGap;

/// What the fit must not touch, in order: outputs, purchases before tariffs, deficits,
/// input use.
std::vector<double> totals_of(const Baseline& b) {
  const Accounts a = accounts_of(b);
  std::vector<double> totals = b.output;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      double bought = 0.0;
      for (std::size_t i = 0; i < b.region_count(); ++i) {
        bought += a.flow[a.at(n, i, j)];
      }
      totals.push_back(bought);
    }
  }
  totals.insert(totals.end(), a.input.begin(), a.input.end());
  return totals;
}

void expect_same_totals(const Baseline& before, const Baseline& after) {
  const std::vector<double> old = totals_of(before);
  const std::vector<double> now = totals_of(after);
  const double largest = *std::max_element(before.output.begin(), before.output.end());
  LargestGap gap;
  for (std::size_t k = 0; k < old.size(); ++k) {
    gap.note(now[k], old[k], "total " + std::to_string(k), largest);
  }
  for (std::size_t n = 0; n < before.region_count(); ++n) {
    gap.note(after.deficit[n], before.deficit[n], "deficit", before.income[n]);
  }
  EXPECT_LT(gap.size, 1e-9) << gap.where;
}

TEST(ExportShares, OfRandomEconomiesAreReachedAndTotalsKept) {
  int reached = 0, refused = 0;
  for (const std::uint64_t number : test::economy_numbers(200)) {
    test::EconomyTraits traits = test::draw_traits(number);
    traits.regions = std::max<std::size_t>(traits.regions, 3);
    test::DrawnEconomy economy = test::draw_economy_with(traits, number);
    SCOPED_TRACE(test::describe(economy));
    const Baseline b = baseline_from_accounts(economy.accounts);
    const std::size_t exporter = test::draw_count(0, traits.regions - 1, economy.engine);
    const std::size_t partner = (exporter + 1) % traits.regions;
    const double share = export_share(b, exporter, partner);
    if (share > 0.99) {
      continue;  // nobody else buys
    }
    const double target = share + test::draw_between(-0.3, 0.3, economy.engine) *
                                      std::min(share, 1.0 - share);
    Baseline after;
    try {
      after = rebalance_export_shares(b, exporter, partner, target);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::bad_input) << failure.what();
      ++refused;
      continue;
    }
    ++reached;
    EXPECT_NEAR(export_share(after, exporter, partner), target, 1e-9);
    expect_same_totals(b, after);
    Accounts scaled = economy.accounts;
    for (auto* values : {&scaled.flow, &scaled.input}) {
      for (double& value : *values) {
        value *= 1e6;
      }
    }
    const Baseline other = rebalance_export_shares(baseline_from_accounts(scaled),
                                                   exporter, partner, target);
    LargestGap gap;
    for (std::size_t n = 0; n < traits.regions; ++n) {
      for (std::size_t i = 0; i < traits.regions; ++i) {
        for (std::size_t j = 0; j < traits.sectors; ++j) {
          gap.note(other.flow(n, i, j), 1e6 * after.flow(n, i, j), "flow",
                   1e6 * after.output[b.at(i, j)] + 1e-300);
          if (b.flow(n, i, j) == 0.0) {
            EXPECT_EQ(after.flow(n, i, j), 0.0) << "zero flows stay zero";
          }
        }
      }
    }
    EXPECT_LT(gap.size, 1e-9) << gap.where;
  }
  EXPECT_TRUE(test::replaying() || reached >= 4 * refused);
}

}  // namespace
}  // namespace tripart
