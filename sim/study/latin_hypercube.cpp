// Latin hypercubes whose points keep apart.
#include <algorithm>
#include <cmath>
#include <utility>

#include "study/design_layout.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

/// Additions and multiplications that a search may take: some tenths of a second.
constexpr double most_operations = 3e8;
/// Exchanges tried per rank, beyond which next to none is an improvement.
constexpr double most_exchanges_per_rank = 50.0;
constexpr int jitter_bits = 22;

/// Of each factor a permutation of the ranks, so that each of n equal slices holds one
/// point, whose place in the slice is drawn.
///
/// Permutations are drawn, and then improved: two points exchange their ranks of one
/// factor wherever that lowers phi_p of Morris and Mitchell (1995),
///
///     phi_p^p = sum over pairs of d^-p,  p = 10,
///
/// with d the Euclidean distance of two points in ranks: the larger p, the more the
/// nearest pair counts. The number of exchanges tried is a function of points and
/// factors.
class LatinHypercube : public DesignLayout {
 public:
  LatinHypercube(std::uint64_t points, std::size_t factors, std::uint64_t seed)
      : points_(points), factors_(factors), seed_(seed), ranks_(points * factors) {
    for (std::size_t factor = 0; factor < factors_; ++factor) {
      shuffle(factor);
    }
    spread();
  }

  [[nodiscard]] std::vector<double> coordinates(std::uint64_t number) const override {
    std::vector<double> point(factors_);
    for (std::size_t factor = 0; factor < factors_; ++factor) {
      const Stream stream(seed_, factor, Purpose::design, "latin_hypercube place");
      const std::uint32_t place = stream.block(static_cast<std::uint32_t>(number))[0];
      // With less than 2^26 ranks exact before the division, which then is below 1.
      const double in_slice =
          (static_cast<double>(place >> (32 - jitter_bits)) + 0.5) * 0x1p-22;
      point[factor] = (static_cast<double>(rank(number, factor)) + in_slice) /
                      static_cast<double>(points_);
    }
    return point;
  }

 private:
  [[nodiscard]] std::uint32_t& rank(std::uint64_t point, std::size_t factor) {
    return ranks_[point * factors_ + factor];
  }
  [[nodiscard]] std::uint32_t rank(std::uint64_t point, std::size_t factor) const {
    return ranks_[point * factors_ + factor];
  }

  static std::uint64_t below(std::uint64_t end, const Stream& stream,
                             std::uint32_t index) {
    return static_cast<std::uint64_t>(stream.uniform(index) * static_cast<double>(end));
  }

  void shuffle(std::size_t factor) {
    const Stream stream(seed_, factor, Purpose::design, "latin_hypercube ranks");
    for (std::uint64_t point = 0; point < points_; ++point) {
      const std::uint64_t other =
          below(point + 1, stream, static_cast<std::uint32_t>(point));
      rank(point, factor) = rank(other, factor);
      rank(other, factor) = static_cast<std::uint32_t>(point);
    }
  }

  void spread() {
    const auto ranks = static_cast<double>(ranks_.size());
    if (points_ < 3 || factors_ < 2) {
      return;  // nothing to gain
    }
    const auto tries = static_cast<std::uint32_t>(std::floor(
        std::min(most_exchanges_per_rank * ranks, most_operations / (4.0 * ranks))));
    const Stream stream(seed_, 0, Purpose::design, "latin_hypercube exchanges");
    for (std::uint32_t i = 0; i < tries; ++i) {
      const std::size_t factor = below(factors_, stream, 3 * i);
      const std::uint64_t one = below(points_, stream, 3 * i + 1);
      const std::uint64_t other = below(points_, stream, 3 * i + 2);
      if (one != other && gain(one, other, factor) > 0.0) {
        std::swap(rank(one, factor), rank(other, factor));
      }
    }
  }

  /// How much lower phi_p^p is once two points have exchanged their ranks of a factor.
  [[nodiscard]] double gain(std::uint64_t one, std::uint64_t other,
                            std::size_t factor) const {
    double sum = 0.0;
    for (std::uint64_t third = 0; third < points_; ++third) {
      if (third == one || third == other) {
        continue;
      }
      double from_one = 0.0;
      double from_other = 0.0;
      for (std::size_t i = 0; i < factors_; ++i) {
        from_one += squared(one, third, i);
        from_other += squared(other, third, i);
      }
      const double moved = squared(other, third, factor) - squared(one, third, factor);
      sum += repulsion(from_one) - repulsion(from_one + moved) +
             (repulsion(from_other) - repulsion(from_other - moved));
    }
    return sum;
  }

  [[nodiscard]] double squared(std::uint64_t one, std::uint64_t other,
                               std::size_t factor) const {
    const double apart =
        static_cast<double>(rank(one, factor)) - static_cast<double>(rank(other, factor));
    return apart * apart;
  }

  /// d^-10 of a squared distance.
  static double repulsion(double squared_distance) {
    const double x = 1.0 / squared_distance;
    const double x2 = x * x;
    return x2 * x2 * x;
  }

  std::uint64_t points_;
  std::size_t factors_;
  std::uint64_t seed_;
  std::vector<std::uint32_t> ranks_;  ///< [point][factor], from 0
};

}  // namespace

std::unique_ptr<DesignLayout> make_latin_hypercube(std::uint64_t points,
                                                   std::size_t factors,
                                                   std::uint64_t seed) {
  return std::make_unique<LatinHypercube>(points, factors, seed);
}

}  // namespace tripart
