// Taking back what has been conceded (B12b).
#include "bargaining/engine.hpp"

namespace tripart {

// An offer that is taken back binds nobody and moves nobody: chapters need new ones to
// close, and what the others conceded in return is no longer owed.
void Engine::provoke(Provocation provocation, int party, int threat) {
  const auto i = static_cast<std::size_t>(party);
  const Party& provoked = model_.parties[i];
  if (provoked.takes_back_after != provocation || !now_.talking || now_.deal_count > 0) {
    return;
  }
  PartyState& state = now_.party[i];
  const auto index = static_cast<std::uint32_t>(state.provocations++);
  const Real chance = drawn(provoked.takes_back_chance);
  if (uniform(Purpose::retaliation, setup_.names.concessions[i], index) >= chance) {
    return;
  }
  state.last_offer = state.previous_offer = -1;
  state.has_aspiration = state.made_offer = false;
  note(EventType::concessions_taken_back, now_.day, party, threat, chance);
  if (provoked.reopens_chapters) {
    reopen_chapters(party);
  }
}

// Contested chapters closed in these talks, at every table at which the party sits. They
// take as long again as nature then draws.
void Engine::reopen_chapters(int party) {
  ++now_.reopenings;
  for (std::size_t k = 0; k < chapters_; ++k) {
    if (model_.chapters[k].type != ChapterType::contested || model_.chapters[k].closed) {
      continue;
    }
    const Stream clock(seed_, replicate_, setup_.names.chapter[k]);
    bool was_closed = false;
    bool is_closed = false;
    for (std::size_t index = 0; index < now_.tracks.size(); ++index) {
      Track& track = now_.tracks[index];
      if (track.closed[k] != 0 && contains(track.members, party)) {
        was_closed = true;
        track.closed[k] = 0;
        track.hazard[k] = 0.0;
        chapter_clocks(index)[k] = -math::log(
            clock.uniform(setup_.names.track[index] + 0x9e3779b9U * now_.reopenings));
      }
      is_closed = is_closed || track.closed[k] != 0;
    }
    if (was_closed) {
      history_.closing_day[k] = is_closed ? history_.closing_day[k] : no_day;
      note(EventType::chapter_reopened, now_.day, party, static_cast<int>(k), 0.0, 0.0,
           model_.everyone());
    }
  }
}

}  // namespace tripart
