#include "tripart/results/economy_tally.hpp"

#include <algorithm>
#include <cmath>

namespace tripart {

EconomyGroups economy_groups(const std::vector<EconomyDraw>& economies,
                             std::uint64_t seed) {
  EconomyGroups groups;
  groups.seed = seed;
  for (const EconomyDraw& draw : economies) {
    groups.sets.push_back(draw.elasticities);
  }
  std::sort(groups.sets.begin(), groups.sets.end());
  groups.sets.erase(std::unique(groups.sets.begin(), groups.sets.end()),
                    groups.sets.end());
  std::vector<const EconomyDraw*> first(groups.sets.size(), nullptr);
  for (const EconomyDraw& draw : economies) {
    const auto set = static_cast<std::size_t>(
        std::lower_bound(groups.sets.begin(), groups.sets.end(), draw.elasticities) -
        groups.sets.begin());
    groups.set_of.push_back(set);
    if (first[set] == nullptr) {
      first[set] = &draw;
    }
    groups.differ_within_sets = groups.differ_within_sets || !(draw == *first[set]);
  }
  return groups;
}

EconomyTally::EconomyTally(const Model& model, const ConfigurationSet& configurations)
    : sums_(metric_count(model.parties.size())),
      cells_(ending_count * kind_count),
      configurations_(static_cast<std::size_t>(configurations.size()), 0),
      threats_(model.threats.size()) {}

void EconomyTally::add(const Outcome& outcome) {
  std::vector<double> row(sums_);
  fill_metric_row(outcome, row);
  add(outcome, row);
}

void EconomyTally::add(const Outcome& outcome, std::span<const double> metrics) {
  Cell& cell = cells_[static_cast<std::size_t>(outcome.ending) * kind_count +
                      static_cast<std::size_t>(outcome.kind)];
  cell.sums.resize(sums_);
  ++cell.replicates;
  for (std::size_t i = 0; i < mechanism_count; ++i) {
    cell.mechanisms[i] += (static_cast<unsigned>(outcome.mechanisms) >> i) & 1U;
  }
  for (std::size_t i = 0; i < sums_; ++i) {
    if (!std::isnan(metrics[i])) {
      cell.sums[i].add(metrics[i]);
    }
  }
  if (outcome.kind != DealKind::none) {
    ++configurations_[static_cast<std::size_t>(outcome.configuration)];
  }
  ++paths_[static_cast<std::size_t>(outcome.path)];
  ++ratified_[static_cast<std::size_t>(outcome.ratified)];
  for (std::size_t i = 0; i < threats_.size(); ++i) {
    const ThreatOutcome& threat = outcome.threats[i];
    threats_[i].made += threat.announced_day != no_day ? 1U : 0U;
    threats_[i].executed += threat.executed_day != no_day ? 1U : 0U;
    threats_[i].withdrawn += threat.withdrawn_day != no_day ? 1U : 0U;
    threats_[i].backed_down += threat.backed_down_day != no_day ? 1U : 0U;
  }
}

void EconomyTally::merge(const EconomyTally& other) {
  const auto add = [](auto& into, const auto& from) {
    for (std::size_t i = 0; i < into.size(); ++i) {
      into[i] += from[i];
    }
  };
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const Cell& from = other.cells_[i];
    if (from.replicates == 0) {
      continue;
    }
    Cell& into = cells_[i];
    into.replicates += from.replicates;
    add(into.mechanisms, from.mechanisms);
    into.sums.resize(std::max(into.sums.size(), from.sums.size()));
    for (std::size_t sum = 0; sum < from.sums.size(); ++sum) {
      into.sums[sum].merge(from.sums[sum]);
    }
  }
  add(configurations_, other.configurations_);
  add(paths_, other.paths_);
  add(ratified_, other.ratified_);
  for (std::size_t i = 0; i < threats_.size(); ++i) {
    threats_[i].made += other.threats_[i].made;
    threats_[i].executed += other.threats_[i].executed;
    threats_[i].withdrawn += other.threats_[i].withdrawn;
    threats_[i].backed_down += other.threats_[i].backed_down;
  }
}

void EconomyTally::write_state(StateWriter& out) const {
  for (const Cell& cell : cells_) {
    out.count(cell.replicates);
    if (cell.replicates > 0) {
      out.counts(cell.mechanisms);
      for (const Accumulator& sums : cell.sums) {
        tripart::write_state(out, sums);
      }
    }
  }
  out.counts(configurations_);
  out.counts(paths_);
  out.counts(ratified_);
  for (const Threats& threat : threats_) {
    out.counts(
        std::array{threat.made, threat.executed, threat.withdrawn, threat.backed_down});
  }
}

void EconomyTally::read_state(StateReader& in) {
  for (Cell& cell : cells_) {
    cell = {};
    cell.replicates = in.count();
    if (cell.replicates > 0) {
      in.counts(cell.mechanisms);
      cell.sums.resize(sums_);
      for (Accumulator& sums : cell.sums) {
        tripart::read_state(in, sums);
      }
    }
  }
  in.counts(configurations_);
  in.counts(paths_);
  in.counts(ratified_);
  for (Threats& threat : threats_) {
    std::array<std::uint64_t, 4> counts{};
    in.counts(counts);
    threat = {counts[0], counts[1], counts[2], counts[3]};
  }
}

template <class Take>
void EconomyTally::for_each_cell(const Group& group, Take take) const {
  for (std::size_t ending = 0; ending < ending_count; ++ending) {
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      if ((!group.ending || *group.ending == static_cast<Ending>(ending)) &&
          (!group.kind || *group.kind == static_cast<DealKind>(kind))) {
        take(cells_[ending * kind_count + kind]);
      }
    }
  }
}

std::uint64_t EconomyTally::replicates(const Group& group) const {
  std::uint64_t sum = 0;
  for_each_cell(group, [&](const Cell& cell) { sum += cell.replicates; });
  return sum;
}

std::uint64_t EconomyTally::mechanisms(const Group& group, std::size_t mechanism) const {
  std::uint64_t sum = 0;
  for_each_cell(group, [&](const Cell& cell) { sum += cell.mechanisms[mechanism]; });
  return sum;
}

Accumulator EconomyTally::merged(const Group& group, std::size_t sum) const {
  Accumulator all;
  for_each_cell(group, [&](const Cell& cell) {
    if (!cell.sums.empty()) {
      all.merge(cell.sums[sum]);
    }
  });
  return all;
}

Accumulator EconomyTally::whole(const Group& group, std::size_t metric) const {
  return merged(group, metric);
}

Accumulator EconomyTally::party(const Group& group, std::size_t party,
                                std::size_t metric) const {
  return merged(group, metric_at(party, metric));
}

}  // namespace tripart
