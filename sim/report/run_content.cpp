#include <array>

#include "report/content.hpp"
#include "report/html.hpp"
#include "report/scenario_facts.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

double share(const PageTable& summary, std::size_t row) {
  return parse_number(summary.cell(row, "estimate")).value_or(0.0);
}

std::vector<std::size_t> kinds_of_deal(const PageTable& summary) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < summary.rows.size(); ++row) {
    if (summary.cell(row, "metric") == "kind" &&
        summary.cell(row, "statistic") == "probability" &&
        summary.cell(row, "category") != "any") {
      rows.push_back(row);
    }
  }
  return rows;
}

std::string likeliest(const PageTable& summary) {
  const std::vector<std::size_t> rows = kinds_of_deal(summary);
  if (rows.empty()) {
    return "";
  }
  std::size_t most = rows.front();
  for (const std::size_t row : rows) {
    most = share(summary, row) > share(summary, most) ? row : most;
  }
  std::string html =
      "<p class=\"headline\">Most likely: <strong>" +
      escaped(kind_phrase(summary.cell(most, "category"))) + "</strong>, in " +
      probability_html(summary, most, "estimate", "ci_low", "ci_high") + " of " +
      sourced(summary, most, "replicates", 1.0, 0) + " replicates.";
  const auto days = [&](std::string_view statistic) {
    return summary.find({{"metric", "days"},
                         {"party", ""},
                         {"category", "all"},
                         {"statistic", statistic}});
  };
  const auto median = days("p50");
  const auto early = days("p05");
  const auto late = days("p95");
  if (median && early && late && !summary.cell(*median, "estimate").empty()) {
    html += " Talks end after " + sourced(summary, *median, "estimate", 1.0, 0) +
            " days in the median, and in nine of ten replicates after " +
            sourced(summary, *early, "estimate", 1.0, 0) + " to " +
            sourced(summary, *late, "estimate", 1.0, 0) + ".";
  }
  return html + "</p>\n";
}

std::string reached(const PageTable& summary) {
  const auto direct = summary.find({{"metric", "path"}, {"category", "direct"}});
  const auto accession = summary.find({{"metric", "path"}, {"category", "accession"}});
  if (!direct || !accession) {
    return "";
  }
  return "<p>A deal was reached directly in " +
         probability_html(summary, *direct, "estimate", "ci_low", "ci_high") +
         " of replicates, and by accession in " +
         probability_html(summary, *accession, "estimate", "ci_low", "ci_high") +
         ".</p>\n";
}

// A headline of deals alone would hide that legislatures refuse many; shares are of
// deals, as in the terminal, while the table has shares of replicates.
std::string approvals(const PageTable& summary) {
  const std::array<std::string_view, 3> states{"yes", "no", "pending"};
  std::array<std::string, 3> shown;
  std::array<std::size_t, 3> rows{};
  double of_replicates = 0.0;  // deals that needed the consent of a legislature
  for (std::size_t i = 0; i < states.size(); ++i) {
    const auto row = summary.find({{"metric", "ratified"}, {"category", states[i]}});
    if (!row) {
      return "";
    }
    rows[i] = *row;
    of_replicates += share(summary, *row);
  }
  if (!(of_replicates > 0.0)) {
    return "";
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    shown[i] = sourced(summary, rows[i], "estimate", 100.0 / of_replicates,
                       share(summary, rows[i]) > 0.0 ? 1 : 0) +
               " %";
  }
  const double replicates =
      parse_number(summary.cell(rows[0], "replicates")).value_or(0.0);
  const auto deals = static_cast<std::uint64_t>(of_replicates * replicates + 0.5);
  return "<p>Legislatures: of " + std::to_string(deals) + " deals " + shown[0] +
         " approved, " + shown[1] + " refused, " + shown[2] +
         " undecided at the end of the follow-up.</p>\n";
}

