// Whether intervals of indices hold the exact ones as often as they say, and whether what
// noise adds is taken off.
#include <algorithm>
#include <cmath>

#include <boost/math/distributions/binomial.hpp>
#include <gtest/gtest.h>

#include "study/design_layout.hpp"
#include "support/chance.hpp"
#include "support/known_functions.hpp"
#include "tripart/study/sobol_indices.hpp"

namespace tripart {
namespace {

using testing_support::drawn_responses;
using testing_support::g_function;
using testing_support::ishigami;
using testing_support::KnownFunction;

constexpr int repeats = 200;

/// The function at the points of a Saltelli design from one scrambled sequence.
Responses scrambled_responses(const KnownFunction& f, const SaltelliLayout& layout,
                              std::uint64_t scramble) {
  const auto design = make_saltelli(f.factors, scramble);
  std::vector<double> values;
  for (std::uint64_t number = 0; number < layout.size(); ++number) {
    values.push_back(f.value(design->coordinates(number)));
  }
  return Responses::exact(values);
}

/// How often the intervals of each index hold the exact one: first orders, then totals.
template <class Respond>
std::vector<int> held(const KnownFunction& f, const SaltelliLayout& layout, int times,
                      const Respond& respond) {
  std::vector<int> counts(2 * f.factors, 0);
  for (int number = 1; number <= times; ++number) {
    const std::uint64_t repeat = test::seed(0) + static_cast<std::uint64_t>(number);
    const SobolIndices indices =
        sobol_indices(layout, respond(repeat), Noise::shared, {100, repeat});
    for (std::size_t i = 0; i < f.factors; ++i) {
      const auto holds = [](const Estimate& estimate, double exact) {
        return *estimate.low <= exact && exact <= *estimate.high ? 1 : 0;
      };
      const FactorIndices& factor = indices.factors[i];
      counts[i] += holds(factor.first_order, f.first_order[i]);
      counts[f.factors + i] += holds(factor.total, f.total[i]);
    }
  }
  return counts;
}

// Null: each interval holds the exact index with a chance of at least 0.93 (bootstrap
// intervals of ratios at 512 base points). Fewer than 167 of 200 then have a chance below
// 6e-5 for all indices here, fewer than 161 with fresh seeds 1e-6; intervals a third too
// narrow hold 0.81, 162 of 200.
int least_held(int times) {
  constexpr double indices = 22.0;
  return static_cast<int>(boost::math::quantile(boost::math::binomial(times, 0.93),
                                                test::false_alarm() / indices));
}

TEST(SobolIntervals, HoldTheExactIndicesOfIndependentPoints) {
  for (const KnownFunction& f : {ishigami(), g_function()}) {
    const SaltelliLayout layout{512, f.factors};
    const std::vector<int> counts = held(f, layout, repeats, [&](std::uint64_t repeat) {
      return drawn_responses(f, layout, repeat);
    });
    for (std::size_t i = 0; i < counts.size(); ++i) {
      EXPECT_GE(counts[i], least_held(repeats)) << f.factors << " factors, index " << i;
    }
    // Nor are they too wide: of all together, 100 percent would be.
    int all = 0;
    for (const int count : counts) {
      all += count;
    }
    EXPECT_LT(all, static_cast<int>(counts.size()) * 196);
  }
}

// Intervals are made for independent points. Those of a scrambled sequence are more even:
// at 1024 base points the errors are mostly a half to a fifth of what the intervals say,
// and these hold the exact indices more often. Not always: pairs of coordinates may be
// less even, and at 256 base points the worst of these 22 intervals is a third too narrow
// and holds the index in 0.79 of the scrambles.
// Null: a chance of at least 0.93 each.
TEST(SobolIntervals, HoldTheExactIndicesOfScrambledSequences) {
  constexpr int scrambles = 100;
  for (const KnownFunction& f : {ishigami(), g_function()}) {
    const SaltelliLayout layout{1024, f.factors};
    const std::vector<int> counts = held(
        f, layout, scrambles,
        [&](std::uint64_t scramble) { return scrambled_responses(f, layout, scramble); });
    int all = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      EXPECT_GE(counts[i], least_held(scrambles)) << f.factors << " factors, index " << i;
      all += counts[i];
    }
    EXPECT_GE(all, static_cast<int>(counts.size()) * 97);
  }
}

// One sequence, whatever the seeds: 22 intervals of 95 percent cannot all hold theirs in
// each.
TEST(SobolIndices, OfScrambledSequencesHoldTheExactOnesInTheirIntervals) {
  for (const KnownFunction& f : {ishigami(), g_function()}) {
    const SaltelliLayout layout{4096, f.factors};
    const SobolIndices indices =
        sobol_indices(layout, scrambled_responses(f, layout, 1), Noise::shared, {500, 1});
    for (std::size_t i = 0; i < f.factors; ++i) {
      const FactorIndices& factor = indices.factors[i];
      EXPECT_LE(*factor.first_order.low, f.first_order[i]) << i;
      EXPECT_GE(*factor.first_order.high, f.first_order[i]) << i;
      EXPECT_LE(*factor.total.low, f.total[i]) << i;
      EXPECT_GE(*factor.total.high, f.total[i]) << i;
      EXPECT_NEAR(*factor.first_order.value, f.first_order[i], 0.01) << i;
      EXPECT_NEAR(*factor.total.value, f.total[i], 0.01) << i;
    }
  }
}

// Independent noise of a fifth of the variance of Ishigami's function: totals without
// correction end at (V T + s2) / (V + s2). Null: the mean of 200 corrected estimates is
// the exact index; false alarm of all twelve
// together 6e-5, 1e-6 with fresh seeds. Not taking it off is some 100
// standard errors.
TEST(SobolIndices, AreCorrectedForIndependentNoise) {
  const KnownFunction f = ishigami();
  const SaltelliLayout layout{256, f.factors};
  constexpr double variance = 13.844587940719254;
  constexpr double noise = variance / 5.0;
  std::vector<double> sums(4 * f.factors, 0.0);
  std::vector<double> squares(4 * f.factors, 0.0);
  for (int number = 1; number <= repeats; ++number) {
    const std::uint64_t repeat = test::seed(0) + static_cast<std::uint64_t>(number);
    Responses responses = drawn_responses(f, layout, repeat);
    const Stream stream(repeat, 1, Purpose::bootstrap, "point_noise");
    for (std::uint32_t point = 0; point < layout.size(); ++point) {
      responses.values[point] += std::sqrt(noise) * draw_normal(point, stream);
      responses.noise[point] = noise;
    }
    const SobolIndices indices =
        sobol_indices(layout, responses, Noise::independent, {2, 1});
    for (std::size_t i = 0; i < f.factors; ++i) {
      const FactorIndices& factor = indices.factors[i];
      const std::array values{*factor.first_order_corrected.value,
                              *factor.total_corrected.value, *factor.first_order.value,
                              *factor.total.value};
      for (std::size_t k = 0; k < values.size(); ++k) {
        sums[4 * i + k] += values[k];
        squares[4 * i + k] += values[k] * values[k];
      }
    }
  }
  for (std::size_t i = 0; i < f.factors; ++i) {
    const std::array exact{f.first_order[i], f.total[i], f.first_order[i] / 1.2,
                           (f.total[i] + 0.2) / 1.2};
    for (std::size_t k = 0; k < exact.size(); ++k) {
      const double mean = sums[4 * i + k] / repeats;
      const double error =
          std::sqrt((squares[4 * i + k] / repeats - mean * mean) / (repeats - 1.0));
      EXPECT_NEAR(mean, exact[k], test::largest_z(12) * error + 0.002) << i << ", " << k;
      EXPECT_LT(error, 0.01);
    }
  }
}

}  // namespace
}  // namespace tripart
