#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

// Without an economy W_i(g, m) is what a table of payoffs states, or else 0: then a deal
// is worth its content (B2) and no deal what the scenario states for disagreement and
// breakdown, which are read by the engine.
PayoffTable pure_payoffs(const Model& model) {
  PayoffTable table(model, 1);
  if (model.stated_welfare.empty()) {
    return table;
  }
  std::size_t at = 0;
  TRIPART_EXPECTS(model.stated_welfare.size() ==
                  static_cast<std::size_t>(table.configurations().size()) *
                      static_cast<std::size_t>(table.tariff_states()) *
                      model.parties.size());
  for (int configuration = 0; configuration < table.configurations().size();
       ++configuration) {
    for (int state = 0; state < table.tariff_states(); ++state) {
      for (int party = 0; party < model.party_count(); ++party) {
        table.set_welfare(0, configuration, state, party, model.stated_welfare[at++]);
      }
    }
  }
  return table;
}

}  // namespace tripart
