#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "support/effort.hpp"
#include "support/small_economy.hpp"
#include "tripart/core/math.hpp"
#include "tripart/economy/equilibrium.hpp"

namespace tripart::test {

/// What a random economy may contain.
struct EconomyTraits {
  std::size_t regions = 2;
  std::size_t sectors = 1;
  double highest_tariff = 0.6;  ///< 0: free trade
  bool deficits = true;         ///< false: everybody's exports equal its imports
  bool gaps = true;    ///< zero flows, untraded sectors, no production, no own sales, no
                       ///< purchases
  bool inputs = true;  ///< false: all that is bought is consumed
};

/// Everything a property is tried on, drawn from its number alone.
struct DrawnEconomy {
  std::uint64_t number = 0;
  EconomyTraits traits;
  Accounts accounts;
  std::vector<double> theta;
  Closure closure;
  std::mt19937_64 engine;  ///< for whatever the property draws besides
};

/// Whether the environment names one economy: what is said of all then says nothing.
inline bool replaying() {
  return std::getenv("TRIPART_ECONOMY") != nullptr;
}

/// The economies that a property is tried on: 1 to `count` (fewer under a sanitizer), or
/// the one that the environment names: TRIPART_ECONOMY=17 replays the seventeenth.
inline std::vector<std::uint64_t> economy_numbers(std::uint64_t count) {
  const char* only = std::getenv("TRIPART_ECONOMY");
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t number = 1; number <= effort(count); ++number) {
    if (only == nullptr || std::to_string(number) == only) {
      numbers.push_back(number);
    }
  }
  return numbers;
}

inline bool happens(double probability, std::mt19937_64& engine) {
  return draw_between(0.0, 1.0, engine) < probability;
}

inline double draw_log_between(double low, double high, std::mt19937_64& engine) {
  return math::exp(draw_between(math::log(low), math::log(high), engine));
}

inline std::size_t draw_count(std::size_t low, std::size_t high,
                              std::mt19937_64& engine) {
  return low + static_cast<std::size_t>(engine() % (high - low + 1));
}

/// Sales before tariffs between regions of sizes up to 50 to 1. Everybody makes sector 0,
/// buys its own and sells it to the next region, so that the world does not fall apart
/// into blocs whose relative wages nothing would fix.
inline void draw_flows(const EconomyTraits& traits, Accounts& a,
                       std::mt19937_64& engine) {
  const std::size_t N = traits.regions;
  std::vector<double> size(N);
  for (double& one : size) {
    one = draw_log_between(1.0, 50.0, engine);
  }
  for (std::size_t j = 0; j < traits.sectors; ++j) {
    const bool gaps = traits.gaps && j > 0;
    const bool untraded = gaps && happens(0.15, engine);
    a.tradable_goods.push_back(!untraded);
    const double weight = draw_log_between(0.2, 5.0, engine);
    std::vector<bool> makes(N), buys(N);
    for (std::size_t n = 0; n < N; ++n) {
      makes[n] = !gaps || !happens(0.1, engine);
      buys[n] = !gaps || !happens(0.05, engine);
    }
    for (std::size_t n = 0; n < N; ++n) {
      for (std::size_t i = 0; i < N; ++i) {
        const double typical = weight * std::sqrt(size[n] * size[i]);
        const double drawn =
            draw_between(0.02, 1.0, engine) * (i == n ? 3.0 : 1.0) * typical;
        const bool nothing = traits.gaps && happens(i == n ? 0.1 : 0.3, engine);
        const bool needed = j == 0 && (i == n || n == (i + 1) % N);
        const bool possible = makes[i] && buys[n] && (i == n || !untraded);
        a.flow[a.at(n, i, j)] = needed || (possible && !nothing) ? drawn : 0.0;
      }
    }
  }
}

