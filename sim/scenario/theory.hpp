#pragma once

#include <vector>

#include "scenario/section.hpp"
#include "tripart/core/error.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// The `theory` of a resolved scenario without complaints, its formulas evaluated with
/// the scenario's own numbers; complains where a formula has no value.
[[nodiscard]] std::vector<TheoryValue> read_theory(const Section& root,
                                                   Complaints& complaints);

}  // namespace tripart
