#include "tripart/history/regression_adjustment.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "tripart/core/error.hpp"
#include "tripart/history/particle_weights.hpp"

namespace tripart {
namespace {

/// Ridges to choose from, in mean squares of the regressors: powers of ten.
constexpr std::array<double, 7> ridges{1e-3, 1e-2, 1e-1, 1.0, 1e1, 1e2, 1e3};
constexpr double least_pivot = 1e-300;
constexpr double fewest = 10.0;

using Matrix = std::vector<double>;  // [row][column], square

/// X' W X of centred regressors.
struct Moments {
  std::size_t size = 0;
  Matrix squares;
  double mean_square = 0.0;
};

/// Inverse of a lower triangle.
Matrix inverse_of_lower(const Matrix& lower, std::size_t size) {
  Matrix inverse(size * size, 0.0);
  for (std::size_t column = 0; column < size; ++column) {
    for (std::size_t row = column; row < size; ++row) {
      double value = row == column ? 1.0 : 0.0;
      for (std::size_t k = column; k < row; ++k) {
        value -= lower[row * size + k] * inverse[k * size + column];
      }
      inverse[row * size + column] = value / lower[row * size + row];
    }
  }
  return inverse;
}

/// (X' W X + ridge)^-1 as M' M, M the inverse of its factor.
struct Ridge {
  Matrix inverse_factor;
  double degrees = 0.0;  ///< trace of the hat matrix, without the constant
};

Ridge ridge_of(const Moments& moments, double ridge) {
  const std::size_t size = moments.size;
  Matrix sum = moments.squares;
  const double added = ridge * moments.mean_square;
  for (std::size_t k = 0; k < size; ++k) {
    sum[k * size + k] += added;
  }
  Ridge made{inverse_of_lower(lower_factor(std::move(sum), size, least_pivot), size),
             static_cast<double>(size)};
  for (const double value : made.inverse_factor) {
    made.degrees -= added * value * value;  // size - ridge trace(inverse)
  }
  return made;
}

std::vector<double> coefficients_of(const Ridge& ridge, const std::vector<double>& xy) {
  const std::size_t size = xy.size();
  const Matrix& m = ridge.inverse_factor;
  std::vector<double> half(size, 0.0);
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column <= row; ++column) {
      half[row] += m[row * size + column] * xy[column];
    }
  }
  std::vector<double> beta(size, 0.0);
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column <= row; ++column) {
      beta[column] += m[row * size + column] * half[row];
    }
  }
  return beta;
}

}  // namespace

AdjustedPopulation adjust_by_regression(const std::vector<AbcParticle>& particles,
                                        const Distance& distance) {
  std::vector<std::size_t> fitted;
  for (std::size_t k = 0; k < distance.targets().size(); ++k) {
    if (distance.targets()[k].weight > 0.0) {
      fitted.push_back(k);
    }
  }
  double largest = 0.0;
  for (const AbcParticle& particle : particles) {
    largest = std::max(largest, particle.distance);
  }
  AdjustedPopulation adjusted;
  std::vector<std::vector<double>> x;
  double sum = 0.0;
  for (const AbcParticle& particle : particles) {
    const double share = largest > 0.0 ? particle.distance / largest : 0.0;
    const double weight = particle.weight * (1.0 - share * share);
    adjusted.positions.push_back(particle.position);
    adjusted.weights.push_back(weight);
    sum += weight;
    std::vector<double>& row = x.emplace_back();
    for (const std::size_t k : fitted) {
      row.push_back(distance.root_weight(k) *
                    distance.residual(k, particle.summaries[k]));
    }
  }
  const double count = effective_size(adjusted.weights);
  if (!(sum > 0.0) || count < fewest) {
    return {};
  }
  normalise(adjusted.weights);
  const WeightedMoments of_x = weighted_moments(x, adjusted.weights);
  Moments moments{fitted.size(), of_x.covariance, 0.0};
  for (std::size_t k = 0; k < moments.size; ++k) {
    moments.mean_square +=
        moments.squares[k * moments.size + k] / static_cast<double>(moments.size);
  }
  if (!(moments.mean_square > 0.0)) {
    return adjusted;  // all summaries alike: nothing to adjust by
  }
  std::vector<Ridge> choices;
  for (const double ridge : ridges) {
    choices.push_back(ridge_of(moments, ridge));
  }
  const WeightedMoments of_y = weighted_moments(adjusted.positions, adjusted.weights);
  for (std::size_t p = 0; p < of_y.mean.size(); ++p) {
    std::vector<double> xy(moments.size, 0.0);
    for (std::size_t i = 0; i < x.size(); ++i) {
      for (std::size_t k = 0; k < moments.size; ++k) {
        xy[k] += adjusted.weights[i] * (x[i][k] - of_x.mean[k]) *
                 (adjusted.positions[i][p] - of_y.mean[p]);
      }
    }
    std::vector<double> best;
    double least = INFINITY;
    for (const Ridge& choice : choices) {
      std::vector<double> beta = coefficients_of(choice, xy);
      double squares = 0.0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        double error = adjusted.positions[i][p] - of_y.mean[p];
        for (std::size_t k = 0; k < moments.size; ++k) {
          error -= beta[k] * (x[i][k] - of_x.mean[k]);
        }
        squares += adjusted.weights[i] * error * error;
      }
      const double left = 1.0 - (choice.degrees + 1.0) / count;
      const double score = left > 0.0 ? squares / (left * left) : INFINITY;
      if (score < least) {
        least = score;
        best = std::move(beta);
      }
    }
    for (std::size_t i = 0; i < x.size() && !best.empty(); ++i) {
      for (std::size_t k = 0; k < moments.size; ++k) {
        adjusted.positions[i][p] -= best[k] * x[i][k];
      }
    }
  }
  return adjusted;
}

}  // namespace tripart
