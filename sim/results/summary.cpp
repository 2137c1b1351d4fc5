#include "tripart/results/summary.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/results/replicate_rows.hpp"

namespace tripart {
namespace {

Measure::Values kind_of_values(std::string_view metric) {
  return metric == "tariff_days" || metric == "pareto_distance" ? Measure::Values::real
                                                                : Measure::Values::whole;
}

void merge_all(std::vector<Measure>& into, const std::vector<Measure>& from) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    into[i].merge(from[i]);
  }
}

}  // namespace

Cell::Cell(std::size_t parties)
    : party(parties, std::vector<Measure>(party_metrics.size())) {
  for (const std::string_view metric : whole_metrics) {
    whole.emplace_back(kind_of_values(metric));
  }
}

void Cell::merge(const Cell& other) {
  replicates += other.replicates;
  for (std::size_t i = 0; i < mechanism_count; ++i) {
    mechanisms[i] += other.mechanisms[i];
  }
  merge_all(whole, other.whole);
  for (std::size_t i = 0; i < party.size(); ++i) {
    merge_all(party[i], other.party[i]);
  }
}

Summary::Summary(const Model& model, const ConfigurationSet& configurations,
                 EconomyGroups economies)
    : model_(&model),
      configurations_(&configurations),
      economies_(std::move(economies)),
      tallies_(economies_.are_tallied() ? economies_.set_of.size() : 0,
               EconomyTally(model, configurations)),
      cells_(ending_count * kind_count, Cell(model.parties.size())),
      configuration_counts_(static_cast<std::size_t>(configurations.size()), 0),
      texts_(model.issues.size()),
      closings_(model.chapters.size()),
      threats_(model.threats.size()),
      grid_(report_grid(model.horizon)),
      progress_(grid_.size()),
      closed_at_(grid_.size() + 1, 0) {}

void Summary::add(const Outcome& outcome) {
  ++replicates_;
  Cell& cell = cells_[static_cast<std::size_t>(outcome.ending) * kind_count +
                      static_cast<std::size_t>(outcome.kind)];
  ++cell.replicates;
  for (std::size_t i = 0; i < mechanism_count; ++i) {
    cell.mechanisms[i] += (static_cast<unsigned>(outcome.mechanisms) >> i) & 1U;
  }
  const auto whole = whole_values(outcome);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (whole[i]) {
      cell.whole[i].add(*whole[i]);
    }
  }
  for (std::size_t party = 0; party < outcome.parties.size(); ++party) {
    const auto values = party_values(outcome.parties[party]);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i]) {
        cell.party[party][i].add(*values[i]);
      }
    }
  }
  if (outcome.kind != DealKind::none) {
    ++configuration_counts_[static_cast<std::size_t>(outcome.configuration)];
  }
  ++paths_[static_cast<std::size_t>(outcome.path)];
  ++ratified_[static_cast<std::size_t>(outcome.ratified)];
  for (std::size_t issue = 0; issue < texts_.size(); ++issue) {
    if (outcome.settled[issue] != 0) {
      texts_[issue].add(outcome.text[issue]);
    }
  }
  add_chapters(outcome);
  add_threats(outcome);
  if (!tallies_.empty()) {
    TRIPART_EXPECTS(outcome.economy >= 1 &&
                    static_cast<std::size_t>(outcome.economy) <= tallies_.size());
    tallies_[static_cast<std::size_t>(outcome.economy - 1)].add(outcome);
  }
}

EconomyTally Summary::tally_of_set(std::size_t set) const {
  EconomyTally sum(*model_, *configurations_);
  for (std::size_t economy = 0; economy < tallies_.size(); ++economy) {
    if (economies_.set_of[economy] == set) {
      sum.merge(tallies_[economy]);
    }
  }
  return sum;
}

