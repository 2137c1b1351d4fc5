#include "economy/policy_change.hpp"

#include <cstring>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

bool same_bits(const double* one, const double* other, std::size_t count) {
  return std::memcmp(one, other, count * sizeof(double)) == 0;
}

}  // namespace

void PolicyChange::note(const BaseYear& y, const TradePolicy& policy,
                        const FullKernels& kernels) {
  const std::size_t pairs = y.regions * y.regions;
  TRIPART_EXPECTS(policy.tariff_rate.size() == pairs * y.sectors);
  TRIPART_EXPECTS(policy.iceberg_hat.size() == pairs * y.sectors);
  flows_.clear();
  power_.clear();
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const double* rate = &policy.tariff_rate[pair * y.sectors];
    const double* iceberg = &policy.iceberg_hat[pair * y.sectors];
    const double* base_rate = &y.tariff_rate[pair * y.sectors];
    if (same_bits(rate, base_rate, y.sectors) &&
        same_bits(iceberg, y.no_change.data(), y.sectors)) {
      continue;
    }
    for (std::size_t j = 0; j < y.sectors; ++j) {
      if (rate[j] != base_rate[j] || iceberg[j] != 1.0) {
        const double gross_tariff = 1.0 + rate[j];
        flows_.push_back({pair, j, y.weight[y.at(pair, j)], gross_tariff});
        power_.push_back(iceberg[j] * (gross_tariff / (1.0 + base_rate[j])));
      }
    }
  }
  kernels.log_each(power_.data(), power_.data(), power_.size());
  for (std::size_t k = 0; k < flows_.size(); ++k) {
    power_[k] *= y.minus_theta[flows_[k].sector];
  }
  kernels.exp_each(power_.data(), power_.data(), power_.size());
  for (std::size_t k = 0; k < flows_.size(); ++k) {
    FlowChange& flow = flows_[k];
    flow.weight *= power_[k];
    flow.net_weight = flow.weight / flow.net_weight;  // until now 1 + tau'
  }
}

}  // namespace tripart
