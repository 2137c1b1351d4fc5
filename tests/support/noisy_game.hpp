#pragma once

#include <cstdint>
#include <vector>

#include "tripart/core/random.hpp"
#include "tripart/study/empirical_game.hpp"

namespace tripart::testing_support {

/// `truth` seen through noise: what a replicate adds to everybody in every profile
/// (common random numbers) and what it adds to one payoff alone.
inline EmpiricalGame noisy(const NormalFormGame& truth, std::uint64_t seed,
                           std::uint64_t replicates, double common, double own) {
  std::vector<int> strategies;
  for (int party = 0; party < truth.party_count(); ++party) {
    strategies.push_back(truth.strategy_count(party));
  }
  EmpiricalGame game(strategies, seed, replicates);
  std::vector<double> values(strategies.size());
  for (std::size_t profile = 0; profile < truth.profile_count(); ++profile) {
    for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
      const Stream stream(seed, replicate, Purpose::parameter, "noise");
      for (std::size_t party = 0; party < values.size(); ++party) {
        const auto index =
            static_cast<std::uint32_t>(1 + profile * values.size() + party);
        values[party] = truth.payoff(profile, static_cast<int>(party)) +
                        common * draw_normal(0, stream) +
                        own * draw_normal(index, stream);
      }
      game.add(profile, replicate, values);
    }
  }
  game.settle();
  return game;
}

}  // namespace tripart::testing_support
