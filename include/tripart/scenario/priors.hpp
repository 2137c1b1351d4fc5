#pragma once

#include <string>
#include <vector>

#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// A free parameter that gives way to its prior.
struct PriorInPlace {
  std::string path;    ///< dotted, as for --set
  std::string stated;  ///< what the scenario held: a number, written or default
  std::string prior;   ///< YAML text of what it is drawn from
};

/// Every free parameter (Key::prior) for which `scenario` holds something else than a
/// distribution, in the order of the resolved scenario: as a prior predictive run takes
/// it. Parameters that have a distribution keep it, as do those that the user set by
/// hand (`Scenario::overrides`), and those whose number is their prior.
[[nodiscard]] std::vector<PriorInPlace> priors_in_place(const Scenario& scenario);

/// The same as `--set` items.
[[nodiscard]] std::vector<std::string> as_overrides(
    const std::vector<PriorInPlace>& priors);

}  // namespace tripart
