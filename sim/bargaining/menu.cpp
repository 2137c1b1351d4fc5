// The frontier menu of a track (B5) and the content of texts (B1).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "bargaining/simplex.hpp"
#include "tripart/bargaining/solution.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {

// u_ik(x) - u_ik(x0) of B1, times the salience.
Real Engine::gain(const Government& government, int party, int issue, Real text) const {
  const auto k = static_cast<std::size_t>(issue);
  const bool listed = setup_.listed && !model_.issues[k].values.empty();
  const auto utility = [&](Real x) {
    if (listed) {
      return listed_utility(government, party, issue, value_near(issue, x, {}));
    }
    const Real distance = std::fabs(x - government.ideal[k]);
    return 1.0 - (model_.loss_exponent == 2 ? distance * distance : distance);
  };
  const std::optional<Parameter>& status_quo = model_.issues[k].status_quo;
  const Real without = status_quo ? utility(drawn_.status_quo[k]) : 0.0;
  return government.salience[k] * (utility(text) - without);
}

Real Engine::content_of(const Government& government, int party, const Deal& deal) const {
  std::array<Real, max_issues> gains;
  TextStakes stakes;
  stakes.text = deal.text.data();
  stakes.ideal = government.ideal.data();
  stakes.salience = government.salience.data();
  stakes.coverage = setup_.coverage.data() + coverage_row(party, deal.members);
  stakes.status_quo = drawn_.status_quo.data();
  stakes.has_status_quo = setup_.has_status_quo.data();
  stakes.loss_exponent = model_.loss_exponent;
  kernels_.tables.text_gains(stakes, gains.data(), issues_);
  for (std::size_t k = 0; setup_.listed && k < issues_; ++k) {
    if (!model_.issues[k].values.empty()) {
      const int issue = static_cast<int>(k);
      gains[k] = coverage(party, issue, deal.members) *
                 gain(government, party, issue, deal.text[k]);
    }
  }
  Real content = 0.0;
  for (std::size_t k = 0; k < issues_; ++k) {
    if (deal.settled[k] != 0) {
      content += gains[k];
    }
  }
  return content;
}

// E7: what a deal's own texts do to trade costs in a configuration that holds it.
Real Engine::effect_of(int party, const Deal& deal, int configuration) const {
  Real effect = 0.0;
  for (std::size_t k = 0; payoffs_.has_effects() && k < issues_; ++k) {
    if (deal.settled[k] != 0) {
      effect += (deal.text[k] - drawn_.status_quo[k]) *
                payoffs_.issue_effect(drawn_.economy, configuration, static_cast<int>(k),
                                      party, deal.members);
    }
  }
  return effect;
}

// eta 1: the frontier has kinks at the weighted medians; interior points on the edges
// between neighbours.
void Engine::add_edges(Track& track, const Simplex& simplex) {
  for (const std::pair<int, int>& edge : simplex.edges) {
    Texts from;
    Texts to;
    track.read_texts(edge.first, std::span(from).first(issues_));
    track.read_texts(edge.second, std::span(to).first(issues_));
    if (std::equal(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(issues_),
                   to.begin())) {
      continue;
    }
    for (int step = 1; step <= edge_points; ++step) {
      const Real share = static_cast<Real>(step) / (edge_points + 1);
      for (std::size_t k = 0; k < issues_; ++k) {
        Real text = from[k] + share * (to[k] - from[k]);
        if (setup_.listed && !model_.issues[k].values.empty() && from[k] != to[k]) {
          const Interval between{std::min(from[k], to[k]), std::max(from[k], to[k])};
          text = model_.issues[k].values[value_near(static_cast<int>(k), text, between)];
        }
        track.set_text(track.size, k, text);
      }
      ++track.size;
    }
  }
}

// Content and effect of the points [from, to). Of one point alone the lanes behind it
// are left as they are.
void Engine::measure(Track& track, int from, int to) {
  (to - from == 1 ? kernels_.reference_menu : kernels_.menu)
      .measure(track.agenda, from, to);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    Real* content = &track.content[i * track.capacity];
    Real* effect = &track.effect[i * track.capacity];
    if (!contains(track.signatories, party)) {
      std::fill(content + from, content + to, 0.0);
      std::fill(effect + from, effect + to, 0.0);
    }
    for (int index = 0;
         track.kind == TrackKind::second_bilateral && index < now_.deal_count; ++index) {
      const Deal& deal = now_.deals[static_cast<std::size_t>(index)];
      const Real other_content = content_of(now_.party[i].government, party, deal);
      const Real other_effect = effect_of(party, deal, track.configuration);
      for (int n = from; n < to; ++n) {
        content[n] += other_content;
        effect[n] += other_effect;
      }
    }
  }
}

void Engine::measure(Track& track, int point) {
  measure(track, point, point + 1);
}

// Points that some other point beats or equals for every member, and for every member's
// legislature, are no loss (of two equal ones the first stays).
void Engine::drop_dominated(Track& track) {
  std::array<Ranking, 2 * max_parties> rankings;
  std::size_t count = 0;
  const auto rank = [&](std::size_t party, Real content_weight) {
    rankings[count] = {content_weight, &track.content[party * track.capacity],
                       &track.effect[party * track.capacity],
                       &scratch_.worth[count * track.capacity]};
    ++count;
  };
  for (std::size_t i = 0; i < parties_; ++i) {
    if (contains(track.members, static_cast<int>(i))) {
      const Government& government = now_.party[i].government;
      rank(i, government.content_weight);
      if (model_.parties[i].ratifies &&
          government.legislature_weight != government.content_weight) {
        rank(i, government.legislature_weight);
      }
    }
  }
  kernels_.menu.dominated(rankings.data(), static_cast<int>(count), track.size,
                          scratch_.verdict.data());
  int kept = 0;
  for (int n = 0; n < track.size; ++n) {
    if (scratch_.verdict[static_cast<std::size_t>(n)] != 0.0) {
      continue;
    }
    if (kept != n) {
      const auto from = static_cast<std::size_t>(n);
      const auto to = static_cast<std::size_t>(kept);
      for (std::size_t k = 0; k < issues_; ++k) {
        track.set_text(kept, k, track.text_at(n, k));
      }
      for (std::size_t i = 0; i < parties_; ++i) {
        track.content[i * track.capacity + to] = track.content[i * track.capacity + from];
        track.effect[i * track.capacity + to] = track.effect[i * track.capacity + from];
      }
    }
    ++kept;
  }
  track.size = kept;
}

// Every weighting of the members, in the order of their names, so that "lowest index"
// means the same in any file order.
void Engine::make_menu(Track& track) {
  set_agenda(track);
  const Simplex& simplex =
      setup_.simplex[static_cast<std::size_t>(count_bits(track.members))];
  std::size_t rank = 0;
  for (const int party : setup_.by_name) {
    for (int s = 0; s < track.agenda.signatories; ++s) {
      Signatory& one = track.agenda.signatory[s];
      if (one.party == party && one.weight != nullptr) {
        one.weight = simplex.weight[rank++].data();
      }
    }
  }
  kernels_.menu.texts(track.agenda, simplex.vertices);
  track.size = simplex.vertices;
  if (model_.loss_exponent == 1) {
    add_edges(track, simplex);
  }
  measure(track, 0, track.size);
  drop_dominated(track);
  track.version = now_.version;
}

void Engine::prepare(Track& track) {
  if (track.version == now_.version) {
    return;
  }
  if (model_.offer_space == OfferSpace::outcomes) {
    make_outcomes(track);
  } else {
    make_menu(track);
  }
}

}  // namespace tripart
