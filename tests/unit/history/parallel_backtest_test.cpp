#include <atomic>

#include <gtest/gtest.h>

#include "support/shipped.hpp"
#include "tripart/history/backtest_rows.hpp"

namespace tripart {
namespace {

// Two cases of two parties and without an economy: quick, with texts, dates and events.
std::vector<ReadCase> two_quick_cases() {
  const CaseFile file = read_case_file(test::shipped_file("history/cases.yaml"));
  std::vector<HistoryCase> two;
  for (const HistoryCase& one : file.cases) {
    if (one.id == "us-japan-2019" || one.id == "korus-2018") {
      two.push_back(one);
    }
  }
  return read_history(two, {});
}

BacktestOptions few(int jobs) {
  BacktestOptions options;
  options.replicates = 200;
  options.jitters = 3;
  options.jobs = jobs;
  return options;
}

BacktestResult score(const std::vector<ReadCase>& cases, const BacktestOptions& options) {
  const std::atomic<bool> stop{false};
  return run_backtest(
      cases, options, [](std::uint64_t) {}, stop);
}

std::string all_bytes(const std::vector<ReadCase>& cases,
                      const BacktestOptions& options) {
  std::string text;
  for (CsvRows& rows : backtest_rows(cases, options, score(cases, options))) {
    text += rows.take();
  }
  return text;
}

TEST(Backtest, IsTheSameBytesOnAnyNumberOfThreads) {
  const std::vector<ReadCase> cases = two_quick_cases();
  ASSERT_EQ(cases.size(), 2U);
  const std::string alone = all_bytes(cases, few(1));
  EXPECT_EQ(alone, all_bytes(cases, few(3)));
  BacktestOptions other = few(1);
  other.seed = 2;
  EXPECT_NE(alone, all_bytes(cases, other));
}

TEST(Backtest, AStopLeavesNothingToReport) {
  const std::atomic<bool> stop{true};
  const BacktestResult result = run_backtest(
      two_quick_cases(), few(2), [](std::uint64_t) {}, stop);
  EXPECT_FALSE(result.finished);
  EXPECT_TRUE(result.cases.empty());
}

// What is said of a row must be what plain replicates of the same seed say of it.
TEST(Backtest, ProbabilitiesAreSharesOfOrdinaryReplicates) {
  const std::vector<ReadCase> cases = two_quick_cases();
  const BacktestResult result = score(cases, few(2));
  for (std::size_t number = 0; number < cases.size(); ++number) {
    const ReadCase& one = cases[number];
    const SolvedPayoffs payoffs = payoffs_of(one.scenario, 1, 1);
    const Statements statements(one.scenario.model, one.rows);
    std::vector<double> sums(one.rows.size(), 0.0);
    for (std::uint64_t replicate = 1; replicate <= 200; ++replicate) {
      const Outcome outcome =
          run_replicate(one.scenario.model, payoffs.table, 1, replicate);
      for (std::size_t row = 0; row < one.rows.size(); ++row) {
        sums[row] += statements.value(row, outcome).value_or(0.0);
      }
    }
    for (std::size_t row = 0; row < one.rows.size(); ++row) {
      if (is_event(one.rows[row].kind)) {
        EXPECT_DOUBLE_EQ(result.cases[number].rows[row].mean, sums[row] / 200.0)
            << one.rows[row].id;
      }
    }
  }
}

TEST(Backtest, DifferencesAreAboutTheSameRows) {
  const std::vector<ReadCase> cases = two_quick_cases();
  const BacktestResult result = score(cases, few(2));
  for (const CaseResult& one : result.cases) {
    for (const ScoreLine& line : one.lines) {
      if (line.row < 0 || line.source == "model") {
        continue;
      }
      for (const ScoreLine& own : one.lines) {
        if (own.source == "model" && own.row == line.row && own.kind == line.kind) {
          ASSERT_TRUE(line.difference);
          EXPECT_DOUBLE_EQ(*line.difference, own.value - line.value);
        }
      }
    }
  }
}

TEST(Backtest, BaseRatesLeaveTheCaseItselfOut) {
  const std::vector<ReadCase> cases = two_quick_cases();
  const BacktestResult result = score(cases, few(2));
  for (std::size_t number = 0; number < 2; ++number) {
    const std::vector<OutcomeRow>& others = cases[1 - number].rows;
    double happened = 0.0;
    double rows = 0.0;
    for (const OutcomeRow& row : others) {
      if (row.kind == OutcomeRowKind::deal) {
        happened += row.value;
        rows += 1.0;
      }
    }
    for (std::size_t row = 0; row < cases[number].rows.size(); ++row) {
      if (cases[number].rows[row].kind == OutcomeRowKind::deal) {
        EXPECT_EQ(said_by(result.cases[number].rivals, "base_rate", row),
                  happened / rows);
      }
    }
  }
}

// Standard errors by bootstrap against the formula that a single probability has: the
// score is (p - o)^2, so its error is 2 |p - o| sqrt(p (1 - p) / n). With 200 resamples a
// standard deviation is known to 5 percent; 25 percent is five of these.
TEST(Backtest, ErrorsOfSingleEventsAreThoseOfTheirProbabilities) {
  const std::vector<ReadCase> cases = two_quick_cases();
  BacktestOptions options = few(2);
  options.replicates = 2000;
  options.jitters = 0;
  const BacktestResult result = score(cases, options);
  int compared = 0;
  for (std::size_t number = 0; number < 2; ++number) {
    for (const ScoreLine& line : result.cases[number].lines) {
      if (line.kind != ScoreKind::brier || line.source != "model" || line.row < 0) {
        continue;
      }
      const auto row = static_cast<std::size_t>(line.row);
      const double p = result.cases[number].rows[row].mean;
      const double formula = 2.0 * std::abs(p - cases[number].rows[row].value) *
                             std::sqrt(p * (1.0 - p) / 2000.0);
      ASSERT_TRUE(line.std_error);
      if (p > 0.02 && p < 0.98) {  // else the square of the error counts too
        EXPECT_NEAR(*line.std_error, formula, 0.25 * formula);
        ++compared;
      }
    }
  }
  EXPECT_GE(compared, 2);
}

TEST(Backtest, SpreadsAreOrderStatistics) {
  const HeldSpread spread = spread_of({5.0, 1.0, 4.0, 2.0, 3.0});
  EXPECT_EQ(spread.mean, 3.0);
  EXPECT_EQ(spread.p05, 1.0);
  EXPECT_EQ(spread.p50, 3.0);
  EXPECT_EQ(spread.p95, 5.0);
  std::vector<double> hundred;
  for (int i = 1; i <= 100; ++i) {
    hundred.push_back(i);
  }
  EXPECT_EQ(spread_of(hundred).p05, 5.0);
  EXPECT_EQ(spread_of(hundred).p95, 95.0);
}

TEST(Backtest, NoMeanOverCasesComesWithoutItsRange) {
  const std::vector<ReadCase> cases = two_quick_cases();
  const BacktestResult result = score(cases, few(2));
  ASSERT_FALSE(result.pooled.empty());
  for (const PooledLine& line : result.pooled) {
    EXPECT_LE(line.least, line.mean);
    EXPECT_LE(line.mean, line.most);
    EXPECT_FALSE(line.least_case.empty());
  }
  std::size_t events = 0;
  for (const ForecastBin& bin : result.bins) {
    events += bin.source == "model" ? bin.events : 0U;
    EXPECT_LE(bin.low, bin.mean_forecast);
    EXPECT_LE(bin.mean_forecast, bin.high);
  }
  EXPECT_EQ(events, 8U) << "four events of either case";
}

}  // namespace
}  // namespace tripart
