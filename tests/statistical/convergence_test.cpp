// What replicates buy: errors that shrink with their root, and differences that common
// random numbers make sharper.
#include <array>
#include <atomic>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "support/effort.hpp"
#include "support/sample.hpp"
#include "support/shipped.hpp"
#include "tripart/study/point_seed.hpp"

namespace tripart {
namespace {

constexpr std::uint64_t first_seed = 20180305;
const std::atomic<bool> never{false};

/// One number of every replicate of a run.
std::vector<double> numbers_of(const Model& model, const PayoffTable& payoffs,
                               std::uint64_t seed, std::uint64_t replicates,
                               const std::function<double(const Outcome&)>& number) {
  std::vector<double> numbers;
  const std::function<void(const Block&)> take = [&](const Block& block) {
    EXPECT_TRUE(block.failed.empty());
    for (const Outcome& outcome : block.outcomes) {
      numbers.push_back(number(outcome));
    }
  };
  run_ensemble(model, payoffs, {.seed = seed, .replicates = replicates}, take, never);
  return numbers;
}

constexpr std::array<std::uint64_t, 5> sizes{4, 16, 64, 256, 1024};

/// Root mean squares of the errors of runs of each size, the first replicates of each.
class Errors {
 public:
  void add(const std::vector<double>& run, double truth) {
    double sum = 0.0;
    std::size_t at = 0;
    for (std::size_t r = 0; r < run.size(); ++r) {
      sum += run[r];
      if (r + 1 == sizes[at]) {
        const double error = sum / static_cast<double>(sizes[at]) - truth;
        squares_[at++] += error * error;
      }
    }
  }
  /// Of log error over log size.
  [[nodiscard]] double slope() const {
    double x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const double a = std::log(static_cast<double>(sizes[i]));
      const double b = 0.5 * std::log(squares_[i]);
      x += a, y += b, xx += a * a, xy += a * b;
    }
    const double n = sizes.size();
    return (n * xy - x * y) / (n * xx - x * x);
  }

 private:
  std::array<double, sizes.size()> squares_{};
};

// scenarios/textbook/fearon.yaml: the threat is withdrawn with 1/2 and carried out with
// 1/5. Null: the error of n replicates is that of n independent draws, its slope -1/2.
// With 600 runs the slope has a standard error of .0064: beyond .04 with a chance of
// 1e-9. Replicates of which one in twenty repeats the first of its run come to -.40, a
// run that shares luck with a variance of a two-hundredth of theirs, as planted below, to
// -.34.
constexpr std::uint64_t runs = 600;

TEST(ConvergenceStatistics, ErrorsFallWithTheRootOfTheReplicates) {
  const Scenario scenario = read_scenario(test::shipped_file("textbook/fearon.yaml"));
  const PayoffTable payoffs = pure_payoffs(scenario.model);
  Errors withdrawn, executed;
  for (std::uint64_t run = 0; run < runs; ++run) {
    const std::uint64_t seed = test::seed(first_seed) + run;
    std::vector<double> carried_out;
    withdrawn.add(numbers_of(scenario.model, payoffs, seed, sizes.back(),
                             [&](const Outcome& outcome) {
                               carried_out.push_back(outcome.threats_executed);
                               return static_cast<double>(outcome.threats_withdrawn);
                             }),
                  0.5);
    executed.add(carried_out, 0.2);
  }
  for (const Errors* errors : {&withdrawn, &executed}) {
    EXPECT_GT(errors->slope(), -0.54);
    EXPECT_LT(errors->slope(), -0.46);
  }
}

TEST(PlantedConvergence, LuckSharedByARunIsSeen) {
  Errors errors;
  for (std::uint64_t run = 0; run < runs; ++run) {
    const Stream stream(test::seed(first_seed) + run, 1, Purpose::parameter, "planted");
    const double shared = std::sqrt(1.0 / 200.0) * draw_normal(0, stream);
    std::vector<double> numbers;
    for (std::uint32_t r = 1; r <= sizes.back(); ++r) {
      numbers.push_back(shared + draw_normal(r, stream));
    }
    errors.add(numbers, 0.0);
  }
  EXPECT_GT(errors.slope(), -0.46);
}

/// Variance of the difference of independent runs over that of runs with common random
/// numbers.
double variance_ratio(const std::vector<double>& x, const std::vector<double>& y) {
  testing_support::Sample of_x, of_y, difference;
  for (std::size_t r = 0; r < x.size(); ++r) {
    of_x.add(x[r]);
    of_y.add(y[r]);
    difference.add(x[r] - y[r]);
  }
  const auto variance = [](const testing_support::Sample& sample) {
    return sample.error() * sample.error();
  };
  return (variance(of_x) + variance(of_y)) / variance(difference);
}

struct Metric {
  const char* name;
  std::function<double(const Outcome&)> number;
};

std::vector<Metric> metrics(int mexico) {
  const auto m = static_cast<std::size_t>(mexico);
  return {{"trilateral deal",
           [](const Outcome& o) { return o.kind == DealKind::trilateral ? 1.0 : 0.0; }},
          {"days", [](const Outcome& o) { return static_cast<double>(o.end_day); }},
          {"Mexico's utility", [m](const Outcome& o) { return o.parties[m].utility; }},
          {"Mexico's content", [m](const Outcome& o) { return o.parties[m].content; }}};
}

// The dependence comparison: nafta-2018.yaml with two shares of Mexico's exports that go
// to the United States, at the ends of scenarios/sweeps/dependence-by-tariff.yaml and as
// neighbours in it. Seen with 4,000 replicates: the variance falls to between a fourth
// and a sixth at the ends, to a twentieth and less between neighbours; half is far from
// either, and from the 1.0 of random numbers that are not shared.
TEST(CommonRandomNumbersStatistics, HalveTheVarianceOfTheDependenceComparison) {
  const std::uint64_t replicates = test::effort(4000);
  const auto seed = test::seed(1);
  const auto played = [&](const char* share, std::uint64_t with) {
    ReadOptions options;
    options.overrides = {
        "economy.economies=10",
        std::string("economy.export_shares={MEX: {USA: ") + share + "}}"};
    Scenario scenario = read_scenario(test::shipped_file("nafta-2018.yaml"), options);
    SolvedPayoffs payoffs = payoffs_of(scenario, with, 2);
    std::vector<std::vector<double>> numbers;
    for (const Metric& metric : metrics(scenario.model.party_count() - 1)) {
      numbers.push_back(
          numbers_of(scenario.model, payoffs.table, with, replicates, metric.number));
    }
    return numbers;
  };
  const auto low = played("0.40", seed);
  const auto high = played("0.95", seed);
  const auto next = played("0.45", seed);
  const auto apart = played("0.95", design_point_seed(seed, 2));
  const std::vector<Metric> names = metrics(0);
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_GT(variance_ratio(low[i], high[i]), 2.0) << names[i].name;
    EXPECT_GT(variance_ratio(low[i], next[i]), variance_ratio(low[i], high[i]))
        << names[i].name;
    // What is planted: a point with random numbers of its own gains nothing.
    EXPECT_LT(variance_ratio(low[i], apart[i]), 1.3) << names[i].name;
  }
}

}  // namespace
}  // namespace tripart
