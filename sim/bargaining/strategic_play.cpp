// `mode: strategic`: instead of playing the process, the parties agree at once on what
// fully rational players would (T1, T1c, T5).
#include <algorithm>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/strategic.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

// The old agreement without tariffs goes on for ever if they never agree.
void Engine::play_strategic() {
  if (parties_ != 2) {
    throw Failure(ExitCode::bad_input, "mode: strategic is solved for two parties only");
  }
  note(EventType::talks_open, 0.0, -1, -1, 0.0, 0.0, model_.everyone());
  Track& table = tracks_[0];
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = party_[static_cast<std::size_t>(party)];
    state.stay = base(party, payoffs_.configurations().status_quo(), tariffs_);
    state.known = state.known_without_tariff = state.reservation = state.stay;
  }
  evaluate(table);
  if (table.blocked || !agree_strategically(table)) {
    blocked_ = table.blocked;
    without_surplus_ = table.blocked ? 0 : model_.everyone();
    end_talks(Ending::lapsed, model_.horizon);
  }
}

bool Engine::agree_strategically(Track& table) {
  StrategicGame game;
  describe_table(table, 0, game.problem);
  game.protocol = model_.protocol;
  game.rounds = model_.rounds.value_or(0);
  const Real recognised = party_[0].recognition + party_[1].recognition;
  for (std::size_t i = 0; i < parties_; ++i) {
    game.discount[i] = model_.parties[i].discount_factor.value_or(0.0);
    game.recognition[i] = party_[i].recognition / recognised;
  }
  // Taking turns begins with the first party of the file.
  Stop first;
  first.occasion = 0;
  game.proposer = choose_proposer(table, first);
  const StrategicOutcome outcome = solve_strategic(game);
  if (!outcome.agreed) {
    return false;
  }
  // The text takes the place of a point of the menu, whose other points no longer matter.
  table.size = 1;
  std::copy_n(outcome.text.begin(), issues_, table.text.begin());
  measure(table, 0);
  for (std::size_t i = 0; i < parties_; ++i) {
    table.value[i * table.capacity] = outcome.utility[i];
  }
  note(EventType::offer, 0.0, game.proposer, -1,
       outcome.utility[static_cast<std::size_t>(game.proposer)],
       outcome.utility[static_cast<std::size_t>(game.proposer)],
       table.members & ~set_of(game.proposer));
  const int other = 1 - game.proposer;
  note(EventType::acceptance, 0.0, other, game.proposer,
       outcome.utility[static_cast<std::size_t>(other)],
       outcome.utility[static_cast<std::size_t>(other)]);
  conclude(table, 0, game.proposer);
  return true;
}

}  // namespace tripart