// Every kind of deal, the likeliest of all first in the file's order.
std::string endings(const PageTable& summary) {
  std::string html =
      "<div class=\"scroll\"><table class=\"endings\"><caption>How the talks end"
      "</caption><thead><tr><th scope=\"col\">ending</th><th scope=\"col\">share of "
      "replicates</th><th scope=\"col\">days to the end, median</th></tr></thead>"
      "<tbody>\n";
  const std::vector<std::size_t> rows = kinds_of_deal(summary);
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const std::string& kind = summary.cell(*row, "category");
    const auto days = summary.find(
        {{"metric", "days"}, {"party", ""}, {"category", kind}, {"statistic", "p50"}});
    html += "<tr><th scope=\"row\">" + escaped(kind_phrase(kind)) + "</th><td>" +
            probability_html(summary, *row, "estimate", "ci_low", "ci_high") +
            "</td><td>" + (days ? sourced(summary, *days, "estimate", 1.0, 0) : "-") +
            "</td></tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

struct Chart {
  PageSection section;
  Selection selection;
};

std::vector<Chart> charts() {
  std::vector<Chart> list;
  list.push_back(
      {{"endings",
        "When and how the talks end",
        "Probability that the talks have ended by a date, by kind of deal. Choose an "
        "ending to see its 95 percent Wilson interval.",
        {"timeline.csv"}},
       {}});
  list.push_back({{"chapters",
                   "Chapters closed",
                   "Quantiles over all replicates; talks that have ended keep their "
                   "number. The path of history, where the scenario names one, is no "
                   "result of the model.",
                   {"progress.csv", "chapters.csv"}},
                  {}});
  list.push_back({{"texts",
                   "Settled texts between the parties' ideals",
                   "Replicates that settled the issue, whatever the deal; heights are "
                   "scaled issue by issue.",
                   {"issues.csv"}},
                  {}});
  list.push_back({{"welfare",
                   "What each party gets, by ending",
                   "Shape: replicates; line: 5 to 95 percent; circle: mean, with its 95 "
                   "percent interval. Scales differ between parties and may cut off the "
                   "tails of shapes.",
                   {"summary.csv", "histograms.csv"}},
                  {}});
  list.push_back({{"threats",
                   "What becomes of the threats",
                   "Left: shares of replicates. Right: dates of execution, where it came "
                   "to that: median, middle half, 5 to 95 percent.",
                   {"threats.csv"}},
                  {}});
  list.push_back(
      {{"benchmarks",
        "Distance to what bargaining theory says",
        "Value at the agreement less that of a solution for the same deal at the "
        "scenario's central values, for Nash less that of the last table in the "
        "replicate, in percent of own real income a year. Circle: mean, "
        "with its 95 percent interval; line: 5 to 95 percent of replicates.",
        {"summary.csv", "benchmarks.csv"}},
       {}});
  list.push_back({{"prior_ranges",
                   "What the priors allow",
                   "Every free parameter was drawn from its prior. The table has the "
                   "whole range of every number too.",
                   {"prior_predictive.csv"}},
                  {}});
  list.push_back({{"timelines",
                   "Sample replicates",
                   "The first replicates as dated stories. They are a sample, not a "
                   "selection.",
                   {"events.csv"}},
                  {}});
  Selection payoffs;
  payoffs.columns = {"economy",      "configuration", "kind",
                     "tariff_state", "party",         "welfare_pct"};
  list.push_back({{"payoffs",
                   "What every deal is worth in the trade model",
                   "Exact change of real income in percent, by configuration of deals "
                   "and tariff state; one mark per economy of the outer ensemble.",
                   {"payoffs.csv"}},
                  payoffs});
  return list;
}

// Only replicates that the page pages through.
Selection first_replicates() {
  constexpr std::uint64_t most = 10;
  Selection selection;
  selection.wants = [](const Selection::Cell& cell) {
    return parse_count(cell("replicate")).value_or(0) <= most;
  };
  return selection;
}

// Metrics that some chart draws; the file has many more.
Selection drawn_metrics() {
  Selection selection;
  selection.wants = [](const Selection::Cell& cell) {
    const std::string& metric = cell("metric");
    return metric == "text" || metric == "welfare_pct" || metric == "utility";
  };
  return selection;
}

// How the sample replicates ended. The whole file is read to know that it is the one of
// the manifest, which is not worth it where it is huge.
void add_sample_endings(Content& content, const FinishedResults& results) {
  constexpr std::uint64_t most_bytes = 200'000'000;
  const FileRecord* record = results.find("outcomes.csv");
  if (record == nullptr || record->bytes > most_bytes) {
    return;
  }
  Selection selection = first_replicates();
  selection.columns = {"replicate", "ending",   "kind", "configuration",
                       "path",      "end_date", "days", "ratified"};
  static_cast<void>(content.add(results, "outcomes.csv", selection));
}

}  // namespace

Content run_content(const FinishedResults& results) {
  Content content;
  content.facts = scenario_facts(
      results, results.manifest.at("scenario").at("resolved").get<std::string>());
  static_cast<void>(content.add(results, "summary.csv"));
  if (const PageTable* summary = content.find("summary.csv")) {
    content.headline =
        likeliest(*summary) + approvals(*summary) + endings(*summary) + reached(*summary);
  }
  for (const Chart& chart : charts()) {
    PageSection section = chart.section;
    if (section.chart == "chapters" && content.facts["chapters"] == 0) {
      continue;  // results count the whole agreement as one
    }
    section.tables.clear();
    for (const std::string& file : chart.section.tables) {
      const Selection selection = file == "events.csv"       ? first_replicates()
                                  : file == "histograms.csv" ? drawn_metrics()
                                                             : chart.selection;
      if (content.add(results, file, selection)) {
        section.tables.push_back(file);
      }
    }
    if (section.tables.size() == chart.section.tables.size()) {
      if (section.chart == "timelines") {
        add_sample_endings(content, results);
      }
      content.sections.push_back(section);
    } else if (section.chart == "timelines") {
      section.chart.clear();
      section.note =
          "This run traced none: `tripart run ... --trace 10` writes the "
          "stories of the first ten.";
      content.sections.push_back(section);
    }
  }
  return content;
}

}  // namespace tripart
