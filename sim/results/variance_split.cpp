#include "tripart/results/variance_split.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

/// How much larger than its estimate a mean square may be and the interval still mean
/// something: e^7 is a thousandfold.
constexpr double largest_log_factor = 7.0;

/// One economy that has values, its mean counted from that of the first such: equal means
/// then differ by exactly nothing.
struct SeenEconomy {
  double n = 0.0;
  double mean = 0.0;
  double squares = 0.0;
};

/// Mean squares of a sample of economies, and how uncertain their logarithms are.
struct Fit {
  double between = 0.0;  // MSB
  double within = 0.0;   // MSW
  double n0 = 0.0;
  double error_between = 0.0;  // standard errors of log MSB, log MSW and log MSB/MSW
  double error_within = 0.0;
  double error_ratio = 0.0;
};

/// Every economy as often as `times` says. Nothing without degrees of freedom.
std::optional<Fit> fit(const std::vector<SeenEconomy>& groups,
                       const std::uint16_t* times) {
  double k = 0.0, n = 0.0, n_squared = 0.0, sum = 0.0, squares = 0.0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const double t = times[g];
    k += t;
    n += t * groups[g].n;
    n_squared += t * groups[g].n * groups[g].n;
    sum += t * groups[g].n * groups[g].mean;
    squares += t * groups[g].squares;
  }
  if (k < 2.0 || n - k < 1.0) {
    return std::nullopt;
  }
  const double mean = sum / n;
  const auto deviation = [mean](const SeenEconomy& group) {
    return group.n * (group.mean - mean) * (group.mean - mean);
  };
  double deviations = 0.0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    deviations += times[g] * deviation(groups[g]);
  }
  Fit found;
  found.between = deviations / (k - 1.0);
  found.within = squares / (n - k);
  found.n0 = (n - n_squared / n) / (k - 1.0);
  if (deviations <= 0.0 || squares <= 0.0) {
    return found;
  }
  // What each economy moves the two logarithms by (infinitesimal jackknife).
  double between = 0.0, within = 0.0, ratio = 0.0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const double u = deviation(groups[g]) * k / deviations - 1.0;
    const double v = k * (groups[g].squares / squares - (groups[g].n - 1.0) / (n - k));
    between += times[g] * u * u;
    within += times[g] * v * v;
    ratio += times[g] * (u - v) * (u - v);
  }
  const double scale = 1.0 / (k * (k - 1.0));
  found.error_between = std::sqrt(scale * between);
  found.error_within = std::sqrt(scale * within);
  found.error_ratio = std::sqrt(scale * ratio);
  return found;
}

double variance_between(double mean_square, const Fit& fit) {
  return std::max(0.0, mean_square - fit.within) / fit.n0;
}

double share_between(double ratio, double n0) {
  const double part = std::max(0.0, ratio - 1.0) / n0;
  return part / (part + 1.0);
}

double standard_deviation(const std::vector<double>& values) {
  const double n = static_cast<double>(values.size());
  double mean = 0.0;
  for (const double value : values) {
    mean += (value - values.front()) / n;
  }
  double squares = 0.0;
  for (const double value : values) {
    const double deviation = value - values.front() - mean;
    squares += deviation * deviation;
  }
  return std::sqrt(squares / (n - 1.0));
}

/// The bootstrap samples of one of the three numbers.
struct Drawn {
  std::vector<double> values;
  std::vector<double> pivots;  // (log sample - log found) / error of the former

