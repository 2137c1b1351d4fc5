// Issues whose texts are one of a list of values (B1c).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

bool has_listed_values(const Model& model) {
  return std::any_of(model.issues.begin(), model.issues.end(),
                     [](const Issue& issue) { return !issue.values.empty(); });
}

bool Engine::has_value(int issue, Interval within) const {
  const std::vector<double>& values =
      model_.issues[static_cast<std::size_t>(issue)].values;
  return std::any_of(values.begin(), values.end(), [&](double value) {
    return value >= within.low && value <= within.high;
  });
}

// The admissible value next to a text, the lower of two; the first of all where none is
// admissible.
std::size_t Engine::value_near(int issue, Real text, Interval within) const {
  const std::vector<double>& values =
      model_.issues[static_cast<std::size_t>(issue)].values;
  std::size_t nearest = 0;
  bool found = false;
  for (std::size_t v = 0; v < values.size(); ++v) {
    const bool admissible = values[v] >= within.low && values[v] <= within.high;
    if (admissible &&
        (!found || std::fabs(values[v] - text) < std::fabs(values[nearest] - text))) {
      nearest = v;
      found = true;
    }
  }
  return nearest;
}

// u_ik of a value: as the scenario states it, or by its distance to the ideal (B1).
Real Engine::listed_utility(const Government& government, int party, int issue,
                            std::size_t value) const {
  const auto k = static_cast<std::size_t>(issue);
  const Issue& item = model_.issues[k];
  const std::vector<double>& stated =
      item.positions[static_cast<std::size_t>(party)].utilities;
  if (!stated.empty()) {
    return stated[value];
  }
  const Real distance = std::fabs(item.values[value] - government.ideal[k]);
  return 1.0 - (model_.loss_exponent == 2 ? distance * distance : distance);
}

// T3 on a list of texts: the frontier has gaps, so the Nash point is found by looking at
// every outcome. A menu that leaves outcomes out does not say where it is.
void Engine::measure_listed_nash(const Track& track, int point) {
  const auto gain = [&](std::size_t i, int n) {
    return track.value[i * track.capacity + static_cast<std::size_t>(n)] -
           now_.party[i].reservation;
  };
  int best = -1;
  Real most = 0.0;
  for (int n = 0; model_.offer_space == OfferSpace::outcomes && n < track.size; ++n) {
    Real product = 1.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (contains(track.members, static_cast<int>(i))) {
        product *= std::max(0.0, gain(i, n));
      }
    }
    if (product > most) {
      most = product;
      best = n;
    }
  }
  for (std::size_t i = 0; i < parties_; ++i) {
    PartyState& state = now_.party[i];
    state.has_nash = best >= 0 && contains(track.members, static_cast<int>(i));
    state.distance_nash = state.has_nash ? gain(i, point) - gain(i, best) : 0.0;
  }
}

}  // namespace tripart
