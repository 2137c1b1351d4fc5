#include "scenario/states.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

#include "scenario/names.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {
namespace {

constexpr std::int64_t most_states = 4096;

/// Sets of (threat, target) pairs, each with every set of retaliating parties it hits.
std::int64_t count_tariff_states(const Model& model, const std::vector<TariffBit>& bits) {
  std::int64_t states = 0;
  for (std::uint32_t imposed = 0; imposed < std::uint32_t{1} << bits.size(); ++imposed) {
    if (is_contradictory(bits, imposed)) {
      continue;
    }
    PartySet hit = 0;
    for (std::size_t bit = 0; bit < bits.size(); ++bit) {
      const int target = bits[bit].target;
      if ((imposed >> bit & 1U) != 0 &&
          model.retaliation[static_cast<std::size_t>(target)].mode !=
              RetaliationMode::none) {
        hit |= set_of(target);
      }
    }
    states += std::int64_t{1} << count_bits(hit);
  }
  return states;
}

/// Names in the scenario's list that no deal of these parties has.
void check_names(const Section& root, const Model& model, Complaints& complaints) {
  Model every = model;
  every.configurations.clear();
  const ConfigurationSet all(every);
  std::vector<std::string> deals;
  for (int i = 0; i < all.size(); ++i) {
    const std::vector<PairState>& pairs = all[i].pairs;
    if (deal_kind(all[i].kind) != DealKind::none &&
        std::find(pairs.begin(), pairs.end(), PairState::no_agreement) == pairs.end()) {
      deals.push_back(all[i].name);
    }
  }
  for (const std::string& name : model.configurations) {
    if (!holds(deals, name)) {
      complaints.add(root.where("configurations"),
                     "configurations names '" + name +
                         "', which is no deal that the "
                         "parties can strike",
                     name_hints(name, deals));
    }
  }
}

}  // namespace

void check_states(const Section& root, const Model& model, Complaints& complaints) {
  check_names(root, model, complaints);
  const std::vector<TariffBit> bits = tariff_bits(model);
  const ConfigurationSet all(model);
  const std::int64_t configurations = all.size();
  std::set<std::string> names;
  for (int i = 0; i < all.size(); ++i) {
    if (!names.insert(all[i].name).second) {
      complaints.add(root.where("parties"),
                     "the names of the parties make two deals read '" + all[i].name + "'",
                     {"use names without '-'"});
      return;
    }
  }
  // Each further pair at least doubles the states: too many to count is too many.
  const bool countless = bits.size() >= 12;
  const std::int64_t states = countless ? 0 : count_tariff_states(model, bits);
  if (!countless && configurations * states <= most_states) {
    return;
  }
  const std::string number = countless ? "more than " + std::to_string(most_states)
                                       : std::to_string(configurations * states);
  complaints.add(root.where("threats"),
                 "the trade model would be solved for " + number +
                     " deal configurations x tariff states, expected at most " +
                     std::to_string(most_states),
                 {"list the deals that matter in configurations: [...], or name fewer "
                  "tariff threats or targets, or fewer parties that retaliate"});
}

}  // namespace tripart
