#include "tripart/study/sobol_indices.hpp"

#include <cmath>

#include "study/resampling.hpp"

namespace tripart {
namespace {

/// Of one base point, all centred on the mean of A and B.
struct Terms {
  double sum = 0.0;        ///< of the two values
  double squares = 0.0;    ///< of the two values
  double noise = 0.0;      ///< of the two values, summed
  std::size_t factor = 0;  ///< where those of its first factor stand
};

/// Of one base point and factor.
struct FactorTerms {
  double product = 0.0;  ///< (b - c)(ab - a)
  double square = 0.0;   ///< (a - ab)^2 / 2
  double noise = 0.0;    ///< what independent noise adds to the square on average
};

struct Shares {
  std::optional<double> first_order, total, first_order_corrected, total_corrected;
};

class Sample {
 public:
  Sample(const SaltelliLayout& layout, const Responses& responses)
      : factors_(layout.factors) {
    const auto value = [&](std::uint64_t point) { return responses.values[point - 1]; };
    const auto noise = [&](std::uint64_t point) { return responses.noise[point - 1]; };
    std::vector<std::uint64_t> complete;
    double sum = 0.0;
    for (std::uint64_t j = 0; j < layout.base_points; ++j) {
      bool whole = true;
      for (std::uint64_t point = layout.a(j); point < layout.a(j + 1); ++point) {
        whole = whole && !std::isnan(value(point));
      }
      if (whole) {
        complete.push_back(j);
        sum += value(layout.a(j)) + value(layout.b(j));
        varies_ = varies_ || value(layout.a(j)) != value(layout.a(complete[0])) ||
                  value(layout.b(j)) != value(layout.a(complete[0]));
      }
    }
    const double centre = sum / (2.0 * static_cast<double>(complete.size()));
    for (const std::uint64_t j : complete) {
      const double a = value(layout.a(j)) - centre;
      const double b = value(layout.b(j)) - centre;
      base_.push_back({a + b, a * a + b * b, noise(layout.a(j)) + noise(layout.b(j)),
                       factor_.size()});
      for (std::uint64_t i = 0; i < layout.factors; ++i) {
        const double ab = value(layout.ab(j, i)) - centre;
        factor_.push_back({b * (ab - a), 0.5 * (a - ab) * (a - ab),
                           0.5 * (noise(layout.a(j)) + noise(layout.ab(j, i)))});
      }
    }
  }

  [[nodiscard]] std::uint64_t size() const { return base_.size(); }
  [[nodiscard]] bool varies() const { return varies_; }

  /// Each base point counting so many times.
  void indices(std::span<const std::uint32_t> times, std::vector<Shares>& result) const {
    double n = 0.0;
    Terms whole;
    std::vector<FactorTerms> sums(factors_);
    for (std::size_t j = 0; j < base_.size(); ++j) {
      if (times[j] == 0) {
        continue;
      }
      const auto weight = static_cast<double>(times[j]);
      n += weight;
      whole.sum += weight * base_[j].sum;
      whole.squares += weight * base_[j].squares;
      whole.noise += weight * base_[j].noise;
      for (std::size_t i = 0; i < factors_; ++i) {
        const FactorTerms& terms = factor_[base_[j].factor + i];
        sums[i].product += weight * terms.product;
        sums[i].square += weight * terms.square;
        sums[i].noise += weight * terms.noise;
      }
    }
    const double variance =
        (whole.squares - whole.sum * whole.sum / (2.0 * n)) / (2.0 * n - 1.0);
    const double own = variance - whole.noise / (2.0 * n);
    const auto share = [n](double sum, double of) {
      return of > 0.0 ? std::optional(sum / n / of) : std::nullopt;
    };
    result.clear();
    for (const FactorTerms& terms : sums) {
      result.push_back({share(terms.product, variance), share(terms.square, variance),
                        share(terms.product, own),
                        share(terms.square - terms.noise, own)});
    }
  }

 private:
  std::size_t factors_;
  bool varies_ = false;
  std::vector<Terms> base_;
  std::vector<FactorTerms> factor_;
};

struct Spreads {
  Spread first_order, total, first_order_corrected, total_corrected;
};

void add_to(Spread& spread, const std::optional<double>& value) {
  if (value) {
    spread.add(*value);
  }
}

}  // namespace

SobolIndices sobol_indices(const SaltelliLayout& layout, const Responses& responses,
                           Noise noise, const BootstrapOptions& bootstrap) {
  TRIPART_EXPECTS(responses.values.size() == layout.size() &&
                  responses.noise.size() == layout.size());
  const Sample sample(layout, responses);
  SobolIndices result;
  result.base_points = sample.size();
  result.left_out = layout.base_points - sample.size();
  result.factors.resize(layout.factors);
  for (FactorIndices& factor : result.factors) {
    for (Estimate* estimate : {&factor.first_order, &factor.total,
                               &factor.first_order_corrected, &factor.total_corrected}) {
      estimate->replicates = sample.size();
    }
  }
  if (!sample.varies()) {
    return result;
  }
  std::vector<std::uint32_t> times(sample.size(), 1);
  std::vector<Shares> whole;
  sample.indices(times, whole);
  std::vector<Spreads> spreads(layout.factors);
  std::vector<Shares> shares;
  for (std::uint64_t resample = 0; resample < bootstrap.resamples; ++resample) {
    draw_resample(bootstrap.seed, resample, "base_points", times);
    sample.indices(times, shares);
    for (std::size_t i = 0; i < spreads.size(); ++i) {
      add_to(spreads[i].first_order, shares[i].first_order);
      add_to(spreads[i].total, shares[i].total);
      add_to(spreads[i].first_order_corrected, shares[i].first_order_corrected);
      add_to(spreads[i].total_corrected, shares[i].total_corrected);
    }
  }
  for (std::size_t i = 0; i < spreads.size(); ++i) {
    FactorIndices& factor = result.factors[i];
    const std::uint64_t n = sample.size();
    factor.first_order = with_spread(whole[i].first_order, spreads[i].first_order, n);
    factor.total = with_spread(whole[i].total, spreads[i].total, n);
    if (noise == Noise::independent) {
      factor.first_order_corrected = with_spread(whole[i].first_order_corrected,
                                                 spreads[i].first_order_corrected, n);
      factor.total_corrected =
          with_spread(whole[i].total_corrected, spreads[i].total_corrected, n);
    }
  }
  return result;
}

}  // namespace tripart
