#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/core/date.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

/// What a row of CASE-outcomes.csv asks of a history (scenarios/history/README.md,
/// "Outcomes").
enum class OutcomeRowKind {
  deal,                  ///< these parties had one deal by the date
  no_deal,               ///< nobody had a deal of any kind by the date
  first_deal,            ///< the deal of these parties came before any other
  excluded,              ///< the final deals leave the party out
  threat_executed,       ///< carried out, in part or in full, by the date
  threat_outlives_deal,  ///< carried out and still in force when the deal was agreed
  chapters_closed,       ///< how many by the date
  text,                  ///< settled text of the issue
  deal_date              ///< day on which these parties agreed
};
inline constexpr std::size_t outcome_row_kinds = 9;

[[nodiscard]] std::string_view to_text(OutcomeRowKind kind);
/// Whether rows of the kind either came true or did not.
[[nodiscard]] bool is_event(OutcomeRowKind kind);

/// One thing that happened, or did not, after the as-of date of a scenario.
struct OutcomeRow {
  std::string id;
  OutcomeRowKind kind = OutcomeRowKind::no_deal;
  std::string subject;     ///< as written: `USA+MEX`, `us_metals`
  PartySet parties = 0;    ///< deal, first_deal, deal_date, excluded
  int number = -1;         ///< of the threat or issue in the model
  std::optional<Date> by;  ///< last day that counts
  /// 1 or 0 for events; chapters; a text in [0, 1]; a deal's day, counted from the start.
  double value = 0.0;
  double low = 0.0, high = 0.0;  ///< of a text: what a fair reader could say
  /// Enters means over rows; no: restates another row, for forecasts with other dates.
  bool is_scored = true;
  SourcePosition where;
};

/// Rows of an outcomes file, checked against the names and dates of the scenario.
/// \throws InputError with every complaint at once; Failure (cannot_read).
[[nodiscard]] std::vector<OutcomeRow> read_outcome_table(
    const std::filesystem::path& file, const Model& model);

}  // namespace tripart
