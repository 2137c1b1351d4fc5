#pragma once

#include <string_view>

#include "tripart/results/tables_sensitivity.hpp"
#include "tripart/study/sensitivity.hpp"

/// An analysis as rows of its tables.
namespace tripart {

[[nodiscard]] std::string_view to_text(DesignKind design);

void write_quantity_row(CsvRows& rows, const SweepFile& sweep,
                        const QuantityAnalysis& analysis,
                        const BootstrapOptions& bootstrap);
void write_sobol_rows(CsvRows& rows, const SweepFile& sweep, const QuantityName& name,
                      const SobolIndices& indices);
void write_morris_rows(CsvRows& rows, const SweepFile& sweep, const QuantityName& name,
                       const MorrisScreening& screening);
void write_level_rows(CsvRows& rows, const SweepFile& sweep, const Design& design,
                      const QuantityName& name, const OneAtATime& levels);
void write_tornado_rows(CsvRows& rows, const SweepFile& sweep, const Design& design,
                        const QuantityName& name, const OneAtATime& levels);
void write_box_rows(CsvRows& rows, const BoxAnalysis& analysis);
void write_limit_rows(CsvRows& rows, const SweepFile& sweep, const BoxAnalysis& analysis);

}  // namespace tripart