/// Scales what each region buys abroad up and what it sells abroad down by one factor, or
/// the reverse, in turn, until exports over imports are within `ratio` of 1 everywhere.
inline void balance_trade(Accounts& a, double ratio) {
  const std::size_t N = a.region_count();
  const std::size_t J = a.sector_count();
  double gap = 2.0 * ratio + 1.0;
  for (int round = 0; round < 10000 && gap > ratio; ++round) {
    gap = 0.0;
    for (std::size_t n = 0; n < N; ++n) {
      double imports = 0.0, exports = 0.0;
      for (std::size_t cell = 0; cell < N * J; ++cell) {
        const std::size_t i = cell / J, j = cell % J;
        imports += i == n ? 0.0 : a.flow[a.at(n, i, j)];
        exports += i == n ? 0.0 : a.flow[a.at(i, n, j)];
      }
      gap = std::max(gap, std::abs(exports / imports - 1.0));
      const double factor =
          std::abs(exports / imports - 1.0) > ratio ? std::sqrt(exports / imports) : 1.0;
      for (std::size_t cell = 0; cell < N * J; ++cell) {
        const std::size_t i = cell / J, j = cell % J;
        a.flow[a.at(n, i, j)] *= i == n ? 1.0 : factor;
        a.flow[a.at(i, n, j)] /= i == n ? 1.0 : factor;
      }
    }
  }
}

/// Inputs that leave every sector made at least a quarter of its sales as value added and
/// at least 15 percent of everything bought to consumers.
inline void draw_inputs(Accounts& a, std::mt19937_64& engine) {
  const std::size_t N = a.region_count();
  const std::size_t J = a.sector_count();
  for (std::size_t n = 0; n < N; ++n) {
    std::vector<double> made(J, 0.0), bought(J, 0.0), paid(J, 0.0);
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j < J; ++j) {
        made[j] += a.flow[a.at(i, n, j)];
        bought[j] += a.flow[a.at(n, i, j)];
        paid[j] += a.flow[a.at(n, i, j)] * (1.0 + a.tariff_rate[a.at(n, i, j)]);
      }
    }
    std::vector<double> used(J, 0.0);
    for (std::size_t j = 0; j < J; ++j) {
      const double share = draw_between(0.1, 0.75, engine);
      std::vector<double> weight(J);
      double cost = 0.0;
      for (std::size_t k = 0; k < J; ++k) {
        weight[k] = bought[k] > 0.0 && happens(0.7, engine)
                        ? draw_between(0.0, 1.0, engine)
                        : 0.0;
        cost += bought[k] > 0.0 ? weight[k] * paid[k] / bought[k] : 0.0;
      }
      for (std::size_t k = 0; k < J && cost > 0.0; ++k) {
        a.input[a.at_input(n, k, j)] = weight[k] * share * made[j] / cost;
        used[k] += a.input[a.at_input(n, k, j)];
      }
    }
    for (std::size_t k = 0; k < J; ++k) {
      const double limit = 0.85 * bought[k];
      for (std::size_t j = 0; j < J && used[k] > limit; ++j) {
        a.input[a.at_input(n, k, j)] *= limit / used[k];
      }
    }
  }
}

/// Consistent accounts of regions R0, R1, ... and sectors S0, S1, ...
inline Accounts draw_accounts(const EconomyTraits& traits, std::mt19937_64& engine) {
  const std::size_t N = traits.regions;
  const std::size_t J = traits.sectors;
  Accounts a;
  for (std::size_t n = 0; n < N; ++n) {
    a.regions.push_back("R" + std::to_string(n));
  }
  for (std::size_t j = 0; j < J; ++j) {
    a.sectors.push_back("S" + std::to_string(j));
  }
  a.has_mfn_rate.assign(N, true);
  a.mfn_rate.assign(N * J, 0.1);
  a.flow.assign(N * N * J, 0.0);
  a.tariff_rate.assign(N * N * J, 0.0);
  a.input.assign(N * J * J, 0.0);
  draw_flows(traits, a, engine);
  // A region that lends more than it earns has no equilibrium, so deficits have a limit.
  balance_trade(a, traits.deficits ? 0.4 : 1e-14);
  for (std::size_t cell = 0; cell < a.tariff_rate.size(); ++cell) {
    const bool abroad = cell / (N * J) != cell / J % N;
    if (abroad && happens(0.6, engine)) {
      a.tariff_rate[cell] = draw_between(0.0, traits.highest_tariff, engine);
    }
  }
  if (traits.inputs) {
    draw_inputs(a, engine);
  }
  return a;
}

