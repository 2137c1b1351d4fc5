#include <algorithm>
#include <string_view>

#include "tripart/bargaining/payoff.hpp"
#include "tripart/core/bits.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

std::size_t pair_at(const Model& model, int a, int b) {
  return static_cast<std::size_t>(a) * model.parties.size() + static_cast<std::size_t>(b);
}

int size_of(PartySet set) {
  return count_bits(set);
}

// Members in alphabetical order, so that the name does not depend on the order of the
// file.
std::string block_name(const Model& model, PartySet members) {
  std::vector<std::string> ids;
  for (int party = 0; party < model.party_count(); ++party) {
    if (contains(members, party)) {
      ids.push_back(model.parties[static_cast<std::size_t>(party)].id);
    }
  }
  std::sort(ids.begin(), ids.end());
  std::string name;
  for (const std::string& id : ids) {
    name += (name.empty() ? "" : "-") + id;
  }
  return name;
}

Configuration untouched(const Model& model, std::string name, ConfigurationKind kind) {
  Configuration configuration;
  configuration.name = std::move(name);
  configuration.kind = kind;
  configuration.pairs.assign(model.parties.size() * model.parties.size(),
                             PairState::old_agreement);
  return configuration;
}

void set_pair(const Model& model, int a, int b, PairState state,
              Configuration& configuration) {
  configuration.pairs[pair_at(model, a, b)] = state;
  configuration.pairs[pair_at(model, b, a)] = state;
}

Configuration block_configuration(const Model& model, PartySet members) {
  const int size = size_of(members);
  const ConfigurationKind kind = size == 2   ? ConfigurationKind::bilateral
                                 : size == 3 ? ConfigurationKind::trilateral
                                             : ConfigurationKind::multilateral;
  Configuration configuration = untouched(model, block_name(model, members), kind);
  configuration.deals = {members};
  for (int a = 0; a < model.party_count(); ++a) {
    for (int b = 0; b < a; ++b) {
      if (contains(members, a) && contains(members, b)) {
        set_pair(model, a, b, PairState::new_deal, configuration);
      }
    }
  }
  return configuration;
}

Configuration spokes_configuration(const Model& model, int hub, PartySet spokes) {
  std::vector<std::string> names;
  for (int spoke = 0; spoke < model.party_count(); ++spoke) {
    if (contains(spokes, spoke)) {
      names.push_back(block_name(model, set_of(hub) | set_of(spoke)));
    }
  }
  std::sort(names.begin(), names.end());
  std::string joined;
  for (const std::string& name : names) {
    joined += (joined.empty() ? "" : "|") + name;
  }
  Configuration configuration =
      untouched(model, joined,
                size_of(spokes) == 2 ? ConfigurationKind::two_bilaterals
                                     : ConfigurationKind::bilaterals);
  for (int spoke = 0; spoke < model.party_count(); ++spoke) {
    if (contains(spokes, spoke)) {
      set_pair(model, hub, spoke, PairState::new_deal, configuration);
      configuration.deals.push_back(set_of(hub) | set_of(spoke));
    }
  }
  return configuration;
}

