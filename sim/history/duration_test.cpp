#include "tripart/history/duration_test.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using Counts = std::vector<std::uint64_t>;

/// Values by months; those beyond the cut in the last place, one month behind it.
Counts with_censored(const DurationSample& sample) {
  Counts counts = sample.counts();
  counts.push_back(sample.censored());
  return counts;
}

Counts counts_of(const std::vector<Duration>& history, int cut) {
  Counts counts(static_cast<std::size_t>(cut) + 2, 0);
  for (const Duration& one : history) {
    ++counts[static_cast<std::size_t>(std::min(one.months, cut + 1))];
  }
  return counts;
}

double real(std::uint64_t count) {
  return static_cast<double>(count);
}

/// Months that a place of the counts stands for: what is censored counts as the cut.
double months_at(std::size_t place, std::size_t places) {
  return static_cast<double>(std::min(place, places - 2));
}

std::uint64_t sum_of(const Counts& counts) {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : counts) {
    sum += count;
  }
  return sum;
}

struct Moments {
  double mean = 0.0;
  double sd = 0.0;
};

Moments moments_of(const Counts& counts) {
  const double n = real(sum_of(counts));
  double sum = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    sum += real(counts[i]) * months_at(i, counts.size());
  }
  Moments moments{sum / n, 0.0};
  double squares = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double off = months_at(i, counts.size()) - moments.mean;
    squares += real(counts[i]) * off * off;
  }
  moments.sd = n > 1.0 ? std::sqrt(squares / (n - 1.0)) : 0.0;
  return moments;
}

/// E|X - Y| for independent X and Y: the integral of F(1 - G) + G(1 - F).
double mean_distance(const Counts& x, const Counts& y) {
  const double n = real(sum_of(x));
  const double m = real(sum_of(y));
  double below_x = 0.0;
  double below_y = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i + 2 < x.size(); ++i) {
    below_x += real(x[i]) / n;
    below_y += real(y[i]) / m;
    sum += below_x * (1.0 - below_y) + below_y * (1.0 - below_x);
  }
  return sum;
}

/// CRPS of the values as a forecast of `months`, up to the cut.
double crps_of(const Counts& counts, int months) {
  const double n = real(sum_of(counts));
  double below = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i + 2 < counts.size(); ++i) {
    below += real(counts[i]) / n;
    const double off = below - (static_cast<int>(i) >= months ? 1.0 : 0.0);
    sum += off * off;
  }
  return sum;
}

/// Distances of Kolmogorov and Smirnov times both sample sizes are whole numbers.
class PooledOrder {
 public:
  PooledOrder(const Counts& x, const Counts& y) : n_(sum_of(x)), m_(sum_of(y)) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (x[i] + y[i] > 0) {
        pooled_ += x[i] + y[i];
        ends_.push_back(pooled_);
        seen_x_ += x[i];
        seen_y_ += y[i];
        largest_ = std::max(largest_, apart(seen_x_, seen_y_));
      }
    }
    is_end_.assign(pooled_ + 1, false);
    for (const std::uint64_t end : ends_) {
      is_end_[end] = true;
    }
  }

  [[nodiscard]] std::uint64_t largest() const { return largest_; }
  [[nodiscard]] double distance(std::uint64_t scaled) const {
    return real(scaled) / (real(n_) * real(m_));
  }

  /// Share of all orders in which the distance is `scaled` or more. An order is a path
  /// from (0, 0) to (n, m) of steps to the right (a value of x) and up; it is looked at
  /// where a value that both may have ends. kept[j] is the share of paths to (i, j) that
  /// have stayed nearer.
  [[nodiscard]] double chance(std::uint64_t scaled) const {
    std::vector<double> kept(m_ + 1, 0.0);
    for (std::uint64_t i = 0; i <= n_; ++i) {
      for (std::uint64_t j = 0; j <= m_; ++j) {
        const double before = real(i + j);
        double share = i + j == 0 ? 1.0 : 0.0;
        if (i > 0) {
          share += kept[j] * (real(i) / before);
        }
        if (j > 0) {
          share += kept[j - 1] * (real(j) / before);
        }
        kept[j] = is_end_[i + j] && apart(i, j) >= scaled ? 0.0 : share;
      }
    }
    return std::max(0.0, 1.0 - kept[m_]);
  }

  /// Least distance, times n m, whose chance is no more than `level`.
  [[nodiscard]] std::uint64_t critical(double level) const {
    std::uint64_t low = 0;  // is too likely
    std::uint64_t high = n_ * m_ + 1;
    while (high - low > 1) {
      const std::uint64_t middle = low + (high - low) / 2;
      (chance(middle) <= level ? high : low) = middle;
    }
    return high;
  }

 private:
  [[nodiscard]] std::uint64_t apart(std::uint64_t i, std::uint64_t j) const {
    const std::uint64_t x = i * m_;
    const std::uint64_t y = j * n_;
    return x > y ? x - y : y - x;
  }

  std::uint64_t n_, m_;
  std::uint64_t pooled_ = 0, seen_x_ = 0, seen_y_ = 0, largest_ = 0;
  std::vector<std::uint64_t> ends_;
  std::vector<bool> is_end_;
};

}  // namespace

DurationTest compare_durations(const DurationSample& simulated,
                               const std::vector<Duration>& history) {
  TRIPART_EXPECTS(history.size() >= 2 && simulated.total() >= 1);
  const Counts x = with_censored(simulated);
  const Counts y = counts_of(history, simulated.cut());
  DurationTest test;
  test.simulated = simulated.total();
  test.censored = simulated.censored();
  test.cut = simulated.cut();
  test.history = history.size();
  test.history_censored = y.back();
  const Moments of_x = moments_of(x);
  const Moments of_y = moments_of(y);
  test.simulated_mean = of_x.mean;
  test.simulated_sd = of_x.sd;
  test.history_mean = of_y.mean;
  test.history_sd = of_y.sd;
  const PooledOrder order(x, y);
  test.distance = order.distance(order.largest());
  test.p_value = order.chance(order.largest());
  test.critical_distance = std::min(1.0, order.distance(order.critical(0.05)));
  test.energy_distance =
      2.0 * mean_distance(x, y) - mean_distance(x, x) - mean_distance(y, y);
  std::vector<Duration> sorted = history;
  std::stable_sort(
      sorted.begin(), sorted.end(),
      [](const Duration& a, const Duration& b) { return a.months < b.months; });
  const double n = real(test.simulated);
  for (const Duration& one : sorted) {
    const auto place = static_cast<std::size_t>(std::min(one.months, test.cut + 1));
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < place; ++i) {
      below += x[i];
    }
    Counts others = y;
    --others[place];
    const DurationPlace placed{one, real(below) / n, real(below + x[place]) / n,
                               crps_of(x, one.months), crps_of(others, one.months)};
    test.crps += placed.crps / static_cast<double>(test.history);
    test.crps_of_others += placed.crps_of_others / static_cast<double>(test.history);
    test.places.push_back(placed);
  }
  return test;
}

}  // namespace tripart
