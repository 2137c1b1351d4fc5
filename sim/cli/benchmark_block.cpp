#include "cli/benchmark_block.hpp"

#include <algorithm>

#include "cli/text_table.hpp"
#include "tripart/results/replicate_rows.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr std::size_t distance_nash = first_distance - 1;

std::string words(Solution solution) {
  switch (solution) {
    case Solution::nash:
      return "Nash";
    case Solution::asymmetric_nash:
      return "Nash with powers";
    case Solution::kalai_smorodinsky:
      return "Kalai-Smorodinsky";
    case Solution::egalitarian:
      return "egalitarian";
    case Solution::utilitarian:
      return "utilitarian";
    case Solution::rational_utilitarian:
      return "utilitarian, nobody worse off";
    case Solution::nash_in_nash:
      return "Nash-in-Nash";
  }
  return "";
}

std::string signed_number(double value) {
  const std::string text = rounded(value, 3);
  const bool rises = value > 0.0 && text.find_first_of("123456789") != std::string::npos;
  return (rises ? "+" : "") + text;
}

// Place of a solution's distance among the metrics of a party; none is kept for one.
std::optional<std::size_t> metric_of(Solution solution) {
  if (solution == Solution::nash) {
    return distance_nash;
  }
  const auto found =
      std::find(measured_solutions.begin(), measured_solutions.end(), solution);
  return found == measured_solutions.end()
             ? std::nullopt
             : std::optional(first_distance + static_cast<std::size_t>(
                                                  found - measured_solutions.begin()));
}

std::string core_line(const Summary& summary, const Benchmarks& benchmarks) {
  std::string text;
  for (const CoreTest& test : benchmarks.core) {
    if (test.blocks) {
      text += (text.empty() ? "" : "; ") +
              party_list(summary.model(), test.coalition, '-') +
              (test.outsiders_keep_old ? "" : " with outsiders cut off") + " (" +
              signed_number(test.least_gain) + ")";
    }
  }
  if (benchmarks.core.empty()) {
    return "";
  }
  return "  core: " +
         (text.empty()
              ? std::string(
                    "no coalition gains by a deal of its own over the Nash point\n")
              : "by a deal of its own each member gains over the Nash point in " + text +
                    "\n");
}

}  // namespace

std::string benchmark_block(const Summary& summary, const Benchmarks& benchmarks) {
  const Model& model = summary.model();
  const Cell all = summary.all();
  const auto wide = std::find_if(
      benchmarks.deals.begin(), benchmarks.deals.end(), [&](const DealBenchmark& deal) {
        return deal.hub < 0 && deal.members == model.everyone();
      });
  if (wide == benchmarks.deals.end()) {
    return "";
  }
  TextTable table;
  std::vector<std::string> head{"solution"};
  for (const Party& party : model.parties) {
    head.push_back(party.id);
    head.emplace_back("settled");
  }
  table.add(std::move(head));
  bool any = false;
  const auto hubs =
      std::count_if(benchmarks.deals.begin(), benchmarks.deals.end(),
                    [](const DealBenchmark& deal) { return deal.hub >= 0; });
  const auto add = [&](const DealBenchmark& deal, Solution solution) {
    const SolutionPoint& point = deal.solution[static_cast<std::size_t>(solution)];
    const std::optional<std::size_t> metric = metric_of(solution);
    if (!point.found) {
      return;
    }
    any = true;
    std::vector<std::string> row{
        words(solution) +
        (deal.hub < 0
             ? ""
             : " around " + model.parties[static_cast<std::size_t>(deal.hub)].id)};
    for (std::size_t party = 0; party < model.parties.size(); ++party) {
      row.push_back(rounded(point.value[party], 3));
      // One distance is kept for the bilaterals of all hubs.
      const bool seen =
          metric && (deal.hub < 0 || hubs == 1) && all.party[party][*metric].count() > 0;
      row.push_back(seen ? signed_number(*all.party[party][*metric].mean().value) : "-");
    }
    table.add(std::move(row));
  };
  for (std::size_t s = 0; s + 1 < solution_count; ++s) {
    add(*wide, static_cast<Solution>(s));
  }
  for (const DealBenchmark& deal : benchmarks.deals) {
    if (deal.hub >= 0) {
      add(deal, Solution::nash_in_nash);
    }
  }
  if (!any) {
    return "";
  }
  constexpr std::size_t pareto = whole_metrics.size() - 1;
  const Measure& left = all.whole[pareto];
  return "\nSolutions of bargaining theory: value of a deal of all at the central "
         "values\n"
         "  settled: how far settlements lie above (+) or below (-) the solution for the "
         "deal that was made, there, on average;\n"
         "  for Nash that of the last table in each replicate\n" +
         table.text(1) +
         (left.count() > 0 ? "  left on the table: " + rounded(*left.mean().value, 3) +
                                 " for each member on average (Pareto distance)\n"
                           : "") +
         core_line(summary, benchmarks);
}

}  // namespace tripart
