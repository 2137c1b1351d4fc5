#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/date.hpp"
#include "tripart/core/error.hpp"
#include "tripart/history/case_list.hpp"
#include "tripart/history/outcome_table.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// First day of a date that may be known to the month or the year only: `2016-07-15`,
/// `2016-07`, `2016`. Nothing for anything else.
[[nodiscard]] std::optional<Date> earliest_day(std::string_view text);

/// Complains about everything that was not known on the as-of date, the scenario's start:
/// * facts of the case that an input rests on (`used_in` is not empty) and that are dated
///   after it; one known to the month or year only counts from its first day;
/// * chapters closed, and threats announced, after it;
/// * rows of the outcomes about days up to it, which are no forecast.
///
/// A scenario's `history:` is never looked at.
void check_leakage(const HistoryCase& one, const Scenario& scenario,
                   const std::vector<OutcomeRow>& rows, Complaints& complaints);

}  // namespace tripart