void Summary::add_chapters(const Outcome& outcome) {
  std::fill(closed_at_.begin(), closed_at_.end(), 0);
  for (std::size_t chapter = 0; chapter < closings_.size(); ++chapter) {
    if (const auto day = closing_day_of(*model_, outcome, chapter)) {
      closings_[chapter].add(*day);
      const auto first = std::lower_bound(grid_.begin(), grid_.end(), *day);
      ++closed_at_[static_cast<std::size_t>(first - grid_.begin())];
    }
  }
  int closed = 0;
  for (std::size_t at = 0; at < grid_.size(); ++at) {
    closed += closed_at_[at];
    progress_[at].add(closed);
  }
}

void Summary::add_threats(const Outcome& outcome) {
  for (std::size_t i = 0; i < threats_.size(); ++i) {
    const ThreatOutcome& threat = outcome.threats[i];
    threats_[i].made += threat.announced_day != no_day ? 1U : 0U;
    threats_[i].withdrawn += threat.withdrawn_day != no_day ? 1U : 0U;
    threats_[i].backed_down += threat.backed_down_day != no_day ? 1U : 0U;
    threats_[i].credibility.add(threat.credibility);
    if (threat.executed_day != no_day) {
      threats_[i].executed.add(threat.executed_day);
    }
  }
}

const Cell& Summary::cell(Ending ending, DealKind kind) const {
  return cells_[static_cast<std::size_t>(ending) * kind_count +
                static_cast<std::size_t>(kind)];
}

Cell Summary::all() const {
  Cell sum(model_->parties.size());
  for (const Cell& one : cells_) {
    sum.merge(one);
  }
  return sum;
}

Cell Summary::with_ending(Ending ending) const {
  Cell sum(model_->parties.size());
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    sum.merge(cell(ending, static_cast<DealKind>(kind)));
  }
  return sum;
}

Cell Summary::with_kind(DealKind kind) const {
  Cell sum(model_->parties.size());
  for (std::size_t ending = 0; ending < ending_count; ++ending) {
    sum.merge(cell(static_cast<Ending>(ending), kind));
  }
  return sum;
}

std::uint64_t Summary::with_configuration(int configuration) const {
  return configuration_counts_[static_cast<std::size_t>(configuration)];
}

std::optional<std::string> unusable(const Outcome& outcome) {
  const auto bad = [](double value) { return !(std::fabs(value) < largest_summed); };
  const auto complain = [](const std::string& what) {
    return what + " is not a number below 2^15 in size";
  };
  const auto whole = whole_values(outcome);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (whole[i] && bad(*whole[i])) {
      return complain(std::string(whole_metrics[i]));
    }
  }
  for (std::size_t party = 0; party < outcome.parties.size(); ++party) {
    const auto values = party_values(outcome.parties[party]);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] && bad(*values[i])) {
        return complain(std::string(party_metrics[i]) + " of party " +
                        std::to_string(party + 1));
      }
    }
  }
  for (std::size_t issue = 0; issue < outcome.text.size(); ++issue) {
    if (outcome.settled[issue] != 0 && bad(outcome.text[issue])) {
      return complain("text of issue " + std::to_string(issue + 1));
    }
  }
  return std::nullopt;
}

std::vector<DealKind> reachable_kinds(const ConfigurationSet& configurations) {
  std::array<bool, kind_count> reachable{};
  reachable[0] = true;
  for (int i = 0; i < configurations.size(); ++i) {
    reachable[static_cast<std::size_t>(deal_kind(configurations[i].kind))] = true;
  }
  std::vector<DealKind> kinds;
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    if (reachable[kind]) {
      kinds.push_back(static_cast<DealKind>(kind));
    }
  }
  return kinds;
}

std::vector<int> report_grid(double horizon) {
  const int last = static_cast<int>(std::ceil(std::clamp(horizon, 0.0, 32767.0)));
  const int step = last < 70 ? 1 : 7;
  std::vector<int> days;
  for (int day = 0; day < last; day += step) {
    days.push_back(day);
  }
  days.push_back(last);
  return days;
}

}  // namespace tripart
