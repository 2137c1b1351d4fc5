#include "tripart/results/prior_rows.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/statistics.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

/// Of the values between the least and the greatest.
constexpr std::array range_shares{0.005, 0.05, 0.5, 0.95, 0.995};
constexpr double nearly = 0.95;

/// Two digits that are not below `bound`. \pre 0 < bound <= 1
std::string rounded_up(double bound) {
  double scale = 1.0;
  int decimals = 0;
  while (bound * scale < 10.0) {
    scale *= 10.0;
    ++decimals;
  }
  return rounded(std::ceil(bound * scale) / scale, decimals);
}

class PriorRows {
 public:
  PriorRows(const Summary& summary, const PriorTally& tally)
      : summary_(&summary), tally_(&tally), all_(summary.all()) {}

  std::vector<PriorRow> write() {
    if (summary_->replicates() > 0) {
      endings();
      deals();
      threats();
      chapters();
      issues();
      parties();
    }
    return std::move(rows_);
  }

 private:
  void event(std::string_view quantity, std::string_view category, std::uint64_t seen) {
    const std::uint64_t n = summary_->replicates();
    PriorRow& row = add(quantity, category, "", n);
    row.probability = estimate_probability(seen, n);
    row.verdict = prior_verdict(seen, n);
  }

  void measure(std::string_view quantity, std::string_view category,
               std::string_view unit, const Measure& measure) {
    PriorRow& row = add(quantity, category, unit, measure.count());
    row.range.front() = measure.least();
    for (std::size_t i = 0; i < range_shares.size(); ++i) {
      row.range[i + 1] = measure.quantile(range_shares[i]).value;
    }
    row.range.back() = measure.greatest();
  }

  void counts(std::string_view quantity, std::string_view category, std::string_view unit,
              const IntegerCounts& counts) {
    PriorRow& row = add(quantity, category, unit, counts.total());
    if (row.replicates > 0) {
      row.range.front() = counts.quantile(0.0);
      for (std::size_t i = 0; i < range_shares.size(); ++i) {
        row.range[i + 1] = counts.quantile(range_shares[i]);
      }
      row.range.back() = counts.quantile(1.0);
    }
  }

  PriorRow& add(std::string_view quantity, std::string_view category,
                std::string_view unit, std::uint64_t replicates) {
    PriorRow row;
    row.quantity = quantity;
    row.category = category;
    row.unit = unit;
    row.replicates = replicates;
    return rows_.emplace_back(std::move(row));
  }

  void endings() {
    for (const Ending ending : {Ending::agreed, Ending::lapsed, Ending::collapsed}) {
      event("ending", to_text(ending), summary_->with_ending(ending).replicates);
    }
    for (const DealKind kind : reachable_kinds(configurations())) {
      event("kind", to_text(kind), summary_->with_kind(kind).replicates);
    }
    for (const Path path : {Path::direct, Path::accession}) {
      event("path", to_text(path), summary_->with_path(path));
    }
    for (const Ratified state : {Ratified::yes, Ratified::no, Ratified::pending}) {
      event("ratified", to_text(state), summary_->with_ratified(state));
    }
    for (std::size_t i = 0; i < whole_metrics.size(); ++i) {
      measure(whole_metrics[i], "", whole_unit(whole_metrics[i]), all_.whole[i]);
    }
  }

  static std::string_view whole_unit(std::string_view metric) {
    return metric == "pareto_distance"   ? "percent of own real income a year"
           : metric.ends_with("days")    ? "days"
           : metric == "chapters_closed" ? "chapters"
           : metric == "retaliations"    ? "responses"
                                         : "threats";
  }

  void deals() {
    for (int i = 0; i < configurations().size(); ++i) {
      if (deal_kind(configurations()[i].kind) != DealKind::none) {
        const std::string& name = configurations()[i].name;
        event("configuration", name, summary_->with_configuration(i));
        event("first_deal", name, tally_->first_deal(static_cast<std::size_t>(i)));
      }
    }
    counts("first_deal_day", "", "days from the start", tally_->first_deal_days());
    for (const DealKind kind : reachable_kinds(configurations())) {
      if (kind != DealKind::none) {
        measure("days", to_text(kind), "days", summary_->with_kind(kind).whole.front());
      }
    }
  }

  void threats() {
    for (std::size_t i = 0; i < model().threats.size(); ++i) {
      const std::string& id = model().threats[i].id;
      const ThreatTally& threat = summary_->threat(i);
      event("threat_made", id, threat.made);
      event("threat_executed", id, threat.executed.total());
      event("threat_withdrawn", id, threat.withdrawn);
      event("threat_backed_down", id, threat.backed_down);
      event("threat_executed_before_deal", id, tally_->executed_before_deal(i));
      event("threat_outlives_deal", id, tally_->outlives_deal(i));
      counts("threat_executed_day", id, "days from the start", threat.executed);
    }
  }

  void chapters() {
    for (std::size_t i = 0; i < model().chapters.size(); ++i) {
      const Chapter& chapter = model().chapters[i];
      if (!chapter.closed) {
        event("chapter_closed", chapter.id, summary_->closings(i).total());
        counts("chapter_closed_day", chapter.id, "days from the start",
               summary_->closings(i));
      }
    }
  }

  void issues() {
    for (std::size_t i = 0; i < model().issues.size(); ++i) {
      event("issue_settled", model().issues[i].id, summary_->text(i).count());
      measure("text", model().issues[i].id, "scale of issues", summary_->text(i));
    }
  }

  void parties() {
    for (std::size_t i = 0; i < model().parties.size(); ++i) {
      measure("utility", model().parties[i].id, "percent of own real income a year",
              all_.party[i].front());
    }
  }

  [[nodiscard]] const Model& model() const { return summary_->model(); }
  [[nodiscard]] const ConfigurationSet& configurations() const {
    return summary_->configurations();
  }

  const Summary* summary_;
  const PriorTally* tally_;
  Cell all_;
  std::vector<PriorRow> rows_;
};

}  // namespace

std::string prior_verdict(std::uint64_t seen, std::uint64_t n) {
  TRIPART_EXPECTS(n > 0);
  if (seen == 0) {
    return "never in " + std::to_string(n) + " (below " + rounded_up(unseen_bound(n)) +
           ")";
  }
  return wilson_interval(seen, n).low > nearly ? "nearly certain" : "possible";
}

std::vector<PriorRow> prior_rows(const Summary& summary, const PriorTally& tally) {
  return PriorRows(summary, tally).write();
}

void write_prior_rows(CsvRows& rows, const std::vector<PriorRow>& list) {
  for (const PriorRow& row : list) {
    rows.text(row.quantity).text(row.category).text(row.unit);
    for (const std::optional<double>& value : row.range) {
      rows.number(value);
    }
    const Estimate none;
    const Estimate& probability = row.probability ? *row.probability : none;
    rows.number(probability.value)
        .number(probability.low)
        .number(probability.high)
        .text(row.verdict)
        .count(row.replicates)
        .end_row();
  }
}

}  // namespace tripart
