#include "study/support.hpp"

#include <algorithm>
#include <cmath>

#include "study/linear_system.hpp"

namespace tripart {
namespace {

constexpr double strictly = 1e-9;           // of payoffs in [0, 1]
constexpr double least_probability = 1e-9;  // below, a smaller support is meant
constexpr double converged = 1e-14;
constexpr int most_steps = 60;

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

// Whether `better` is worth more than `worse` in every profile of what the others have
// left.
bool dominates(const NormalFormGame& game, const Support& left, int party, int better,
               int worse) {
  for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
    if (game.choice(profile, party) != worse) {
      continue;
    }
    bool is_left = true;
    for (int other = 0; other < game.party_count(); ++other) {
      is_left =
          is_left && (other == party || uses(left, other, game.choice(profile, other)));
    }
    if (is_left && game.payoff(game.changed(profile, party, better), party) <=
                       game.payoff(profile, party) + strictly) {
      return false;
    }
  }
  return true;
}

/// Where the unknowns of one support stand: probabilities in use, then everybody's value.
struct Layout {
  struct Unknown {
    int party;
    int strategy;
  };
  std::vector<Unknown> probabilities;
  std::vector<std::vector<int>> index;  ///< [party][strategy]; -1: not in use

  Layout(const NormalFormGame& game, const Support& support) {
    for (int party = 0; party < game.party_count(); ++party) {
      index.emplace_back(at(game.strategy_count(party)), -1);
      for (int strategy = 0; strategy < game.strategy_count(party); ++strategy) {
        if (uses(support, party, strategy)) {
          index.back()[at(strategy)] = static_cast<int>(probabilities.size());
          probabilities.push_back({party, strategy});
        }
      }
    }
  }
};

/// The conditions at a point: one row per strategy in use (worth what its party gets) and
/// one per party (probabilities sum to one), with their derivatives.
LinearSystem linearise(const NormalFormGame& game, const Layout& layout,
                       const MixedProfile& mixed, const std::vector<double>& value) {
  const std::size_t n = layout.probabilities.size();
  const auto parties = at(game.party_count());
  LinearSystem system(n + parties);
  for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
    bool in_use = true;
    for (int party = 0; party < game.party_count() && in_use; ++party) {
      in_use = layout.index[at(party)][at(game.choice(profile, party))] >= 0;
    }
    if (!in_use) {
      continue;
    }
    for (int party = 0; party < game.party_count(); ++party) {
      const int row = layout.index[at(party)][at(game.choice(profile, party))];
      const double payoff = game.payoff(profile, party);
      system.right(at(row)) -= payoff * chance_of_others(game, mixed, profile, party);
      for (int other = 0; other < game.party_count(); ++other) {
        if (other == party) {
          continue;
        }
        double chance = 1.0;  // that all but these two play their part
        for (int third = 0; third < game.party_count(); ++third) {
          if (third != party && third != other) {
            chance *= mixed[at(third)][at(game.choice(profile, third))];
          }
        }
        const int column = layout.index[at(other)][at(game.choice(profile, other))];
        system.left(at(row), at(column)) += payoff * chance;
      }
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    const auto [party, strategy] = layout.probabilities[k];
    system.left(k, n + at(party)) = -1.0;
    system.right(k) += value[at(party)];
    system.left(n + at(party), k) = 1.0;
    system.right(n + at(party)) -= mixed[at(party)][at(strategy)];
  }
  for (std::size_t party = 0; party < parties; ++party) {
    system.right(n + party) += 1.0;
  }
  return system;
}

std::optional<MixedProfile> as_probabilities(MixedProfile mixed, const Layout& layout) {
  for (const auto& unknown : layout.probabilities) {
    if (!(mixed[at(unknown.party)][at(unknown.strategy)] > least_probability)) {
      return std::nullopt;
    }
  }
  for (std::vector<double>& one : mixed) {
    double sum = 0.0;
    for (const double probability : one) {
      sum += probability;
    }
    for (double& probability : one) {
      probability /= sum;
    }
  }
  return mixed;
}

}  // namespace

bool uses(const Support& support, int party, int strategy) {
  return ((support[at(party)] >> static_cast<unsigned>(strategy)) & 1U) != 0;
}

MixedProfile even_mixture(const NormalFormGame& game, const Support& support) {
  MixedProfile mixed;
  for (int party = 0; party < game.party_count(); ++party) {
    std::vector<double> one(at(game.strategy_count(party)), 0.0);
    double used = 0.0;
    for (int strategy = 0; strategy < game.strategy_count(party); ++strategy) {
      used += uses(support, party, strategy) ? 1.0 : 0.0;
    }
    for (int strategy = 0; strategy < game.strategy_count(party); ++strategy) {
      one[at(strategy)] = uses(support, party, strategy) ? 1.0 / used : 0.0;
    }
    mixed.push_back(one);
  }
  return mixed;
}

Support undominated(const NormalFormGame& game) {
  Support left;
  for (int party = 0; party < game.party_count(); ++party) {
    left.push_back(
        (std::uint32_t{1} << static_cast<unsigned>(game.strategy_count(party))) - 1);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (int party = 0; party < game.party_count(); ++party) {
      for (int worse = 0; worse < game.strategy_count(party); ++worse) {
        for (int better = 0; better < game.strategy_count(party); ++better) {
          if (better != worse && uses(left, party, worse) && uses(left, party, better) &&
              dominates(game, left, party, better, worse)) {
            left[at(party)] &= ~(std::uint32_t{1} << static_cast<unsigned>(worse));
            changed = true;
          }
        }
      }
    }
  }
  return left;
}

std::optional<MixedProfile> solve_support(const NormalFormGame& game,
                                          const Support& support,
                                          const MixedProfile& start) {
  const Layout layout(game, support);
  MixedProfile mixed = start;
  std::vector<double> value;
  for (int party = 0; party < game.party_count(); ++party) {
    value.push_back(expected_payoff(game, mixed, party));
  }
  double last = 1e300;
  for (int step = 0; step < most_steps; ++step) {
    const auto move = linearise(game, layout, mixed, value).solve();
    if (!move) {
      return std::nullopt;
    }
    double size = 0.0;
    for (std::size_t k = 0; k < layout.probabilities.size(); ++k) {
      const auto [party, strategy] = layout.probabilities[k];
      mixed[at(party)][at(strategy)] += (*move)[k];
      size = std::max(size, std::fabs((*move)[k]));
    }
    for (std::size_t party = 0; party < value.size(); ++party) {
      value[party] += (*move)[layout.probabilities.size() + party];
    }
    if (!(size < 1e6)) {
      return std::nullopt;
    }
    // Near the solution steps shrink to rounding error and then stay there.
    if (size < converged || (size < 1e-9 && size >= last)) {
      return as_probabilities(std::move(mixed), layout);
    }
    last = size;
  }
  return std::nullopt;
}

}  // namespace tripart
