#include "tripart/history/leakage.hpp"

#include "history/record_table.hpp"

namespace tripart {
namespace {

void check_facts(const HistoryCase& one, Date as_of, Complaints& complaints) {
  RecordTable facts(
      *one.facts,
      {"id", "case", "date", "fact", "used_in", "source", "confidence", "note"},
      complaints);
  for (std::size_t row = 0; row < facts.rows(); ++row) {
    if (facts.text(row, "case") != one.id || facts.text(row, "used_in").empty()) {
      continue;
    }
    const std::optional<Date> day = earliest_day(facts.text(row, "date"));
    if (!day) {
      facts.complain(row, "date", "a day, month or year: YYYY-MM-DD, YYYY-MM or YYYY");
    } else if (*day > as_of) {
      facts.complain(row, "date",
                     "a day up to " + to_text(as_of) + ", the as-of date of " + one.id,
                     {"what is learnt later is no input: empty its used_in and take it "
                      "out of the scenario"});
    }
  }
}

void check_scenario(const HistoryCase& one, const Scenario& scenario,
                    Complaints& complaints) {
  const Date as_of = scenario.model.start;
  const auto later = [&](const std::string& what, const std::string& when) {
    complaints.add({one.scenario.string(), 0, 0},
                   what + " on " + when + ", expected no later than " + to_text(as_of) +
                       ", the as-of date of " + one.id);
  };
  for (const Chapter& chapter : scenario.model.chapters) {
    if (chapter.closed && *chapter.closed > as_of) {
      later("chapter '" + chapter.id + "' closed", to_text(*chapter.closed));
    }
  }
  for (const Threat& threat : scenario.model.threats) {
    if (threat.announced_day && *threat.announced_day > 0.0) {
      const Date day{as_of.days + static_cast<int>(*threat.announced_day)};
      later("threat '" + threat.id + "' is announced", to_text(day));
    }
  }
}

}  // namespace

std::optional<Date> earliest_day(std::string_view text) {
  constexpr std::string_view first_of_january = "-01-01";
  const std::size_t missing = 10 - std::min<std::size_t>(text.size(), 10);
  if (missing != 0 && missing != 3 && missing != 6) {
    return std::nullopt;
  }
  return parse_date(std::string(text) +
                    std::string(first_of_january.substr(6 - missing)));
}

void check_leakage(const HistoryCase& one, const Scenario& scenario,
                   const std::vector<OutcomeRow>& rows, Complaints& complaints) {
  const Date as_of = scenario.model.start;
  check_scenario(one, scenario, complaints);
  if (one.facts) {
    check_facts(one, as_of, complaints);
  }
  for (const OutcomeRow& row : rows) {
    const bool is_past = row.by ? *row.by <= as_of
                                : row.kind == OutcomeRowKind::deal_date && row.value <= 0;
    if (is_past) {
      complaints.add(row.where, "row '" + row.id + "' is about a day up to " +
                                    to_text(as_of) + ", the as-of date of " + one.id +
                                    ", expected a later one");
    }
  }
}

}  // namespace tripart
