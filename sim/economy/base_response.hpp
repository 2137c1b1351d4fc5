#pragma once

#include <cstddef>
#include <vector>

#include "economy/base_year.hpp"
#include "economy/linked_kernels.hpp"

namespace tripart {

/// How costs, expenditures and wages hang together near the base year: what the
/// accelerated loop takes for granted while it looks for the rest (MODEL.md, E5a).
///
/// Only sectors traded somewhere are looked for. What a region buys from itself is solved
/// for exactly with the base year's own shares D, as Leontief would: costs c = gamma w +
/// Gamma^T P become
///
///     c = (I - Gamma^T D)^-1 [gamma w + Gamma^T (P - D c)],
///
/// and so do expenditures, with the transpose. An untraded product has D = 1 and P = c,
/// so it drops out. The state is [wage | cost | spending]: log wages by region, log costs
/// and expenditures over the base year's by region and traded sector.
struct BaseResponse {
  /// \param width  of vectors: no result depends on it
  BaseResponse(const BaseYear& year, const Width& width);

  std::size_t regions, sectors;
  std::size_t traded;   ///< all sectors from this one on are bought at home only
  std::size_t columns;  ///< of a row by traded sector, in whole groups
  std::size_t cost_at, spending_at, size;  ///< places in the state
  bool usable = false;  ///< false if the base year is no such equilibrium

  // [region, traded sector]; what fills a group up looks like an untraded sector
  std::vector<double> minus_theta, per_theta, base_log_sum, own_share;
  std::vector<double> base_spending, per_base_spending;
  std::vector<double> wage_in_cost, income_in_spending;
  std::vector<double> labour_in_output, labour_in_sales;  ///< see LinkedEquations
  // [importer, exporter, traded sector]
  std::vector<double> weight, net_weight;
  // [region]
  std::vector<double> labour_in_income, value_added;
  std::vector<double> deficit, deficit_in_wages;
  double world_value_added = 0.0;
  // [region, from traded sector, to traded sector]
  std::vector<double> price_in_cost, sales_in_spending;
  // the same for untraded sectors, not filled up: [region, (from traded,) to untraded]
  std::vector<double> wage_in_home_cost, income_in_home_spending;
  std::vector<double> price_in_home_cost, sales_in_home_spending;

  std::vector<double> wage_move;  ///< [region, excess]: moves that undo these excesses
  std::vector<double> response;   ///< [region, state]: all else when this wage moves

  [[nodiscard]] LinkedYear pointers() const;

 private:
  void size_arrays();
  void copy_base_year(const BaseYear& year);
  bool link_sectors(const BaseYear& year);
  bool link_inputs(const BaseYear& year, std::size_t n,
                   std::vector<double>& linked) const;
  void link_region(const BaseYear& year, std::size_t n,
                   const std::vector<double>& linked);
  bool link_wages(const BaseYear& year, const Width& width);
};

/// Solves a x = b for many right-hand sides by elimination with row exchanges; x takes
/// the place of b. `a` is [row, column], `b` is [row, right-hand side]; false if a is
/// nearly singular.
bool solve_linear(std::vector<double>& a, std::vector<double>& b, std::size_t size);

}  // namespace tripart
