// The frontier menu of a track (B5) and the content of texts (B1).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/solution.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {
namespace {

// Divisions of the simplex of weights for 2 to 8 members: 15, 36, 56, 70, 56, 84, 120
// points.
constexpr std::array<int, max_parties + 1> divisions = {0, 0, 14, 7, 5, 4, 3, 3, 3};
constexpr int edge_points = 9;

constexpr std::size_t compositions(int parts,
                                   int members) {  // C(parts + members - 1, members - 1)
  std::size_t value = 1;
  for (int m = 1; m < members; ++m) {
    value = value * static_cast<std::size_t>(parts + m) / static_cast<std::size_t>(m);
  }
  return value;
}

int count(PartySet set) {
  return count_bits(set);
}

}  // namespace

std::size_t menu_capacity(int members, int loss_exponent, int fineness) {
  const int parts = fineness * divisions[static_cast<std::size_t>(members)];
  const std::size_t vertices = compositions(parts, members);
  // An edge is a move of one part from one member to another.
  const std::size_t edges = static_cast<std::size_t>(members * (members - 1) / 2) *
                            compositions(parts - 1, members);
  return loss_exponent == 2 ? vertices : vertices + edge_points * edges;
}

// B1a: an issue binds pair by pair; a party realises it with the partners that signed its
// text, weighted by what they are to it (base-year trade, equal without an economy).
Real Engine::coverage(int party, int issue, PartySet members) const {
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

// u_ik(x) - u_ik(x0) of B1, times the salience.
Real Engine::gain(const Government& government, int party, int issue, Real text) const {
  const auto k = static_cast<std::size_t>(issue);
  const bool listed = listed_ && !model_.issues[k].values.empty();
  const auto utility = [&](Real x) {
    if (listed) {
      return listed_utility(government, party, issue, value_near(issue, x, {}));
    }
    const Real distance = std::fabs(x - government.ideal[k]);
    return 1.0 - (model_.loss_exponent == 2 ? distance * distance : distance);
  };
  const std::optional<Parameter>& status_quo = model_.issues[k].status_quo;
  const Real without = status_quo ? utility(status_quo_[k]) : 0.0;
  return government.salience[k] * (utility(text) - without);
}

Real Engine::content_of(const Government& government, int party, const Deal& deal) const {
  Real content = 0.0;
  for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
    if (deal.settled[static_cast<std::size_t>(issue)] != 0) {
      const Real part = coverage(party, issue, deal.members);
      if (part > 0.0) {
        content += part * gain(government, party, issue,
                               deal.text[static_cast<std::size_t>(issue)]);
      }
    }
  }
  return content;
}

// E7: what a deal's own texts do to trade costs in a configuration that holds it.
Real Engine::effect_of(int party, const Deal& deal, int configuration) const {
  Real effect = 0.0;
  for (std::size_t k = 0; payoffs_.has_effects() && k < issues_; ++k) {
    if (deal.settled[k] != 0) {
      effect +=
          deal.text[k] * payoffs_.issue_effect(economy_, configuration,
                                               static_cast<int>(k), party, deal.members);
    }
  }
  return effect;
}

// Texts already settled bind a newcomer, except on issues that only some parties, hub and
// newcomer among them, have a stake in (B1, accession).
bool Engine::is_open(const Track& track, int issue) const {
  const PartySet stake = model_.issues[static_cast<std::size_t>(issue)].between;
  if (count(stake & track.members) < 2) {
    return false;
  }
  if (track.kind != TrackKind::accession) {
    return true;
  }
  const bool bound = deals_[0].settled[static_cast<std::size_t>(issue)] != 0;
  return !bound || stake != model_.everyone();
}

