#include <algorithm>
#include <cmath>

#include "study/resampling.hpp"
#include "tripart/study/morris.hpp"

namespace tripart {
namespace {

/// The effects of one trajectory, by factor.
struct Trajectory {
  std::vector<double> effects;
  std::vector<double> noise;  ///< variance of each, errors of points independent
};

class Walks {
 public:
  Walks(const MorrisLayout& layout, std::span<const double> coordinates,
        const Responses& responses)
      : factors_(layout.factors), coordinates_(coordinates), responses_(&responses) {
    for (std::uint64_t t = 0; t < layout.trajectories; ++t) {
      bool whole = true;
      for (std::uint64_t point = layout.start(t); point < layout.start(t + 1); ++point) {
        whole = whole && !std::isnan(responses.values[point - 1]);
      }
      if (whole) {
        list_.push_back(walk(layout.start(t)));
      }
    }
  }

  [[nodiscard]] std::uint64_t size() const { return list_.size(); }

  /// Mean, mean size and standard deviation of a factor's effects.
  struct Moments {
    double mu = 0.0;
    double mu_star = 0.0;
    std::optional<double> sigma;
  };
  [[nodiscard]] Moments moments(std::size_t factor,
                                std::span<const std::uint32_t> times) const {
    Moments result;
    double n = 0.0;
    for (std::size_t t = 0; t < list_.size(); ++t) {
      const double effect = list_[t].effects[factor];
      n += times[t];
      result.mu += times[t] * effect;
      result.mu_star += times[t] * std::fabs(effect);
    }
    result.mu /= n;
    result.mu_star /= n;
    if (n > 1.0) {
      double squares = 0.0;
      for (std::size_t t = 0; t < list_.size(); ++t) {
        const double shift = list_[t].effects[factor] - result.mu;
        squares += times[t] * shift * shift;
      }
      result.sigma = std::sqrt(squares / (n - 1.0));
    }
    return result;
  }

  [[nodiscard]] double noise_sd(std::size_t factor) const {
    double sum = 0.0;
    for (const Trajectory& one : list_) {
      sum += one.noise[factor];
    }
    return std::sqrt(sum / static_cast<double>(list_.size()));
  }

 private:
  [[nodiscard]] Trajectory walk(std::uint64_t start) const {
    Trajectory result{std::vector<double>(factors_), std::vector<double>(factors_)};
    std::size_t steps = 0;
    for (std::uint64_t to = start; to < start + factors_; ++to) {  // from 0: the next one
      const std::span<const double> before = coordinates_.subspan((to - 1) * factors_);
      const std::span<const double> after = coordinates_.subspan(to * factors_);
      for (std::size_t i = 0; i < factors_; ++i) {
        const double step = after[i] - before[i];
        if (step != 0.0) {
          ++steps;
          result.effects[i] =
              (responses_->values[to] - responses_->values[to - 1]) / step;
          result.noise[i] =
              (responses_->noise[to] + responses_->noise[to - 1]) / (step * step);
        }
      }
    }
    TRIPART_EXPECTS(steps == factors_);
    return result;
  }

  std::size_t factors_;
  std::span<const double> coordinates_;
  const Responses* responses_;
  std::vector<Trajectory> list_;
};

struct Spreads {
  Spread mu, mu_star, sigma;
};

/// A mean of sizes, or a standard deviation: its interval ends at 0.
Estimate not_below_zero(Estimate estimate) {
  if (estimate.low) {
    estimate.low = std::max(*estimate.low, 0.0);
  }
  return estimate;
}

}  // namespace

MorrisScreening morris_effects(const MorrisLayout& layout,
                               std::span<const double> coordinates,
                               const Responses& responses,
                               const BootstrapOptions& bootstrap) {
  TRIPART_EXPECTS(responses.values.size() == layout.size() &&
                  responses.noise.size() == layout.size() &&
                  coordinates.size() == layout.size() * layout.factors);
  const Walks walks(layout, coordinates, responses);
  MorrisScreening result;
  result.trajectories = walks.size();
  result.left_out = layout.trajectories - walks.size();
  result.factors.resize(layout.factors);
  if (walks.size() == 0) {
    return result;
  }
  std::vector<Spreads> spreads(layout.factors);
  std::vector<std::uint32_t> times(walks.size());
  for (std::uint64_t resample = 0; resample < bootstrap.resamples; ++resample) {
    draw_resample(bootstrap.seed, resample, "trajectories", times);
    for (std::size_t i = 0; i < spreads.size(); ++i) {
      const Walks::Moments moments = walks.moments(i, times);
      spreads[i].mu.add(moments.mu);
      spreads[i].mu_star.add(moments.mu_star);
      if (moments.sigma) {
        spreads[i].sigma.add(*moments.sigma);
      }
    }
  }
  std::fill(times.begin(), times.end(), 1);
  for (std::size_t i = 0; i < spreads.size(); ++i) {
    const Walks::Moments moments = walks.moments(i, times);
    MorrisEffects& factor = result.factors[i];
    factor.mu = with_spread(moments.mu, spreads[i].mu, walks.size());
    factor.mu_star =
        not_below_zero(with_spread(moments.mu_star, spreads[i].mu_star, walks.size()));
    factor.sigma =
        not_below_zero(with_spread(moments.sigma, spreads[i].sigma, walks.size()));
    factor.noise_sd = walks.noise_sd(i);
  }
  return result;
}

}  // namespace tripart
