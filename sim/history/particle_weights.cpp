#include "tripart/history/particle_weights.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Ranks from 1, ties at their mean rank.
std::vector<double> ranks_with_ties(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) {
      ++end;
    }
    for (std::size_t i = begin; i < end; ++i) {
      ranks[order[i]] = 0.5 * static_cast<double>(begin + end + 1);
    }
    begin = end;
  }
  return ranks;
}

}  // namespace

double effective_size(std::span<const double> weights) {
  double squares = 0.0;
  for (const double weight : weights) {
    squares += weight * weight;
  }
  const double sum = sum_of(weights);
  return squares > 0.0 ? sum * sum / squares : 0.0;
}

void normalise(std::span<double> weights) {
  const double sum = sum_of(weights);
  TRIPART_EXPECTS(sum > 0.0);
  for (double& weight : weights) {
    weight /= sum;
  }
}

double weighted_mean(std::span<const double> values, std::span<const double> weights) {
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += weights[i] * values[i];
  }
  return sum / sum_of(weights);
}

double weighted_sd(std::span<const double> values, std::span<const double> weights) {
  const double mean = weighted_mean(values, weights);
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += weights[i] * (values[i] - mean) * (values[i] - mean);
  }
  return std::sqrt(sum / sum_of(weights));
}

double weighted_quantile(std::span<const double> values, std::span<const double> weights,
                         double p) {
  TRIPART_EXPECTS(!values.empty() && p >= 0.0 && p <= 1.0);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  const double wanted = p * sum_of(weights);
  double sum = 0.0;
  for (const std::size_t i : order) {
    sum += weights[i];
    if (weights[i] > 0.0 && sum >= wanted) {
      return values[i];
    }
  }
  return values[order.back()];  // the sum rounded to just below p of all
}

double plain_median(std::vector<double> values) {
  TRIPART_EXPECTS(!values.empty());
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

double rank_correlation(std::span<const double> a, std::span<const double> b) {
  TRIPART_EXPECTS(a.size() == b.size() && a.size() > 1);
  const std::vector<double> x = ranks_with_ties(a);
  const std::vector<double> y = ranks_with_ties(b);
  const double middle = 0.5 * static_cast<double>(a.size() + 1);
  double xy = 0.0;
  double xx = 0.0;
  double yy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - middle) * (y[i] - middle);
    xx += (x[i] - middle) * (x[i] - middle);
    yy += (y[i] - middle) * (y[i] - middle);
  }
  return xx > 0.0 && yy > 0.0 ? xy / std::sqrt(xx * yy) : 0.0;
}

WeightedMoments weighted_moments(const std::vector<std::vector<double>>& points,
                                 std::span<const double> weights) {
  TRIPART_EXPECTS(!points.empty() && points.size() == weights.size());
  const std::size_t size = points.front().size();
  const double sum = sum_of(weights);
  WeightedMoments moments{std::vector<double>(size, 0.0),
                          std::vector<double>(size * size, 0.0)};
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t k = 0; k < size; ++k) {
      moments.mean[k] += weights[i] / sum * points[i][k];
    }
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t row = 0; row < size; ++row) {
      for (std::size_t column = 0; column < size; ++column) {
        moments.covariance[row * size + column] +=
            weights[i] / sum * (points[i][row] - moments.mean[row]) *
            (points[i][column] - moments.mean[column]);
      }
    }
  }
  return moments;
}

std::vector<double> lower_factor(std::vector<double> covariance, std::size_t size,
                                 double least) {
  for (std::size_t column = 0; column < size; ++column) {
    for (std::size_t row = 0; row < size; ++row) {
      double value = row < column ? 0.0 : covariance[row * size + column];
      for (std::size_t k = 0; k < column && row >= column; ++k) {
        value -= covariance[row * size + k] * covariance[column * size + k];
      }
      if (row == column) {
        value = std::sqrt(std::max(value, least));
      } else if (row > column) {
        value /= covariance[column * size + column];
      }
      covariance[row * size + column] = value;
    }
  }
  return covariance;
}

std::vector<std::size_t> systematic_draws(std::span<const double> weights,
                                          std::size_t count, double u) {
  const double sum = sum_of(weights);
  std::vector<std::size_t> drawn;
  double reached = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    reached += weights[i] / sum * static_cast<double>(count);
    while (drawn.size() < count && static_cast<double>(drawn.size()) + u < reached) {
      drawn.push_back(i);
    }
  }
  while (drawn.size() < count) {  // the sum rounded to just below the count
    drawn.push_back(weights.size() - 1);
  }
  return drawn;
}

}  // namespace tripart
