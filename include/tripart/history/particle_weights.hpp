#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Values with weights, and what is said of them. All sums run in the order given, so
/// that results do not depend on threads.
namespace tripart {

/// (sum w)^2 / sum w^2: how many draws of equal weight know as much (Kong, Liu & Wong
/// 1994); 0 where all weights are 0. \pre weights >= 0
[[nodiscard]] double effective_size(std::span<const double> weights);

/// Divides by the sum. \pre the sum is above 0
void normalise(std::span<double> weights);

[[nodiscard]] double weighted_mean(std::span<const double> values,
                                   std::span<const double> weights);
/// sqrt(sum w (x - mean)^2 / sum w)
[[nodiscard]] double weighted_sd(std::span<const double> values,
                                 std::span<const double> weights);
/// The smallest value at which the weights of all that do not exceed it come to p of
/// their sum. \pre 0 <= p <= 1, weights not all 0
[[nodiscard]] double weighted_quantile(std::span<const double> values,
                                       std::span<const double> weights, double p);

/// Median of any values, of an even number the mean of the two in the middle. \pre some
[[nodiscard]] double plain_median(std::vector<double> values);

/// Spearman's rank correlation, ties at their mean rank; 0 where either is constant.
/// \pre as many of both, two or more
[[nodiscard]] double rank_correlation(std::span<const double> a,
                                      std::span<const double> b);

/// Mean and covariance of points, one row each.
struct WeightedMoments {
  std::vector<double> mean;
  std::vector<double> covariance;  ///< [row][column]
};
/// \param points  all of one length
[[nodiscard]] WeightedMoments weighted_moments(
    const std::vector<std::vector<double>>& points, std::span<const double> weights);

/// Lower triangle L with L L' = covariance (Cholesky), [row][column]; where a direction
/// has less variance than `least`, as if it had so much.
[[nodiscard]] std::vector<double> lower_factor(std::vector<double> covariance,
                                               std::size_t size, double least);

/// `count` numbers of draws, each `weights` says as often as it can be, in their order:
/// systematic resampling (Kitagawa 1996). \param u  in (0, 1), from a stream
[[nodiscard]] std::vector<std::size_t> systematic_draws(std::span<const double> weights,
                                                        std::size_t count, double u);

}  // namespace tripart
