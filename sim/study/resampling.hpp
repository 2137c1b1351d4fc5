#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tripart/results/measure.hpp"
#include "tripart/study/responses.hpp"

/// Parts of a bootstrap. Every draw is a function of (seed, resample, index), so results
/// do not depend on who asks for what.
namespace tripart {

/// Fills `times` with how often each of its units is drawn in a resample of as many.
/// \param what  names the units; designs with other names have other draws
void draw_resample(std::uint64_t seed, std::uint64_t resample, std::string_view what,
                   std::span<std::uint32_t> times);

/// Mean and standard deviation of what comes one by one (Welford 1962).
class Spread {
 public:
  void add(double value);
  [[nodiscard]] std::optional<double> sd() const;

 private:
  double count_ = 0.0;
  double mean_ = 0.0;
  double squares_ = 0.0;
};

/// The value with its 95 percent normal interval; without one where resamples say
/// nothing.
[[nodiscard]] Estimate with_spread(std::optional<double> value, const Spread& spread,
                                   std::uint64_t units);

}  // namespace tripart
