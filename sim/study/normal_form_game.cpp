#include "tripart/study/normal_form_game.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

double worth(const std::vector<double>& weights, const std::vector<double>& values) {
  double sum = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum += weights[i] * values[i];
  }
  return sum;
}

}  // namespace

NormalFormGame::NormalFormGame(std::vector<int> strategies)
    : strategies_(std::move(strategies)), strides_(strategies_.size()) {
  for (std::size_t party = strategies_.size(); party-- > 0;) {
    TRIPART_EXPECTS(strategies_[party] >= 1);
    strides_[party] = profiles_;
    profiles_ *= at(strategies_[party]);
  }
  payoffs_.resize(profiles_ * strategies_.size(), 0.0);
}

int NormalFormGame::choice(std::size_t profile, int party) const {
  return static_cast<int>(profile / strides_[at(party)] % at(strategies_[at(party)]));
}

std::size_t NormalFormGame::changed(std::size_t profile, int party, int strategy) const {
  return profile - at(choice(profile, party)) * strides_[at(party)] +
         at(strategy) * strides_[at(party)];
}

MixedProfile pure_profile(const NormalFormGame& game, std::size_t profile) {
  MixedProfile mixed;
  for (int party = 0; party < game.party_count(); ++party) {
    mixed.emplace_back(at(game.strategy_count(party)), 0.0);
    mixed.back()[at(game.choice(profile, party))] = 1.0;
  }
  return mixed;
}

double chance_of_others(const NormalFormGame& game, const MixedProfile& mixed,
                        std::size_t profile, int party) {
  double chance = 1.0;
  for (int other = 0; other < game.party_count(); ++other) {
    if (other != party) {
      chance *= mixed[at(other)][at(game.choice(profile, other))];
    }
  }
  return chance;
}

std::vector<double> payoffs_against(const NormalFormGame& game, const MixedProfile& mixed,
                                    int party) {
  std::vector<double> values(at(game.strategy_count(party)), 0.0);
  for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
    const double chance = chance_of_others(game, mixed, profile, party);
    if (chance != 0.0) {
      values[at(game.choice(profile, party))] += chance * game.payoff(profile, party);
    }
  }
  return values;
}

double expected_payoff(const NormalFormGame& game, const MixedProfile& mixed, int party) {
  return worth(mixed[at(party)], payoffs_against(game, mixed, party));
}

double epsilon(const NormalFormGame& game, const MixedProfile& mixed) {
  double largest = 0.0;
  for (int party = 0; party < game.party_count(); ++party) {
    const std::vector<double> values = payoffs_against(game, mixed, party);
    largest = std::max(largest, *std::max_element(values.begin(), values.end()) -
                                    worth(mixed[at(party)], values));
  }
  return largest;
}

}  // namespace tripart
