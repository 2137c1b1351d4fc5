#include "cli/payoff_table.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/text_table.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

/// The economies that share a set of elasticities.
struct Group {
  std::string elasticities;
  std::vector<int> economies;
};

std::string elasticities_of(const SolvedPayoffs& payoffs, int economy) {
  return payoffs.economies.empty()
             ? ""
             : payoffs.economies[static_cast<std::size_t>(economy)].elasticities;
}

std::vector<Group> groups_of(const SolvedPayoffs& payoffs) {
  std::vector<Group> groups;
  for (int economy = 0; economy < payoffs.table.economies(); ++economy) {
    const std::string name = elasticities_of(payoffs, economy);
    const auto found =
        std::find_if(groups.begin(), groups.end(),
                     [&](const Group& group) { return group.elasticities == name; });
    if (found == groups.end()) {
      groups.push_back({name, {economy}});
    } else {
      found->economies.push_back(economy);
    }
  }
  return groups;
}

template <typename Value>
double mean_over(const Group& group, const Value& value) {
  double sum = 0.0;
  for (const int economy : group.economies) {
    sum += value(economy);
  }
  return sum / static_cast<double>(group.economies.size());
}

const PayoffDetail& detail_of(const SolvedPayoffs& payoffs, int parties, int economy,
                              int configuration, int state, int party) {
  const PayoffTable& table = payoffs.table;
  const int row =
      (economy * table.configurations().size() + configuration) * table.tariff_states() +
      state;
  return payoffs
      .details[static_cast<std::size_t>(row) * static_cast<std::size_t>(parties) +
               static_cast<std::size_t>(party)];
}

const PolicyPayoff& policy_of(const SolvedPayoffs& payoffs, std::size_t policies,
                              std::size_t parties, int economy, std::size_t policy,
                              std::size_t party) {
  return payoffs
      .policies[(static_cast<std::size_t>(economy) * policies + policy) * parties +
                party];
}

std::string name_of(const PayoffTable& table, int configuration) {
  const std::string& name = table.configurations()[configuration].name;
  return name.empty() ? "status quo" : name;
}

/// A block of rows under the name of the elasticities they hold for.
std::string under(const Group& group, const std::string& rows) {
  return (group.elasticities.empty() ? "" : "\n" + group.elasticities) + "\n" + rows;
}

std::string welfare_block(const Model& model, const SolvedPayoffs& payoffs) {
  const PayoffTable& payoff = payoffs.table;
  std::string text;
  for (const Group& group : groups_of(payoffs)) {
    TextTable table;
    std::vector<std::string> header{"configuration", "tariffs"};
    for (const Party& party : model.parties) {
      header.push_back(party.id);
    }
    table.add(header);
    for (int configuration = 0; configuration < payoff.configurations().size();
         ++configuration) {
      for (int state = 0; state < payoff.tariff_states(); ++state) {
        std::vector<std::string> row{name_of(payoff, configuration),
                                     payoff.state_name(model, state)};
        for (int party = 0; party < model.party_count(); ++party) {
          const double mean = mean_over(group, [&](int economy) {
            return payoff.welfare(economy, configuration, state, party);
          });
          row.push_back(rounded(mean, 3));
        }
        table.add(row);
      }
    }
    text += under(group, table.text(2));
  }
  return text;
}

