#pragma once

#include <cstddef>

#include "core/per_isa.hpp"
#include "economy/cell_groups.hpp"

// What the kernels of the full equations work on (kernels/full_equations.cpp): plain
// numbers and pointers, because those are compiled once per instruction set.

namespace tripart {

/// The base year and the policy at hand. Rows by sector come in whole groups; what fills
/// them up is nobody's.
struct FullYear {
  std::size_t regions;
  std::size_t sectors;  ///< in whole groups
  std::size_t traded;   ///< of these; all others are bought at home only
  // [region, sector]
  const double *minus_theta, *per_theta, *base_log_sum, *value_added_share, *final_share;
  // [importer, exporter, sector]
  const double *weight, *net_weight;
  // [region, input, user] and [region, user, input]
  const double *input_share, *user_share;
  // [region]
  const double* value_added;
  const double *deficit, *deficit_in_wages;  ///< what is constant; per unit of wage bill
};

/// The state of the equations and its image.
struct FullWork {
  const double *log_wage, *log_cost, *expenditure;
  double *new_log_cost, *new_expenditure, *excess;
  double *cost_power, *share_sum, *net_share_sum, *log_price, *demand, *output;
  double *wage_bill, *revenue, *deficit, *income;
};

struct FullKernels {
  /// E1 to E5 at the state; returns the largest gap between it and its image.
  double (*evaluate)(const FullYear&, const FullWork&);
  // to[k] = exp(from[k]), log(from[k]) for any count; to may be from
  void (*exp_each)(const double* from, double* to, std::size_t count);
  void (*log_each)(const double* from, double* to, std::size_t count);
};
TRIPART_PER_ISA(FullKernels, full_equations)

}  // namespace tripart
