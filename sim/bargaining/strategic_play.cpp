// `mode: strategic`: instead of playing the process, the parties agree at once on what
// fully rational players would (T1 to T2b, T5 to T5c).
#include <algorithm>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/strategic.hpp"

namespace tripart {

// The old agreement without tariffs goes on for ever if they never agree.
void Engine::play_strategic() {
  note(EventType::talks_open, 0.0, -1, -1, 0.0, 0.0, model_.everyone());
  Track& table = now_.tracks[0];
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = now_.party[static_cast<std::size_t>(party)];
    state.stay = base(party, payoffs_.configurations().status_quo(), now_.tariffs);
    state.known = state.known_without_tariff = state.reservation = state.stay;
  }
  evaluate(table);
  if (table.blocked || !agree_strategically(table)) {
    now_.blocked = table.blocked;
    now_.without_surplus = table.blocked ? 0 : model_.everyone();
    end_talks(Ending::lapsed, model_.horizon);
  }
}

// Rules of the game at a table of everybody, with what each has on the way: the old
// agreement while talks go on, no agreement after a breakdown; who may withdraw can do so
// in answer to an offer.
void Engine::describe_game(const Track& table, StrategicGame& game) const {
  describe_table(table, 0, game.problem);
  game.protocol = model_.protocol;
  game.rounds = model_.rounds.value_or(0);
  game.continuation = model_.continuation;
  Real recognised = 0.0;
  for (const PartyState& state : now_.party) {
    recognised += state.recognition;
  }
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    const Party& stated = model_.parties[i];
    game.discount[i] = stated.discount_factor.value_or(0.0);
    game.recognition[i] = now_.party[i].recognition / recognised;
    game.breakdown[i] =
        base(party, payoffs_.configurations().no_agreement(), now_.tariffs);
    if (stated.outside_option) {
      game.outside[i] = drawn(*stated.outside_option);
    }
    if (stated.may_withdraw) {
      game.outside[i] = std::max(game.outside[i],
                                 exit_value(party, now_.tariffs, notice_discount(party)));
    }
  }
}

bool Engine::agree_strategically(Track& table) {
  StrategicGame game;
  describe_game(table, game);
  // Taking turns begins with the first party of the file.
  Stop first;
  first.occasion = 0;
  game.proposer =
      game.protocol == ProtocolKind::random_proposer ? choose_proposer(table, first) : 0;
  const StrategicOutcome outcome = solve_strategic(game);
  if (!outcome.agreed) {
    return false;
  }
  // The text takes the place of a point of the menu, whose other points no longer matter.
  table.size = 1;
  table.write_texts(0, std::span(outcome.text).first(issues_));
  measure(table, 0);
  for (std::size_t i = 0; i < parties_; ++i) {
    table.value[i * table.capacity] = outcome.utility[i];
  }
  table.appraised_in.reset();
  const auto proposer = static_cast<std::size_t>(game.proposer);
  note(EventType::offer, 0.0, game.proposer, -1, outcome.utility[proposer],
       outcome.utility[proposer], table.members & ~set_of(game.proposer));
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (party != game.proposer) {
      const Real value = outcome.utility[static_cast<std::size_t>(party)];
      note(EventType::acceptance, 0.0, party, game.proposer, value, value);
    }
  }
  conclude(table, 0, game.proposer);
  return true;
}

}  // namespace tripart