/// Whether the scenario's list, if it has one, names this deal.
bool is_named(const Model& model, const std::string& name) {
  const std::vector<std::string>& list = model.configurations;
  return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

std::string_view to_text(ConfigurationKind kind) {
  switch (kind) {
    case ConfigurationKind::status_quo:
      return "status_quo";
    case ConfigurationKind::bilateral:
      return "bilateral";
    case ConfigurationKind::two_bilaterals:
      return "two_bilaterals";
    case ConfigurationKind::bilaterals:
      return "bilaterals";
    case ConfigurationKind::trilateral:
      return "trilateral";
    case ConfigurationKind::multilateral:
      return "multilateral";
    case ConfigurationKind::exclusion:
      return "exclusion";
    case ConfigurationKind::withdrawal:
      return "withdrawal";
    case ConfigurationKind::no_agreement:
      return "no_agreement";
  }
  return "";
}

DealKind deal_kind(ConfigurationKind kind) {
  switch (kind) {
    case ConfigurationKind::bilateral:
    case ConfigurationKind::exclusion:
      return DealKind::bilateral;
    case ConfigurationKind::two_bilaterals:
      return DealKind::two_bilaterals;
    case ConfigurationKind::bilaterals:
      return DealKind::bilaterals;
    case ConfigurationKind::trilateral:
      return DealKind::trilateral;
    case ConfigurationKind::multilateral:
      return DealKind::multilateral;
    case ConfigurationKind::status_quo:
    case ConfigurationKind::withdrawal:
    case ConfigurationKind::no_agreement:
      return DealKind::none;
  }
  return DealKind::none;
}

int ConfigurationSet::add(Configuration configuration, bool is_offered) {
  list_.push_back(std::move(configuration));
  offered_.push_back(is_offered);
  return size() - 1;
}

// Bilaterals of a hub with several partners, and what a refusal may leave of the ones
// that the scenario names: fewer of them, or one.
void ConfigurationSet::add_spokes(const Model& model, int hub) {
  const auto sets = block_.size();
  const auto others = static_cast<PartySet>(sets - 1) & ~set_of(hub);
  std::vector<bool> named(sets, false), needed(sets, false);
  for (PartySet spokes = 1; spokes < sets; ++spokes) {
    if ((spokes & ~others) == 0 && size_of(spokes) >= 2) {
      named[spokes] = is_named(model, spokes_configuration(model, hub, spokes).name);
      for (PartySet part = spokes; named[spokes] && part > 0;
           part = (part - 1) & spokes) {
        needed[part] = true;
      }
    }
  }
  for (PartySet spokes = 1; spokes < sets; ++spokes) {
    if (!needed[spokes]) {
      continue;
    }
    if (size_of(spokes) >= 2) {
      spokes_[static_cast<std::size_t>(hub) * sets + spokes] =
          add(spokes_configuration(model, hub, spokes), named[spokes]);
    } else if (const PartySet pair = spokes | set_of(hub); block_[pair] < 0) {
      block_[pair] = add(block_configuration(model, pair), false);
    }
  }
}

ConfigurationSet::ConfigurationSet(const Model& model) {
  const int parties = model.party_count();
  const PartySet everyone = model.everyone();
  const auto sets = static_cast<std::size_t>(everyone) + 1;
  block_.assign(sets, -1);
  spokes_.assign(sets * static_cast<std::size_t>(parties), -1);
  withdrawn_.assign(static_cast<std::size_t>(parties), -1);

  add(untouched(model, "", ConfigurationKind::status_quo));
  block_[everyone] = add(block_configuration(model, everyone));
  // Every pair may close a deal of its own; a block of three or more short of everybody
  // comes about only where a hub lets newcomers in one at a time.
  for (PartySet members = 1; members < everyone; ++members) {
    const bool pair = size_of(members) == 2;
    bool led = false;
    for (int hub = 0; hub < parties; ++hub) {
      led = led || (contains(members, hub) &&
                    model.parties[static_cast<std::size_t>(hub)].may_split);
    }
    if ((pair && parties <= 3) || (size_of(members) >= 2 && led)) {
      Configuration block = block_configuration(model, members);
      if (is_named(model, block.name)) {
        block_[members] = add(std::move(block));
      }
    }
  }
  for (int hub = 0; hub < parties; ++hub) {
    if (model.parties[static_cast<std::size_t>(hub)].may_split) {
      add_spokes(model, hub);
    }
  }
  const int uncut = size();
  for (int issuer = 0; issuer < parties; ++issuer) {
    if (model.parties[static_cast<std::size_t>(issuer)].may_withdraw) {
      const PartySet others = everyone & ~set_of(issuer);
      add_cut(model, status_quo(), issuer, others);
      withdrawn_[static_cast<std::size_t>(issuer)] = cut(status_quo(), issuer, others);
    }
  }
  for (const Threat& threat : model.threats) {
    const bool leaves =
        threat.kind == ThreatKind::withdrawal || threat.kind == ThreatKind::exclusion;
    for (int from = 0; leaves && from < uncut; ++from) {
      add_cut(model, from, threat.issuer, threat.targets);
    }
  }
  Configuration nothing =
      untouched(model, "no_agreement", ConfigurationKind::no_agreement);
  std::fill(nothing.pairs.begin(), nothing.pairs.end(), PairState::no_agreement);
  no_agreement_ = add(std::move(nothing));
}

int ConfigurationSet::spokes(int hub, PartySet spokes) const {
  return spokes_[static_cast<std::size_t>(hub) * block_.size() + spokes];
}

void ConfigurationSet::add_cut(const Model& model, int from, int issuer,
                               PartySet targets) {
  if (cut(from, issuer, targets) >= 0) {
    return;
  }
  Configuration configuration = list_[static_cast<std::size_t>(from)];
  bool changes = false;
  PartySet others = 0;
  for (int other = 0; other < model.party_count(); ++other) {
    others |= other != issuer ? set_of(other) : 0U;
    if (contains(targets, other) &&
        configuration.pairs[pair_at(model, issuer, other)] == PairState::old_agreement) {
      set_pair(model, issuer, other, PairState::no_agreement, configuration);
      changes = true;
    }
  }
  int to = from;
  if (changes) {
    configuration.name +=
        (configuration.name.empty() ? "" : "|") +
        ("withdrawn:" + model.parties[static_cast<std::size_t>(issuer)].id);
    if (targets != others) {  // towards some only
      configuration.name += "-" + block_name(model, targets);
    }
    if (configuration.kind == ConfigurationKind::status_quo) {
      configuration.kind = ConfigurationKind::withdrawal;
    } else if (configuration.kind == ConfigurationKind::bilateral) {
      configuration.kind = ConfigurationKind::exclusion;
    }
    to = add(std::move(configuration));
  }
  cuts_.push_back({from, issuer, targets, to});
}

int ConfigurationSet::cut(int configuration, int issuer, PartySet targets) const {
  for (const Cut& one : cuts_) {
    if (one.from == configuration && one.issuer == issuer && one.targets == targets) {
      return one.to;
    }
  }
  return -1;
}

}  // namespace tripart
