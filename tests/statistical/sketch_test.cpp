// Quantiles of the sketch against those of the sorted values themselves: within 1 percent
// of each, or 1e-9 near zero, whatever the values and however many. Nothing here can fail
// by chance.
#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "support/effort.hpp"
#include "tripart/core/random.hpp"
#include "tripart/core/statistics.hpp"

namespace tripart {
namespace {

struct Law {
  std::string name;
  std::function<double(std::uint32_t index, const Stream&)> draw;
};

std::vector<Law> laws() {
  return {{"uniform", [](std::uint32_t i, const Stream& s) { return s.uniform(i); }},
          {"normal around 0",
           [](std::uint32_t i, const Stream& s) { return draw_normal(i, s); }},
          {"normal, narrow, far from 0",
           [](std::uint32_t i, const Stream& s) {
             return 31000.0 + 0.1 * draw_normal(i, s);
           }},
          {"lognormal over ten powers of ten",
           [](std::uint32_t i, const Stream& s) {
             return std::min(std::exp(3.0 * draw_normal(i, s)), 32767.0);
           }},
          {"gamma with a peak at 0",
           [](std::uint32_t i, const Stream& s) { return draw_gamma(0.05, 64 * i, s); }},
          {"two values",
           [](std::uint32_t i, const Stream& s) {
             return s.uniform(i) < 0.3 ? -2.5 : 1.0 / 3.0;
           }},
          {"one value", [](std::uint32_t, const Stream&) { return -0.0123; }},
          {"steps of a hundredth, many at 0", [](std::uint32_t i, const Stream& s) {
             return 0.01 * std::round(50.0 * std::max(0.0, draw_normal(i, s)));
           }}};
}

TEST(SketchStatistics, QuantilesAreWithinOnePercentOfTheSortedValues) {
  for (const Law& law : laws()) {
    for (const std::uint64_t n : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{10},
                                  std::uint64_t{1000}, test::effort(100000)}) {
      const Stream stream(test::seed(17), n, Purpose::parameter, law.name);
      std::vector<double> values;
      for (std::uint32_t i = 0; i < n; ++i) {
        values.push_back(law.draw(i, stream));
      }
      Sketch sketch;
      sketch.add(values);
      std::sort(values.begin(), values.end());
      for (int step = 0; step <= 1000; ++step) {
        const double p = step / 1000.0;
        const double rank = std::max(1.0, std::ceil(p * static_cast<double>(n)));
        const double exact = values[static_cast<std::size_t>(rank) - 1];
        ASSERT_LE(std::fabs(sketch.quantile(p) - exact),
                  std::max(1e-9, 0.0100000001 * std::fabs(exact)))
            << law.name << ", " << n << " values, p = " << p;
      }
    }
  }
}

}  // namespace
}  // namespace tripart
