#include "study/resampling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {

void draw_resample(std::uint64_t seed, std::uint64_t resample, std::string_view what,
                   std::span<std::uint32_t> times) {
  TRIPART_EXPECTS(times.size() <= std::numeric_limits<std::uint32_t>::max());
  std::fill(times.begin(), times.end(), 0);
  const Stream stream(seed, resample, Purpose::bootstrap, what);
  const auto units = static_cast<double>(times.size());
  for (std::uint32_t draw = 0; draw < times.size(); ++draw) {
    ++times[static_cast<std::size_t>(stream.uniform(draw) * units)];
  }
}

void Spread::add(double value) {
  count_ += 1.0;
  const double shift = value - mean_;
  mean_ += shift / count_;
  squares_ += shift * (value - mean_);
}

std::optional<double> Spread::sd() const {
  return count_ < 2.0 ? std::nullopt
                      : std::optional(std::sqrt(squares_ / (count_ - 1.0)));
}

Estimate with_spread(std::optional<double> value, const Spread& spread,
                     std::uint64_t units) {
  constexpr double z95 = 1.959963984540054;
  Estimate estimate;
  estimate.value = value;
  estimate.replicates = units;
  // One unit, drawn again and again, says nothing about its error.
  if (value && units > 1 && spread.sd()) {
    const double error = *spread.sd();
    estimate.std_error = error;
    estimate.low = *value - z95 * error;
    estimate.high = *value + z95 * error;
  }
  return estimate;
}

}  // namespace tripart
