#include "study/regret_matching.hpp"

#include <algorithm>

namespace tripart {

MixedProfile match_regrets(const NormalFormGame& game, const MixedProfile& start,
                           int rounds) {
  const auto parties = static_cast<std::size_t>(game.party_count());
  MixedProfile play = start;
  MixedProfile regrets = start;
  MixedProfile sums = start;
  for (std::size_t party = 0; party < parties; ++party) {
    std::fill(regrets[party].begin(), regrets[party].end(), 0.0);
    std::fill(sums[party].begin(), sums[party].end(), 0.0);
  }
  for (int round = 1; round <= rounds; ++round) {
    // One after the other, each answering what those before it play now: steadier than
    // all at once. Later rounds weigh more in the average.
    for (std::size_t party = 0; party < parties; ++party) {
      const std::vector<double> values =
          payoffs_against(game, play, static_cast<int>(party));
      double got = 0.0;
      for (std::size_t s = 0; s < values.size(); ++s) {
        got += play[party][s] * values[s];
      }
      double total = 0.0;
      for (std::size_t s = 0; s < values.size(); ++s) {
        regrets[party][s] = std::max(0.0, regrets[party][s] + values[s] - got);
        total += regrets[party][s];
      }
      for (std::size_t s = 0; s < values.size() && total > 0.0; ++s) {
        play[party][s] = regrets[party][s] / total;
      }
      for (std::size_t s = 0; s < values.size(); ++s) {
        sums[party][s] += play[party][s] * static_cast<double>(round);
      }
    }
  }
  for (std::vector<double>& one : sums) {
    double total = 0.0;
    for (const double sum : one) {
      total += sum;
    }
    for (double& sum : one) {
      sum /= total;
    }
  }
  return sums;
}

}  // namespace tripart
