#include "tripart/economy/tariff_schedule.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

double mfn_rate(const Baseline& baseline, std::size_t importer, std::size_t sector) {
  if (!baseline.has_mfn_rate[importer]) {
    throw Failure(ExitCode::bad_input, "the baseline has no MFN rates of " +
                                           baseline.regions[importer] +
                                           ", so its tariffs cannot go back to MFN");
  }
  return baseline.mfn_rate[baseline.at(importer, sector)];
}

void raise_to_mfn(TradePolicy& policy, const Baseline& baseline, std::size_t importer,
                  std::size_t exporter) {
  for (std::size_t j = 0; j < baseline.sector_count(); ++j) {
    double& rate = policy.tariff_rate[baseline.at(importer, exporter, j)];
    rate = std::max(rate, mfn_rate(baseline, importer, j));
  }
}

/// E8 for one line; `before` is the rate that it starts from, `rate` the one to move.
void change_rate(const Baseline& baseline, const RateChange& line, double before,
                 double& rate) {
  const TariffChange& change = line.change;
  TRIPART_EXPECTS(change.coverage >= -1.0 && change.coverage <= 1.0);
  const bool whole = change.coverage >= 1.0 && !change.is_next_part;
  if (change.kind == TariffChange::Kind::add) {
    rate += change.coverage * change.value;
  } else if (whole) {
    rate = rate_on_covered_part(baseline, line, before);
  } else {
    rate += change.coverage * (rate_on_covered_part(baseline, line, before) - before);
  }
  if (!(rate > -1.0)) {
    throw Failure(ExitCode::bad_input,
                  "the tariff of " + baseline.regions[line.importer] + " on " +
                      baseline.sectors[line.sector] + " from " +
                      baseline.regions[line.exporter] + " would be " + to_text(rate) +
                      ", expected a rate above -1");
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

double rate_on_covered_part(const Baseline& baseline, const RateChange& line,
                            double rate) {
  const TariffChange& change = line.change;
  switch (change.kind) {
    case TariffChange::Kind::add:
      return rate + change.value;
    case TariffChange::Kind::level:
      return change.value;
    case TariffChange::Kind::factor:
      return rate * change.value;
    case TariffChange::Kind::mfn:
      return std::max(rate, mfn_rate(baseline, line.importer, line.sector));
    case TariffChange::Kind::schedule:
      TRIPART_EXPECTS(change.schedule < baseline.tariff_schedules.size());
      return baseline.tariff_schedules[change.schedule]
          .rate[baseline.at(line.importer, line.exporter, line.sector)];
  }
  return rate;
}

void change_tariffs(TradePolicy& policy, const Baseline& baseline,
                    const std::vector<RateChange>& list) {
  TRIPART_EXPECTS(list.empty() || !list.front().change.is_next_part);
  double before = 0.0;
  for (const RateChange& line : list) {
    TRIPART_EXPECTS(line.importer != line.exporter);
    double& rate =
        policy.tariff_rate[baseline.at(line.importer, line.exporter, line.sector)];
    if (!line.change.is_next_part) {
      before = rate;
    }
    change_rate(baseline, line, before, rate);
  }
}

void change_icebergs(TradePolicy& policy, const Baseline& baseline,
                     const std::vector<IcebergChange>& list) {
  for (const IcebergChange& line : list) {
    multiply_iceberg(policy, baseline, line.importer, line.exporter, line.sector,
                     line.factor);
  }
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

}  // namespace tripart
