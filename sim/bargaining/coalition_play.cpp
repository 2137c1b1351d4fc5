// `mode: strategic` with side payments: majority, Nash-in-Nash and coalitions on the
// payoff table (T6 to T8). Utility is transferable: a percent of own income a year of one
// party counts like a percent of another's, and a coalition signs the text that is worth
// most to its members together, whoever pays whom.
#include <algorithm>
#include <bit>

#include "bargaining/engine.hpp"
#include "bargaining/settlement.hpp"
#include "tripart/bargaining/coalition_game.hpp"
#include "tripart/bargaining/majority.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {

bool Engine::is_coalition_game() const {
  return model_.mode == Mode::strategic &&
         (model_.protocol == ProtocolKind::majority || is_hub_game() ||
          model_.protocol == ProtocolKind::coalitional);
}

// A table for every deal that may come about beside that of everybody: of the hub and
// each spoke, all at once, or of any coalition, outsiders keeping the old agreement.
void Engine::add_coalition_tracks() {
  if (!is_coalition_game() || model_.protocol == ProtocolKind::majority) {
    return;
  }
  const ConfigurationSet& set = payoffs_.configurations();
  const bool hub = is_hub_game();
  now_.tracks.resize(1);
  for (PartySet members = 1; members <= model_.everyone(); ++members) {
    const int size = count_bits(members);
    const bool wanted = hub ? size == 2 && contains(members, model_.hub) : size >= 2;
    const int all_spokes =
        parties_ == 2 ? set.block(model_.everyone())
        : hub         ? set.spokes(model_.hub, model_.everyone() & ~set_of(model_.hub))
                      : -1;
    Track track;
    track.kind = TrackKind::bilateral;
    track.members = track.signatories = members;
    track.configuration = hub ? all_spokes : set.offered(set.block(members));
    if (wanted && track.configuration >= 0) {
      now_.tracks.push_back(track);
    }
  }
}

void Engine::play_coalition_game() {
  note(EventType::talks_open, 0.0, -1, -1, 0.0, 0.0, model_.everyone());
  history_.transferred.fill(0.0);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    PartyState& state = now_.party[static_cast<std::size_t>(party)];
    state.stay = base(party, payoffs_.configurations().status_quo(), now_.tariffs);
    state.known = state.known_without_tariff = state.reservation = state.stay;
  }
  const bool agreed = model_.protocol == ProtocolKind::majority ? play_majority()
                      : is_hub_game()                           ? play_hub()
                                                                : play_coalitions();
  if (!agreed) {
    history_.transferred.fill(0.0);
    now_.blocked = now_.tracks[0].blocked;
    now_.without_surplus = now_.blocked ? 0 : model_.everyone();
    end_talks(Ending::lapsed, model_.horizon);
    return;
  }
  // What is shared out is expected by all, signatories or not.
  for (std::size_t i = 0; i < parties_; ++i) {
    PartyState& state = now_.party[i];
    state.signed_reservation = state.stay;
    state.signed_value = state.stay + history_.transferred[i];
    state.has_signed = true;
    state.has_nash = false;
  }
  history_.settlement->has_nash = false;
  end_talks(Ending::agreed, now_.day);
}

// The text worth most to the members together, as the only point of the table's menu;
// false where a red line leaves none.
bool Engine::draft(Track& table, Deal& deal) {
  table.version = now_.version;
  table.size = 1;
  set_agenda(table);
  kernels_.menu.texts(table.agenda, 1);
  measure(table, 0);
  table.appraised_in.reset();
  evaluate(table);
  if (table.blocked) {
    return false;
  }
  NashProblem problem;
  describe_table(table, 0, problem);
  const FrontierPoint best = solve_utilitarian(problem);
  deal.text = best.text;
  table.write_texts(0, std::span(deal.text).first(issues_));
  measure(table, 0);
  table.appraised_in.reset();
  evaluate(table);
  deal.members = table.signatories;
  for (std::size_t k = 0; k < issues_; ++k) {
    deal.settled[k] = is_open(table, static_cast<int>(k)) ? 1 : 0;
  }
  return true;
}

// V_i where these deals and no others stand, before side payments.
Real Engine::value_of_deals(int party, int configuration,
                            const std::vector<Deal>& deals) const {
  const Government& government = now_.party[static_cast<std::size_t>(party)].government;
  Real value = base(party, configuration, now_.tariffs);
  for (const Deal& deal : deals) {
    value += government.content_weight * content_of(government, party, deal) +
             effect_of(party, deal, configuration);
  }
  return value;
}

