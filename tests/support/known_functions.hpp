#pragma once

#include <array>
#include <cmath>
#include <functional>
#include <span>
#include <vector>

#include "tripart/core/random.hpp"
#include "tripart/study/design.hpp"
#include "tripart/study/responses.hpp"

namespace tripart::testing_support {

/// A function of uniform factors whose indices are known in closed form.
struct KnownFunction {
  std::size_t factors;
  std::function<double(std::span<const double>)> value;
  std::vector<double> first_order;
  std::vector<double> total;
};

/// Ishigami and Homma (1990) with a = 7, b = 0.1: factor i is -pi + 2 pi u_i.
inline KnownFunction ishigami() {
  constexpr double a = 7.0;
  constexpr double b = 0.1;
  const double pi = std::acos(-1.0);
  const double pi4 = pi * pi * pi * pi;
  const double v1 = 0.5 * (1.0 + b * pi4 / 5.0) * (1.0 + b * pi4 / 5.0);
  const double v2 = a * a / 8.0;
  const double v13 = b * b * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0);
  const double v = v1 + v2 + v13;
  return {3,
          [pi](std::span<const double> u) {
            const double x = pi * (2.0 * u[0] - 1.0);
            const double y = pi * (2.0 * u[1] - 1.0);
            const double z = pi * (2.0 * u[2] - 1.0);
            return std::sin(x) + a * std::sin(y) * std::sin(y) +
                   b * z * z * z * z * std::sin(x);
          },
          {v1 / v, v2 / v, 0.0},
          {(v1 + v13) / v, v2 / v, v13 / v}};
}

/// Saltelli and Sobol' (1995): the product of (|4 u_i - 2| + a_i) / (1 + a_i).
inline KnownFunction g_function() {
  static constexpr std::array<double, 8> a{0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};
  std::vector<double> parts;
  double all = 1.0;
  for (const double one : a) {
    parts.push_back(1.0 / (3.0 * (1.0 + one) * (1.0 + one)));
    all *= 1.0 + parts.back();
  }
  KnownFunction g{8,
                  [](std::span<const double> u) {
                    double product = 1.0;
                    for (std::size_t i = 0; i < a.size(); ++i) {
                      product *= (std::fabs(4.0 * u[i] - 2.0) + a[i]) / (1.0 + a[i]);
                    }
                    return product;
                  },
                  {},
                  {}};
  for (const double part : parts) {
    g.first_order.push_back(part / (all - 1.0));
    g.total.push_back(part * all / (1.0 + part) / (all - 1.0));
  }
  return g;
}

/// What a function gives at the points of a Saltelli design with independent base points.
inline Responses drawn_responses(const KnownFunction& f, const SaltelliLayout& layout,
                                 std::uint64_t seed) {
  std::vector<double> values;
  for (std::uint64_t j = 0; j < layout.base_points; ++j) {
    const Stream stream(seed, j, Purpose::bootstrap, "known_function");
    std::vector<double> a, b;
    for (std::uint32_t i = 0; i < f.factors; ++i) {
      a.push_back(stream.uniform(2 * i));
      b.push_back(stream.uniform(2 * i + 1));
    }
    values.push_back(f.value(a));
    values.push_back(f.value(b));
    for (std::size_t i = 0; i < f.factors; ++i) {
      std::vector<double> ab = a;
      ab[i] = b[i];
      values.push_back(f.value(ab));
    }
  }
  return Responses::exact(values);
}

}  // namespace tripart::testing_support