/// The rows of one configuration without tariffs, a party each; none where nothing
/// changes for anybody.
std::vector<std::vector<std::string>> account_rows(const Model& model,
                                                   const SolvedPayoffs& payoffs,
                                                   const Group& group,
                                                   int configuration) {
  std::vector<std::vector<std::string>> rows;
  bool any = false;
  for (int party = 0; party < model.party_count(); ++party) {
    const auto mean = [&](double PayoffDetail::*field) {
      return mean_over(group, [&](int economy) {
        return detail_of(payoffs, model.party_count(), economy, configuration, 0, party).*
               field;
      });
    };
    const double exact = mean_over(group, [&](int economy) {
      return payoffs.table.welfare(economy, configuration, 0, party);
    });
    const std::array split{mean(&PayoffDetail::terms_of_trade_pct),
                           mean(&PayoffDetail::volume_of_trade_pct),
                           mean(&PayoffDetail::iceberg_cost_pct)};
    any = any || exact != 0.0 || split != std::array{0.0, 0.0, 0.0};
    rows.push_back({party == 0 ? name_of(payoffs.table, configuration) : "",
                    model.parties[static_cast<std::size_t>(party)].id, rounded(exact, 3),
                    rounded(split[0], 3), rounded(split[1], 3), rounded(split[2], 3),
                    rounded(split[0] + split[1] + split[2], 3),
                    rounded(mean(&PayoffDetail::price_index_pct), 3),
                    rounded(mean(&PayoffDetail::real_wage_pct), 3)});
  }
  return any ? rows : std::vector<std::vector<std::string>>{};
}

std::string account_block(const Model& model, const SolvedPayoffs& payoffs) {
  std::string text;
  bool left_out = false;
  for (const Group& group : groups_of(payoffs)) {
    TextTable table;
    table.add({"configuration", "party", "exact", "terms", "volume", "iceberg", "sum",
               "prices", "wage"});
    bool any = false;
    for (int configuration = 0; configuration < payoffs.table.configurations().size();
         ++configuration) {
      const auto rows = account_rows(model, payoffs, group, configuration);
      any = any || !rows.empty();
      left_out = left_out || rows.empty();
      for (const auto& row : rows) {
        table.add(row);
      }
    }
    text += any ? under(group, table.text(2)) : "";
  }
  if (text.empty()) {
    return "";
  }
  return "\nWithout tariffs, percent: exact change of real income; its first-order "
         "parts\n"
         "(terms of trade, volume of trade, iceberg costs) and their sum; consumer "
         "prices\n"
         "(world value added as the unit); real wage.\n" +
         std::string(left_out ? "Configurations that change nothing are left out.\n"
                              : "") +
         text;
}

/// The scenario's policies, to the digits that published tables have.
std::string policy_block(const Scenario& scenario, const SolvedPayoffs& payoffs) {
  const std::vector<Counterfactual>& policies = scenario.trade->policies;
  const std::size_t parties = scenario.model.parties.size();
  std::string text =
      "\nPolicies, percent, each against the equilibrium that it is relative to:\n";
  for (const Group& group : groups_of(payoffs)) {
    TextTable table;
    table.add({"policy", "relative to", "party", "exact", "terms", "volume", "iceberg",
               "sum", "prices", "wage"});
    for (std::size_t policy = 0; policy < policies.size(); ++policy) {
      const int other = policies[policy].relative_to;
      for (std::size_t party = 0; party < parties; ++party) {
        const auto mean = [&](double PayoffDetail::*field) {
          return mean_over(group, [&](int economy) {
            return policy_of(payoffs, policies.size(), parties, economy, policy, party)
                       .detail.*
                   field;
          });
        };
        const double exact = mean_over(group, [&](int economy) {
          return policy_of(payoffs, policies.size(), parties, economy, policy, party)
              .welfare_pct;
        });
        const std::array split{mean(&PayoffDetail::terms_of_trade_pct),
                               mean(&PayoffDetail::volume_of_trade_pct),
                               mean(&PayoffDetail::iceberg_cost_pct)};
        table.add({party == 0 ? policies[policy].id : "",
                   party > 0   ? ""
                   : other < 0 ? "base year"
                               : policies[static_cast<std::size_t>(other)].id,
                   scenario.model.parties[party].id, rounded(exact, 4),
                   rounded(split[0], 4), rounded(split[1], 4), rounded(split[2], 4),
                   rounded(split[0] + split[1] + split[2], 4),
                   rounded(mean(&PayoffDetail::price_index_pct), 4),
                   rounded(mean(&PayoffDetail::real_wage_pct), 4)});
      }
    }
    text += under(group, table.text(3));
  }
  return text;
}

