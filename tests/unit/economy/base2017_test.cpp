// Values computed elsewhere from the same table, to the last digit shown.
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "support/small_economy.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

const std::array<const char*, 3> parties{"USA", "CAN", "MEX"};

/// All three back at MFN towards each other, goods between them dearer to ship by
/// `iceberg`.
TradePolicy no_agreement(const Baseline& b, double iceberg) {
  TradePolicy policy = baseline_policy(b);
  for (std::size_t one = 0; one < parties.size(); ++one) {
    for (std::size_t other = one + 1; other < parties.size(); ++other) {
      const std::size_t n = b.region(parties[one]);
      const std::size_t i = b.region(parties[other]);
      set_pair_to_mfn(policy, b, n, i);
      multiply_goods_iceberg(policy, b, n, i, 1.0 + iceberg);
    }
  }
  return policy;
}

double loss(const Baseline& b, const char* theta, const char* region, double iceberg) {
  const Equilibrium e = solve_equilibrium(b, b.theta(theta), no_agreement(b, iceberg));
  return real_income_pct(b, e)[b.region(region)];
}

double rounded(double percent) {
  return std::round(percent * 1000.0) / 1000.0;
}

struct Loss {
  const char* theta;
  const char* region;
  double iceberg;
  double percent;
};

class Base2017Losses : public testing::TestWithParam<Loss> {};

TEST_P(Base2017Losses, OfNoAgreementAreThePublishedOnes) {
  const Loss expected = GetParam();
  EXPECT_DOUBLE_EQ(
      rounded(loss(test::base2017(), expected.theta, expected.region, expected.iceberg)),
      expected.percent);
}

INSTANTIATE_TEST_SUITE_P(
    ToTheLastDigit, Base2017Losses,
    testing::Values(
        Loss{"ll2023", "USA", 0.0, -0.006}, Loss{"cp2015", "USA", 0.0, -0.009},
        Loss{"gtap", "USA", 0.0, -0.006}, Loss{"ll2023", "CAN", 0.0, -0.046},
        Loss{"cp2015", "CAN", 0.0, -0.060}, Loss{"gtap", "CAN", 0.0, -0.116},
        Loss{"ll2023", "MEX", 0.0, -0.039}, Loss{"cp2015", "MEX", 0.0, -0.068},
        Loss{"gtap", "MEX", 0.0, -0.141}, Loss{"ll2023", "CAN", 0.1, -1.444},
        Loss{"cp2015", "CAN", 0.1, -1.438}, Loss{"gtap", "CAN", 0.1, -1.756}));

struct RebalancedLoss {
  const char* theta;
  double iceberg;
  std::array<double, 3> percent;  ///< at export shares .40, .60 and .80
};

class Base2017Rebalanced : public testing::TestWithParam<RebalancedLoss> {};

// The more Mexico depends on the United States, the more it loses without an agreement.
TEST_P(Base2017Rebalanced, LossesOfMexicoFollowItsExportShare) {
  const std::array<double, 3> shares{0.4, 0.6, 0.8};
  const Baseline& b = test::base2017();
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const Baseline moved =
        rebalance_export_shares(b, b.region("MEX"), b.region("USA"), shares[k]);
    const double found = loss(moved, GetParam().theta, "MEX", GetParam().iceberg);
    EXPECT_DOUBLE_EQ(rounded(found), GetParam().percent[k]) << "share " << shares[k];
  }
}

INSTANTIATE_TEST_SUITE_P(
    ToTheLastDigit, Base2017Rebalanced,
    testing::Values(RebalancedLoss{"ll2023", 0.0, {0.049, 0.001, -0.046}},
                    RebalancedLoss{"cp2015", 0.0, {0.015, -0.031, -0.075}},
                    RebalancedLoss{"gtap", 0.0, {-0.021, -0.087, -0.150}},
                    RebalancedLoss{"ll2023", 0.1, {-1.045, -1.227, -1.410}}));

TEST(Base2017, KeepsItsIdentities) {
  const Baseline& b = test::base2017();
  double world_deficit = 0.0;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    double final_shares = 0.0;
    double value_added = 0.0;
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      const std::size_t cell = b.at(n, j);
      double shares = 0.0;
      double inputs = b.value_added_share[cell];
      double used = b.final_share[cell] * b.income[n];
      for (std::size_t i = 0; i < b.region_count(); ++i) {
        shares += b.expenditure_share[b.at(n, i, j)];
      }
      for (std::size_t k = 0; k < b.sector_count(); ++k) {
        inputs += b.input_share[b.at_input(n, k, j)];
        used += b.input_share[b.at_input(n, j, k)] * b.output[b.at(n, k)];
      }
      EXPECT_NEAR(shares, 1.0, 1e-14);
      EXPECT_NEAR(inputs, 1.0, 1e-14);
      EXPECT_NEAR(used / b.expenditure[cell], 1.0, 1e-8)
          << b.regions[n] << ' ' << b.sectors[j];
      final_shares += b.final_share[cell];
      value_added += b.value_added_share[cell] * b.output[cell];
    }
    EXPECT_NEAR(final_shares, 1.0, 1e-14);
    EXPECT_NEAR(value_added / b.value_added[n], 1.0, 1e-12);
    EXPECT_NEAR(b.income[n], b.value_added[n] + b.tariff_revenue[n] + b.deficit[n], 1e-3);
    world_deficit += b.deficit[n];
  }
  EXPECT_NEAR(world_deficit, 0.0, 1e-3);
}

TEST(Base2017, SendsTheDocumentedShareOfGoodsToTheUnitedStates) {
  const Baseline& b = test::base2017();
  EXPECT_NEAR(export_share(b, b.region("MEX"), b.region("USA")), 0.771, 5e-4);
  EXPECT_NEAR(export_share(b, b.region("CAN"), b.region("USA")), 0.744, 5e-4);
}

}  // namespace
}  // namespace tripart
