#pragma once

#include <string>
#include <vector>

#include "tripart/results/prior_rows.hpp"

namespace tripart {

/// What the priors allow, for the terminal: events that never came, that came nearly
/// always, and those between. Empty without rows.
[[nodiscard]] std::string prior_block(const std::vector<PriorRow>& rows);

}  // namespace tripart
