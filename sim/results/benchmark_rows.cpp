#include "tripart/results/benchmark_rows.hpp"

#include <algorithm>

#include "tripart/results/replicate_rows.hpp"

namespace tripart {

void write_benchmark_rows(CsvRows& rows, const Model& model,
                          const ConfigurationSet& configurations,
                          const Benchmarks& benchmarks) {
  const std::size_t parties = model.parties.size();
  for (const DealBenchmark& deal : benchmarks.deals) {
    for (std::size_t s = 0; s < solution_count; ++s) {
      const auto solution = static_cast<Solution>(s);
      if ((solution == Solution::nash_in_nash) != (deal.hub >= 0)) {
        continue;  // the one is of several bilaterals, all others of one deal
      }
      const SolutionPoint& point = deal.solution[s];
      double total = 0.0;
      for (std::size_t i = 0; i < parties; ++i) {
        total += contains(deal.members, static_cast<int>(i))
                     ? std::max(0.0, point.value[i] - benchmarks.fallback[i])
                     : 0.0;
      }
      for (std::size_t i = 0; i < parties; ++i) {
        const bool signs = contains(deal.members, static_cast<int>(i));
        const double surplus = point.value[i] - benchmarks.fallback[i];
        rows.text(configurations[deal.configuration].name)
            .text(to_text(solution))
            .text(model.parties[i].id)
            .text(signs ? "member" : "outsider")
            .number(benchmarks.fallback[i]);
        if (point.found) {
          rows.number(point.value[i]).number(surplus);
          rows.number(signs && total > 0.0
                          ? std::optional<double>(std::max(0.0, surplus) / total)
                          : std::nullopt);
        } else {
          rows.blank().blank().blank();
        }
        rows.end_row();
      }
    }
  }
}

void write_core_rows(CsvRows& rows, const Model& model,
                     const ConfigurationSet& configurations,
                     const Benchmarks& benchmarks) {
  for (const CoreTest& test : benchmarks.core) {
    rows.text(party_list(model, test.coalition))
        .text(test.outsiders_keep_old ? "old_agreement" : "no_agreement")
        .text(configurations[test.configuration].name);
    rows.number(test.has_text ? std::optional<double>(test.least_gain) : std::nullopt)
        .text(test.blocks ? "yes" : "no")
        .end_row();
  }
}

}  // namespace tripart
