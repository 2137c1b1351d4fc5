#pragma once

#include <array>
#include <vector>

#include "tripart/bargaining/outcome.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/bargaining/solution.hpp"

/// What bargaining theory says about a scenario, once: at its central values, which are
/// the start of the talks with every drawn parameter at its median, no private part of
/// anybody's reservation value, and payoffs averaged over the economies. All on the exact
/// frontier; all values in percent of own real income a year.
namespace tripart {

/// One solution of one configuration.
struct SolutionPoint {
  bool found = false;
  std::vector<Texts> text;  ///< by deal of the configuration
  PartyValues value{};      ///< V of every party of the model, outsiders included
};

/// The solutions of one deal, or of the bilaterals of one hub (Nash-in-Nash alone).
struct DealBenchmark {
  int configuration = 0;
  PartySet members = 0;
  int hub = -1;  ///< of several bilaterals
  std::array<SolutionPoint, solution_count> solution;
};

/// What a coalition could do for itself alone against the settlement of all.
struct CoreTest {
  PartySet coalition = 0;
  int configuration = 0;           ///< its own deal
  bool outsiders_keep_old = true;  ///< else some pair with an outsider has no agreement
  bool has_text = false;           ///< false: red lines leave none
  double least_gain = 0.0;         ///< the largest equal gain over the settlement
  bool blocks = false;             ///< least_gain > 0
};

struct Benchmarks {
  PartyValues fallback{};            ///< max(S, E): what each has without any deal
  std::vector<DealBenchmark> deals;  ///< in the order of the configurations
  std::vector<CoreTest> core;        ///< likewise
};

/// Solves all of it; microseconds to milliseconds per configuration.
[[nodiscard]] Benchmarks solve_benchmarks(const Model& model, const PayoffTable& payoffs);

}  // namespace tripart
