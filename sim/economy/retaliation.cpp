#include "tripart/economy/retaliation.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

bool is_between(const RateChange& line, std::size_t importer, std::size_t exporter) {
  return line.importer == importer && line.exporter == exporter;
}

/// The lines of a list with their coverages under one common factor.
class ScaledList {
 public:
  ScaledList(const Baseline& baseline, const std::vector<RateChange>& list,
             std::size_t issuer, std::size_t target)
      : listed_(baseline.sector_count(), 0.0), flow_(baseline.sector_count(), 0.0) {
    for (const RateChange& line : list) {
      if (is_between(line, target, issuer)) {
        lines_.push_back(line);
        listed_[line.sector] += line.change.coverage;
        flow_[line.sector] = baseline.flow(target, issuer, line.sector);
      }
    }
  }

  /// Covered base-year trade; rises with the factor until all of the list is covered.
  [[nodiscard]] double value(double factor) const {
    double sum = 0.0;
    for (std::size_t j = 0; j < listed_.size(); ++j) {
      sum += std::min(1.0, factor * listed_[j]) * flow_[j];
    }
    return sum;
  }

  /// From which on nothing more can be covered.
  [[nodiscard]] double last_factor() const {
    double factor = 0.0;
    for (const double coverage : listed_) {
      factor = coverage > 0.0 ? std::max(factor, 1.0 / coverage) : factor;
    }
    return factor;
  }

  [[nodiscard]] std::vector<RateChange> at(double factor) const {
    std::vector<RateChange> scaled = lines_;
    for (RateChange& line : scaled) {
      // Parts of one sector keep their proportions where together they reach all of it.
      const double most = 1.0 / listed_[line.sector];
      line.change.coverage = std::min(1.0, std::min(factor, most) * line.change.coverage);
    }
    return scaled;
  }

 private:
  std::vector<RateChange> lines_;
  std::vector<double> listed_;  ///< coverage by sector
  std::vector<double> flow_;
};

}  // namespace

CoveredTrade covered_trade(const Baseline& baseline, const std::vector<RateChange>& list,
                           std::size_t importer, std::size_t exporter) {
  const std::size_t J = baseline.sector_count();
  std::vector<double> coverage(J, 0.0), points(J, 0.0);
  for (const RateChange& line : list) {
    if (is_between(line, importer, exporter)) {
      const double rate =
          baseline.tariff_rate[baseline.at(importer, exporter, line.sector)];
      const double rise = line.change.kind == TariffChange::Kind::add
                              ? line.change.value
                              : rate_on_covered_part(baseline, line, rate) - rate;
      if (rise > 0.0) {
        coverage[line.sector] += line.change.coverage;
        points[line.sector] += line.change.coverage * rise;
      }
    }
  }
  CoveredTrade covered{std::vector<double>(J, 0.0), std::vector<double>(J, 0.0)};
  for (std::size_t j = 0; j < J; ++j) {
    if (coverage[j] > 0.0) {
      const double share = std::min(1.0, coverage[j]);
      covered.value[j] = share * baseline.flow(importer, exporter, j);
      covered.points[j] = points[j] / share;
    }
  }
  return covered;
}

std::vector<TariffAddOn> retaliate_dollar_for_dollar(const Baseline& baseline,
                                                     const CoveredTrade& hit,
                                                     std::size_t issuer,
                                                     std::size_t target) {
  const std::size_t J = baseline.sector_count();
  TRIPART_EXPECTS(hit.value.size() == J && hit.points.size() == J);
  // Same sector first: the duty charged there, the value it covers, and what is left over
  // of both.
  std::vector<double> duty(J, 0.0), uncovered(J, 0.0);
  double value_left = 0.0, duty_left = 0.0, room = 0.0;
  for (std::size_t j = 0; j < J; ++j) {
    const double bought = baseline.flow(target, issuer, j);
    const double covered = std::min(hit.value[j], bought);
    duty[j] = hit.points[j] * covered;
    value_left += hit.value[j] - covered;
    duty_left += hit.points[j] * (hit.value[j] - covered);
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

std::vector<TariffAddOn> retaliate_dollar_for_dollar(
    const Baseline& baseline, const std::vector<TariffAddOn>& imposed, std::size_t issuer,
    std::size_t target) {
  std::vector<RateChange> lines;
  for (const TariffAddOn& one : imposed) {
    if (one.importer == issuer && one.exporter == target) {
      TRIPART_EXPECTS(one.rate >= 0.0);
      lines.push_back({one.importer, one.exporter, one.sector, one.rate});
    }
  }
  return retaliate_dollar_for_dollar(
      baseline, covered_trade(baseline, lines, issuer, target), issuer, target);
}

std::vector<RateChange> scale_to_value(const Baseline& baseline,
                                       const std::vector<RateChange>& list,
                                       std::size_t issuer, std::size_t target,
                                       double value) {
  const ScaledList scaled(baseline, list, issuer, target);
  double high = scaled.last_factor();
  if (!(value > 0.0) || !(high > 0.0)) {
    return {};
  }
  if (scaled.value(high) <= value) {
    return scaled.at(high);
  }
  double low = 0.0;
  constexpr int halvings = 64;  // past the last bit of a factor
  for (int i = 0; i < halvings; ++i) {
    const double middle = 0.5 * (low + high);
    (scaled.value(middle) < value ? low : high) = middle;
  }
  return scaled.at(high);
}

}  // namespace tripart
