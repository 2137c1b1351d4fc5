#pragma once

#include <cstddef>
#include <vector>

#include "economy/full_kernels.hpp"
#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"

namespace tripart {

/// A baseline laid out for the full equations: inner loops run over sectors, whose rows
/// come in whole groups.
struct BaseYear {
  BaseYear(const Baseline& baseline, const std::vector<double>& theta,
           const Closure& closure);

  [[nodiscard]] std::size_t at(std::size_t region, std::size_t sector) const {
    return region * columns + sector;
  }

  std::size_t regions, sectors, columns;
  std::size_t traded;  ///< all sectors from this one on are bought at home only
  // [region, sector]
  std::vector<double> minus_theta, per_theta, base_log_sum, value_added_share,
      final_share;
  std::vector<double> expenditure;
  // [importer, exporter, sector]; the second over 1 + tau
  std::vector<double> weight, net_weight;
  std::vector<double> tariff_rate;  ///< [importer, exporter, sector], as in Baseline
  std::vector<double> no_change;    ///< [sector] an iceberg hat of 1
  std::vector<double> input_share;  ///< gamma(k, j, n) as [n, k, j]
  std::vector<double> user_share;   ///< and as [n, j, k]
  // [region]
  std::vector<double> value_added, deficit, deficit_in_wages;
  std::vector<double> income;
  double world_value_added = 0.0;
};

/// Number of sectors up to the last one of which some region buys abroad, at least 1.
[[nodiscard]] std::size_t traded_sectors(const Baseline& baseline);

}  // namespace tripart
