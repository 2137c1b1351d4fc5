// `mode: strategic` with a hub that has deals of its own with every other party: all at
// once (T7), or by delegates who hear nothing of one another. Side payments as in
// coalition_play.cpp.

#include "bargaining/engine.hpp"
#include "tripart/bargaining/delegates.hpp"
#include "tripart/bargaining/hub_game.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {

/// The deals that a hub may sign; sets of spokes are bits of their rank by name.
struct HubTables {
  std::vector<int> spoke;   ///< parties, in the order of their names
  std::vector<Deal> draft;  ///< with each
  std::vector<int> table;   ///< track on which it is drafted
  PartySet possible = 0;    ///< spokes with whom some text can be signed
  HubGame game;
};

int Engine::hub_configuration(const HubTables& hub, PartySet deals) const {
  const ConfigurationSet& set = payoffs_.configurations();
  PartySet partners = 0;
  for (std::size_t s = 0; s < hub.spoke.size(); ++s) {
    partners |= contains(deals, static_cast<int>(s)) ? set_of(hub.spoke[s]) : 0U;
  }
  return partners == 0               ? set.status_quo()
         : count_bits(partners) == 1 ? set.block(partners | set_of(model_.hub))
                                     : set.spokes(model_.hub, partners);
}

// Deals of the hub with all spokes, each with the text that is worth most to the two; a
// text stays what it is where other deals fail.
void Engine::describe_hub(HubTables& hub) {
  for (const int party : setup_.by_name) {
    if (party != model_.hub) {
      hub.spoke.push_back(party);
    }
  }
  const std::size_t spokes = hub.spoke.size();
  hub.draft.resize(spokes);
  hub.table.assign(spokes, -1);
  for (std::size_t t = 1; t < now_.tracks.size(); ++t) {
    for (std::size_t s = 0; s < spokes; ++s) {
      if (contains(now_.tracks[t].members, hub.spoke[s]) &&
          draft(now_.tracks[t], hub.draft[s])) {
        hub.table[s] = static_cast<int>(t);
        hub.possible |= set_of(static_cast<int>(s));
      }
    }
  }
  hub.game.spokes = static_cast<int>(spokes);
  for (PartySet deals = 0; deals < PartySet{1} << spokes; ++deals) {
    std::vector<Deal> stand;
    for (std::size_t s = 0; s < spokes; ++s) {
      if (contains(deals & hub.possible, static_cast<int>(s))) {
        stand.push_back(hub.draft[s]);
      }
    }
    const int configuration = hub_configuration(hub, deals & hub.possible);
    PartyValues payoff{};
    payoff[0] = value_of_deals(model_.hub, configuration, stand);
    for (std::size_t s = 0; s < spokes; ++s) {
      payoff[s + 1] = value_of_deals(hub.spoke[s], configuration, stand);
    }
    hub.game.payoff.push_back(payoff);
  }
}

// The hub's weight in a pair is its part of their recognition.
HubOutcome Engine::share_at_once(HubTables& hub) const {
  const Real mine = now_.party[static_cast<std::size_t>(model_.hub)].recognition;
  for (std::size_t s = 0; s < hub.spoke.size(); ++s) {
    const Real theirs = now_.party[static_cast<std::size_t>(hub.spoke[s])].recognition;
    hub.game.hub_weight[s] = mine / (mine + theirs);
  }
  return solve_nash_in_nash(hub.game);
}

// Each delegate makes the first offer. Nobody signs where what they expect of one another
// never comes true.
HubOutcome Engine::share_by_delegates(const HubTables& hub) const {
  const auto patience = [&](int party) {
    return model_.parties[static_cast<std::size_t>(party)].discount_factor.value_or(0.0);
  };
  DelegateGame game;
  game.spokes = hub.game.spokes;
  game.hub_discount = patience(model_.hub);
  for (std::size_t s = 0; s < hub.spoke.size(); ++s) {
    game.spoke_discount[s] = patience(hub.spoke[s]);
  }
  const std::vector<PartyValues>& payoff = hub.game.payoff;
  game.added = [&](PartySet others, int spoke) {
    const PartyValues& with = payoff[others | set_of(spoke)];
    const PartyValues& without = payoff[others];
    const auto s = static_cast<std::size_t>(spoke) + 1;
    return (with[0] + with[s]) - (without[0] + without[s]);
  };
  const DelegateOutcome played = play_delegates(game);
  HubOutcome outcome;
  outcome.deals = played.settled ? played.agreed : 0U;
  outcome.value = payoff[outcome.deals];
  for (std::size_t s = 0; s < hub.spoke.size(); ++s) {
    const PartySet one = set_of(static_cast<int>(s));
    if ((outcome.deals & one) != 0) {
      const Real value = payoff[outcome.deals & ~one][s + 1] + played.paid[s];
      outcome.transfer[s] = outcome.value[s + 1] - value;
      outcome.value[s + 1] = value;
      outcome.value[0] += outcome.transfer[s];
    }
  }
  return outcome;
}

bool Engine::play_hub() {
  HubTables hub;
  describe_hub(hub);
  const HubOutcome outcome = model_.protocol == ProtocolKind::delegates
                                 ? share_by_delegates(hub)
                                 : share_at_once(hub);
  const PartySet signing = outcome.deals & hub.possible;
  if (signing == 0) {
    return false;
  }
  for (std::size_t s = 0; s < hub.spoke.size(); ++s) {
    const auto i = static_cast<std::size_t>(hub.spoke[s]);
    history_.transferred[i] = outcome.value[s + 1] - now_.party[i].stay;
    if (contains(signing, static_cast<int>(s))) {
      sign_draft(hub.table[s], hub_configuration(hub, signing), model_.hub);
    }
  }
  const auto own = static_cast<std::size_t>(model_.hub);
  history_.transferred[own] = outcome.value[0] - now_.party[own].stay;
  return true;
}

}  // namespace tripart
