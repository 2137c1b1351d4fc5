#include "tripart/results/replicate_rows.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "tripart/results/story.hpp"

namespace tripart {
namespace {

std::string mechanism_list(std::uint8_t mechanisms) {
  constexpr std::array names{std::pair(Mechanism::red_line, "red_line"),
                             std::pair(Mechanism::no_surplus, "no_surplus"),
                             std::pair(Mechanism::ratification, "ratification"),
                             std::pair(Mechanism::time, "time")};
  std::string list;
  for (const auto& [mechanism, name] : names) {
    if ((mechanisms & static_cast<unsigned>(mechanism)) != 0) {
      list += (list.empty() ? "" : "|") + std::string(name);
    }
  }
  return list;
}

Date date_of(const Model& model, int day) {
  return Date{model.start.days + day};
}

}  // namespace

std::string party_list(const Model& model, PartySet parties, char separator) {
  std::string list;
  for (int party = 0; party < model.party_count(); ++party) {
    if (contains(parties, party)) {
      if (!list.empty()) {
        list += separator;
      }
      list += model.parties[static_cast<std::size_t>(party)].id;
    }
  }
  return list;
}

std::optional<int> closing_day_of(const Model& model, const Outcome& outcome,
                                  std::size_t chapter) {
  if (model.chapters[chapter].closed) {
    return model.chapters[chapter].closed->days - model.start.days;
  }
  const int day = outcome.closing_day[chapter];
  return day == no_day ? std::nullopt : std::optional(day);
}

void write_outcome_row(CsvRows& rows, const Model& model,
                       const ConfigurationSet& configurations, std::uint64_t replicate,
                       const Outcome& outcome) {
  const bool deal = outcome.kind != DealKind::none;
  rows.count(replicate)
      .integer(outcome.economy)
      .text(to_text(outcome.ending))
      .text(to_text(outcome.kind));
  rows.text(deal ? std::string_view(configurations[outcome.configuration].name) : "");
  rows.text(outcome.path == Path::none ? "" : to_text(outcome.path));
  rows.date(model.start).date(date_of(model, outcome.end_day)).integer(outcome.end_day);
  rows.text(outcome.first_deal >= 0
                ? std::string_view(configurations[outcome.first_deal].name)
                : "");
  outcome.first_deal_day == no_day ? rows.blank()
                                   : rows.date(date_of(model, outcome.first_deal_day));
  rows.integer(outcome.chapters_closed)
      .integer(outcome.threats_made)
      .integer(outcome.threats_executed);
  rows.integer(outcome.threats_withdrawn)
      .integer(outcome.retaliations)
      .number(outcome.tariff_days);
  rows.text(outcome.ratified == Ratified::none ? "" : to_text(outcome.ratified));
  rows.text(outcome.proposer < 0
                ? ""
                : std::string_view(
                      model.parties[static_cast<std::size_t>(outcome.proposer)].id));
  rows.text(mechanism_list(outcome.mechanisms))
      .text(party_list(model, outcome.without_surplus));
  rows.number(outcome.pareto_distance).end_row();
}

void write_failed_row(CsvRows& rows, const Model& model, std::uint64_t replicate) {
  rows.count(replicate);
  for (const Column& column : outcomes_table().columns.subspan(1)) {
    column.name == "start_date" ? rows.date(model.start) : rows.blank();
  }
  rows.end_row();
}

void write_party_rows(CsvRows& rows, const Model& model, std::uint64_t replicate,
                      const Outcome& outcome) {
  for (std::size_t party = 0; party < model.parties.size(); ++party) {
    const PartyOutcome& own = outcome.parties[party];
    rows.count(replicate)
        .text(model.parties[party].id)
        .number(own.utility)
        .number(own.welfare_change);
    rows.number(own.reservation_value);
    own.has_share ? rows.number(own.surplus_share) : rows.blank();
    rows.number(own.content);
    own.has_nash ? rows.number(own.distance_nash) : rows.blank();
    for (const std::optional<double>& distance : own.distance) {
      rows.number(distance);
    }
    rows.end_row();
  }
}

void write_term_rows(CsvRows& rows, const Model& model, std::uint64_t replicate,
                     const Outcome& outcome) {
  for (std::size_t issue = 0; issue < model.issues.size(); ++issue) {
    rows.count(replicate).text(model.issues[issue].id);
    outcome.settled[issue] != 0 ? rows.number(outcome.text[issue]) : rows.blank();
    rows.end_row();
  }
}

void write_closing_rows(CsvRows& rows, const Model& model, std::uint64_t replicate,
                        const Outcome& outcome) {
  for (std::size_t chapter = 0; chapter < model.chapters.size(); ++chapter) {
    const std::optional<int> day = closing_day_of(model, outcome, chapter);
    rows.count(replicate).text(model.chapters[chapter].id);
    day ? rows.date(date_of(model, *day)) : rows.blank();
    rows.end_row();
  }
}

void write_event_rows(CsvRows& rows, const Model& model, std::uint64_t replicate,
                      const Trace& trace) {
  for (const Event& event : trace) {
    const EventWords words = describe_event(model, event);
    rows.count(replicate)
        .date(words.date)
        .text(words.actor)
        .text(words.event)
        .text(words.target);
    words.has_value ? rows.number(event.value) : rows.blank();
    rows.text(words.sentence).end_row();
  }
}

}  // namespace tripart
