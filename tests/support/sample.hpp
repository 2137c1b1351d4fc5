#pragma once

#include <cmath>

#include <gtest/gtest.h>

#include "support/chance.hpp"

/// Means of many draws against what theory says.
namespace tripart::testing_support {

/// Running mean and its standard error.
struct Sample {
  double n = 0.0, sum = 0.0, squares = 0.0;
  void add(double value) {
    n += 1.0;
    sum += value;
    squares += value * value;
  }
  [[nodiscard]] double mean() const { return sum / n; }
  [[nodiscard]] double error() const {
    return std::sqrt((squares / n - mean() * mean()) / n);
  }
};

inline void expect_mean(const Sample& sample, double theory, const char* what) {
  EXPECT_LT(std::fabs(sample.mean() - theory), test::largest_z() * sample.error())
      << what << ": " << sample.mean() << " for " << theory << ", standard error "
      << sample.error();
}

}  // namespace tripart::testing_support