inline std::vector<double> draw_theta(std::size_t sectors, std::mt19937_64& engine) {
  std::vector<double> theta(sectors);
  for (double& one : theta) {
    one = draw_log_between(0.4, 20.0, engine);
  }
  return theta;
}

/// An economy of the given traits and number.
inline DrawnEconomy draw_economy_with(const EconomyTraits& traits, std::uint64_t number) {
  DrawnEconomy economy;
  economy.number = number;
  economy.traits = traits;
  economy.engine.seed(number * 1000003 + traits.regions * 101 + traits.sectors);
  economy.accounts = draw_accounts(traits, economy.engine);
  economy.theta = draw_theta(traits.sectors, economy.engine);
  economy.accounts.theta_sets = {{"drawn", economy.theta}};
  return economy;
}

/// Traits from the number: 2 to 8 regions, 1 to 12 sectors, any mixture of the rest.
inline EconomyTraits draw_traits(std::uint64_t number) {
  std::mt19937_64 engine(number);
  EconomyTraits traits;
  traits.regions = draw_count(2, 8, engine);
  traits.sectors = draw_count(1, 12, engine);
  traits.highest_tariff = happens(0.75, engine) ? 0.6 : 0.0;
  traits.deficits = happens(0.75, engine);
  traits.gaps = happens(0.6, engine);
  traits.inputs = happens(0.75, engine);
  return traits;
}

/// An economy of any kind, with one of the three closures of deficits.
inline DrawnEconomy draw_economy_like(std::uint64_t number) {
  DrawnEconomy economy = draw_economy_with(draw_traits(number), number);
  constexpr Deficits kinds[] = {Deficits::fixed, Deficits::scaled, Deficits::removed};
  economy.closure.deficits = kinds[number % 3];
  economy.closure.input_output = number % 5 != 0;
  return economy;
}

/// Every other tariff and iceberg cost anew: rates up to 100 percent, costs from 20
/// percent less to 30 percent more.
inline TradePolicy draw_policy(const Baseline& b, std::mt19937_64& engine) {
  TradePolicy policy = baseline_policy(b);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        if (happens(0.5, engine)) {
          policy.tariff_rate[b.at(n, i, j)] = draw_between(0.0, 1.0, engine);
        }
        if (happens(0.5, engine)) {
          policy.iceberg_hat[b.at(n, i, j)] = draw_between(0.8, 1.3, engine);
        }
      }
    }
  }
  return policy;
}

/// How a failure names the economy, and how to see it again.
inline std::string describe(const DrawnEconomy& economy) {
  const EconomyTraits& t = economy.traits;
  constexpr const char* deficits[] = {"fixed", "scaled", "removed"};
  return "economy " + std::to_string(economy.number) +
         " (TRIPART_ECONOMY=" + std::to_string(economy.number) +
         " replays it): " + std::to_string(t.regions) + " regions x " +
         std::to_string(t.sectors) + " sectors, tariffs up to " +
         std::to_string(t.highest_tariff) + (t.deficits ? ", deficits" : ", balanced") +
         (t.gaps ? ", gaps" : "") + (t.inputs ? ", inputs" : "") +
         "; closure: deficits " + deficits[static_cast<int>(economy.closure.deficits)] +
         ", input-output " + (economy.closure.input_output ? "on" : "off");
}

/// The largest relative gap between what was found and what was expected, and where.
class LargestGap {
 public:
  /// \param scale  what the gap is measured by; without one the larger of the two numbers
  void note(double found, double expected, const std::string& what, double scale = 0.0) {
    const double by = scale > 0.0 ? scale : std::max(std::abs(found), std::abs(expected));
    const double gap = found == expected ? 0.0 : std::abs(found - expected) / by;
    if (!(gap <= size)) {
      size = gap;
      where =
          what + ": " + std::to_string(found) + " instead of " + std::to_string(expected);
    }
  }
  double size = 0.0;
  std::string where = "nowhere";
};

}  // namespace tripart::test
