#include "tripart/study/equilibria.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <utility>

#include "study/regret_matching.hpp"
#include "study/support.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

constexpr int drawn_starts = 8;  // of Newton's method per support, beside the middle
constexpr int matching_starts = 16;
constexpr int matching_rounds = 2000;
constexpr double same = 1e-7;  // probabilities closer than this are one equilibrium

int strategies_in(std::uint32_t support) {
  return std::popcount(support);
}

/// Payoffs of every party scaled to [0, 1], which moves no equilibrium.
NormalFormGame normalised(const NormalFormGame& game) {
  NormalFormGame scaled = game;
  for (int party = 0; party < game.party_count(); ++party) {
    double low = game.payoff(0, party);
    double high = low;
    for (std::size_t profile = 1; profile < game.profile_count(); ++profile) {
      low = std::min(low, game.payoff(profile, party));
      high = std::max(high, game.payoff(profile, party));
    }
    const double range = high > low ? high - low : 1.0;
    for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
      scaled.set_payoff(profile, party, (game.payoff(profile, party) - low) / range);
    }
  }
  return scaled;
}

/// Point `number` of a search: independent of which others are drawn.
MixedProfile drawn_mixture(const NormalFormGame& game, const Support& support,
                           std::uint64_t number) {
  const Stream stream(0, number, Purpose::bootstrap, "equilibrium_starts");
  MixedProfile mixed = even_mixture(game, support);
  std::uint32_t index = 0;
  for (std::vector<double>& one : mixed) {
    double sum = 0.0;
    for (double& probability : one) {
      const double draw = draw_exponential(index++, stream);
      probability = probability > 0.0 ? draw : 0.0;
      sum += probability;
    }
    for (double& probability : one) {
      probability /= sum;
    }
  }
  return mixed;
}

/// A party can only be kept indifferent between so many strategies by so much mixing of
/// the others; other supports belong to games with ties.
bool is_balanced(const Support& support) {
  int mixing = 0;
  for (const std::uint32_t one : support) {
    mixing += strategies_in(one) - 1;
  }
  return mixing > 0 &&
         std::all_of(support.begin(), support.end(), [&](std::uint32_t one) {
           return one != 0 && 2 * (strategies_in(one) - 1) <= mixing;
         });
}

/// The next set of supports below `most`; false after the last.
bool advance(Support& support, const Support& most) {
  for (std::size_t party = support.size(); party-- > 0;) {
    // The next non-empty subset of the bits of `most`.
    support[party] = (support[party] - most[party]) & most[party];
    if (support[party] != 0) {
      return true;
    }
    support[party] = (support[party] - most[party]) & most[party];
  }
  return false;
}

class Search {
 public:
  Search(const NormalFormGame& game, std::size_t most_supports)
      : game_(game), scaled_(normalised(game)), most_supports_(most_supports) {}

  EquilibriumSearch run() {
    add_pure();
    const Support left = undominated(scaled_);
    double supports = 1.0;
    for (const std::uint32_t one : left) {
      supports *= std::ldexp(1.0, strategies_in(one)) - 1.0;
    }
    result_.complete = supports <= static_cast<double>(most_supports_);
    if (result_.complete) {
      try_all(left);
    }
    if (!result_.complete || result_.found.empty()) {
      match(left);
    }
    return std::move(result_);
  }

 private:
  void add_pure() {
    for (std::size_t profile = 0; profile < scaled_.profile_count(); ++profile) {
      MixedProfile mixed = pure_profile(scaled_, profile);
      if (epsilon(scaled_, mixed) <= equilibrium_tolerance) {
        const double regret = epsilon(game_, mixed);
        result_.found.push_back({std::move(mixed), true, regret});
      }
    }
  }

  void try_all(const Support& left) {
    Support support;
    for (const std::uint32_t one : left) {
      support.push_back(one & (~one + 1));  // its lowest strategy
    }
    do {
      if (is_balanced(support)) {
        try_support(support);
      }
    } while (advance(support, left));
  }

  void try_support(const Support& support) {
    try_from(support, even_mixture(scaled_, support));
    // With two parties the conditions are linear: every start ends at the same point.
    for (int start = 0; start < drawn_starts && scaled_.party_count() > 2; ++start) {
      try_from(support,
               drawn_mixture(scaled_, support, static_cast<std::uint64_t>(start)));
    }
  }

  bool try_from(const Support& support, const MixedProfile& start) {
    auto mixed = solve_support(scaled_, support, start);
    if (!mixed || epsilon(scaled_, *mixed) > equilibrium_tolerance) {
      return false;
    }
    if (!is_known(*mixed)) {
      const double regret = epsilon(game_, *mixed);
      result_.found.push_back({std::move(*mixed), false, regret});
    }
    return true;
  }

  [[nodiscard]] bool is_known(const MixedProfile& mixed) const {
    return std::any_of(
        result_.found.begin(), result_.found.end(), [&](const GameEquilibrium& other) {
          double distance = 0.0;
          for (std::size_t party = 0; party < mixed.size(); ++party) {
            for (std::size_t s = 0; s < mixed[party].size(); ++s) {
              distance =
                  std::max(distance, std::fabs(mixed[party][s] - other.mixed[party][s]));
            }
          }
          return distance < same;
        });
  }

  void match(const Support& left) {
    std::optional<MixedProfile> best;
    for (int start = 0; start < matching_starts; ++start) {
      const MixedProfile begin =
          start == 0 ? even_mixture(scaled_, left)
                     : drawn_mixture(scaled_, left, static_cast<std::uint64_t>(start));
      MixedProfile average = match_regrets(scaled_, begin, matching_rounds);
      polish(average);
      if (!best || epsilon(scaled_, average) < epsilon(scaled_, *best)) {
        best = std::move(average);
      }
    }
    if (result_.found.empty()) {
      const double regret = epsilon(game_, *best);
      result_.found.push_back({std::move(*best), false, regret});
    }
  }

  /// What an average of play uses seldom, the equilibrium near it may not use at all.
  void polish(const MixedProfile& average) {
    for (const double seldom : {1e-4, 1e-3, 1e-2, 0.05}) {
      Support support;
      for (const std::vector<double>& one : average) {
        std::uint32_t used = 0;
        for (std::size_t s = 0; s < one.size(); ++s) {
          used |= one[s] > seldom ? std::uint32_t{1} << s : 0;
        }
        support.push_back(used);
      }
      if (is_balanced(support) && try_from(support, restricted(average, support))) {
        return;
      }
    }
  }

  [[nodiscard]] static MixedProfile restricted(MixedProfile mixed,
                                               const Support& support) {
    for (std::size_t party = 0; party < mixed.size(); ++party) {
      double sum = 0.0;
      for (std::size_t s = 0; s < mixed[party].size(); ++s) {
        mixed[party][s] *= uses(support, static_cast<int>(party), static_cast<int>(s));
        sum += mixed[party][s];
      }
      for (double& probability : mixed[party]) {
        probability /= sum;
      }
    }
    return mixed;
  }

  const NormalFormGame& game_;
  NormalFormGame scaled_;
  std::size_t most_supports_;
  EquilibriumSearch result_;
};

}  // namespace

EquilibriumSearch find_equilibria(const NormalFormGame& game, std::size_t most_supports) {
  TRIPART_EXPECTS(game.party_count() >= 1);
  return Search(game, most_supports).run();
}

}  // namespace tripart