// One point of the frontier: the texts that maximise the weighted sum of the members'
// content.
void Engine::add_point(Track& track, const std::array<Real, max_parties>& weight) {
  Texts text;
  for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
    const auto k = static_cast<std::size_t>(issue);
    const std::optional<Parameter>& status_quo = model_.issues[k].status_quo;
    text[k] = track.kind == TrackKind::accession && deals_[0].settled[k] != 0
                  ? deals_[0].text[k]
                  : (status_quo ? status_quo_[k] : 0.0);
    if (!is_open(track, issue)) {
      continue;
    }
    const PartySet stake = model_.issues[k].between & track.members;
    Real total = 0.0;
    std::array<Real, max_parties> pull{};
    for (int round = 0; round < 2 && total <= 0.0; ++round) {
      // Where nobody with weight cares, the others' saliences decide.
      for (int party = 0; party < static_cast<int>(parties_); ++party) {
        const auto i = static_cast<std::size_t>(party);
        pull[i] = contains(stake, party) ? (round == 0 ? weight[i] : 1.0) *
                                               party_[i].government.salience[k] *
                                               coverage(party, issue, track.signatories)
                                         : 0.0;
        total += pull[i];
      }
    }
    if (total <= 0.0) {
      continue;
    }
    if (listed_ && !model_.issues[k].values.empty()) {
      text[k] = best_listed(track, issue, pull);
    } else if (model_.loss_exponent == 2) {
      Real sum = 0.0;
      for (std::size_t i = 0; i < parties_; ++i) {
        sum += pull[i] * party_[i].government.ideal[k];
      }
      text[k] = sum / total;
    } else {
      // Weighted median: the least ideal at which half of the pull lies at or below.
      Real median = 1.0;
      for (std::size_t i = 0; i < parties_; ++i) {
        const Real ideal = party_[i].government.ideal[k];
        Real below = 0.0;
        for (std::size_t j = 0; j < parties_; ++j) {
          below += party_[j].government.ideal[k] <= ideal ? pull[j] : 0.0;
        }
        if (pull[i] > 0.0 && 2.0 * below >= total) {
          median = std::min(median, ideal);
        }
      }
      text[k] = median;
    }
  }
  clip_to_red_lines(track, text.data());
  track.write_texts(track.size++, std::span(text).first(issues_));
}

// eta 1: the frontier has kinks at the weighted medians; nine interior points on the
// edges between neighbours.
void Engine::add_edges(Track& track) {
  const int vertices = track.size;
  const auto are_neighbours = [this](int a, int b) {
    int moved = 0;
    for (std::size_t i = 0; i < parties_; ++i) {
      moved += std::abs(shares_[static_cast<std::size_t>(a)][i] -
                        shares_[static_cast<std::size_t>(b)][i]);
    }
    return moved == 2;
  };
  for (int a = 0; a < vertices; ++a) {
    for (int b = 0; b < a; ++b) {
      if (!are_neighbours(a, b)) {
        continue;
      }
      Texts from;
      Texts to;
      track.read_texts(a, std::span(from).first(issues_));
      track.read_texts(b, std::span(to).first(issues_));
      if (std::equal(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(issues_),
                     to.begin())) {
        continue;
      }
      for (int step = 1; step <= edge_points; ++step) {
        const Real share = static_cast<Real>(step) / (edge_points + 1);
        for (std::size_t k = 0; k < issues_; ++k) {
          Real text = from[k] + share * (to[k] - from[k]);
          if (listed_ && !model_.issues[k].values.empty() && from[k] != to[k]) {
            const Interval between{std::min(from[k], to[k]), std::max(from[k], to[k])};
            text = model_.issues[k]
                       .values[value_near(static_cast<int>(k), text, between)];
          }
          track.set_text(track.size, k, text);
        }
        ++track.size;
      }
    }
  }
}

void Engine::measure(Track& track, int point) {
  const auto n = static_cast<std::size_t>(point);
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    Real content = 0.0;
    Real effect = 0.0;
    if (contains(track.signatories, party)) {
      for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
        const auto k = static_cast<std::size_t>(issue);
        const bool bound =
            track.kind == TrackKind::accession && deals_[0].settled[k] != 0;
        if (!bound && !is_open(track, issue)) {
          continue;
        }
        const Real text = track.text_at(point, k);
        const Real part = coverage(party, issue, track.signatories);
        content +=
            part > 0.0 ? part * gain(party_[i].government, party, issue, text) : 0.0;
        effect += text * payoffs_.issue_effect(economy_, track.configuration, issue,
                                                  party, track.signatories);
      }
    }
    if (track.kind == TrackKind::second_bilateral) {
      for (int deal = 0; deal < deal_count_; ++deal) {
        content += content_of(party_[i].government, party,
                              deals_[static_cast<std::size_t>(deal)]);
        effect +=
            effect_of(party, deals_[static_cast<std::size_t>(deal)], track.configuration);
      }
    }
    track.content[i * track.capacity + n] = content;
    track.effect[i * track.capacity + n] = effect;
  }
}

