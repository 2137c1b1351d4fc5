// Behavioural play by the stationary equilibrium of strategic mode (B8g; T1, T5, T5b).
#include <algorithm>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/strategic.hpp"
#include "tripart/bargaining/unanimity.hpp"

namespace tripart {

// What everybody offers and holds out for, R being what each has without a deal. Solved
// once per version of tastes, and again only where a fallback has moved since. The offers
// stand behind the menu of the table, by proposer; false where no text gives everybody
// more than R.
bool Engine::find_equilibrium(Track& track) {
  bool known = now_.equilibrium.version == track.version;
  for (std::size_t i = 0; i < parties_; ++i) {
    known = known && now_.equilibrium.reservation[i] == now_.party[i].reservation &&
            now_.equilibrium.value[i] == track.value[i * track.capacity];
  }
  if (known) {
    return now_.equilibrium.found;
  }
  now_.equilibrium.version = track.version;
  for (std::size_t i = 0; i < parties_; ++i) {
    now_.equilibrium.reservation[i] = now_.party[i].reservation;
    now_.equilibrium.value[i] = track.value[i * track.capacity];
  }
  StrategicGame game;
  describe_game(track, game);
  game.continuation = 1.0;
  game.outside.fill(no_outside_option);  // leaving is part of R already
  const UnanimityEquilibrium solved = solve_unanimity(game);
  now_.equilibrium.found = solved.found;
  now_.equilibrium.least = solved.least;
  for (std::size_t i = 0; solved.found && i < parties_; ++i) {
    const int point = track.size + static_cast<int>(i);
    track.write_texts(point, std::span(solved.proposal[i].text).first(issues_));
    measure(track, point);
  }
  return solved.found;
}

// One offer and the answers to it. Who is indifferent accepts, so noise has no part in
// it, and nobody learns what everybody knows.
void Engine::play_equilibrium(const Stop& stop) {
  constexpr Real rounding = 1e-9;
  Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  note_surpluses(track);
  const int proposer = choose_proposer(track, stop);
  const auto p = static_cast<std::size_t>(proposer);
  PartyState& state = now_.party[p];
  ++now_.offers_made;
  if (track.blocked) {
    return;
  }
  if (!find_equilibrium(track)) {
    now_.without_surplus =
        now_.without_surplus != 0 ? now_.without_surplus : track.members;
    note(EventType::no_offer, now_.day, proposer, -1, track.best[p], state.reservation,
         track.members);
    return;
  }
  const int point = track.size + proposer;
  appraise(track, point, point + 1, lifting_of(track));
  const auto worth = [&](std::size_t party) {
    return track.value[party * track.capacity + static_cast<std::size_t>(point)];
  };
  state.aspiration = worth(p);
  state.previous_offer = state.last_offer;
  state.last_offer = point;
  note(EventType::offer, now_.day, proposer, -1, worth(p), state.aspiration,
       track.members & ~set_of(proposer));
  PartySet yes = 0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (party != proposer) {
      const auto i = static_cast<std::size_t>(party);
      const Real least = now_.equilibrium.least[p][i];
      const bool accepts = worth(i) >= least - rounding;
      note(accepts ? EventType::acceptance : EventType::refusal, now_.day, party, -1,
           worth(i), least);
      yes |= accepts ? set_of(party) : 0U;
    }
  }
  show({Moment::answered, &stop, proposer, point, yes});
  if ((yes | set_of(proposer)) == track.members) {
    conclude(track, point, proposer);
  }
}

}  // namespace tripart
