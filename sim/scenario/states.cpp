#include "scenario/states.hpp"

#include <cstdint>
#include <set>
#include <string>

#include "tripart/bargaining/payoff.hpp"

namespace tripart {
namespace {

constexpr std::int64_t most_states = 4096;

/// Sets of (threat, target) pairs, each with every set of retaliating parties it hits.
std::int64_t count_tariff_states(const Model& model, const std::vector<TariffBit>& bits) {
  std::int64_t states = 0;
  for (std::uint32_t imposed = 0; imposed < std::uint32_t{1} << bits.size(); ++imposed) {
    PartySet hit = 0;
    for (std::size_t bit = 0; bit < bits.size(); ++bit) {
      const int target = bits[bit].target;
      if ((imposed >> bit & 1U) != 0 &&
          model.retaliation[static_cast<std::size_t>(target)].mode !=
              RetaliationMode::none) {
        hit |= set_of(target);
      }
    }
    states += std::int64_t{1} << __builtin_popcount(hit);
  }
  return states;
}

}  // namespace

void check_states(const Section& root, const Model& model, Complaints& complaints) {
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
                 {"name fewer tariff threats or targets, fewer parties that retaliate, "
                  "or fewer parties with may_split"});
}

}  // namespace tripart
