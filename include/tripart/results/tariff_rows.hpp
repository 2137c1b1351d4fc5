#pragma once

#include <vector>

#include "tripart/bargaining/trade_war.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

/// tariffs.csv: every rate found, cell by cell.
void write_tariff_rows(CsvRows& rows, const TradeModel& trade,
                       const std::vector<TariffFindings>& findings);

/// tariff_welfare.csv: what they do to every region.
void write_tariff_welfare_rows(CsvRows& rows, const TradeModel& trade,
                               const std::vector<TariffFindings>& findings);

/// tariff_searches.csv: how they were found.
void write_tariff_search_rows(CsvRows& rows, const TradeModel& trade,
                              const std::vector<TariffFindings>& findings);

/// `nash`, and `nash_from_upper` or `nash_from_current` for the other start.
[[nodiscard]] std::string_view nash_name();
[[nodiscard]] std::string_view other_nash_name(const TradeModel& trade);

}  // namespace tripart
