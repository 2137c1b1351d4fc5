#include "tripart/results/summary_rows.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 5> quantiles{
    std::pair("p05", 0.05), std::pair("p25", 0.25), std::pair("p50", 0.5),
    std::pair("p75", 0.75), std::pair("p95", 0.95)};

using Rows = std::vector<SummaryRow>;

void add_probability(Rows& rows, std::string_view metric, std::string_view category,
                     std::uint64_t seen, std::uint64_t n) {
  rows.push_back({std::string(metric), "", std::string(category), "probability",
                  estimate_probability(seen, n)});
}

void add_measure(Rows& rows, std::string_view metric, std::string_view party,
                 std::string_view category, const Measure& measure) {
  const auto add = [&](std::string_view statistic, const Estimate& estimate) {
    rows.push_back({std::string(metric), std::string(party), std::string(category),
                    std::string(statistic), estimate});
  };
  add("mean", measure.mean());
  if (measure.mean_is_doubtful()) {
    rows.back().doubtful_skewness = measure.skewness();
  }
  add("sd", measure.sd());
  for (const auto& [name, p] : quantiles) {
    add(name, measure.quantile(p));
  }
}

void add_cell(Rows& rows, const Model& model, std::string_view category,
              const Cell& cell) {
  for (std::size_t i = 0; i < whole_metrics.size(); ++i) {
    add_measure(rows, whole_metrics[i], "", category, cell.whole[i]);
  }
  for (std::size_t party = 0; party < cell.party.size(); ++party) {
    for (std::size_t i = 0; i < party_metrics.size(); ++i) {
      add_measure(rows, party_metrics[i], model.parties[party].id, category,
                  cell.party[party][i]);
    }
  }
}

void add_shares(Rows& rows, const Summary& summary) {
  const std::uint64_t n = summary.replicates();
  for (const Ending ending : {Ending::agreed, Ending::lapsed, Ending::collapsed}) {
    add_probability(rows, "ending", to_text(ending),
                    summary.with_ending(ending).replicates, n);
  }
  for (const DealKind kind : reachable_kinds(summary.configurations())) {
    add_probability(rows, "kind", to_text(kind), summary.with_kind(kind).replicates, n);
  }
  for (int i = 0; i < summary.configurations().size(); ++i) {
    if (deal_kind(summary.configurations()[i].kind) != DealKind::none) {
      add_probability(rows, "configuration", summary.configurations()[i].name,
                      summary.with_configuration(i), n);
    }
  }
  for (const Path path : {Path::direct, Path::accession}) {
    add_probability(rows, "path", to_text(path), summary.with_path(path), n);
  }
  for (const Ratified ratified : {Ratified::yes, Ratified::no, Ratified::pending}) {
    add_probability(rows, "ratified", to_text(ratified), summary.with_ratified(ratified),
                    n);
  }
}

// What stood in the way of each kind of deal, among the replicates that did without it.
void add_mechanisms(Rows& rows, const Summary& summary, const Cell& all) {
  for (const DealKind kind : reachable_kinds(summary.configurations())) {
    if (kind == DealKind::none) {
      continue;
    }
    const Cell with = summary.with_kind(kind);
    for (std::size_t i = 0; i < mechanism_count; ++i) {
      add_probability(rows, "shut_by_" + std::string(mechanism_names[i]), to_text(kind),
                      all.mechanisms[i] - with.mechanisms[i],
                      all.replicates - with.replicates);
    }
  }
}

void add_threats(Rows& rows, const Summary& summary) {
  for (std::size_t i = 0; i < summary.model().threats.size(); ++i) {
    const std::string& id = summary.model().threats[i].id;
    const ThreatTally& threat = summary.threat(i);
    add_probability(rows, "threat_made", id, threat.made, summary.replicates());
    add_probability(rows, "threat_executed", id, threat.executed.total(),
                    summary.replicates());
    add_probability(rows, "threat_withdrawn", id, threat.withdrawn, summary.replicates());
    add_probability(rows, "threat_backed_down", id, threat.backed_down,
                    summary.replicates());
  }
}

}  // namespace

std::vector<SummaryRow> summary_rows(const Summary& summary, Rows behind) {
  const std::vector<DealKind> kinds = reachable_kinds(summary.configurations());
  Rows elasticities = elasticity_rows(summary);
  const Cell all = summary.all();
  Rows rows;
  add_shares(rows, summary);
  add_mechanisms(rows, summary, all);
  add_threats(rows, summary);
  // Room for all at once: a vector that doubles would be by far the largest thing at the
  // end of a run.
  const std::size_t measures = all.whole.size() + all.party.size() * party_metrics.size();
  const std::size_t of_cells = (1 + ending_count + kinds.size()) * measures;
  const std::size_t split = summary.economies().are_split() ? rows.size() + of_cells : 0;
  rows.reserve(rows.size() + of_cells * (2 + quantiles.size()) +
               split * variance_statistics + elasticities.size() + behind.size());
  add_cell(rows, summary.model(), "all", all);
  for (const Ending ending : {Ending::agreed, Ending::lapsed, Ending::collapsed}) {
    add_cell(rows, summary.model(), to_text(ending), summary.with_ending(ending));
  }
  for (const DealKind kind : kinds) {
    add_cell(rows, summary.model(), to_text(kind), summary.with_kind(kind));
  }
  std::move(elasticities.begin(), elasticities.end(), std::back_inserter(rows));
  rows = variance_rows(summary, std::move(rows));
  std::move(behind.begin(), behind.end(), std::back_inserter(rows));
  return rows;
}

std::string mean_warning(const std::vector<SummaryRow>& list) {
  std::uint64_t means = 0;
  std::uint64_t doubtful = 0;
  const SummaryRow* worst = nullptr;
  for (const SummaryRow& row : list) {
    means += row.statistic == "mean" && row.estimate.low ? 1U : 0U;
    if (row.doubtful_skewness) {
      ++doubtful;
      if (worst == nullptr ||
          std::fabs(*row.doubtful_skewness) > std::fabs(*worst->doubtful_skewness)) {
        worst = &row;
      }
    }
  }
  if (worst == nullptr) {
    return "";
  }
  return "the intervals of " + std::to_string(doubtful) + " of " + std::to_string(means) +
         " means may be too narrow: fewer than 30 replicates, or fewer than 25 times "
         "their squared skewness; most skewed is " +
         worst->metric + (worst->party.empty() ? "" : " of " + worst->party) + " (" +
         worst->category + "): " + std::to_string(worst->estimate.replicates) +
         " replicates, skewness " + rounded(*worst->doubtful_skewness, 1);
}

void write_summary_rows(CsvRows& rows, const std::vector<SummaryRow>& list) {
  for (const SummaryRow& row : list) {
    rows.text(row.metric).text(row.party).text(row.category).text(row.statistic);
    rows.number(row.estimate.value)
        .number(row.estimate.std_error)
        .number(row.estimate.low)
        .number(row.estimate.high);
    rows.count(row.estimate.replicates).end_row();
  }
}

}  // namespace tripart
