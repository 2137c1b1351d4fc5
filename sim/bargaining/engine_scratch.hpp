#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bargaining/engine_state.hpp"
#include "bargaining/kernels/judgement.hpp"

namespace tripart {

/// Room for what a function works out on its way; nothing in it outlives a step.
struct Scratch {
  std::vector<const Real*> terms;          ///< of a weighted sum
  std::vector<Real> anew;                  ///< patience under the next government, by day
  std::vector<std::uint64_t> track_index;  ///< names of the draws of chapters' clocks
  std::vector<Real> hazard;                ///< of each class of chapters, at this stop
  std::array<Real, max_parties> lift_discount{};
  std::vector<Appraiser> appraiser;
  std::vector<Types> types;        ///< by party, at the table last looked at
  std::vector<Real> cell_surplus;  ///< EVmax - R by party and cell of the belief
  std::vector<Real> weight;        ///< likelihood per cell
  std::vector<Real> own;           ///< EV_i of the party last asked about, per point
  std::vector<Real> at_most;       ///< what a point can promise it, per point
  std::vector<Real> fair;          ///< 1 or 0, per point
  std::vector<Real> verdict;       ///< per point: dominated by another one
  std::vector<Real> worth;         ///< per ranking and point, of the last menu
};

}  // namespace tripart
