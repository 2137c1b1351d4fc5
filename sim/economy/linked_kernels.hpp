#pragma once

#include <cstddef>
#include <cstdint>

#include "core/per_isa.hpp"
#include "economy/cell_groups.hpp"

// What the accelerated loop's kernels work on (kernels/linked_loop.cpp): plain numbers
// and pointers, because those are compiled once per instruction set.

namespace tripart {

/// A BaseResponse as the kernels see it; its rows are as long as whole groups need.
struct LinkedYear {
  std::size_t regions;
  std::size_t columns;  ///< traded sectors in whole groups
  std::size_t cost_at, spending_at, size;
  // [region, traded sector]
  const double *minus_theta, *per_theta, *base_log_sum, *own_share, *base_spending;
  const double *wage_in_cost, *income_in_spending, *labour_in_output, *labour_in_sales;
  // [importer, exporter, traded sector]
  const double *weight, *net_weight;
  // [region, from traded sector, to traded sector]
  const double *price_in_cost, *sales_in_spending;
  // [region, excess of region] and [region, state]
  const double *wage_move, *response;
  // [region]
  const double *labour_in_income, *value_added;
  const double *deficit, *deficit_in_wages;  ///< what is constant; per unit of wage bill
  double world_value_added;
};

/// Changes that Anderson's acceleration remembers.
inline constexpr std::size_t anderson_depth = 5;

/// Counterfactuals at work: every entry of an array stands for as many numbers as the
/// kernels have lanes, one counterfactual after the other.
struct LinkedWork {
  double *state, *residual;                    // [state]
  double *last_state, *last_residual;          // [state] of the round before
  double *residual_change, *image_change;      // [slot, state]
  double *gram, *product;                      // [slot, slot], [slot]
  double *cost_power, *sum, *net_sum;          // [region, traded sector]
  double *demand, *price_term, *sales_term;    // [region, traded sector]
  double *wage_bill, *income, *excess, *move;  // [region]
  double* gap;                                 // largest relative gap of a state
  const double* changes;                       // in memory, at most anderson_depth
  const double* held;                          // 1: the state stays as it is
  std::size_t newest;                          // slot of the newest change
  /// Row of weight and net_weight for every [importer, exporter]; unchanged_row where all
  /// counterfactuals trade as in the base year.
  const std::int32_t* row;
  const double *weight, *net_weight;  // [row, traded sector]
};
inline constexpr std::int32_t unchanged_row = -1;

struct LinkedKernels {
  std::size_t solves;  ///< counterfactuals at a time
  /// E1 to E5 at the state.
  void (*evaluate)(const LinkedYear&, const LinkedWork&);
  /// The same, and the residual: image less state, all wages moving.
  void (*reply)(const LinkedYear&, const LinkedWork&);
  /// Anderson's next state, written over the one of the round before.
  void (*step)(const LinkedYear&, const LinkedWork&);
  /// The same, and its image of costs and expenditures in the place of the state.
  void (*settle)(const LinkedYear&, const LinkedWork&);
};

/// One source for both: vectors of neighbouring sectors of one counterfactual, and
/// vectors of one sector of several.
struct LinkedLoopKernels {
  LinkedKernels alone, together;
};
TRIPART_PER_ISA(LinkedLoopKernels, linked_loop)

}  // namespace tripart
