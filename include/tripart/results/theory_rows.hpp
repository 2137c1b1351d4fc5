#pragma once

#include <vector>

#include "tripart/results/summary_rows.hpp"
#include "tripart/results/tables.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// One closed form beside what was simulated.
struct TheoryRow {
  const TheoryValue* theory = nullptr;
  Estimate simulated;
};

/// Complains about each `theory` of the scenario that is about no row of summary.csv.
/// \throws InputError
void check_theory(const Scenario& scenario);

/// The row of summary.csv that each `theory` is about, in their order.
/// \pre check_theory has passed
[[nodiscard]] std::vector<TheoryRow> theory_rows(const Scenario& scenario,
                                                 const std::vector<SummaryRow>& summary);

void write_theory_rows(CsvRows& rows, const std::vector<TheoryRow>& list);

}  // namespace tripart
