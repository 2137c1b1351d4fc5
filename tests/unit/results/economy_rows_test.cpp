// What a summary says about the economies of its outer ensemble.
#include <algorithm>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "tripart/results/summary_rows.hpp"
#include "unit/results/small_model.hpp"

namespace tripart {
namespace {

using testing_support::agreed_outcome;
using testing_support::lapsed_outcome;
using testing_support::small_model;

/// Economies that differ in their icebergs; sets `a` and `b` in turn.
std::vector<EconomyDraw> economies(int count, bool differ) {
  std::vector<EconomyDraw> list;
  for (int index = 0; index < count; ++index) {
    EconomyDraw draw;
    draw.elasticities = index % 2 == 0 ? "b" : "a";
    draw.theta = {index % 2 == 0 ? 4.0 : 5.0};
    draw.no_agreement_iceberg = {differ ? 0.01 * index : 0.1};
    list.push_back(draw);
  }
  return list;
}

class EconomyRowsTest : public ::testing::Test {
 protected:
  Model model_ = small_model();
  ConfigurationSet configurations_{model_};
  int three_ = configurations_.block(model_.everyone());

  /// Replicate r of K economies: the first half of the economies mostly agree.
  [[nodiscard]] Outcome outcome(int r, int count) const {
    const int economy = r % count;
    const bool agrees = (7 * (r / count) + economy) % 10 < (2 * economy < count ? 8 : 3);
    Outcome out = agrees ? agreed_outcome(three_, 10 + r % 13) : lapsed_outcome();
    out.economy = economy + 1;
    out.threats[0].executed_day = r % 3 == 0 ? 5 : no_day;
    out.threats[0].announced_day = 0;
    out.parties[1].utility = 0.5 * economy + 0.001 * (r % 17);
    return out;
  }
  [[nodiscard]] Summary summary(int count, bool differ, int replicates = 600) const {
    Summary result(model_, configurations_, economy_groups(economies(count, differ), 1));
    for (int r = 0; r < replicates; ++r) {
      result.add(outcome(r, count));
    }
    return result;
  }
  static const SummaryRow* find(const std::vector<SummaryRow>& rows,
                                const std::string& metric, const std::string& party,
                                const std::string& category,
                                const std::string& statistic) {
    for (const SummaryRow& row : rows) {
      if (row.metric == metric && row.party == party && row.category == category &&
          row.statistic == statistic) {
        return &row;
      }
    }
    return nullptr;
  }
};

TEST_F(EconomyRowsTest, SplitTheVarianceOfEveryMeanAndProbability) {
  const Summary with = summary(40, true);
  const std::vector<SummaryRow> variances = variance_rows(with);
  std::size_t results = 0;
  for (const SummaryRow& row : summary_rows(with)) {
    const bool by_set = row.metric.find("_by_elasticities") != std::string::npos;
    if (by_set || (row.statistic != "mean" && row.statistic != "probability")) {
      continue;
    }
    ++results;
    for (const char* statistic :
         {"variance_trade_model", "variance_bargaining", "share_trade_model"}) {
      const SummaryRow* part =
          find(variances, row.metric, row.party, row.category, statistic);
      ASSERT_NE(part, nullptr) << row.metric << " " << row.category << " " << statistic;
      // of the same replicates
      EXPECT_EQ(part->estimate.replicates, row.estimate.replicates)
          << row.metric << " " << row.party << " " << row.category;
    }
  }
  EXPECT_EQ(variances.size(), 3 * results);
  EXPECT_GT(results, 100U);
}

// One-way analysis of variance from the outcomes themselves.
TEST_F(EconomyRowsTest, SayWhatTheOutcomesThemselvesSay) {
  constexpr int count = 40;
  constexpr int replicates = 600;
  std::vector<std::vector<double>> agreed(count), utility(count);
  for (int r = 0; r < replicates; ++r) {
    const Outcome out = outcome(r, count);
    const auto g = static_cast<std::size_t>(out.economy - 1);
    agreed[g].push_back(out.ending == Ending::agreed ? 1.0 : 0.0);
    if (out.ending == Ending::agreed) {
      utility[g].push_back(out.parties[1].utility);
    }
  }
  const auto share = [](const std::vector<std::vector<double>>& groups) {
    double n = 0.0, squares_n = 0.0, sum = 0.0, k = 0.0;
    for (const auto& group : groups) {
      const auto size = static_cast<double>(group.size());
      k += group.empty() ? 0.0 : 1.0;
      n += size, squares_n += size * size;
      for (const double x : group) {
        sum += x;
      }
    }
    double within = 0.0, between = 0.0;
    for (const auto& group : groups) {
      double mean = 0.0;
      for (const double x : group) {
        mean += x / static_cast<double>(group.size());
      }
      for (const double x : group) {
        within += (x - mean) * (x - mean);
        between += (mean - sum / n) * (mean - sum / n);
      }
    }
    within /= n - k;
    between = (between / (k - 1.0) - within) / ((n - squares_n / n) / (k - 1.0));
    return between / (between + within);
  };
  const std::vector<SummaryRow> rows = variance_rows(summary(count, true, replicates));
  EXPECT_NEAR(*find(rows, "ending", "", "agreed", "share_trade_model")->estimate.value,
              share(agreed), 1e-12);
  // unbalanced: economies agree more or less often
  EXPECT_NEAR(
      *find(rows, "utility", "MEX", "agreed", "share_trade_model")->estimate.value,
      share(utility), 1e-9);
  EXPECT_GT(*find(rows, "utility", "MEX", "agreed", "share_trade_model")->estimate.value,
            0.999);
}

TEST_F(EconomyRowsTest, DoNotDependOnTheOrderOfReplicates) {
  Summary backward(model_, configurations_, economy_groups(economies(40, true), 1));
  for (int r = 599; r >= 0; --r) {
    backward.add(outcome(r, 40));
  }
  const Summary forward = summary(40, true);
  CsvRows a(summary_table());
  CsvRows b(summary_table());
  write_summary_rows(a, summary_rows(forward));
  write_summary_rows(b, summary_rows(backward));
  EXPECT_EQ(a.take(), b.take());
}

TEST_F(EconomyRowsTest, AreMergedByAddition) {
  EconomyTally whole(model_, configurations_);
  EconomyTally odd(model_, configurations_);
  EconomyTally even(model_, configurations_);
  for (int r = 0; r < 200; ++r) {
    whole.add(outcome(r, 40));
    (r % 2 == 0 ? even : odd).add(outcome(r, 40));
  }
  odd.merge(even);
  for (const auto& group :
       {EconomyTally::Group{}, EconomyTally::Group{Ending::agreed, std::nullopt},
        EconomyTally::Group{std::nullopt, DealKind::none}}) {
    EXPECT_EQ(odd.replicates(group), whole.replicates(group));
    EXPECT_EQ(odd.mechanisms(group, 0), whole.mechanisms(group, 0));
    for (std::size_t metric = 0; metric < whole_metrics.size(); ++metric) {
      EXPECT_EQ(odd.whole(group, metric), whole.whole(group, metric));
    }
    for (std::size_t metric = 0; metric < party_metrics.size(); ++metric) {
      EXPECT_EQ(odd.party(group, 1, metric), whole.party(group, 1, metric));
    }
  }
  EXPECT_EQ(odd.with_configuration(three_), whole.with_configuration(three_));
  EXPECT_EQ(odd.with_path(Path::direct), whole.with_path(Path::direct));
  EXPECT_EQ(odd.with_ratified(Ratified::pending), whole.with_ratified(Ratified::pending));
  EXPECT_EQ(odd.threat(0).executed, whole.threat(0).executed);
  EXPECT_EQ(odd.threat(0).made, 200U);
}

TEST_F(EconomyRowsTest, GiveNoSplitForFewEconomiesOrWhereOnlySetsDiffer) {
  EXPECT_TRUE(variance_rows(summary(29, true)).empty());
  EXPECT_FALSE(variance_rows(summary(30, true)).empty());
  EXPECT_TRUE(variance_rows(summary(40, false)).empty());
  EXPECT_TRUE(variance_rows(Summary(model_, configurations_)).empty());
}

TEST_F(EconomyRowsTest, GiveTheValuesOfEachElasticitySet) {
  for (const bool differ : {true, false}) {
    const std::vector<SummaryRow> rows = summary_rows(summary(40, differ));
    std::uint64_t agreed = 0, n = 0;
    double utility = 0.0;
    for (int r = 0; r < 600; ++r) {
      const Outcome out = outcome(r, 40);
      if ((out.economy - 1) % 2 == 1) {  // set a
        ++n;
        agreed += out.ending == Ending::agreed ? 1U : 0U;
        utility += out.parties[1].utility;
      }
    }
    const SummaryRow* p = find(rows, "agreed_by_elasticities", "", "a", "probability");
    ASSERT_NE(p, nullptr);
    EXPECT_EQ(p->estimate.replicates, n);
    EXPECT_EQ(p->estimate.value, static_cast<double>(agreed) / static_cast<double>(n));
    EXPECT_LT(*p->estimate.low, *p->estimate.value);
    const SummaryRow* mean = find(rows, "utility_by_elasticities", "MEX", "a", "mean");
    ASSERT_NE(mean, nullptr);
    EXPECT_NEAR(*mean->estimate.value, utility / static_cast<double>(n), 1e-9);
    EXPECT_NE(find(rows, "trilateral_by_elasticities", "", "b", "probability"), nullptr);
    EXPECT_NE(find(rows, "welfare_pct_by_elasticities", "USA", "b", "mean"), nullptr);
  }
  std::vector<EconomyDraw> one = economies(40, true);
  for (EconomyDraw& draw : one) {
    draw.elasticities = "a";
  }
  Summary alone(model_, configurations_, economy_groups(one, 1));
  alone.add(outcome(0, 40));
  EXPECT_TRUE(elasticity_rows(alone).empty());
}

}  // namespace
}  // namespace tripart
