#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "cli/source.hpp"
#include "tripart/cli/options.hpp"
#include "tripart/study/sensitivity.hpp"

namespace tripart {

/// What the user wants to know about a sweep.
struct SensitivityRequest {
  std::vector<Analysis> analyses;
  std::vector<QuantityPattern> quantities;
  QuantityPattern target;  ///< of boxes
  std::optional<double> threshold;
  BootstrapOptions bootstrap;
  Format format = Format::table;
};

/// \throws UsageError, also where the design does not allow an analysis
[[nodiscard]] SensitivityRequest read_request(const Arguments& arguments,
                                              DesignKind design);

/// \throws UsageError where a pattern matches nothing, with what may have been meant
void expect_known(const QuantityPattern& pattern, const SweepQuantities& quantities);

/// The one quantity that is the target; of several, that about the widest deal.
/// \throws UsageError where it is not clear which, or it cannot be one without threshold
[[nodiscard]] const SweepQuantity& target_of(const SensitivityRequest& request,
                                             const SweepQuantities& quantities);

}  // namespace tripart
