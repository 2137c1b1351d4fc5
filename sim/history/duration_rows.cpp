#include "tripart/history/duration_rows.hpp"

#include <algorithm>

#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/summary.hpp"

namespace tripart {
namespace {

CsvRows test_rows(const Scenario& scenario, std::uint64_t seed,
                  const DurationTest& test) {
  CsvRows rows(duration_test_table());
  rows.text(scenario.model.name)
      .date(scenario.model.start)
      .text(std::to_string(seed))
      .count(test.simulated)
      .count(test.censored)
      .integer(test.cut)
      .count(test.history)
      .count(test.history_censored)
      .number(test.simulated_mean)
      .number(test.simulated_sd)
      .number(test.history_mean)
      .number(test.history_sd)
      .number(test.distance)
      .number(test.p_value)
      .number(test.critical_distance)
      .number(test.energy_distance)
      .number(test.crps)
      .number(test.crps_of_others)
      .end_row();
  return rows;
}

CsvRows place_rows(const DurationTest& test) {
  CsvRows rows(durations_table());
  for (const DurationPlace& place : test.places) {
    rows.text(place.history.name)
        .integer(place.history.months)
        .number(place.share_below)
        .number(place.share_at_most)
        .number(place.crps)
        .number(place.crps_of_others)
        .end_row();
  }
  return rows;
}

CsvRows month_rows(const DurationSample& sample, const std::vector<Duration>& history) {
  CsvRows rows(duration_months_table());
  std::uint64_t simulated = 0;
  std::uint64_t real = 0;
  for (int month = 0; month <= sample.cut(); ++month) {
    const std::uint64_t here = sample.counts()[static_cast<std::size_t>(month)];
    const auto then = static_cast<std::uint64_t>(
        std::count_if(history.begin(), history.end(),
                      [month](const Duration& one) { return one.months == month; }));
    simulated += here;
    real += then;
    rows.integer(month)
        .count(here)
        .number(static_cast<double>(simulated) / static_cast<double>(sample.total()))
        .count(then)
        .number(static_cast<double>(real) / static_cast<double>(history.size()))
        .end_row();
  }
  return rows;
}

}  // namespace

PlayedDurations play_durations(const Scenario& scenario, std::uint64_t seed,
                               std::uint64_t replicates, int jobs,
                               const std::function<void(std::uint64_t)>& progress,
                               const std::atomic<bool>& stop) {
  const SolvedPayoffs payoffs = payoffs_of(scenario, seed, jobs);
  PlayedDurations played(scenario.model);
  EnsembleOptions options;
  options.seed = seed;
  options.replicates = replicates;
  options.jobs = jobs;
  const auto consume = [&](const Block& block) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < block.outcomes.size(); ++i) {
      const bool has_failed =
          next < block.failed.size() && block.failed[next].replicate == block.first + i;
      next += has_failed ? 1U : 0U;
      if (has_failed || unusable(block.outcomes[i])) {
        ++played.failed;
      } else {
        played.sample.add(block.outcomes[i]);
      }
    }
    played.played = block.first - 1 + block.outcomes.size();
    progress(played.played);
  };
  static_cast<void>(run_ensemble(scenario.model, payoffs.table, options, consume, stop));
  return played;
}

std::vector<CsvRows> duration_rows(const Scenario& scenario, std::uint64_t seed,
                                   const DurationSample& sample,
                                   const std::vector<Duration>& history,
                                   const DurationTest& test) {
  std::vector<CsvRows> all;
  all.push_back(test_rows(scenario, seed, test));
  all.push_back(place_rows(test));
  all.push_back(month_rows(sample, history));
  return all;
}

}  // namespace tripart
