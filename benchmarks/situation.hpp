#pragma once

#include <string>

#include "tripart/results/payoff_rows.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart::benchmarks {

/// A shipped scenario with its payoffs solved: what the replicates of a run read.
struct Situation {
  explicit Situation(const std::string& file)
      : scenario(read_scenario(std::string(TRIPART_SOURCE_DIR) + "/scenarios/" + file)),
        payoffs(payoffs_of(scenario, 1, 1)) {}

  Scenario scenario;
  SolvedPayoffs payoffs;
};

}  // namespace tripart::benchmarks
