#pragma once

#include <cstdint>
#include <vector>

#include "tripart/study/responses.hpp"

namespace tripart {

/// P(X >= successes) for X binomial (n, p); relative error below 1e-9.
[[nodiscard]] double binomial_tail(std::uint64_t successes, std::uint64_t n, double p);

/// Share of random samples of `n` of the values, without replacement, whose sum is at
/// least `sum`, the sample at hand counted among them.
[[nodiscard]] double drawn_tail(double sum, std::uint64_t n, std::vector<double> values,
                                const BootstrapOptions& resampling);

}  // namespace tripart
