#include "tripart/history/duration_test.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "support/shipped.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

Model talks(double months, double notice_days = 0.0) {
  Model model;
  model.horizon = months * 365.25 / 12.0;
  if (notice_days > 0.0) {
    model.legal.sign_before = 1000.0;
    model.legal.notice_days = notice_days;
  }
  return model;
}

Outcome deal_in_month(int month) {
  Outcome outcome;
  outcome.first_deal_day = static_cast<int>(month * 365.25 / 12.0);
  return outcome;
}

DurationSample sample_of(const std::vector<int>& months, const Model& model = talks(50)) {
  DurationSample sample(model);
  for (const int month : months) {
    sample.add(month < 0 ? Outcome{} : deal_in_month(month));
  }
  return sample;
}

std::vector<Duration> history_of(const std::vector<int>& months) {
  std::vector<Duration> list;
  for (const int month : months) {
    list.push_back({"n" + std::to_string(list.size()), month});
  }
  return list;
}

/// Largest distance between distribution functions, by its definition.
double distance_of(const std::vector<int>& x, const std::vector<int>& y) {
  double largest = 0.0;
  for (int month = 0; month <= 60; ++month) {
    const auto share = [month](const std::vector<int>& list) {
      return static_cast<double>(std::count_if(list.begin(), list.end(),
                                               [&](int one) { return one <= month; })) /
             static_cast<double>(list.size());
    };
    largest = std::max(largest, std::fabs(share(x) - share(y)));
  }
  return largest;
}

/// Share of all ways to take x from the pooled values that are as far apart.
double chance_by_enumeration(const std::vector<int>& x, const std::vector<int>& y) {
  std::vector<int> pooled = x;
  pooled.insert(pooled.end(), y.begin(), y.end());
  std::vector<bool> is_x(pooled.size(), false);
  std::fill(is_x.begin(), is_x.begin() + static_cast<std::ptrdiff_t>(x.size()), true);
  const double seen = distance_of(x, y);
  double all = 0.0;
  double as_far = 0.0;
  do {
    std::vector<int> a;
    std::vector<int> b;
    for (std::size_t i = 0; i < pooled.size(); ++i) {
      (is_x[i] ? a : b).push_back(pooled[i]);
    }
    all += 1.0;
    as_far += distance_of(a, b) >= seen - 1e-12 ? 1.0 : 0.0;
  } while (std::prev_permutation(is_x.begin(), is_x.end()));
  return as_far / all;
}

TEST(DurationTest, ChanceIsThatOfAllOrdersWithAndWithoutTies) {
  const std::vector<std::pair<std::vector<int>, std::vector<int>>> cases{
      {{1, 2}, {3, 4}},
      {{1, 1}, {1, 2}},
      {{1, 3, 5, 7, 9}, {2, 4, 11, 12}},
      {{5, 5, 5, 6, 7, 7}, {5, 6, 6, 8}},
      {{10, 12, 14, 14, 20}, {9, 9, 12, 14, 14, 30}}};
  for (const auto& [x, y] : cases) {
    const DurationTest test = compare_durations(sample_of(x), history_of(y));
    EXPECT_NEAR(test.distance, distance_of(x, y), 1e-12);
    EXPECT_NEAR(test.p_value, chance_by_enumeration(x, y), 1e-12);
  }
}

TEST(DurationTest, TheShippedFileHasSixteenNegotiations) {
  const std::vector<Duration> history =
      read_durations(test::shipped_file("history/us-agreement-durations.csv"));
  ASSERT_EQ(history.size(), 16U);
  const DurationTest test = compare_durations(sample_of({10, 20}), history);
  EXPECT_NEAR(test.history_mean, 18.25, 1e-12);
  EXPECT_NEAR(test.history_sd, 9.8, 0.05);
}

TEST(DurationTest, TheCriticalDistanceIsTheLeastThatIsRejected) {
  std::vector<int> spread;
  for (int i = 0; i < 400; ++i) {
    spread.push_back(i % 40);
  }
  const std::vector<int> early(16, 3);
  const DurationTest test = compare_durations(sample_of(spread), history_of(early));
  EXPECT_LT(test.p_value, 1e-6);
  EXPECT_GT(test.distance, test.critical_distance);
  EXPECT_GT(test.critical_distance, 0.2);
  EXPECT_LT(test.critical_distance, 0.45);
}

