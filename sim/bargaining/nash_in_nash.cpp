// Nash-in-Nash on texts (Horn & Wolinsky 1988): a hub and each spoke settle on their Nash
// text given what the hub has settled with the others.
#include <algorithm>
#include <cmath>

#include "bargaining/centre.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {

const DealBenchmark* Centre::bilaterals(int hub) {
  const ConfigurationSet& set = payoffs_.configurations();
  if (model_.party_count() < 3) {
    return nullptr;
  }
  const int configuration =
      set.offered(set.spokes(hub, model_.everyone() & ~set_of(hub)));
  if (configuration < 0) {
    return nullptr;
  }
  std::optional<DealBenchmark>& known = bilaterals_[static_cast<std::size_t>(hub)];
  if (!known) {
    known = solve_bilaterals(hub, configuration);
  }
  return &*known;
}

int Centre::without_spoke(int hub, PartySet spokes) const {
  const ConfigurationSet& set = payoffs_.configurations();
  return count_bits(spokes) == 1 ? set.block(set_of(hub) | spokes)
                                 : set.spokes(hub, spokes);
}

DealBenchmark Centre::solve_bilaterals(int hub, int configuration) const {
  const std::vector<PartySet>& deals = payoffs_.configurations()[configuration].deals;
  DealBenchmark benchmark;
  benchmark.configuration = configuration;
  benchmark.members = model_.everyone();
  benchmark.hub = hub;
  SolutionPoint& point =
      benchmark.solution[static_cast<std::size_t>(Solution::nash_in_nash)];
  point.text.resize(deals.size());
  std::vector<NashProblem> problems(deals.size());
  for (std::size_t deal = 0; deal < deals.size(); ++deal) {
    if (!describe_deal(deals[deal], configuration, problems[deal])) {
      return benchmark;
    }
    point.text[deal] = problems[deal].frontier.otherwise;
  }
  // Other texts reach a pair only through what they are worth with and without the pair's
  // own deal, which moves little: a few rounds.
  constexpr int most_rounds = 500;
  constexpr double settled = 1e-14;
  double moved = 1.0;
  for (int round = 0; round < most_rounds && moved > settled; ++round) {
    moved = 0.0;
    for (std::size_t deal = 0; deal < deals.size(); ++deal) {
      const int without = without_spoke(hub, model_.everyone() & ~deals[deal]);
      if (without < 0) {
        return benchmark;
      }
      NashProblem problem = problems[deal];
      std::size_t row = 0;
      for (int party = 0; party < model_.party_count(); ++party) {
        if (!contains(deals[deal], party)) {
          continue;
        }
        problem.disagreement[row] = base(party, without);
        for (std::size_t other = 0; other < deals.size(); ++other) {
          if (other != deal) {
            problem.frontier.constant[row] +=
                text_value(party, configuration, deals[other], point.text[other]);
            problem.disagreement[row] +=
                text_value(party, without, deals[other], point.text[other]);
          }
        }
        ++row;
      }
      const FrontierPoint nash = solve_nash(problem);
      if (!nash.found) {
        return benchmark;
      }
      for (std::size_t k = 0; k < model_.issues.size(); ++k) {
        moved = std::max(moved, std::fabs(nash.text[k] - point.text[deal][k]));
      }
      point.text[deal] = nash.text;
    }
  }
  constexpr double good_enough = 1e-10;
  point.found = moved <= good_enough;
  for (int party = 0; party < model_.party_count(); ++party) {
    double& value = point.value[static_cast<std::size_t>(party)];
    value = base(party, configuration);
    for (std::size_t deal = 0; deal < deals.size(); ++deal) {
      value += text_value(party, configuration, deals[deal], point.text[deal]);
    }
  }
  return benchmark;
}

}  // namespace tripart
