#pragma once

#include <string>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// What `payoffs` prints: the exact change of real income of every configuration and
/// tariff state, then accounts of the configurations without tariffs; means over the
/// economies that share elasticities.
[[nodiscard]] std::string payoff_text(const Scenario& scenario,
                                      const SolvedPayoffs& payoffs);

/// The same for every economy as a JSON array of objects.
[[nodiscard]] std::string payoff_json(const Scenario& scenario,
                                      const SolvedPayoffs& payoffs);

}  // namespace tripart
