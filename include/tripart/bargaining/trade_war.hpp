#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tripart/bargaining/trade_model.hpp"

namespace tripart {

/// What regions would charge under one set of elasticities: each alone against the
/// tariffs in force, and all members of the war against each other (E9).
struct TariffFindings {
  std::string elasticities;
  Baseline baseline;  ///< closed (`close_baseline`): what percent are percent of
  std::vector<OptimalTariffProblem> problems;  ///< of those who choose alone
  std::vector<OptimalTariffs> optimal;         ///< in the same order
  NashTariffs nash;                            ///< from TradeModel::war_start
  NashTariffs nash_from_other_start;
};

/// Of every set of elasticities in the model; the same on any number of threads.
/// \param choosers  regions whose optimal tariffs alone are wanted
/// \throws Failure(bad_input) naming elasticities and chooser where an equilibrium is not
/// found.
[[nodiscard]] std::vector<TariffFindings> solve_tariffs(
    const TradeModel& trade, const std::vector<std::size_t>& choosers, int jobs);

}  // namespace tripart