void add_detail(Json& json, const std::string& party, const PayoffDetail& detail) {
  json["terms_of_trade_pct"][party] = detail.terms_of_trade_pct;
  json["volume_of_trade_pct"][party] = detail.volume_of_trade_pct;
  json["real_wage_pct"][party] = detail.real_wage_pct;
  json["tariff_revenue_musd"][party] = detail.tariff_revenue_musd;
  json["price_index_pct"][party] = detail.price_index_pct;
  json["iceberg_cost_pct"][party] = detail.iceberg_cost_pct;
}

void add_closure(Json& json, const Scenario& scenario) {
  if (scenario.trade) {
    json["deficits"] = to_text(scenario.trade->closure.deficits);
    json["input_output"] = scenario.trade->closure.input_output;
  }
}

void add_policies(Json& list, const Scenario& scenario, const SolvedPayoffs& payoffs,
                  int economy) {
  const std::size_t count = scenario.trade ? scenario.trade->policies.size() : 0;
  const std::size_t parties = scenario.model.parties.size();
  for (std::size_t policy = 0; policy < count; ++policy) {
    const Counterfactual& named = scenario.trade->policies[policy];
    Json json;
    json["economy"] = economy + 1;
    json["elasticities"] = elasticities_of(payoffs, economy);
    json["policy"] = named.id;
    json["relative_to"] =
        named.relative_to < 0
            ? "base_year"
            : scenario.trade->policies[static_cast<std::size_t>(named.relative_to)].id;
    for (std::size_t party = 0; party < parties; ++party) {
      const PolicyPayoff& payoff =
          policy_of(payoffs, count, parties, economy, policy, party);
      const std::string& id = scenario.model.parties[party].id;
      json["welfare_pct"][id] = payoff.welfare_pct;
      add_detail(json, id, payoff.detail);
    }
    add_closure(json, scenario);
    list.push_back(json);
  }
}

}  // namespace

std::string payoff_text(const Scenario& scenario, const SolvedPayoffs& payoffs) {
  const Model& model = scenario.model;
  std::string text = model.name + ": change of real income, percent";
  if (payoffs.table.economies() > 1) {
    text += ", mean over the economies that share elasticities";
  }
  text += "\n";
  if (scenario.trade) {
    text += "  " + assumptions_of(*scenario.trade) + "\n";
  }
  text += welfare_block(model, payoffs);
  text += payoffs.details.empty() ? "" : account_block(model, payoffs);
  const bool has_policies = scenario.trade && !scenario.trade->policies.empty();
  return has_policies ? text + policy_block(scenario, payoffs) : text;
}

std::string payoff_json(const Scenario& scenario, const SolvedPayoffs& payoffs) {
  const Model& model = scenario.model;
  const PayoffTable& table = payoffs.table;
  Json list = Json::array();
  for (int economy = 0; economy < table.economies(); ++economy) {
    for (int configuration = 0; configuration < table.configurations().size();
         ++configuration) {
      for (int state = 0; state < table.tariff_states(); ++state) {
        Json json;
        json["economy"] = economy + 1;
        json["elasticities"] = elasticities_of(payoffs, economy);
        json["configuration"] = table.configurations()[configuration].name;
        json["tariff_state"] = table.state_name(model, state);
        for (int party = 0; party < model.party_count(); ++party) {
          const std::string& id = model.parties[static_cast<std::size_t>(party)].id;
          json["welfare_pct"][id] = table.welfare(economy, configuration, state, party);
          if (!payoffs.details.empty()) {
            add_detail(json, id,
                       detail_of(payoffs, model.party_count(), economy, configuration,
                                 state, party));
          }
        }
        add_closure(json, scenario);
        list.push_back(json);
      }
    }
    add_policies(list, scenario, payoffs, economy);
  }
  return list.dump(2) + "\n";
}

}  // namespace tripart
