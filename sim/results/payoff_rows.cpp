#include "tripart/results/payoff_rows.hpp"

#include "tripart/results/case_rows.hpp"

namespace tripart {

SolvedPayoffs payoffs_of(const Scenario& scenario, std::uint64_t seed, int jobs) {
  if (scenario.trade) {
    return solve_payoffs(scenario.model, *scenario.trade, seed, jobs);
  }
  return SolvedPayoffs{pure_payoffs(scenario.model), {}, {}};
}

void write_payoff_rows(CsvRows& rows, const Model& model, const TradeModel* trade,
                       const SolvedPayoffs& payoffs) {
  const PayoffTable& table = payoffs.table;
  std::size_t at = 0;  // details come in the order of these loops
  for (int economy = 0; economy < table.economies(); ++economy) {
    for (int configuration = 0; configuration < table.configurations().size();
         ++configuration) {
      for (int state = 0; state < table.tariff_states(); ++state) {
        for (int party = 0; party < model.party_count(); ++party, ++at) {
          rows.integer(economy + 1);
          rows.text(
              payoffs.economies.empty()
                  ? std::string_view()
                  : payoffs.economies[static_cast<std::size_t>(economy)].elasticities);
          rows.text(table.configurations()[configuration].name);
          rows.text(to_text(table.configurations()[configuration].kind));
          rows.text(table.state_name(model, state))
              .text(model.parties[static_cast<std::size_t>(party)].id);
          rows.number(table.welfare(economy, configuration, state, party));
          if (payoffs.details.empty()) {
            rows.blank().blank().blank().blank().blank().blank();
          } else {
            const PayoffDetail& detail = payoffs.details[at];
            rows.number(detail.terms_of_trade_pct).number(detail.volume_of_trade_pct);
            rows.number(detail.real_wage_pct).number(detail.tariff_revenue_musd);
            rows.number(detail.price_index_pct).number(detail.iceberg_cost_pct);
          }
          write_closure(rows, trade);
          rows.end_row();
        }
      }
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
  return text + "; " + std::to_string(trade.economies) +
         (trade.economies == 1 ? " economy" : " economies");
}

}  // namespace tripart
