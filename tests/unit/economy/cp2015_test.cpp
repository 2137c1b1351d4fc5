// The exercise of Caliendo and Parro (2015), section 5, from the authors' own data, which
// is not part of this project: NAFTA's tariffs of 1993 become those of 2005, deficits
// removed. Table 2 of the paper and the exact numbers behind it, to the last digit shown.
#include <array>
#include <cmath>
#include <cstdlib>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

constexpr std::array members{"MEX", "CAN", "USA"};
const Closure no_deficits{Deficits::removed, true};

class CaliendoParro2015 : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("TRIPART_CP2015") == nullptr) {  // NOLINT(concurrency-mt-unsafe)
      GTEST_SKIP() << "TRIPART_CP2015 names no folder with the authors' tables";
    }
    static const Baseline read =
        read_baseline(std::getenv("TRIPART_CP2015"));  // NOLINT(concurrency-mt-unsafe)
    static const Baseline closed = close_baseline(read, read.theta("theta"), no_deficits);
    raw_ = &read;
    b_ = &closed;
    for (std::size_t k = 0; k < members.size(); ++k) {
      region_[k] = b_->region(members[k]);
    }
  }

  [[nodiscard]] bool is_member(std::size_t n) const {
    return n == region_[0] || n == region_[1] || n == region_[2];
  }

  enum class Pairs { inside, outside };

  /// Moves tariffs a part of the way from 1993 to 2005.
  void move_tariffs(TradePolicy& policy, Pairs pairs, double part) const {
    const std::vector<double>& from = b_->tariff_schedule("1993");
    const std::vector<double>& to = b_->tariff_schedule("2005");
    for (std::size_t n = 0; n < b_->region_count(); ++n) {
      for (std::size_t i = 0; i < b_->region_count(); ++i) {
        for (std::size_t j = 0; j < b_->sector_count(); ++j) {
          if ((is_member(n) && is_member(i)) == (pairs == Pairs::inside)) {
            const std::size_t cell = b_->at(n, i, j);
            policy.tariff_rate[cell] = from[cell] + part * (to[cell] - from[cell]);
          }
        }
      }
    }
  }

  [[nodiscard]] Equilibrium solve(const Baseline& from, const TradePolicy& policy) const {
    return solve_equilibrium(from, b_->theta("theta"), policy, no_deficits);
  }

  /// Mexico's first-order welfare summed over equal steps of the tariff rates, each with
  /// the weights of the year that the last one ended in.
  [[nodiscard]] double first_order_in_steps(int steps) const {
    Baseline year = *b_;
    double sum = 0.0;
    for (int step = 1; step <= steps; ++step) {
      TradePolicy policy = baseline_policy(year);
      move_tariffs(policy, Pairs::inside, static_cast<double>(step) / steps);
      const Equilibrium e = solve(year, policy);
      const WelfareChange change = welfare_change(year, policy, e);
      sum +=
          change.terms_of_trade_pct[region_[0]] + change.volume_of_trade_pct[region_[0]];
      year = rebase(year, policy, e);
    }
    return sum;
  }

  /// What member n buys from the two others, before tariffs.
  [[nodiscard]] double imports_from_partners(const Baseline& year, std::size_t n) const {
    double sum = 0.0;
    for (const std::size_t i : region_) {
      for (std::size_t j = 0; j < year.sector_count() && i != n; ++j) {
        sum += year.flow(n, i, j);
      }
    }
    return sum;
  }

  const Baseline* raw_ = nullptr;
  const Baseline* b_ = nullptr;  ///< deficits removed
  std::array<std::size_t, 3> region_{};
};

constexpr double four_digits = 0.5e-4;

