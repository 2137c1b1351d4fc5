#pragma once

#include "core/per_isa.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {

/// What the kernels can say of a lane.
enum class Verdict : int {
  none,  ///< there is no such point
  found,
  apart  ///< not for this method: the lane's problem has to be solved by itself
};

/// Settlements among the same number of parties, each with the frontier of its table
/// (solution.hpp), side by side: the last index of every array is the lane, of
/// `most_lanes`. Losses are quadratic.
struct SettlementLanes {
  std::size_t issues = 0;
  std::size_t references = 0;            ///< texts that settlements are held against
  const double* low = nullptr;           ///< [issue]
  const double* high = nullptr;          ///< [issue]
  const double* otherwise = nullptr;     ///< [issue]
  const double* ideal = nullptr;         ///< [issue][party]
  const double* weight = nullptr;        ///< [issue][party]
  const double* slope = nullptr;         ///< [issue][party]
  const double* constant = nullptr;      ///< [party]
  const double* disagreement = nullptr;  ///< [party]
  const double* agreed = nullptr;        ///< V of the settlement, [party]
  const double* reference = nullptr;     ///< texts, [reference][issue]

  double* nash = nullptr;           ///< V at the Nash point, [party]
  Verdict* nash_verdict = nullptr;  ///< [lane]
  double* gain = nullptr;           ///< Pareto distance, [lane]
  Verdict* gain_verdict = nullptr;  ///< [lane]
  double* at_reference = nullptr;   ///< V at the texts held against, [reference][party]
};

/// Of two and of three parties.
struct SettlementKernels {
  void (*measure_two)(const SettlementLanes& lanes);
  void (*measure_three)(const SettlementLanes& lanes);
};

TRIPART_PER_ISA(SettlementKernels, settlement_kernels)

}  // namespace tripart
