#include "tripart/economy/tariff_schedule.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

void raise_to_mfn(TradePolicy& policy, const Baseline& baseline, std::size_t importer,
                  std::size_t exporter) {
  if (!baseline.has_mfn_rate[importer]) {
    throw Failure(ExitCode::bad_input, "the baseline has no MFN rates of " +
                                           baseline.regions[importer] +
                                           ", so its tariffs cannot go back to MFN");
  }
  for (std::size_t j = 0; j < baseline.sector_count(); ++j) {
    double& rate = policy.tariff_rate[baseline.at(importer, exporter, j)];
    rate = std::max(rate, baseline.mfn_rate[baseline.at(importer, j)]);
  }
}

}  // namespace

TradePolicy baseline_policy(const Baseline& baseline) {
  return {baseline.tariff_rate, std::vector<double>(baseline.tariff_rate.size(), 1.0)};
}

void set_pair_to_mfn(TradePolicy& policy, const Baseline& baseline, std::size_t one,
                     std::size_t other) {
  TRIPART_EXPECTS(one != other);
  raise_to_mfn(policy, baseline, one, other);
  raise_to_mfn(policy, baseline, other, one);
}

void multiply_goods_iceberg(TradePolicy& policy, const Baseline& baseline,
                            std::size_t one, std::size_t other, double factor) {
  for (std::size_t j = 0; j < baseline.sector_count(); ++j) {
    if (baseline.tradable_goods[j]) {
      multiply_iceberg(policy, baseline, one, other, j, factor);
      multiply_iceberg(policy, baseline, other, one, j, factor);
    }
  }
}

void multiply_iceberg(TradePolicy& policy, const Baseline& baseline, std::size_t importer,
                      std::size_t exporter, std::size_t sector, double factor) {
  TRIPART_EXPECTS(importer != exporter && factor > 0.0);
  policy.iceberg_hat[baseline.at(importer, exporter, sector)] *= factor;
}

void add_tariff(TradePolicy& policy, const Baseline& baseline,
                const TariffAddOn& add_on) {
  TRIPART_EXPECTS(add_on.importer != add_on.exporter);
  double& rate =
      policy.tariff_rate[baseline.at(add_on.importer, add_on.exporter, add_on.sector)];
  rate += add_on.rate;
  TRIPART_EXPECTS(rate > -1.0);
}

void add_tariffs(TradePolicy& policy, const Baseline& baseline,
                 const std::vector<TariffAddOn>& list) {
  for (const TariffAddOn& add_on : list) {
    add_tariff(policy, baseline, add_on);
  }
}

double base_year_duty(const Baseline& baseline, const std::vector<TariffAddOn>& list,
                      std::size_t importer, std::size_t exporter) {
  double duty = 0.0;
  for (const TariffAddOn& add_on : list) {
    if (add_on.importer == importer && add_on.exporter == exporter) {
      duty += add_on.rate * baseline.flow(importer, exporter, add_on.sector);
    }
  }
  return duty;
}

std::vector<TariffAddOn> retaliate_dollar_for_dollar(
    const Baseline& baseline, const std::vector<TariffAddOn>& imposed, std::size_t issuer,
    std::size_t target) {
  const std::size_t J = baseline.sector_count();
  std::vector<double> hit_rate(J, 0.0);
  for (const TariffAddOn& add_on : imposed) {
    if (add_on.importer == issuer && add_on.exporter == target) {
      TRIPART_EXPECTS(add_on.rate >= 0.0);
      hit_rate[add_on.sector] += add_on.rate;
    }
  }
  // Same sector first: the duty charged there, the value it covers, and what is left over
  // of both.
  std::vector<double> duty(J, 0.0), uncovered(J, 0.0);
  double value_left = 0.0, duty_left = 0.0, room = 0.0;
  for (std::size_t j = 0; j < J; ++j) {
    const double hit = hit_rate[j] > 0.0 ? baseline.flow(issuer, target, j) : 0.0;
    const double bought = baseline.flow(target, issuer, j);
    const double covered = std::min(hit, bought);
    duty[j] = hit_rate[j] * covered;
    value_left += hit - covered;
    duty_left += hit_rate[j] * (hit - covered);
    uncovered[j] = baseline.tradable_goods[j] ? bought - covered : 0.0;
    room += uncovered[j];
  }
  // The remainder at its mean rate, on an equal part of everything not yet covered.
  const double part = room > 0.0 ? std::min(1.0, value_left / room) : 0.0;
  const double mean_rate = value_left > 0.0 ? duty_left / value_left : 0.0;
  std::vector<TariffAddOn> answer;
  for (std::size_t j = 0; j < J; ++j) {
    const double total = duty[j] + mean_rate * part * uncovered[j];
    if (total > 0.0) {
      answer.push_back({target, issuer, j, total / baseline.flow(target, issuer, j)});
    }
  }
  return answer;
}

}  // namespace tripart
