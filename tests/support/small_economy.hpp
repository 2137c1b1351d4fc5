#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "tripart/economy/baseline.hpp"

namespace tripart::test {

/// Uniform on [low, high), the same on every standard library.
inline double draw_between(double low, double high, std::mt19937_64& engine) {
  return low + (high - low) * static_cast<double>(engine() >> 11) * 0x1p-53;
}

/// Consistent accounts of regions R0, R1, ... and sectors S0, S1, ...; the last sector is
/// a service. Deficits, tariffs of up to 30 percent and, with several sectors, one flow
/// of zero.
inline Accounts random_accounts(std::size_t regions, std::size_t sectors,
                                std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  Accounts a;
  ThetaSet set{"drawn", {}};
  for (std::size_t n = 0; n < regions; ++n) {
    a.regions.push_back("R" + std::to_string(n));
  }
  for (std::size_t j = 0; j < sectors; ++j) {
    a.sectors.push_back("S" + std::to_string(j));
    a.tradable_goods.push_back(sectors == 1 || j + 1 < sectors);
    set.theta.push_back(draw_between(0.5, 12.0, engine));
  }
  a.theta_sets = {set};
  a.has_mfn_rate.assign(regions, true);
  a.mfn_rate.assign(regions * sectors, 0.1);
  a.flow.resize(regions * regions * sectors);
  a.tariff_rate.resize(a.flow.size());
  for (std::size_t n = 0; n < regions; ++n) {
    for (std::size_t i = 0; i < regions; ++i) {
      for (std::size_t j = 0; j < sectors; ++j) {
        const std::size_t cell = a.at(n, i, j);
        a.flow[cell] =
            i == n ? draw_between(50.0, 100.0, engine) : draw_between(1.0, 30.0, engine);
        a.tariff_rate[cell] = i == n ? 0.0 : draw_between(0.0, 0.3, engine);
      }
    }
  }
  if (sectors > 1) {
    a.flow[a.at(0, 1, 0)] = 0.0;
  }
  a.input.resize(regions * sectors * sectors);
  for (std::size_t n = 0; n < regions; ++n) {
    for (std::size_t k = 0; k < sectors; ++k) {
      double used = 0.0;
      for (std::size_t i = 0; i < regions; ++i) {
        used += a.flow[a.at(n, i, k)];
      }
      for (std::size_t j = 0; j < sectors; ++j) {
        const double share =
            draw_between(0.1, 0.5, engine) / static_cast<double>(sectors);
        a.input[a.at_input(n, k, j)] = share * used;
      }
    }
  }
  return a;
}

/// The base year shipped with the program.
inline const Baseline& base2017() {
  static const Baseline baseline =
      read_baseline(TRIPART_SOURCE_DIR "/scenarios/baselines/base2017");
  return baseline;
}

}  // namespace tripart::test