// Points that some other point beats or equals for every member, and for every member's
// legislature, are no loss (of two equal ones the first stays).
void Engine::drop_dominated(Track& track) {
  const auto worth = [&](int party, int point, Real content_weight) {
    const auto at = static_cast<std::size_t>(party) * track.capacity +
                    static_cast<std::size_t>(point);
    return content_weight * track.content[at] + track.effect[at];
  };
  int kept = 0;
  for (int n = 0; n < track.size; ++n) {
    bool dominated = false;
    for (int other = 0; other < track.size && !dominated; ++other) {
      if (other == n) {
        continue;
      }
      bool at_least = true;
      bool better = false;
      for (int party = 0; party < static_cast<int>(parties_) && at_least; ++party) {
        if (contains(track.members, party)) {
          const auto i = static_cast<std::size_t>(party);
          const Government& government = party_[i].government;
          const Real voters = model_.parties[i].ratifies ? government.legislature_weight
                                                         : government.content_weight;
          const Real mine = worth(party, n, government.content_weight);
          const Real theirs = worth(party, other, government.content_weight);
          at_least = theirs >= mine;
          better = better || theirs > mine;
          if (voters != government.content_weight) {
            const Real gain = worth(party, other, voters) - worth(party, n, voters);
            at_least = at_least && gain >= 0.0;
            better = better || gain > 0.0;
          }
        }
      }
      dominated = at_least && (better || other < n);
    }
    // The verdicts need every point in its place: survivors are only marked here.
    track.acceptance[static_cast<std::size_t>(n)] = dominated ? 0.0 : 1.0;
  }
  for (int n = 0; n < track.size; ++n) {
    if (track.acceptance[static_cast<std::size_t>(n)] == 0.0) {
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

void Engine::make_menu(Track& track) {
  std::array<int, max_parties> member{};
  int members = 0;
  for (const int party :
       by_name_) {  // so that "lowest index" means the same in any file order
    if (contains(track.members, party)) {
      member[static_cast<std::size_t>(members++)] = party;
    }
  }
  const int parts = fineness_ * divisions[static_cast<std::size_t>(members)];
  track.size = 0;
  track.blocked = false;
  // Every way of dividing `parts` among the members, in lexicographic order.
  std::array<int, max_parties> share{};
  share[static_cast<std::size_t>(members - 1)] = parts;
  while (true) {
    std::array<Real, max_parties> weight{};
    shares_[static_cast<std::size_t>(track.size)] = share;
    for (int m = 0; m < members; ++m) {
      weight[static_cast<std::size_t>(member[static_cast<std::size_t>(m)])] =
          static_cast<Real>(share[static_cast<std::size_t>(m)]) / parts;
    }
    add_point(track, weight);
    const int last = members - 1;
    int from = last;
    while (from > 0 && share[static_cast<std::size_t>(from)] == 0) {
      --from;
    }
    if (from == 0) {
      break;
    }
    const int rest = share[static_cast<std::size_t>(from)];
    share[static_cast<std::size_t>(from)] = 0;
    ++share[static_cast<std::size_t>(from - 1)];
    share[static_cast<std::size_t>(last)] = rest - 1;
  }
  if (model_.loss_exponent == 1) {
    add_edges(track);
  }
  for (int n = 0; n < track.size; ++n) {
    measure(track, n);
  }
  drop_dominated(track);
  track.version = version_;
}

void Engine::prepare(Track& track) {
  if (track.version == version_) {
    return;
  }
  if (model_.offer_space == OfferSpace::outcomes) {
    make_outcomes(track);
  } else {
    make_menu(track);
  }
}

}  // namespace tripart