// T6: the deal of everybody stands once enough are for it; who is not paid for its vote
// keeps what it had. Shares are those expected before a proposer is drawn.
bool Engine::play_majority() {
  Deal deal;
  if (!draft(now_.tracks[0], deal)) {
    return false;
  }
  Real pie = 0.0;
  Real recognised = 0.0;
  for (const int party : setup_.by_name) {
    pie += value_of_deals(party, now_.tracks[0].configuration, {deal}) -
           now_.party[static_cast<std::size_t>(party)].stay;
    recognised += now_.party[static_cast<std::size_t>(party)].recognition;
  }
  if (!(pie > 0.0)) {
    return false;
  }
  MajorityGame game;
  game.parties = static_cast<int>(parties_);
  game.quota = model_.quota > 0 ? model_.quota : simple_majority(game.parties);
  for (std::size_t rank = 0; rank < parties_; ++rank) {
    const auto i = static_cast<std::size_t>(setup_.by_name[rank]);
    game.discount[rank] = model_.parties[i].discount_factor.value_or(0.0);
    game.recognition[rank] = now_.party[i].recognition / recognised;
  }
  const MajorityOutcome outcome = solve_majority(game);
  for (std::size_t rank = 0; rank < parties_; ++rank) {
    history_.transferred[static_cast<std::size_t>(setup_.by_name[rank])] =
        pie * outcome.value[rank];
  }
  Stop first;
  first.occasion = 0;
  sign_draft(0, now_.tracks[0].configuration, choose_proposer(now_.tracks[0], first));
  return true;
}

// T8: what coalitions of parties, by the rank of their names, can come to.
bool Engine::play_coalitions() {
  struct Draft {
    int table = -1;
    std::array<Real, max_parties> gain{};  // V_i - S_i by rank
  };
  std::vector<Draft> drafts(static_cast<std::size_t>(model_.everyone()) + 1);
  CoalitionGame game;
  game.parties = static_cast<int>(parties_);
  game.renegotiation = model_.renegotiates;
  game.discount = model_.parties[0].discount_factor.value_or(0.0);
  for (std::size_t rank = 0; rank < parties_; ++rank) {
    game.recognition[rank] =
        now_.party[static_cast<std::size_t>(setup_.by_name[rank])].recognition;
  }
  for (std::size_t t = 1; t < now_.tracks.size(); ++t) {
    Deal deal;
    if (!draft(now_.tracks[t], deal)) {
      continue;
    }
    PartySet ranks = 0;
    for (std::size_t rank = 0; rank < parties_; ++rank) {
      ranks |= contains(now_.tracks[t].members, setup_.by_name[rank])
                   ? set_of(static_cast<int>(rank))
                   : 0U;
    }
    drafts[ranks].table = static_cast<int>(t);
    for (std::size_t rank = 0; rank < parties_; ++rank) {
      drafts[ranks].gain[rank] =
          value_of_deals(setup_.by_name[rank], now_.tracks[t].configuration, {deal}) -
          now_.party[static_cast<std::size_t>(setup_.by_name[rank])].stay;
    }
  }
  game.payoff = [&](const CoalitionStructure& structure, PartyValues& payoff) {
    PartySet joint = 0;  // the one coalition of several
    for (const PartySet coalition : structure) {
      if (std::has_single_bit(coalition)) {
        continue;
      }
      if (joint != 0 || drafts[coalition].table < 0) {
        return false;
      }
      joint = coalition;
    }
    for (std::size_t c = 0; c < structure.size(); ++c) {
      payoff[c] = 0.0;
      for (std::size_t rank = 0; joint != 0 && rank < parties_; ++rank) {
        payoff[c] += contains(structure[c], static_cast<int>(rank))
                         ? drafts[joint].gain[rank]
                         : 0.0;
      }
    }
    return true;
  };
  const CoalitionOutcome outcome = solve_coalitions(game);
  for (std::size_t rank = 0; rank < parties_; ++rank) {
    history_.transferred[static_cast<std::size_t>(setup_.by_name[rank])] =
        outcome.value[rank];
  }
  // Which deal it comes to is drawn, proposer by proposer.
  const CoalitionPath path = draw_coalitions(
      outcome, Stream(seed_, replicate_, Purpose::proposer, "coalitions"));
  if (path.joined == 0) {
    return false;
  }
  const int table = drafts[path.joined].table;
  sign_draft(table, now_.tracks[static_cast<std::size_t>(table)].configuration,
             setup_.by_name[static_cast<std::size_t>(path.proposer)]);
  return true;
}

// Signed on the first day, by all its members at once.
void Engine::sign_draft(int track, int configuration, int proposer) {
  Track& table = now_.tracks[static_cast<std::size_t>(track)];
  now_.current = history_.settled_track = track;
  note(EventType::offer, 0.0, proposer, -1,
       table.value[static_cast<std::size_t>(proposer) * table.capacity],
       table.value[static_cast<std::size_t>(proposer) * table.capacity],
       table.members & ~set_of(proposer));
  note(EventType::agreement, now_.day, proposer, -1, 0.0, 0.0, table.members);
  remember_terms(table, 0);
  history_.proposer = proposer;
  history_.deal_day = history_.first_deal_day = now_.day;
  history_.signature_day = sign_day(table);
  close_remaining(table);
  write_deal(table, 0);
  now_.configuration = history_.first_deal = configuration;
  history_.first_members |= table.signatories;
  history_.path = Path::direct;
}

// With side payments, as expected, in the place of what the texts alone are worth.
void Engine::record_transfers(Outcome& outcome) const {
  for (std::size_t i = 0; i < parties_; ++i) {
    outcome.parties[i].utility = now_.party[i].stay + history_.transferred[i];
  }
}

}  // namespace tripart