TEST_F(CaliendoParro2015, SaysWhatWasMadeOfTheirTables) {
  EXPECT_EQ(raw_->region_count(), 31U);
  EXPECT_EQ(raw_->sector_count(), 40U);
  EXPECT_FALSE(raw_->is_equilibrium);
  EXPECT_THAT(
      raw_->notes,
      testing::ElementsAre(
          "gross output was below exports in 26 of 1240 cells: raised to exports, own "
          "sales 0",
          "1 of 49600 shares of materials are negative: kept",
          "final demand was negative in 185 of 1240 cells (3.32 percent of it in "
          "absolute value, 3.43 percent of what is positive): set to zero, shares "
          "rescaled, and the base year solved once at its own tariffs"));
  EXPECT_TRUE(b_->is_equilibrium);
  EXPECT_THAT(b_->deficit, testing::Each(0.0));
}

TEST_F(CaliendoParro2015, IsAnExactBaseYearUnderAnyClosure) {
  for (const Deficits deficits : {Deficits::fixed, Deficits::scaled, Deficits::removed}) {
    for (const bool input_output : {true, false}) {
      const Closure closure{deficits, input_output};
      const Baseline closed = close_baseline(*raw_, raw_->theta("theta"), closure);
      const Equilibrium e = solve_equilibrium(closed, raw_->theta("theta"),
                                              baseline_policy(closed), closure);
      EXPECT_THAT(real_income_pct(closed, e),
                  testing::Each(testing::DoubleNear(0, 1e-7)));
    }
  }
}

TEST_F(CaliendoParro2015, EffectsOfNaftaAreThePublishedOnes) {
  TradePolicy policy = baseline_policy(*b_);
  move_tariffs(policy, Pairs::inside, 1.0);
  const Equilibrium e = solve(*b_, policy);
  const WelfareChange change = welfare_change(*b_, policy, e);
  const Baseline after = rebase(*b_, policy, e);
  constexpr std::array welfare{1.3121, -0.0638, 0.0848}, terms{-0.4118, -0.1081, 0.0435},
      volume{1.7239, 0.0443, 0.0412}, exact{0.0073, -0.1101, 0.0741},
      imports{118.28, 11.11, 40.52};
  for (std::size_t k = 0; k < members.size(); ++k) {
    const std::size_t n = region_[k];
    EXPECT_NEAR(change.terms_of_trade_pct[n], terms[k], four_digits) << members[k];
    EXPECT_NEAR(change.volume_of_trade_pct[n], volume[k], four_digits) << members[k];
    EXPECT_NEAR(change.terms_of_trade_pct[n] + change.volume_of_trade_pct[n], welfare[k],
                four_digits)
        << members[k];
    EXPECT_NEAR(change.real_income_pct[n], exact[k], four_digits) << members[k];
    const double ratio = imports_from_partners(after, n) / imports_from_partners(*b_, n);
    EXPECT_NEAR(100.0 * (ratio - 1.0), imports[k], 0.5e-2) << members[k];
  }
}

// From the world as it is when all others have moved to their tariffs of 2005.
TEST_F(CaliendoParro2015, EffectsOfNaftaGivenWorldTariffsAreThePublishedOnes) {
  TradePolicy policy = baseline_policy(*b_);
  move_tariffs(policy, Pairs::outside, 1.0);
  const Baseline world = rebase(*b_, policy, solve(*b_, policy));
  move_tariffs(policy, Pairs::inside, 1.0);
  const std::vector<double> change = real_income_pct(world, solve(world, policy));
  constexpr std::array exact{0.0857, -0.0843, 0.0745};
  for (std::size_t k = 0; k < members.size(); ++k) {
    EXPECT_NEAR(change[region_[k]], exact[k], four_digits) << members[k];
  }
}

// 1.3121 is no change of real income: in small steps the same formula comes to 0.0134 in
// 200 and 0.0073 in the limit, which is the exact change.
TEST_F(CaliendoParro2015, TheFirstOrderFormulaFallsTowardsTheExactChangeInSmallSteps) {
  EXPECT_NEAR(first_order_in_steps(1), 1.3121, four_digits);
  EXPECT_NEAR(first_order_in_steps(2), 0.6361, four_digits);
  EXPECT_NEAR(first_order_in_steps(10), 0.1304, four_digits);
  if (!test::sanitized) {  // a minute there
    EXPECT_NEAR(first_order_in_steps(200), 0.0134, four_digits);
  }
}

}  // namespace
}  // namespace tripart
