#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "support/random_negotiation.hpp"
#include "tripart/bargaining/payoff.hpp"

namespace tripart::test {

/// Payoffs of a table with two economies, each a function of names alone: of the deal, of
/// who is hit and who answers, and of the party. Whatever order names come in, they are
/// the same.
inline PayoffTable draw_payoffs(const DrawnNegotiation& negotiation) {
  const Model& model = negotiation.model;
  PayoffTable table(model, negotiation.traits.pure ? 1 : 2);
  const auto uniform = [&](int economy, const std::string& name) {
    return Stream(negotiation.number, static_cast<std::uint64_t>(economy) + 1,
                  Purpose::parameter, name)
        .uniform(0);
  };
  for (int economy = 0; economy < table.economies() && !model.pure_bargaining;
       ++economy) {
    for (int g = 0; g < table.configurations().size(); ++g) {
      const Configuration& deal = table.configurations()[g];
      for (int party = 0; party < model.party_count(); ++party) {
        const std::string& id = model.parties[static_cast<std::size_t>(party)].id;
        const double worth = uniform(economy, "deal:" + deal.name + ":" + id);
        const double plain = deal.name.empty()                        ? 0.0
                             : deal_kind(deal.kind) == DealKind::none ? -1.0 * worth
                                                                      : 0.8 * worth - 0.1;
        for (int state = 0; state < table.tariff_states(); ++state) {
          const TariffState m = table.tariff_state(state);
          double value = plain;
          for (std::size_t bit = 0; bit < table.bits().size(); ++bit) {
            if ((m.imposed >> bit & 1U) == 0) {
              continue;
            }
            const TariffBit one = table.bits()[bit];
            const Threat& threat = model.threats[static_cast<std::size_t>(one.threat)];
            const std::string tariff =
                threat.id + ":" + model.parties[static_cast<std::size_t>(one.target)].id;
            value += party == one.target      ? -0.2 * uniform(economy, "hit:" + tariff)
                     : party == threat.issuer ? 0.1 * uniform(economy, tariff) - 0.05
                                              : 0.0;
          }
          for (int other = 0; other < model.party_count(); ++other) {
            if (contains(m.retaliating, other)) {
              value += party == other ? 0.02 : -0.05;
            }
          }
          table.set_welfare(economy, g, state, party, value);
          for (int slot = 0; slot < 2; ++slot) {
            table.set_value_added(economy, g, state, party, slot,
                                  0.3 * (worth - 0.5) * (slot + 1));
          }
        }
        for (int k = 0; table.has_effects() && k < static_cast<int>(model.issues.size());
             ++k) {
          const Issue& issue = model.issues[static_cast<std::size_t>(k)];
          for (std::size_t d = 0; d < deal.deals.size() && !issue.effects.empty(); ++d) {
            std::vector<std::string> members;
            for (int member = 0; member < model.party_count(); ++member) {
              if (contains(deal.deals[d], member)) {
                members.push_back(model.parties[static_cast<std::size_t>(member)].id);
              }
            }
            std::sort(members.begin(), members.end());
            std::string name = issue.id + ":" + deal.name + ":" + id;
            for (const std::string& member : members) {
              name += ":" + member;
            }
            table.set_issue_effect(economy, g, k, party,
                                   0.1 * (uniform(economy, name) - 0.5), d);
          }
        }
      }
    }
  }
  return table;
}

/// The same negotiation with its parties listed in another order: party i of the result
/// is party `order[i]` of the original.
inline DrawnNegotiation relabelled(const DrawnNegotiation& negotiation,
                                   const std::vector<int>& order) {
  const Model& from = negotiation.model;
  DrawnNegotiation result = negotiation;
  Model& to = result.model;
  const auto place = [&](int party) {
    return static_cast<int>(std::find(order.begin(), order.end(), party) - order.begin());
  };
  const auto places = [&](PartySet set) {
    PartySet moved = 0;
    for (int party = 0; party < from.party_count(); ++party) {
      moved |= contains(set, party) ? set_of(place(party)) : 0U;
    }
    return moved;
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto old = static_cast<std::size_t>(order[i]);
    to.parties[i] = from.parties[old];
    to.retaliation[i] = from.retaliation[old];
    for (std::size_t k = 0; k < to.issues.size(); ++k) {
      to.issues[k].positions[i] = from.issues[k].positions[old];
    }
  }
  for (Issue& issue : to.issues) {
    issue.between = places(issue.between);
  }
  for (Threat& threat : to.threats) {
    threat.issuer = place(threat.issuer);
    threat.targets = places(threat.targets);
  }
  for (CalendarEvent& event : to.calendar) {
    event.voter = event.voter < 0 ? -1 : place(event.voter);
    event.parties = places(event.parties);
  }
  return result;
}

}  // namespace tripart::test
