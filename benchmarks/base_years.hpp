#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart::benchmarks {

inline constexpr const char* elasticity_sets[] = {"ll2023", "cp2015", "gtap"};

inline const Baseline& base2017() {
  static const Baseline baseline =
      read_baseline(TRIPART_SOURCE_DIR "/scenarios/baselines/base2017");
  return baseline;
}

/// The United States leave: MFN and 10 percent on goods towards both neighbours.
inline TradePolicy withdrawal() {
  const Baseline& b = base2017();
  TradePolicy policy = baseline_policy(b);
  for (const char* partner : {"CAN", "MEX"}) {
    set_pair_to_mfn(policy, b, b.region("USA"), b.region(partner));
    multiply_goods_iceberg(policy, b, b.region("USA"), b.region(partner), 1.1);
  }
  return policy;
}

inline TradePolicy withdrawal_with_metal_tariffs() {
  const Baseline& b = base2017();
  TradePolicy policy = withdrawal();
  const std::size_t metals = b.sector("basic_metals");
  add_tariff(policy, b, {b.region("USA"), b.region("CAN"), metals, 0.087});
  add_tariff(policy, b, {b.region("USA"), b.region("MEX"), metals, 0.042});
  return policy;
}

/// A world of the size of Caliendo and Parro's (2015), drawn at random: 31 regions, 20
/// sectors traded by all and 20 by nobody. Sizes of regions differ by a factor of up to
/// 100, elasticities lie between 1 and 65, tariffs between 0 and 25 percent; a third of
/// spending on traded products is on imports, half of output goes to inputs.
inline Baseline drawn_31_by_40() {
  constexpr std::size_t regions = 31;
  constexpr std::size_t sectors = 40;
  constexpr std::size_t traded = 20;
  std::mt19937_64 engine(1993);
  const auto draw = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(engine() >> 11) * 0x1p-53;
  };
  Accounts a;
  ThetaSet set{"drawn", {}};
  std::vector<double> scale;
  for (std::size_t n = 0; n < regions; ++n) {
    a.regions.push_back("R" + std::to_string(n));
    scale.push_back(std::pow(10.0, draw(0.0, 2.0)));
  }
  for (std::size_t j = 0; j < sectors; ++j) {
    a.sectors.push_back("S" + std::to_string(j));
    a.tradable_goods.push_back(j < traded);
    set.theta.push_back(j == 0 ? 65.0 : std::exp(draw(0.0, 2.8)));
  }
  a.theta_sets = {set};
  a.has_mfn_rate.assign(regions, false);
  a.mfn_rate.assign(regions * sectors, 0.0);
  a.flow.assign(regions * regions * sectors, 0.0);
  a.tariff_rate.assign(a.flow.size(), 0.0);
  double world = 0.0;
  for (const double size : scale) {
    world += size;
  }
  for (std::size_t n = 0; n < regions; ++n) {
    for (std::size_t j = 0; j < sectors; ++j) {
      a.flow[a.at(n, n, j)] = scale[n] * draw(0.5, 1.5);
      for (std::size_t i = 0; i < regions && j < traded; ++i) {
        if (i != n) {
          a.flow[a.at(n, i, j)] =
              0.5 * scale[n] * scale[i] / world * std::exp(draw(-2.0, 1.0));
          a.tariff_rate[a.at(n, i, j)] = draw(0.0, 0.25);
        }
      }
    }
  }
  // Inputs are bought in proportion to what is made with them.
  a.input.resize(regions * sectors * sectors);
  for (std::size_t n = 0; n < regions; ++n) {
    std::vector<double> bought(sectors, 0.0);
    std::vector<double> made(sectors, 0.0);
    double all_made = 0.0;
    for (std::size_t j = 0; j < sectors; ++j) {
      for (std::size_t i = 0; i < regions; ++i) {
        bought[j] += a.flow[a.at(n, i, j)];
        made[j] += a.flow[a.at(i, n, j)];
      }
      all_made += made[j];
    }
    for (std::size_t k = 0; k < sectors; ++k) {
      for (std::size_t j = 0; j < sectors; ++j) {
        a.input[a.at_input(n, k, j)] = draw(0.2, 0.8) * bought[k] * made[j] / all_made;
      }
    }
  }
  return baseline_from_accounts(a);
}

/// The first `members` regions drop all tariffs on each other.
inline TradePolicy free_trade_area(const Baseline& b, std::size_t members) {
  TradePolicy policy = baseline_policy(b);
  for (std::size_t n = 0; n < members; ++n) {
    for (std::size_t i = 0; i < members; ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        policy.tariff_rate[b.at(n, i, j)] = 0.0;
      }
    }
  }
  return policy;
}

/// Caliendo and Parro's own world of 1993 without deficits from the folder that
/// TRIPART_CP2015 names, or null where it is not set.
inline const Baseline* caliendo_parro() {
  static const char* const folder =
      std::getenv("TRIPART_CP2015");  // NOLINT(concurrency-mt-unsafe)
  if (folder == nullptr) {
    return nullptr;
  }
  static const Baseline closed = [] {
    const Baseline read = read_baseline(folder);
    return close_baseline(read, read.theta("theta"), {Deficits::removed, true});
  }();
  return &closed;
}

/// Tariffs move a part of the way from 1993 to 2005, inside NAFTA or everywhere.
enum class Reach { nafta, world };
inline TradePolicy tariffs_of_2005(const Baseline& b, Reach reach, double part) {
  TradePolicy policy = baseline_policy(b);
  const std::vector<double>& after = b.tariff_schedule("2005");
  const auto is_member = [&](std::size_t n) {
    return b.regions[n] == "USA" || b.regions[n] == "CAN" || b.regions[n] == "MEX";
  };
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        if (reach == Reach::world || (is_member(n) && is_member(i))) {
          double& rate = policy.tariff_rate[b.at(n, i, j)];
          rate += part * (after[b.at(n, i, j)] - rate);
        }
      }
    }
  }
  return policy;
}

}  // namespace tripart::benchmarks
