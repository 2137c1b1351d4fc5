// One text that a mediator keeps (B8d): the parties vote on changes of it and, at the end
// of every occasion, on signing it (Fisher 1978; Klein, Faratin, Sayama & Bar-Yam 2003).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/solution.hpp"

namespace tripart {
namespace {

constexpr int most_changes = 8;  // issues that one ballot may touch
constexpr std::uint32_t draws_per_ballot = 1 + 2 * most_changes;

}  // namespace

// The draft stands behind the menu of the table and is judged as its points are. Talks
// begin with what is in force.
void Engine::open_draft(const Track& track) {
  if (now_.draft_track != now_.current) {
    now_.draft_track = now_.current;
    std::copy_n(drawn_.status_quo.begin(), issues_, now_.draft.begin());
  }
  if (track.kind == TrackKind::accession) {
    for (std::size_t k = 0; k < issues_; ++k) {
      now_.draft[k] =
          is_open(track, static_cast<int>(k)) ? now_.draft[k] : now_.deals[0].text[k];
    }
  }
  clip_to_red_lines(track, now_.draft.data());
}

// One issue with chance 1/2, two with 1/4, and so on; each goes anywhere that no red line
// forbids.
void Engine::change_draft(const Track& track, std::uint32_t ballot, Real* text) const {
  const std::uint32_t entity = now_.meeting ^ setup_.names.mediator;
  const auto draw = [&](int slot) {
    return uniform(Purpose::strategy, entity,
                   ballot * draws_per_ballot + static_cast<std::uint32_t>(slot));
  };
  int open = 0;
  for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
    open += is_open(track, issue) ? 1 : 0;
  }
  if (open == 0) {
    return;
  }
  int changes = 1;
  for (Real chance = 0.5; changes < most_changes && draw(0) < chance; chance *= 0.5) {
    ++changes;
  }
  for (int change = 0; change < changes; ++change) {
    int wanted = static_cast<int>(draw(1 + 2 * change) * open);
    for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
      if (is_open(track, issue) && wanted-- == 0) {
        text[issue] = draw(2 + 2 * change);
      }
    }
  }
}

// Everybody votes for the change if it is worth more than the draft, with the noise of
// its answers (B7).
bool Engine::prefer_to_draft(const Track& track, std::uint32_t ballot) const {
  const int draft = track.size;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    if (!contains(track.members, party)) {
      continue;
    }
    const Real reservation = now_.party[i].reservation;
    const Real gain = expected(track, party, draft + 1, reservation) -
                      expected(track, party, draft, reservation);
    const Real noise = model_.parties[i].strategy.kind == StrategyKind::random
                           ? 0.0
                           : now_.party[i].noise;
    if (uniform(Purpose::answer,
                now_.meeting ^ setup_.names.party[i] ^ setup_.names.mediator,
                ballot) >= choice_probability(gain, noise)) {
      return false;
    }
  }
  return true;
}

void Engine::mediate() {
  Track& track = now_.tracks[static_cast<std::size_t>(now_.current)];
  update_aspirations(track);
  note_surpluses(track);
  if (track.blocked) {
    return;
  }
  open_draft(track);
  const int draft = track.size;
  const Lifting lifting = lifting_of(track);
  track.write_texts(draft, now_.draft);
  measure(track, draft);
  appraise(track, draft, draft + 1, lifting);
  Texts changed;
  const auto ballots = static_cast<std::uint32_t>(model_.ballots);
  for (std::uint32_t ballot = 0; ballot < ballots; ++ballot) {
    const std::uint32_t number = now_.occasion * ballots + ballot;
    std::copy(now_.draft.begin(), now_.draft.end(), changed.begin());
    change_draft(track, number, changed.data());
    clip_to_red_lines(track, changed.data());
    track.write_texts(draft + 1, std::span(changed).first(issues_));
    measure(track, draft + 1);
    appraise(track, draft + 1, draft + 2, lifting);
    if (prefer_to_draft(track, number)) {
      std::copy_n(changed.begin(), issues_, now_.draft.begin());
      track.write_texts(draft, now_.draft);
      measure(track, draft);
      appraise(track, draft, draft + 1, lifting);
    }
  }
  ++now_.offers_made;
  bool agreed = true;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.members, party)) {
      const bool accepts = answers_yes(track, party, draft);
      learn_from_answer(track, party, draft, accepts);
      agreed = agreed && accepts;
    }
  }
  if (agreed) {
    conclude(track, draft, -1);
  }
}

}  // namespace tripart
