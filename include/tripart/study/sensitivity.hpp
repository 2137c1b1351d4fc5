#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tripart/study/design.hpp"
#include "tripart/study/morris.hpp"
#include "tripart/study/one_at_a_time.hpp"
#include "tripart/study/prim.hpp"
#include "tripart/study/sobol_indices.hpp"
#include "tripart/study/sweep_quantity.hpp"

namespace tripart {

enum class Analysis { sobol_indices, morris, one_at_a_time, prim };

[[nodiscard]] std::string_view to_text(Analysis analysis);
[[nodiscard]] std::optional<Analysis> parse_analysis(std::string_view text);

/// What a design was made for: saltelli gives Sobol' indices, morris and one_at_a_time
/// what they are called, and all whose points spread over the space (of saltelli those of
/// A and B) boxes.
[[nodiscard]] std::vector<Analysis> analyses_of(DesignKind design);
[[nodiscard]] bool allows(DesignKind design, Analysis analysis);

/// What the factors do to one quantity.
struct QuantityAnalysis {
  QuantityName name;
  Noisiness noisiness;
  std::uint64_t without_value = 0;  ///< points
  std::optional<SobolIndices> sobol;
  std::optional<MorrisScreening> morris;
  std::optional<OneAtATime> levels;
};
/// Only how it varies over the points.
[[nodiscard]] QuantityAnalysis describe_quantity(const SweepQuantity& quantity);
[[nodiscard]] QuantityAnalysis analyse_factors(const SweepFile& sweep,
                                               const Design& design,
                                               const SweepQuantity& quantity,
                                               const BootstrapOptions& bootstrap);

/// Where a quantity is high.
struct BoxAnalysis {
  QuantityName name;
  std::optional<double> threshold;
  std::uint64_t points = 0;  ///< that have a value
  std::uint64_t without_value = 0;
  std::vector<std::size_t> factors;   ///< those with numbers, by their place in the sweep
  std::vector<std::size_t> left_out;  ///< the others
  std::vector<std::pair<double, double>> ranges;  ///< of each factor, over the design
  PrimResult prim;                                ///< its factors are places in `factors`
};

/// \param threshold  a point is sought whose value is at least this; without one each
/// point counts by its value, which has to be a probability
/// \throws Failure (bad_input) where no factor has numbers or no point a value
[[nodiscard]] BoxAnalysis analyse_boxes(const SweepFile& sweep, const Design& design,
                                        const SweepQuantity& quantity,
                                        std::optional<double> threshold,
                                        const BootstrapOptions& resampling);

}  // namespace tripart
