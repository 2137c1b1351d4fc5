#include "tripart/history/statement.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

Statements::Statements(const Model& model, std::vector<OutcomeRow> rows)
    : start_(model.start), horizon_(model.horizon), rows_(std::move(rows)) {
  for (const Chapter& chapter : model.chapters) {
    closed_before_.push_back(chapter.closed.has_value());
  }
  const ConfigurationSet configurations(model);
  for (int index = 0; index < configurations.size(); ++index) {
    deals_.push_back(configurations[index].deals);
    std::sort(deals_.back().begin(), deals_.back().end());
  }
  const auto is_within_another = [this](PartySet members) {
    return std::any_of(rows_.begin(), rows_.end(), [members](const OutcomeRow& row) {
      return row.kind == OutcomeRowKind::deal_date && row.parties != members &&
             (row.parties & members) == members;
    });
  };
  for (const OutcomeRow& row : rows_) {
    if (row.kind == OutcomeRowKind::deal_date && !is_within_another(row.parties)) {
      observed_.push_back(row.parties);
    }
  }
  std::sort(observed_.begin(), observed_.end());
  observed_.erase(std::unique(observed_.begin(), observed_.end()), observed_.end());
}

std::optional<int> Statements::last_deal_day(const Outcome& outcome) {
  if (outcome.kind == DealKind::none) {
    return std::nullopt;
  }
  // Where nobody joined, talks end only when the time to join is over.
  return outcome.configuration == outcome.first_deal ? outcome.first_deal_day
                                                     : outcome.end_day;
}

std::optional<int> Statements::deal_day(PartySet members, const Outcome& outcome) const {
  const auto has = [&](int configuration) {
    if (configuration < 0) {
      return false;
    }
    const auto& deals = deals_[static_cast<std::size_t>(configuration)];
    return std::find(deals.begin(), deals.end(), members) != deals.end();
  };
  if (has(outcome.first_deal)) {
    return outcome.first_deal_day;
  }
  return has(outcome.configuration) ? last_deal_day(outcome) : std::nullopt;
}

bool Statements::ends_as_observed(const Outcome& outcome) const {
  return outcome.kind != DealKind::none &&
         deals_[static_cast<std::size_t>(outcome.configuration)] == observed_;
}

double Statements::chapters_by(int day, const Outcome& outcome) const {
  double closed = 0.0;
  for (std::size_t chapter = 0; chapter < closed_before_.size(); ++chapter) {
    const int closing = outcome.closing_day[chapter];
    closed +=
        closed_before_[chapter] || (closing != no_day && closing <= day) ? 1.0 : 0.0;
  }
  return closed;
}

double Statements::event(const OutcomeRow& row, const Outcome& outcome) const {
  const int by = row.by ? day_of(*row.by) : 0;
  const auto in_time = [by](std::optional<int> day) { return day && *day <= by; };
  switch (row.kind) {
    case OutcomeRowKind::deal:
      return in_time(deal_day(row.parties, outcome)) ? 1.0 : 0.0;
    case OutcomeRowKind::no_deal:
      return outcome.first_deal_day == no_day || outcome.first_deal_day > by ? 1.0 : 0.0;
    case OutcomeRowKind::first_deal:
      return outcome.first_deal >= 0 &&
                     deals_[static_cast<std::size_t>(outcome.first_deal)] ==
                         std::vector<PartySet>{row.parties}
                 ? 1.0
                 : 0.0;
    case OutcomeRowKind::excluded: {
      if (outcome.kind == DealKind::none) {
        return 0.0;  // nobody is left out of what does not exist
      }
      PartySet inside = 0;
      for (const PartySet deal :
           deals_[static_cast<std::size_t>(outcome.configuration)]) {
        inside |= deal;
      }
      return (inside & row.parties) == 0 ? 1.0 : 0.0;
    }
    case OutcomeRowKind::threat_executed: {
      const int day = outcome.threats[static_cast<std::size_t>(row.number)].executed_day;
      return day != no_day && day <= by ? 1.0 : 0.0;
    }
    case OutcomeRowKind::threat_outlives_deal: {
      const ThreatOutcome& threat = outcome.threats[static_cast<std::size_t>(row.number)];
      const std::optional<int> agreed = last_deal_day(outcome);
      return agreed && threat.executed_day != no_day && threat.executed_day <= *agreed &&
                     (threat.lifted_day == no_day || threat.lifted_day > *agreed)
                 ? 1.0
                 : 0.0;
    }
    default:
      break;
  }
  TRIPART_EXPECTS(false);
  return 0.0;
}

std::optional<double> Statements::value(std::size_t number,
                                        const Outcome& outcome) const {
  TRIPART_EXPECTS(number < rows_.size());
  const OutcomeRow& row = rows_[number];
  switch (row.kind) {
    case OutcomeRowKind::chapters_closed:
      return chapters_by(day_of(*row.by), outcome);
    case OutcomeRowKind::text: {
      const auto issue = static_cast<std::size_t>(row.number);
      const bool counts = outcome.kind != DealKind::none && outcome.settled[issue] != 0 &&
                          (observed_.empty() || ends_as_observed(outcome));
      return counts ? std::optional(outcome.text[issue]) : std::nullopt;
    }
    case OutcomeRowKind::deal_date: {
      const std::optional<int> day = deal_day(row.parties, outcome);
      return day ? std::min(static_cast<double>(*day), horizon_) : horizon_;
    }
    default:
      return event(row, outcome);
  }
}

}  // namespace tripart