// Null: both samples are uniform draws of the same 30 months. 400 trials at 5 percent:
// more than 37 rejections have a chance of 5e-5 at most; a level of 12 percent is missed
// once in 20.
TEST(DurationTest, ATrueNullIsRejectedAtItsLevelOrLess) {
  int rejected = 0;
  for (std::uint64_t trial = 1; trial <= 400; ++trial) {
    const Stream draws(20180305, trial, Purpose::parameter, "months");
    std::uint32_t index = 0;
    const auto months = [&](std::size_t n) {
      std::vector<int> list;
      for (std::size_t i = 0; i < n; ++i) {
        list.push_back(static_cast<int>(30.0 * draws.uniform(index++)));
      }
      return list;
    };
    const std::vector<int> simulated = months(200);
    const DurationTest test =
        compare_durations(sample_of(simulated), history_of(months(16)));
    rejected += test.p_value <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(rejected, 37);
  EXPECT_GE(rejected, 2);
}

TEST(DurationTest, PlantedTalksOfOneMonthAreRejected) {
  const std::vector<Duration> history =
      read_durations(test::shipped_file("history/us-agreement-durations.csv"));
  const DurationTest test =
      compare_durations(sample_of(std::vector<int>(500, 1)), history);
  EXPECT_DOUBLE_EQ(test.distance, 1.0);
  EXPECT_LT(test.p_value, 1e-9);
}

TEST(DurationTest, APointForecastHasItsErrorAsCrps) {
  const DurationTest test =
      compare_durations(sample_of({12, 12, 12}), history_of({15, 2}));
  ASSERT_EQ(test.places.size(), 2U);
  EXPECT_NEAR(test.places[0].crps, 10.0, 1e-12);  // history in ascending order
  EXPECT_NEAR(test.places[1].crps, 3.0, 1e-12);
  EXPECT_NEAR(test.crps, 6.5, 1e-12);
  EXPECT_NEAR(test.crps_of_others, 13.0, 1e-12);
}

TEST(DurationTest, EqualDistributionsHaveNoEnergyDistance) {
  const std::vector<int> months{3, 9, 9, 20};
  EXPECT_NEAR(compare_durations(sample_of(months), history_of(months)).energy_distance,
              0.0, 1e-12);
  // Points at 10 and 14: 2 x 4.
  EXPECT_NEAR(
      compare_durations(sample_of({10, 10}), history_of({14, 14})).energy_distance, 8.0,
      1e-12);
}

TEST(DurationTest, WithoutADealADurationIsLongerThanCanBeSeen) {
  const DurationTest test =
      compare_durations(sample_of({10, -1, -1, -1}, talks(24)), history_of({10, 30}));
  EXPECT_EQ(test.cut, 24);
  EXPECT_EQ(test.censored, 3U);
  EXPECT_EQ(test.history_censored, 1U);
  EXPECT_NEAR(test.distance, 0.25, 1e-12);  // a quarter and a half are done by then
  EXPECT_NEAR(test.places[0].share_at_most, 0.25, 1e-12);
  EXPECT_NEAR(test.simulated_mean, (10.0 + 3.0 * 24.0) / 4.0, 1e-12);
}

TEST(DurationTest, SignatureComesAfterTheNoticeOfTheLaw) {
  const DurationSample sample = sample_of({10}, talks(24, 91.3125));
  EXPECT_EQ(sample.counts().at(13), 1U);
  EXPECT_EQ(sample.cut(), 27);
}

TEST(DurationTable, EveryMistakeIsNamedAtItsPlace) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / "tripart_durations_test.csv";
  std::ofstream(file) << "partner,launch_to_signature_months,table\n"
                         "A,12,one\nB,13,one\nC,many,two\nD,5,\n";
  try {
    static_cast<void>(read_durations(file));
    ADD_FAILURE() << "no complaint";
  } catch (const InputError& error) {
    const std::string what = error.what();
    EXPECT_NE(what.find(":3:3: error: launch_to_signature_months of row 'B' is 13, "
                        "expected 12 as on line 2"),
              std::string::npos)
        << what;
    EXPECT_NE(what.find(":4:3: error: launch_to_signature_months of row 'C' is 'many', "
                        "expected a whole number from 0 to 600"),
              std::string::npos)
        << what;
    EXPECT_NE(what.find(":5:5: error: table of row 'D' is empty"), std::string::npos)
        << what;
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace tripart
