#pragma once

#include <cstddef>
#include <vector>

#include "economy/base_year.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// What a policy makes of one flow's weights in E2.
struct FlowChange {
  std::size_t pair = 0;  ///< importer * regions + exporter
  std::size_t sector = 0;
  double weight = 0.0;      ///< pi kappa_hat^-theta
  double net_weight = 0.0;  ///< the same over 1 + tau'
};

/// The flows whose weights a policy makes others than the base year's, in the order of
/// Baseline.
class PolicyChange {
 public:
  /// kappa_hat^-theta for every flow that changes (E2). Most flows are as in the base
  /// year, where that is 1.
  void note(const BaseYear& year, const TradePolicy& policy, const FullKernels& kernels);

  [[nodiscard]] const std::vector<FlowChange>& flows() const { return flows_; }

 private:
  std::vector<FlowChange> flows_;
  std::vector<double> power_;
};

}  // namespace tripart