  void add(double value, double mean_square, double error, double found) {
    values.push_back(value);
    if (mean_square > 0.0 && error > 0.0 && found > 0.0) {
      pivots.push_back((math::log(mean_square) - math::log(found)) / error);
    }
  }
  [[nodiscard]] static bool are_enough(const std::vector<double>& list) {
    return 10 * list.size() >= 9 * Resamples::size;
  }
  /// `of` turns a mean square, or ratio of two, into what is estimated.
  template <class Of>
  void finish(double mean_square, double error, Of of, Estimate& estimate) {
    if (!are_enough(values)) {
      return;
    }
    estimate.std_error = standard_deviation(values);
    if (!are_enough(pivots) || error <= 0.0 || mean_square <= 0.0) {
      if (*estimate.std_error == 0.0) {
        estimate.low = estimate.high = estimate.value;
      }
      return;
    }
    std::sort(pivots.begin(), pivots.end());
    const double n = static_cast<double>(pivots.size());
    // With 999 of them the 25th and the 975th.
    const auto pivot = [&](double p) {
      return pivots[static_cast<std::size_t>(
                        std::clamp(std::rint(p * (n + 1.0)), 1.0, n)) -
                    1];
    };
    const double middle = math::log(mean_square);
    const double low = -pivot(0.975) * error;
    const double high = -pivot(0.025) * error;
    estimate.low = of(math::exp(middle + low));
    // Where rare events make nearly all of a variance the sample says nothing of its
    // bound.
    if (high <= largest_log_factor) {
      estimate.high = of(math::exp(middle + high));
    }
  }
};

}  // namespace

Resamples::Resamples(std::uint64_t seed, std::size_t economies)
    : economies_(economies), times_(size * economies, 0) {
  for (std::size_t index = 0; index < size; ++index) {
    const Stream stream(seed, index + 1, Purpose::bootstrap, "economies");
    for (std::size_t draw = 0; draw < economies; ++draw) {
      const double place = std::floor(static_cast<double>(economies) *
                                      stream.uniform(static_cast<std::uint32_t>(draw)));
      const std::size_t economy =
          std::min(static_cast<std::size_t>(place), economies - 1);
      ++times_[index * economies + economy];
    }
  }
}

VarianceSplit split_variance(const std::vector<GroupMoments>& groups,
                             const Resamples& resamples) {
  TRIPART_EXPECTS(groups.size() == resamples.economies());
  VarianceSplit split;
  std::uint64_t values = 0;
  for (const GroupMoments& group : groups) {
    values += group.count;
  }
  for (Estimate* part : {&split.between, &split.within, &split.share}) {
    part->replicates = values;
  }
  std::vector<SeenEconomy> full;
  std::vector<std::size_t> number;  // of each of them
  for (std::size_t economy = 0; economy < groups.size(); ++economy) {
    const GroupMoments& group = groups[economy];
    if (group.count > 0) {
      const double origin = full.empty() ? group.mean : groups[number.front()].mean;
      full.push_back(
          {static_cast<double>(group.count), group.mean - origin, group.squares});
      number.push_back(economy);
    }
  }
  std::vector<std::uint16_t> times(full.size(), 1);
  const std::optional<Fit> found = fit(full, times.data());
  if (!found || full.size() < fewest_economies) {
    return split;
  }
  const double between = variance_between(found->between, *found);
  split.between.value = between;
  split.within.value = found->within;
  if (between + found->within > 0.0) {
    split.share.value = between / (between + found->within);
  }
  Drawn of_between, of_within, of_share;
  for (std::size_t index = 0; index < Resamples::size; ++index) {
    for (std::size_t g = 0; g < full.size(); ++g) {
      times[g] = resamples.sample(index)[number[g]];
    }
    const std::optional<Fit> again = fit(full, times.data());
    if (!again) {
      continue;
    }
    const double drawn = variance_between(again->between, *again);
    of_between.add(drawn, again->between, again->error_between, found->between);
    of_within.add(again->within, again->within, again->error_within, found->within);
    if (drawn + again->within > 0.0) {
      const bool finite = again->within > 0.0 && found->within > 0.0;
      of_share.add(drawn / (drawn + again->within),
                   finite ? again->between / again->within : 0.0, again->error_ratio,
                   finite ? found->between / found->within : 0.0);
    }
  }
  of_between.finish(
      found->between, found->error_between,
      [&](double square) { return variance_between(square, *found); }, split.between);
  of_within.finish(
      found->within, found->error_within, [](double square) { return square; },
      split.within);
  if (split.share.value) {
    of_share.finish(
        found->within > 0.0 ? found->between / found->within : 0.0, found->error_ratio,
        [&](double ratio) { return share_between(ratio, found->n0); }, split.share);
  }
  return split;
}

}  // namespace tripart
