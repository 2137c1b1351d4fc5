// What is on the table, and what its signatories bring to it (B1a, B5).
#include <algorithm>

#include "bargaining/engine.hpp"
#include "bargaining/simplex.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {

static_assert(most_signatories == max_parties && most_items == max_issues);

// What no replicate changes about menus.
void Engine::prepare_menus() {
  setup_.issue_row = padded(issues_);
  drawn_.status_quo.resize(setup_.issue_row);
  setup_.has_status_quo.resize(setup_.issue_row);
  setup_.values.resize(setup_.listed ? issues_ : 0);
  for (std::size_t k = 0; k < issues_; ++k) {
    const Issue& issue = model_.issues[k];
    setup_.has_status_quo[k] = issue.status_quo ? 1.0 : 0.0;
    if (setup_.listed) {
      setup_.values[k].value = issue.values.data();
      setup_.values[k].count = static_cast<int>(issue.values.size());
      for (std::size_t i = 0; i < parties_; ++i) {
        const std::vector<double>& stated = issue.positions[i].utilities;
        setup_.values[k].stated[i] = stated.empty() ? nullptr : stated.data();
      }
    }
  }
  setup_.coverage.resize((static_cast<std::size_t>(model_.everyone()) + 1) * parties_ *
                         setup_.issue_row);
  for (PartySet members = 0; members <= model_.everyone(); ++members) {
    for (int party = 0; party < static_cast<int>(parties_); ++party) {
      for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
        setup_.coverage[coverage_row(party, members) + static_cast<std::size_t>(issue)] =
            covered_share(party, issue, members);
      }
    }
  }
  std::size_t most_points = most_lanes;
  for (Track& track : now_.tracks) {
    track.rows.resize((4 + 2 * parties_) * setup_.issue_row);
    most_points = std::max(most_points, track.capacity);
  }
  setup_.equal_weight.assign(most_lanes, 1.0);
  scratch_.verdict.resize(most_points);
  if (model_.offer_space == OfferSpace::frontier) {
    scratch_.worth.resize(2 * parties_ * most_points);
    setup_.simplex.resize(parties_ + 1);
    for (int members = 2; members <= static_cast<int>(parties_); ++members) {
      setup_.simplex[static_cast<std::size_t>(members)] =
          divide_simplex(members, simplex_parts(members, setup_.fineness));
    }
  }
}

// B1a: an issue binds pair by pair; a party realises it with the partners that signed its
// text, weighted by what they are to it (base-year trade, equal without an economy).
Real Engine::covered_share(int party, int issue, PartySet members) const {
  const PartySet stake = model_.issues[static_cast<std::size_t>(issue)].between;
  if (!contains(members, party) || !contains(stake, party)) {
    return 0.0;
  }
  Real covered = 0.0;
  Real all = 0.0;
  for (int other = 0; other < static_cast<int>(parties_); ++other) {
    if (other != party && contains(stake, other)) {
      const Real weight =
          model_.partner_weight[static_cast<std::size_t>(party) * parties_ +
                                static_cast<std::size_t>(other)];
      all += weight;
      covered += contains(members, other) ? weight : 0.0;
    }
  }
  return all > 0.0 ? covered / all : 0.0;
}

// Who signs, with which tastes; who of them has a say in the texts; what red lines leave.
void Engine::set_agenda(Track& track) {
  Agenda& agenda = track.agenda;
  Real* row = track.rows.data();
  const auto next_row = [&row, this] {
    return std::exchange(row, row + setup_.issue_row);
  };
  agenda.issues = static_cast<int>(issues_);
  agenda.loss_exponent = model_.loss_exponent;
  agenda.status_quo = drawn_.status_quo.data();
  agenda.has_status_quo = setup_.has_status_quo.data();
  agenda.listed = setup_.listed ? setup_.values.data() : nullptr;
  agenda.low = next_row();
  agenda.high = next_row();
  agenda.otherwise = next_row();
  agenda.standing = standing_texts(track, next_row());
  agenda.text = track.text.data();
  agenda.capacity = track.capacity;
  agenda.signatories = 0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.signatories, party)) {
      const auto i = static_cast<std::size_t>(party);
      Signatory& one = agenda.signatory[agenda.signatories++];
      one.party = party;
      one.ideal = now_.party[i].government.ideal.data();
      one.salience = now_.party[i].government.salience.data();
      one.coverage = setup_.coverage.data() + coverage_row(party, track.signatories);
      one.red_low = now_.party[i].red_low.data();
      one.red_high = now_.party[i].red_high.data();
      one.without = next_row();
      one.slope = next_row();
      one.weight = contains(track.members, party) ? setup_.equal_weight.data() : nullptr;
      one.content = &track.content[i * track.capacity];
      one.effect = &track.effect[i * track.capacity];
    }
  }
  kernels_.menu.survey(agenda);
  apply_red_lines(track);
  for (int s = 0; s < agenda.signatories; ++s) {
    Signatory& one = agenda.signatory[s];
    for (int m = 0; m < agenda.costly; ++m) {
      const int issue = agenda.costly_issue[m];
      one.slope[issue] = payoffs_.issue_effect(drawn_.economy, track.configuration, issue,
                                               one.party, track.signatories);
    }
  }
}

// x0, or what the first deal settled.
const Real* Engine::standing_texts(const Track& track, Real* row) const {
  if (track.kind != TrackKind::accession) {
    return drawn_.status_quo.data();
  }
  for (std::size_t k = 0; k < issues_; ++k) {
    row[k] = is_bound(track, static_cast<int>(k)) ? now_.deals[0].text[k]
                                                  : drawn_.status_quo[k];
  }
  return row;
}

}  // namespace tripart
