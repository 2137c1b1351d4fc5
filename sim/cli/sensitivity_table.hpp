#pragma once

#include <string>

#include "tripart/study/sensitivity.hpp"

namespace tripart {

/// What an analysis says, for people; factors that matter most come first.
[[nodiscard]] std::string sensitivity_table(const SweepFile& sweep, const Design& design,
                                            const QuantityAnalysis& analysis);
/// How quantities vary over the design points, where no analysis of factors is made.
[[nodiscard]] std::string variation_table(
    const std::vector<QuantityAnalysis>& quantities);

[[nodiscard]] std::string box_table(const SweepFile& sweep, const BoxAnalysis& analysis);

}  // namespace tripart
