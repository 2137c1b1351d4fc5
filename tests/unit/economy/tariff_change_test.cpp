// E8: what becomes of a rate, and of the part of a flow that a change covers.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {
namespace {

using testing::HasSubstr;
using Kind = TariffChange::Kind;

class TariffChanges : public testing::Test {
 protected:
  TariffChanges() : b_(test::base2017()) {
    TariffSchedule later{"later", std::vector<double>(b_.tariff_rate.size(), 0.0)};
    later.rate[b_.at(usa_, mex_, food_)] = 0.04;
    b_.tariff_schedules.push_back(later);
  }

  /// The rate of the United States on Mexican food after changes of one of 2 percent.
  [[nodiscard]] double rate_after(const std::vector<TariffChange>& changes) const {
    TradePolicy policy = baseline_policy(b_);
    const std::size_t cell = b_.at(usa_, mex_, food_);
    policy.tariff_rate[cell] = 0.02;
    std::vector<RateChange> list;
    for (const TariffChange& change : changes) {
      list.push_back({usa_, mex_, food_, change});
    }
    change_tariffs(policy, b_, list);
    return policy.tariff_rate[cell];
  }

  static TariffChange next(TariffChange change) {
    change.is_next_part = true;
    return change;
  }

  Baseline b_;
  const std::size_t usa_ = b_.region("USA"), mex_ = b_.region("MEX"),
                    chn_ = b_.region("CHN"), food_ = b_.sector("food");
};

TEST_F(TariffChanges, MakeEveryNewRateThatTheyAreNamedFor) {
  TariffChange later{Kind::schedule, 0.0};
  later.schedule = b_.tariff_schedules.size() - 1;
  EXPECT_DOUBLE_EQ(rate_after({0.25}), 0.27);
  EXPECT_DOUBLE_EQ(rate_after({{Kind::level, 0.25}}), 0.25);
  EXPECT_DOUBLE_EQ(rate_after({{Kind::factor, 3.0}}), 0.06);
  EXPECT_DOUBLE_EQ(rate_after({later}), 0.04);
  const double mfn = b_.mfn_rate[b_.at(usa_, food_)];
  ASSERT_GT(mfn, 0.02);
  EXPECT_DOUBLE_EQ(rate_after({{Kind::mfn, 0.0}}), mfn);
  EXPECT_DOUBLE_EQ(rate_after({{Kind::level, 0.5}, {Kind::mfn, 0.0}}), 0.5);
}

TEST_F(TariffChanges, LeaveTheRateWhereTheyDoNotCover) {
  TariffChange later{Kind::schedule, 0.0, 0.5};
  later.schedule = b_.tariff_schedules.size() - 1;
  EXPECT_DOUBLE_EQ(rate_after({{Kind::add, 0.25, 0.2}}), 0.02 + 0.2 * 0.25);
  EXPECT_DOUBLE_EQ(rate_after({{Kind::level, 0.25, 0.2}}), 0.8 * 0.02 + 0.2 * 0.25);
  EXPECT_DOUBLE_EQ(rate_after({{Kind::factor, 3.0, 0.2}}), 0.8 * 0.02 + 0.2 * 0.06);
  EXPECT_DOUBLE_EQ(rate_after({later}), 0.5 * 0.02 + 0.5 * 0.04);
  EXPECT_DOUBLE_EQ(rate_after({{Kind::mfn, 0.0, 0.25}}),
                   0.75 * 0.02 + 0.25 * b_.mfn_rate[b_.at(usa_, food_)]);
}

TEST_F(TariffChanges, WorkOnWhatThoseBeforeThemHaveLeft) {
  EXPECT_DOUBLE_EQ(rate_after({0.08, {Kind::factor, 2.0}}), 0.2);
  EXPECT_DOUBLE_EQ(rate_after({{Kind::factor, 2.0}, 0.08}), 0.12);
}

TEST_F(TariffChanges, OfPartsOfOneFlowAllStartFromTheSameRate) {
  const TariffChange steel{Kind::level, 0.25, 0.3};
  const TariffChange aluminium{Kind::level, 0.10, 0.2};
  EXPECT_DOUBLE_EQ(rate_after({steel, next(aluminium)}),
                   0.5 * 0.02 + 0.3 * 0.25 + 0.2 * 0.10);
  EXPECT_DOUBLE_EQ(rate_after({steel, next(aluminium)}),
                   rate_after({aluminium, next(steel)}));
  // as changes of their own the second would hit what the first covers as well
  EXPECT_DOUBLE_EQ(rate_after({steel, aluminium}),
                   0.8 * (0.7 * 0.02 + 0.3 * 0.25) + 0.2 * 0.10);
}

TEST_F(TariffChanges, OfAQuotaLeaveItsRentWithTheImporter) {
  // the tariff equivalent is a rate added: revenue rises by rate times trade after it
  TradePolicy policy = baseline_policy(b_);
  change_tariffs(policy, b_, {{usa_, chn_, food_, 0.3}});
  const Equilibrium e = solve_equilibrium(b_, b_.theta("ll2023"), policy);
  const std::size_t cell = b_.at(usa_, chn_, food_);
  const double imports = e.expenditure_share[cell] * e.expenditure[b_.at(usa_, food_)] /
                         (1.0 + policy.tariff_rate[cell]);
  EXPECT_GT(0.3 * imports, 0.0);
  EXPECT_GT(e.tariff_revenue[usa_], b_.tariff_revenue[usa_]);
  EXPECT_LT(e.tariff_revenue[usa_], b_.tariff_revenue[usa_] + 0.3 * imports);
}

TEST_F(TariffChanges, SayWhereARateWouldBeNoRate) {
  try {
    static_cast<void>(rate_after({-0.9, -0.2}));
    FAIL() << "changed";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::bad_input);
    EXPECT_THAT(failure.what(),
                HasSubstr("the tariff of USA on food from MEX would be -1.08"));
  }
}

TEST_F(TariffChanges, ToMfnNeedTheImportersRates) {
  TradePolicy policy = baseline_policy(b_);
  EXPECT_THROW(change_tariffs(policy, b_, {{chn_, usa_, food_, {Kind::mfn, 0.0}}}),
               Failure);
}

TEST_F(TariffChanges, OfIcebergCostsMultiply) {
  TradePolicy policy = baseline_policy(b_);
  change_icebergs(policy, b_, {{usa_, mex_, food_, 1.1}, {usa_, mex_, food_, 1.2}});
  EXPECT_DOUBLE_EQ(policy.iceberg_hat[b_.at(usa_, mex_, food_)], 1.32);
  EXPECT_EQ(policy.iceberg_hat[b_.at(mex_, usa_, food_)], 1.0);
}

}  // namespace
}  // namespace tripart
