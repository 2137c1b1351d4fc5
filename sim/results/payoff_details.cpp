#include "tripart/results/payoff_details.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tripart/core/parallel.hpp"
#include "tripart/results/case_rows.hpp"

namespace tripart {
namespace {

struct Place {
  int economy = 0;
  int configuration = 0;  ///< -1: the scenario's policies
};

std::vector<Place> places_of(const SolvedPayoffs& payoffs, Details details) {
  std::vector<Place> places;
  std::set<std::string> seen;
  for (int economy = 0; economy < payoffs.table.economies(); ++economy) {
    const bool is_first =
        seen.insert(payoffs.economies[static_cast<std::size_t>(economy)].elasticities)
            .second;
    if (details == Details::none || (details == Details::first && !is_first)) {
      continue;
    }
    for (int configuration = 0; configuration < payoffs.table.configurations().size();
         ++configuration) {
      places.push_back({economy, configuration});
    }
    places.push_back({economy, -1});
  }
  return places;
}

}  // namespace

std::optional<Details> parse_details(std::string_view word) {
  return word == "none"    ? std::optional(Details::none)
         : word == "first" ? std::optional(Details::first)
         : word == "all"   ? std::optional(Details::all)
                           : std::nullopt;
}

void write_details(TableSet& tables, const Model& model, const TradeModel& trade,
                   const SolvedPayoffs& payoffs, Details details, int jobs) {
  const std::vector<Place> places = places_of(payoffs, details);
  const CaseSolver solver(model, trade, payoffs);
  const int status_quo = payoffs.table.configurations().status_quo();
  const std::string no_tariffs = payoffs.table.state_name(model, 0);
  // A few places at a time: enough for all threads, few enough for the memory.
  const std::size_t batch = 4 * static_cast<std::size_t>(jobs);
  for (std::size_t first = 0; first < places.size(); first += batch) {
    std::vector<CaseRows> rows(std::min(batch, places.size() - first));
    for_each_block(rows.size(), jobs, [&](std::size_t block, int /*worker*/) {
      const Place& place = places[first + block];
      const CaseSolver::Take write = [&](const SolvedCase& one) {
        write_case_rows(rows[block], one, trade);
        if (details == Details::all || place.configuration == status_quo ||
            one.tariff_state == no_tariffs) {
          write_flow_rows(rows[block], one, trade);
        }
      };
      if (place.configuration < 0) {
        solver.solve_policies(place.economy, write);
      } else {
        solver.solve(place.economy, place.configuration, write);
      }
    });
    for (CaseRows& done : rows) {
      tables.append(std::move(done.regions));
      tables.append(std::move(done.partners));
      tables.append(std::move(done.sectors));
      tables.append(std::move(done.flows));
    }
  }
}

}  // namespace tripart
