#pragma once

#include <cstddef>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"

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
  BaseResponse(const Baseline& baseline, const std::vector<double>& theta,
               const Closure& closure, const std::vector<double>& base_log_sum);

  std::size_t regions, sectors;
  std::size_t traded;  ///< all sectors from this one on are bought at home only
  std::size_t cost_at, spending_at, size;  ///< places in the state, whose end is zeros
  bool usable = false;  ///< false if the base year is no such equilibrium

  // [region, traded sector]
  std::vector<double> minus_theta, per_theta, base_log_sum, own_share;
  std::vector<double> base_spending, per_base_spending;
  std::vector<double> wage_in_cost, income_in_spending;
  std::vector<double> labour_in_output, labour_in_sales;  ///< see LinkedLoop::evaluate
  std::vector<double> labour_in_income;                   ///< [region]
  // [region, from traded sector, to traded sector]
  std::vector<double> price_in_cost, sales_in_spending;
  // the same for untraded sectors, [region, (from traded,) to untraded sector]
  std::vector<double> wage_in_home_cost, income_in_home_spending;
  std::vector<double> price_in_home_cost, sales_in_home_spending;

  std::vector<double> wage_move;  ///< [region, excess]: moves that undo these excesses
  std::vector<double> response;   ///< [region, state]: all else when this wage moves

 private:
  bool link_sectors(const Baseline& b);
  bool link_inputs(const Baseline& b, std::size_t n, std::vector<double>& linked) const;
  void link_region(const Baseline& b, std::size_t n, const std::vector<double>& linked);
  bool link_wages(const Baseline& b, const Closure& closure);
};

/// Number of sectors up to the last one of which some region buys abroad, at least 1.
[[nodiscard]] std::size_t traded_sectors(const Baseline& baseline);

/// Solves a x = b for many right-hand sides by elimination with row exchanges; x takes
/// the place of b. `a` is [row, column], `b` is [row, right-hand side]; false if a is
/// nearly singular.
bool solve_linear(std::vector<double>& a, std::vector<double>& b, std::size_t size);

}  // namespace tripart
