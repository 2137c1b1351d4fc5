#include "tripart/results/payoff_rows.hpp"

#include "tripart/results/case_rows.hpp"

namespace tripart {

SolvedPayoffs payoffs_of(const Scenario& scenario, std::uint64_t seed, int jobs) {
  if (scenario.trade) {
    return solve_payoffs(scenario.model, *scenario.trade, seed, jobs);
  }
  return SolvedPayoffs{pure_payoffs(scenario.model), {}, {}, {}, {}};
}

namespace {

/// What all rows of one case begin with.
void write_name(CsvRows& rows, const SolvedPayoffs& payoffs, int economy,
                std::string_view name, std::string_view kind, std::string_view state) {
  rows.integer(economy + 1);
  rows.text(payoffs.economies.empty()
                ? std::string_view()
                : payoffs.economies[static_cast<std::size_t>(economy)].elasticities);
  rows.text(name).text(kind).text(state);
}

void write_detail(CsvRows& rows, const PayoffDetail& detail) {
  rows.number(detail.terms_of_trade_pct).number(detail.volume_of_trade_pct);
  rows.number(detail.real_wage_pct).number(detail.tariff_revenue_musd);
  rows.number(detail.price_index_pct).number(detail.iceberg_cost_pct);
}

/// One row per party of every policy of one economy.
void write_policies(CsvRows& rows, const Model& model, const TradeModel& trade,
                    const SolvedPayoffs& payoffs, int economy) {
  const std::size_t parties = model.parties.size();
  std::size_t at = static_cast<std::size_t>(economy) * trade.policies.size() * parties;
  for (const Counterfactual& policy : trade.policies) {
    for (const Party& party : model.parties) {
      const PolicyPayoff& payoff = payoffs.policies[at++];
      write_name(rows, payoffs, economy, policy.id, "policy",
                 payoffs.table.state_name(model, 0));
      rows.text(party.id).number(payoff.welfare_pct);
      write_detail(rows, payoff.detail);
      write_closure(rows, &trade);
      rows.end_row();
    }
  }
}

}  // namespace

void write_payoff_rows(CsvRows& rows, const Model& model, const TradeModel* trade,
                       const SolvedPayoffs& payoffs) {
  const PayoffTable& table = payoffs.table;
  std::size_t at = 0;  // details come in the order of these loops
  for (int economy = 0; economy < table.economies(); ++economy) {
    for (int configuration = 0; configuration < table.configurations().size();
         ++configuration) {
      for (int state = 0; state < table.tariff_states(); ++state) {
        for (int party = 0; party < model.party_count(); ++party, ++at) {
          const Configuration& chosen = table.configurations()[configuration];
          write_name(rows, payoffs, economy, chosen.name, to_text(chosen.kind),
                     table.state_name(model, state));
          rows.text(model.parties[static_cast<std::size_t>(party)].id);
          rows.number(table.welfare(economy, configuration, state, party));
          if (payoffs.details.empty()) {
            rows.blank().blank().blank().blank().blank().blank();
          } else {
            write_detail(rows, payoffs.details[at]);
          }
          write_closure(rows, trade);
          rows.end_row();
        }
      }
    }
    if (trade != nullptr) {
      write_policies(rows, model, *trade, payoffs, economy);
    }
  }
}

std::string assumptions_of(const TradeModel& trade) {
  std::string text = "deficits " + std::string(to_text(trade.closure.deficits)) +
                     ", input-output links " +
                     (trade.closure.input_output ? "on" : "off") + "; elasticities ";
  for (std::size_t set = 0; set < trade.elasticities.size(); ++set) {
    text += (set > 0 ? ", " : "") + trade.elasticities[set].first;
  }
  if (!(trade.theta_factor.distribution == Distribution::constant(1.0))) {
    text += ", times a factor by sector";
  }
  for (const auto& item : trade.sector_theta) {
    text += ", " + trade.baseline.sectors[item.first] + " by itself";
  }
  return text + "; " + std::to_string(trade.economies) +
         (trade.economies == 1 ? " economy" : " economies");
}

}  // namespace tripart
