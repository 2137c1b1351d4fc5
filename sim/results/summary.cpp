#include "tripart/results/summary.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/results/replicate_rows.hpp"

namespace tripart {
namespace {

Measure::Values kind_of_values(std::string_view metric) {
  return metric == "tariff_days" || metric == "pareto_distance" ? Measure::Values::real
                                                                : Measure::Values::whole;
}

std::size_t place_of(std::size_t ending, std::size_t kind) {
  return ending * kind_count + kind;
}

std::size_t cell_of(const Outcome& outcome) {
  return place_of(static_cast<std::size_t>(outcome.ending),
                  static_cast<std::size_t>(outcome.kind));
}

template <class Kept>
void merge_all(std::vector<Kept>& into, const std::vector<Kept>& from) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    into[i].merge(from[i]);
  }
}

template <class Counts>
void add_counts(Counts& into, const Counts& from) {
  std::transform(into.begin(), into.end(), from.begin(), into.begin(), std::plus<>());
}

// For each day to the last of the grid; days behind that have no place.
std::vector<std::uint16_t> places_of_days(const std::vector<int>& grid) {
  std::vector<std::uint16_t> places;
  std::uint16_t place = 0;
  for (int day = 0; day <= grid.back(); ++day) {
    place = static_cast<std::uint16_t>(place + (day > grid[place] ? 1 : 0));
    places.push_back(place);
  }
  return places;
}

}  // namespace

Cell::Cell(std::size_t parties)
    : party(parties, std::vector<Measure>(party_metrics.size())) {
  for (const std::string_view metric : whole_metrics) {
    whole.emplace_back(kind_of_values(metric));
  }
}

void Cell::merge(const Cell& other) {
  if (other.replicates == 0) {
    return;
  }
  if (whole.empty()) {
    *this = other;
    return;
  }
  replicates += other.replicates;
  for (std::size_t i = 0; i < mechanism_count; ++i) {
    mechanisms[i] += other.mechanisms[i];
  }
  merge_all(whole, other.whole);
  for (std::size_t i = 0; i < party.size(); ++i) {
    merge_all(party[i], other.party[i]);
  }
}

void ThreatTally::merge(const ThreatTally& other) {
  made += other.made;
  withdrawn += other.withdrawn;
  backed_down += other.backed_down;
  executed.merge(other.executed);
  credibility.merge(other.credibility);
}

Summary::Summary(const Model& model, const ConfigurationSet& configurations,
                 EconomyGroups economies)
    : model_(&model),
      configurations_(&configurations),
      economies_(std::move(economies)),
      no_tally_(model, configurations),
      tallies_(economies_.are_tallied() ? economies_.set_of.size() : 0),
      cells_(ending_count * kind_count),
      configuration_counts_(static_cast<std::size_t>(configurations.size()), 0),
      texts_(model.issues.size()),
      closings_(model.chapters.size()),
      threats_(model.threats.size()),
      grid_(report_grid(model.horizon)),
      grid_of_day_(places_of_days(grid_)),
      progress_(grid_.size() * (model.chapters.size() + 1), 0),
      closed_at_(grid_.size() + 1, 0),
      row_(metric_count(model.parties.size())),
      numbers_(row_.size()),
      texts_at_hand_(texts_.size()) {
  for (const Chapter& chapter : model.chapters) {
    closed_before_.push_back(chapter.closed ? chapter.closed->days - model.start.days
                                            : no_day);
  }
}

void Summary::add(const Outcome& outcome) {
  const Outcome* one = &outcome;
  add_alike({&one, 1});
}

void Summary::add(std::span<const Outcome* const> outcomes) {
  std::array<std::vector<const Outcome*>, ending_count * kind_count> alike;
  for (const Outcome* outcome : outcomes) {
    alike[cell_of(*outcome)].push_back(outcome);
  }
  for (const std::vector<const Outcome*>& list : alike) {
    for (std::size_t at = 0; at < list.size(); at += Columns::most_rows) {
      add_alike(
          std::span(list).subspan(at, std::min(Columns::most_rows, list.size() - at)));
    }
  }
}

// At most Columns::most_rows outcomes of one cell.
void Summary::add_alike(std::span<const Outcome* const> outcomes) {
  Cell& cell = cells_[cell_of(*outcomes.front())];
  if (cell.replicates == 0) {
    cell = Cell(model_->parties.size());
  }
  cell.replicates += outcomes.size();
  replicates_ += outcomes.size();
  numbers_.clear();
  texts_at_hand_.clear();
  for (const Outcome* outcome : outcomes) {
    for (std::size_t i = 0; i < mechanism_count; ++i) {
      cell.mechanisms[i] += (static_cast<unsigned>(outcome->mechanisms) >> i) & 1U;
    }
    if (outcome->kind != DealKind::none) {
      ++configuration_counts_[static_cast<std::size_t>(outcome->configuration)];
    }
    ++paths_[static_cast<std::size_t>(outcome->path)];
    ++ratified_[static_cast<std::size_t>(outcome->ratified)];
    add_numbers(*outcome);
    add_chapters(*outcome);
    add_threats(*outcome);
  }
  for (std::size_t i = 0; i < cell.whole.size(); ++i) {
    cell.whole[i].add(numbers_[i]);
  }
  for (std::size_t party = 0; party < cell.party.size(); ++party) {
    for (std::size_t i = 0; i < cell.party[party].size(); ++i) {
      cell.party[party][i].add(numbers_[metric_at(party, i)]);
    }
  }
  for (std::size_t issue = 0; issue < texts_.size(); ++issue) {
    texts_[issue].add(texts_at_hand_[issue]);
  }
}

