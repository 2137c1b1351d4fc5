#include <algorithm>

#include "tripart/results/replicate_rows.hpp"
#include "tripart/results/summary_rows.hpp"

// The tables about chapters, issues, threats and time.
namespace tripart {
namespace {

constexpr std::array<double, 5> quantile_levels{0.05, 0.25, 0.5, 0.75, 0.95};

Date on(const Summary& summary, int day) {
  return Date{summary.model().start.days + day};
}

void write_histogram(CsvRows& rows, std::string_view metric, std::string_view party,
                     std::string_view category, const Histogram& histogram) {
  for (const Histogram::Bin& bin : histogram.bins()) {
    rows.text(metric)
        .text(party)
        .text(category)
        .number(bin.low)
        .number(bin.high)
        .count(bin.count)
        .end_row();
  }
}

void write_cell_histograms(CsvRows& rows, const Summary& summary,
                           std::string_view category, const Cell& cell) {
  for (std::size_t i = 0; i < whole_metrics.size(); ++i) {
    write_histogram(rows, whole_metrics[i], "", category, cell.whole[i].histogram());
  }
  for (std::size_t party = 0; party < cell.party.size(); ++party) {
    for (std::size_t i = 0; i < party_metrics.size(); ++i) {
      write_histogram(rows, party_metrics[i], summary.model().parties[party].id, category,
                      cell.party[party][i].histogram());
    }
  }
}

}  // namespace

void write_issue_rows(CsvRows& rows, const Summary& summary) {
  const Model& model = summary.model();
  for (std::size_t i = 0; i < model.issues.size(); ++i) {
    const Measure& text = summary.text(i);
    const auto chapter = static_cast<std::size_t>(model.issues[i].chapter);
    const Estimate mean = text.mean();
    rows.text(model.issues[i].id)
        .text(model.chapters[chapter].id)
        .number(mean.value)
        .number(text.sd().value);
    for (const double p : quantile_levels) {
      rows.number(text.quantile(p).value);
    }
    rows.number(
        estimate_probability(summary.closings(chapter).total(), summary.replicates())
            .value);
    rows.number(mean.std_error);
    rows.number(estimate_probability(text.count(), summary.replicates()).value);
    rows.count(text.count()).end_row();
  }
}

void write_chapter_rows(CsvRows& rows, const Summary& summary) {
  const Model& model = summary.model();
  for (std::size_t chapter = 0; chapter < model.chapters.size(); ++chapter) {
    const std::string_view type = model.chapters[chapter].type == ChapterType::technical
                                      ? "technical"
                                      : "contested";
    for (const int day : summary.grid()) {
      const Estimate closed = estimate_probability(summary.closings(chapter).at_most(day),
                                                   summary.replicates());
      rows.text(model.chapters[chapter].id).text(type).date(on(summary, day));
      rows.number(closed.value).number(closed.low).number(closed.high).end_row();
    }
  }
}

void write_timeline_rows(CsvRows& rows, const Summary& summary) {
  const std::vector<DealKind> kinds = reachable_kinds(summary.configurations());
  std::vector<IntegerCounts> ends;
  int last = summary.grid().back();
  for (const DealKind kind : kinds) {
    ends.push_back(summary.with_kind(kind).whole[0].counts());
    last = std::max(last, ends.back().largest());
  }
  std::vector<int> days = summary.grid();
  while (days.back() < last) {
    days.push_back(std::min(
        last, days.back() + 7));  // a withdrawal can take effect after the horizon
  }
  for (const int day : days) {
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const Estimate ended =
          estimate_probability(ends[i].at_most(day), summary.replicates());
      rows.date(on(summary, day)).text(to_text(kinds[i]));
      rows.number(ended.value).number(ended.low).number(ended.high).end_row();
    }
  }
}

void write_progress_rows(CsvRows& rows, const Summary& summary) {
  for (std::size_t at = 0; at < summary.grid().size(); ++at) {
    const IntegerCounts closed = summary.chapters_closed(at);
    rows.date(on(summary, summary.grid()[at]));
    for (const double p : quantile_levels) {
      closed.total() > 0 ? rows.integer(closed.quantile(p)) : rows.blank();
    }
    rows.number(closed.mean()).end_row();
  }
}

void write_threat_rows(CsvRows& rows, const Summary& summary) {
  const Model& model = summary.model();
  const std::uint64_t n = summary.replicates();
  for (std::size_t i = 0; i < model.threats.size(); ++i) {
    const ThreatTally& threat = summary.threat(i);
    const Estimate executed = estimate_probability(threat.executed.total(), n);
    rows.text(model.threats[i].id)
        .text(model.parties[static_cast<std::size_t>(model.threats[i].issuer)].id);
    rows.text(party_list(model, model.threats[i].targets));
    rows.number(executed.value).number(estimate_probability(threat.withdrawn, n).value);
    for (const double p : quantile_levels) {
      threat.executed.total() > 0 ? rows.date(on(summary, threat.executed.quantile(p)))
                                  : rows.blank();
    }
    rows.number(estimate_probability(threat.made, n).value)
        .number(estimate_probability(threat.backed_down, n).value);
    rows.number(executed.low).number(executed.high).count(n);
    const Threat& item = model.threats[i];
    rows.number(item.credibility_successes /
                (item.credibility_successes + item.credibility_failures));
    rows.number(estimate_mean(threat.credibility).value).end_row();
  }
}

void write_histogram_rows(CsvRows& rows, const Summary& summary) {
  write_cell_histograms(rows, summary, "all", summary.all());
  for (const DealKind kind : reachable_kinds(summary.configurations())) {
    write_cell_histograms(rows, summary, to_text(kind), summary.with_kind(kind));
  }
  for (std::size_t i = 0; i < summary.model().issues.size(); ++i) {
    write_histogram(rows, "text", "", summary.model().issues[i].id,
                    summary.text(i).histogram());
  }
}

}  // namespace tripart
