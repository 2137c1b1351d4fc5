#include "tripart/bargaining/payoff.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/core/lanes.hpp"
#include "tripart/core/number.hpp"

namespace tripart {

std::vector<TariffBit> tariff_bits(const Model& model) {
  std::vector<TariffBit> bits;
  for (int threat = 0; threat < static_cast<int>(model.threats.size()); ++threat) {
    const Threat& item = model.threats[static_cast<std::size_t>(threat)];
    for (int target = 0; item.kind == ThreatKind::tariff && target < model.party_count();
         ++target) {
      if (contains(item.targets, target)) {
        for (const double share : item.execution_shares) {
          bits.push_back({threat, target, share, share == item.execution_shares.back()});
        }
      }
    }
  }
  return bits;
}

bool is_contradictory(const std::vector<TariffBit>& bits, std::uint32_t imposed) {
  for (std::size_t bit = 1; bit < bits.size(); ++bit) {
    for (std::size_t other = 0; other < bit; ++other) {
      if ((imposed >> bit & imposed >> other & 1U) != 0 &&
          bits[bit].threat == bits[other].threat &&
          bits[bit].target == bits[other].target) {
        return true;
      }
    }
  }
  return false;
}

PayoffTable::PayoffTable(const Model& model, int economies)
    : configurations_(model),
      bits_(tariff_bits(model)),
      economies_(economies),
      parties_(model.parties.size()),
      slots_(model.lobby_sectors.size()),
      issues_(model.issues.size()) {
  const auto imposed_sets = std::size_t{1} << bits_.size();
  party_sets_ = model.everyone() + 1;
  // More than 4,096 states is refused by the reader; this bound only keeps the shifts
  // defined.
  TRIPART_EXPECTS(bits_.size() <= 16);
  state_of_.assign(imposed_sets * party_sets_, -1);
  for (std::size_t imposed = 0; imposed < imposed_sets; ++imposed) {
    if (is_contradictory(bits_, static_cast<std::uint32_t>(imposed))) {
      continue;
    }
    PartySet hit = 0;
    for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
      if ((imposed >> bit & 1U) != 0 &&
          model.retaliation[static_cast<std::size_t>(bits_[bit].target)].mode !=
              RetaliationMode::none) {
        hit |= set_of(bits_[bit].target);
      }
    }
    for (std::size_t retaliating = 0; retaliating < party_sets_; ++retaliating) {
      const auto effective = static_cast<std::size_t>(hit) & retaliating;
      int& index = state_of_[imposed * party_sets_ + retaliating];
      if (effective == retaliating) {
        index = static_cast<int>(states_.size());
        states_.push_back(
            {static_cast<std::uint32_t>(imposed), static_cast<PartySet>(retaliating)});
      } else {
        // `effective` is a smaller number than `retaliating`: its state is already known.
        index = state_of_[imposed * party_sets_ + effective];
      }
    }
  }
  rows_ = padded(row(configurations_.size(), 0));
  const std::size_t cells = first_welfare(economies, 0);
  welfare_.assign(cells, 0.0);
  value_added_.assign(cells * slots_, 0.0);
  for (int i = 0; i < configurations_.size(); ++i) {
    most_deals_ = std::max(most_deals_, configurations_[i].deals.size());
  }
  for (const Issue& issue : model.issues) {
    if (!issue.effects.empty() && issue_effect_.empty()) {
      issue_effect_.assign(effect_at(economies, 0, 0, 0, 0), 0.0);
    }
  }
}

std::string PayoffTable::state_name(const Model& model, int index) const {
  const TariffState state = tariff_state(index);
  std::string name;
  const auto append = [&name](const std::string& part) {
    name += (name.empty() ? "" : "|") + part;
  };
  for (int threat = 0; threat < static_cast<int>(model.threats.size()); ++threat) {
    const Threat& item = model.threats[static_cast<std::size_t>(threat)];
    for (const double share : item.execution_shares) {
      PartySet hit = 0;
      for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
        if (bits_[bit].threat == threat && bits_[bit].share == share &&
            (state.imposed >> bit & 1U) != 0) {
          hit |= set_of(bits_[bit].target);
        }
      }
      const std::string part = share == 1.0 ? "" : "@" + to_text(share);
      if (hit == item.targets && hit != 0) {
        append(item.id + part);
        continue;
      }
      for (int target = 0; target < model.party_count(); ++target) {
        if (contains(hit, target)) {
          append(item.id + ":" + model.parties[static_cast<std::size_t>(target)].id +
                 part);
        }
      }
    }
  }
  for (int party = 0; party < model.party_count(); ++party) {
    if (contains(state.retaliating, party)) {
      append("retaliation:" + model.parties[static_cast<std::size_t>(party)].id);
    }
  }
  return name.empty() ? "none" : name;
}

double PayoffTable::issue_effect(int economy, int configuration, int issue, int party,
                                 PartySet members) const {
  const std::vector<PartySet>& deals = configurations_[configuration].deals;
  if (issue_effect_.empty() || deals.empty()) {
    return 0.0;
  }
  const auto found = std::find(deals.begin(), deals.end(), members);
  if (found == deals.end() && deals.size() > 1) {
    return 0.0;
  }
  const auto deal =
      deals.size() == 1 ? 0U : static_cast<std::size_t>(found - deals.begin());
  return issue_effect_[effect_at(economy, configuration, issue, party, deal)];
}

double PayoffTable::issue_effect(int economy, int configuration, int issue,
                                 int party) const {
  double sum = 0.0;
  for (std::size_t deal = 0; deal < most_deals_ && !issue_effect_.empty(); ++deal) {
    sum += issue_effect_[effect_at(economy, configuration, issue, party, deal)];
  }
  return sum;
}

void PayoffTable::set_issue_effect(int economy, int configuration, int issue, int party,
                                   double percent, std::size_t deal) {
  TRIPART_EXPECTS(!issue_effect_.empty() && deal < most_deals_);
  issue_effect_[effect_at(economy, configuration, issue, party, deal)] = percent;
}

}  // namespace tripart
