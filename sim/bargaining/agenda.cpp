// What is on the table, and what its signatories bring to it (B1a, B5).
#include <algorithm>

#include "bargaining/engine.hpp"
#include "bargaining/simplex.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {

static_assert(most_signatories == max_parties && most_items == max_issues);

// What no replicate changes about menus.
void Engine::prepare_menus() {
  issue_row_ = padded(issues_);
  status_quo_.resize(issue_row_);
  has_status_quo_.resize(issue_row_);
  values_.resize(listed_ ? issues_ : 0);
  for (std::size_t k = 0; k < issues_; ++k) {
    const Issue& issue = model_.issues[k];
    has_status_quo_[k] = issue.status_quo ? 1.0 : 0.0;
    if (listed_) {
      values_[k].value = issue.values.data();
      values_[k].count = static_cast<int>(issue.values.size());
      for (std::size_t i = 0; i < parties_; ++i) {
        const std::vector<double>& stated = issue.positions[i].utilities;
        values_[k].stated[i] = stated.empty() ? nullptr : stated.data();
      }
    }
  }
  coverage_.resize((static_cast<std::size_t>(model_.everyone()) + 1) * parties_ *
                   issue_row_);
  for (PartySet members = 0; members <= model_.everyone(); ++members) {
    for (int party = 0; party < static_cast<int>(parties_); ++party) {
      for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
        coverage_[coverage_row(party, members) + static_cast<std::size_t>(issue)] =
            covered_share(party, issue, members);
      }
    }
  }
  std::size_t most_points = most_lanes;
  for (Track& track : tracks_) {
    track.rows.resize((4 + 2 * parties_) * issue_row_);
    most_points = std::max(most_points, track.capacity);
  }
  equal_weight_.assign(most_lanes, 1.0);
  verdict_.resize(most_points);
  if (model_.offer_space == OfferSpace::frontier) {
    worth_.resize(2 * parties_ * most_points);
    simplex_.resize(parties_ + 1);
    for (int members = 2; members <= static_cast<int>(parties_); ++members) {
      simplex_[static_cast<std::size_t>(members)] =
          divide_simplex(members, simplex_parts(members, fineness_));
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

// Texts already settled bind a newcomer, except on issues that only some parties, hub and
// newcomer among them, have a stake in (B1, accession).
bool Engine::is_open(const Track& track, int issue) const {
  const PartySet stake = model_.issues[static_cast<std::size_t>(issue)].between;
  const PartySet present = stake & track.members;
  if ((present & (present - 1)) == 0) {  // of fewer than two
    return false;
  }
  return !is_bound(track, issue) || stake != model_.everyone();
}

// Who signs, with which tastes; who of them has a say in the texts; what red lines leave.
void Engine::set_agenda(Track& track) {
  Agenda& agenda = track.agenda;
  Real* row = track.rows.data();
  const auto next_row = [&row, this] { return std::exchange(row, row + issue_row_); };
  agenda.issues = static_cast<int>(issues_);
  agenda.loss_exponent = model_.loss_exponent;
  agenda.status_quo = status_quo_.data();
  agenda.has_status_quo = has_status_quo_.data();
  agenda.listed = listed_ ? values_.data() : nullptr;
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
      one.ideal = party_[i].government.ideal.data();
      one.salience = party_[i].government.salience.data();
      one.coverage = coverage_.data() + coverage_row(party, track.signatories);
      one.red_low = party_[i].red_low.data();
      one.red_high = party_[i].red_high.data();
      one.without = next_row();
      one.slope = next_row();
      one.weight = contains(track.members, party) ? equal_weight_.data() : nullptr;
      one.content = &track.content[i * track.capacity];
      one.effect = &track.effect[i * track.capacity];
    }
  }
  menu_kernels_.survey(agenda);
  apply_red_lines(track);
  for (int s = 0; s < agenda.signatories; ++s) {
    Signatory& one = agenda.signatory[s];
    for (int m = 0; m < agenda.costly; ++m) {
      const int issue = agenda.costly_issue[m];
      one.slope[issue] = payoffs_.issue_effect(economy_, track.configuration, issue,
                                               one.party, track.signatories);
    }
  }
}

// x0, or what the first deal settled.
const Real* Engine::standing_texts(const Track& track, Real* row) const {
  if (track.kind != TrackKind::accession) {
    return status_quo_.data();
  }
  for (std::size_t k = 0; k < issues_; ++k) {
    row[k] = is_bound(track, static_cast<int>(k)) ? deals_[0].text[k] : status_quo_[k];
  }
  return row;
}

}  // namespace tripart
