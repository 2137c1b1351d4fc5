#pragma once

#include "tripart/bargaining/solved_case.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

/// Rows about solved cases of the trade model, for every region of the baseline.
struct CaseRows {
  CsvRows regions{regions_table()};
  CsvRows partners{partners_table()};
  CsvRows sectors{sectors_table()};
  CsvRows flows{flows_table()};
};

/// The columns that say how the trade model was closed; empty without one.
void write_closure(CsvRows& rows, const TradeModel* trade);

/// Adds one case to regions.csv, partners.csv and sectors.csv.
void write_case_rows(CaseRows& rows, const SolvedCase& one, const TradeModel& trade);

/// Adds its flows to flows.csv; those that are 0 before and after are left out.
void write_flow_rows(CaseRows& rows, const SolvedCase& one, const TradeModel& trade);

}  // namespace tripart
