#include "tripart/history/forecast_table.hpp"

#include <utility>

#include "history/record_table.hpp"
#include "scenario/names.hpp"

namespace tripart {

std::vector<PublishedForecast> read_forecast_table(const std::filesystem::path& file,
                                                   const std::vector<OutcomeRow>& rows) {
  Complaints complaints;
  RecordTable table(file,
                    {"id", "made", "who", "kind_of_source", "outcome", "probability",
                     "prob_kind", "source", "note"},
                    complaints);
  std::vector<std::string> events;
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < rows.size(); ++number) {
    if (is_event(rows[number].kind)) {
      events.push_back(rows[number].id);
      numbers.push_back(number);
    }
  }
  std::vector<PublishedForecast> forecasts;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    PublishedForecast made;
    made.id = table.text(row, "id");
    made.who = table.text(row, "who");
    made.where = table.where(row, "id");
    made.made = table.date(row, "made").value_or(Date{});
    made.probability = table.number(row, "probability", 0.0, 1.0).value_or(0.0);
    const std::string kind = table.text(row, "prob_kind");
    if (kind != "numeric" && kind != "worded") {
      table.complain(row, "prob_kind", "numeric or worded");
    }
    made.is_worded = kind == "worded";
    const std::string outcome = table.text(row, "outcome");
    bool found = false;
    for (std::size_t i = 0; i < events.size() && !found; ++i) {
      found = events[i] == outcome;
      made.row = numbers[i];
    }
    if (!found) {
      table.complain(row, "outcome", "the id of an event among the outcomes",
                     name_hints(outcome, events));
    }
    forecasts.push_back(std::move(made));
  }
  complaints.throw_if_any();
  return forecasts;
}

}  // namespace tripart