// Numbers and texts into their columns, numbers also to the economy.
void Summary::add_numbers(const Outcome& outcome) {
  fill_metric_row(outcome, row_);
  for (std::size_t i = 0; i < row_.size(); ++i) {
    if (!std::isnan(row_[i])) {
      numbers_.push(i, row_[i]);
    }
  }
  for (std::size_t issue = 0; issue < texts_.size(); ++issue) {
    if (outcome.settled[issue] != 0) {
      texts_at_hand_.push(issue, outcome.text[issue]);
    }
  }
  if (!tallies_.empty()) {
    TRIPART_EXPECTS(outcome.economy >= 1 &&
                    static_cast<std::size_t>(outcome.economy) <= tallies_.size());
    add_to_tally(static_cast<std::size_t>(outcome.economy - 1)).add(outcome, row_);
  }
}

EconomyTally& Summary::add_to_tally(std::size_t economy) {
  std::optional<EconomyTally>& tally = tallies_[economy];
  if (!tally) {
    tally = no_tally_;
  }
  return *tally;
}

void Summary::merge(const Summary& other) {
  replicates_ += other.replicates_;
  for (std::size_t economy = 0; economy < tallies_.size(); ++economy) {
    if (const auto& tally = other.tallies_[economy]) {
      add_to_tally(economy).merge(*tally);
    }
  }
  merge_all(cells_, other.cells_);
  add_counts(configuration_counts_, other.configuration_counts_);
  add_counts(paths_, other.paths_);
  add_counts(ratified_, other.ratified_);
  merge_all(texts_, other.texts_);
  merge_all(closings_, other.closings_);
  merge_all(threats_, other.threats_);
  add_counts(progress_, other.progress_);
}

EconomyTally Summary::tally_of_set(std::size_t set) const {
  EconomyTally sum(*model_, *configurations_);
  for (std::size_t economy = 0; economy < tallies_.size(); ++economy) {
    if (economies_.set_of[economy] == set) {
      sum.merge(tally(economy));
    }
  }
  return sum;
}

void Summary::add_chapters(const Outcome& outcome) {
  std::fill(closed_at_.begin(), closed_at_.end(), 0);
  for (std::size_t chapter = 0; chapter < closings_.size(); ++chapter) {
    const bool before = model_->chapters[chapter].closed.has_value();
    const int day = before ? closed_before_[chapter] : outcome.closing_day[chapter];
    if (before || day != no_day) {
      closings_[chapter].add(day);
      const auto reached = static_cast<std::size_t>(std::max(day, 0));
      ++closed_at_[reached < grid_of_day_.size() ? grid_of_day_[reached] : grid_.size()];
    }
  }
  const std::size_t possible = closings_.size() + 1;
  std::uint64_t* counts = progress_.data();
  int closed = 0;
  for (std::size_t at = 0; at < grid_.size(); ++at, counts += possible) {
    closed += closed_at_[at];
    ++counts[closed];
  }
}

IntegerCounts Summary::chapters_closed(std::size_t at) const {
  const std::size_t possible = closings_.size() + 1;
  IntegerCounts counts;
  for (std::size_t closed = 0; closed < possible; ++closed) {
    if (const std::uint64_t times = progress_[at * possible + closed]; times > 0) {
      counts.add(static_cast<int>(closed), times);
    }
  }
  return counts;
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

Cell Summary::cell(Ending ending, DealKind kind) const {
  Cell sum(model_->parties.size());
  sum.merge(
      cells_[place_of(static_cast<std::size_t>(ending), static_cast<std::size_t>(kind))]);
  return sum;
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
    sum.merge(cells_[place_of(static_cast<std::size_t>(ending), kind)]);
  }
  return sum;
}

Cell Summary::with_kind(DealKind kind) const {
  Cell sum(model_->parties.size());
  for (std::size_t ending = 0; ending < ending_count; ++ending) {
    sum.merge(cells_[place_of(ending, static_cast<std::size_t>(kind))]);
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
  for (std::size_t threat = 0; threat < outcome.threats.size(); ++threat) {
    if (bad(outcome.threats[threat].credibility)) {
      return complain("credibility of threat " + std::to_string(threat + 1));
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
