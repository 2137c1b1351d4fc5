#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

#include <boost/math/distributions/normal.hpp>

#include "tripart/core/number.hpp"

/// Where tests that could fail by chance have their seeds and their thresholds from.
///
/// Every day the seeds are those in the tests, so that what passes once passes always; a
/// null is rejected at 6.33e-5, four standard errors. With the environment variable
/// TRIPART_FRESH_SEEDS=N every seed is another, a function of N and of the seed in the
/// test, and a null is rejected at 1e-6.
namespace tripart::test {

/// What TRIPART_FRESH_SEEDS says; nothing every day.
inline const std::optional<std::uint64_t>& fresh_seeds() {
  static const std::optional<std::uint64_t> fresh = [] {
    const char* text = std::getenv("TRIPART_FRESH_SEEDS");
    if (text == nullptr || *text == '\0') {
      return std::optional<std::uint64_t>();
    }
    const auto number = parse_count(text);
    if (!number) {
      throw std::invalid_argument("TRIPART_FRESH_SEEDS is no whole number: " +
                                  std::string(text));
    }
    return std::optional<std::uint64_t>(*number);
  }();
  return fresh;
}

/// The seed to use where a test says `everyday`. Distinct ones stay distinct, and seeds
/// that follow one another do so still.
inline std::uint64_t seed(std::uint64_t everyday) {
  return fresh_seeds() ? (*fresh_seeds() + 1) * 0x9e3779b97f4a7c15U + everyday : everyday;
}

/// Chance to reject one null that holds.
inline double false_alarm() {
  return fresh_seeds() ? 1e-6 : 6.334e-5;
}

/// How many standard errors that is, on both sides, for each of `nulls` so that all of
/// them together have this chance.
inline double largest_z(double nulls = 1.0) {
  return boost::math::quantile(
      complement(boost::math::normal(), 0.5 * false_alarm() / nulls));
}

}  // namespace tripart::test
