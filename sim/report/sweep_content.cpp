#include <algorithm>
#include <cmath>
#include <set>

#include "report/content.hpp"
#include "report/html.hpp"
#include "tripart/core/number.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_summary_rows = 40'000;
constexpr std::uint64_t many_points = 1500;

// What maps are drawn of: of a sweep of many points only the first two.
bool is_drawn(const Selection::Cell& cell, bool all) {
  const std::string& metric = cell("metric");
  const std::string& statistic = cell("statistic");
  if (metric == "kind") {
    return statistic == "probability";
  }
  if (cell("category") == "all" && statistic == "mean") {
    return metric == "utility" || (all && (metric == "welfare_pct" || metric == "days" ||
                                           metric == "surplus_share"));
  }
  return all && metric == "ending" && statistic == "probability";
}

std::vector<std::string> factors(const PageTable& points) {
  std::vector<std::string> names;
  for (const PageColumn& column : points.columns) {
    if (column.name != "design_point" && column.name != "replicates") {
      names.push_back(column.name);
    }
  }
  return names;
}

// The widest kind of deal that any point reached, as in pictures and analyses.
std::string widest_kind(const PageTable& summary) {
  std::set<std::string> known;
  for (std::size_t row = 0; row < summary.rows.size(); ++row) {
    if (summary.cell(row, "metric") == "kind") {
      known.insert(summary.cell(row, "category"));
    }
  }
  for (const char* kind :
       {"multilateral", "trilateral", "bilaterals", "two_bilaterals", "bilateral"}) {
    if (known.count(kind) == 1) {
      return kind;
    }
  }
  return "none";
}

/// A level for a sentence: numbers with four digits that mean something.
std::string shortened(const std::string& level) {
  const std::optional<double> number = parse_number(level);
  if (!number || level.size() <= 6) {
    return level;
  }
  int decimals = 3;
  for (double size = std::abs(*number); size >= 10.0 && decimals > 0; size /= 10.0) {
    --decimals;
  }
  for (double size = std::abs(*number); size > 0.0 && size < 1.0 && decimals < 12;
       size *= 10.0) {
    ++decimals;
  }
  return rounded(*number, decimals);
}

std::string setting(const PageTable& points, const std::string& point) {
  constexpr std::size_t most_factors = 4;
  const auto row = points.find({{"design_point", point}});
  const std::vector<std::string> names = factors(points);
  if (!row || names.size() > most_factors) {
    return "at design point " + escaped(point);
  }
  std::string text;
  for (const std::string& factor : names) {
    text += (text.empty() ? "where " : ", ") + escaped(factor) + " " +
            escaped(shortened(points.cell(*row, factor)));
  }
  return text;
}

std::string extremes(const PageTable& points, const PageTable& summary) {
  const std::string kind = widest_kind(summary);
  std::optional<std::size_t> least;
  std::optional<std::size_t> most;
  const auto value = [&](std::size_t row) {
    return parse_number(summary.cell(row, "estimate")).value_or(0.0);
  };
  for (std::size_t row = 0; row < summary.rows.size(); ++row) {
    if (summary.cell(row, "metric") != "kind" || summary.cell(row, "category") != kind ||
        summary.cell(row, "estimate").empty()) {
      continue;
    }
    least = !least || value(row) < value(*least) ? row : *least;
    most = !most || value(row) > value(*most) ? row : *most;
  }
  if (!least) {
    return "";
  }
  const auto end = [&](std::size_t row) {
    return probability_html(summary, row, "estimate", "ci_low", "ci_high") + " " +
           setting(points, summary.cell(row, "design_point"));
  };
  if (value(*least) == value(*most)) {
    return "<p class=\"headline\">The probability of <strong>" +
           escaped(kind_phrase(kind)) + "</strong> is the same at all design points: " +
           probability_html(summary, *least, "estimate", "ci_low", "ci_high") + ".</p>\n";
  }
  return "<p class=\"headline\">The probability of <strong>" +
         escaped(kind_phrase(kind)) + "</strong> runs from " + end(*least) + ", to " +
         end(*most) + ".</p>\n";
}

// An analysis beside the sweep, if it is one of this sweep.
void add_sensitivity(Content& content, const FinishedResults& sweep) {
  const fs::path folder = sweep.folder / "sensitivity";
  if (!fs::exists(folder / "datapackage.json")) {
    return;
  }
  FinishedResults analysis = open_table_set(folder);
  analysis.prefix = "sensitivity/";
  const FileRecord* summary = sweep.find("summary.csv");
  if (summary == nullptr || analysis.source_sha256 != summary->sha256) {
    return;  // of another seed, say, or of more replicates
  }
  content.add(analysis, "quantities.csv");
  const std::vector<PageSection> charts{
      {"tornado",
       "Swings, one factor at a time",
       "From a factor's lowest level to its highest, the others central.",
       {"sensitivity/tornado.csv"}},
      {"sobol",
       "Sobol' indices",
       "Share of the variance over design points that a factor explains alone (first "
       "order) and with all its interactions (total); lines: 95 percent intervals.",
       {"sensitivity/sobol_indices.csv"}},
      {"morris",
       "Elementary effects",
       "Mean size of the effect of a factor's whole range; lines: 95 percent intervals.",
       {"sensitivity/morris.csv"}}};
  for (const PageSection& section : charts) {
    if (content.add(analysis, section.tables.front().substr(analysis.prefix.size()))) {
      content.sections.push_back(section);
    }
  }
}

}  // namespace

Content sweep_content(const FinishedResults& results) {
  Content content;
  Selection points;
  points.most_rows = most_summary_rows;
  static_cast<void>(content.add(results, "points.csv", points));
  const FileRecord* record = results.find("points.csv");
  const bool all = record == nullptr || record->rows.value_or(0) <= many_points;
  Selection summary;
  summary.columns = {"design_point", "metric", "party",   "category",  "statistic",
                     "estimate",     "ci_low", "ci_high", "replicates"};
  summary.most_rows = most_summary_rows;
  summary.wants = [all](const Selection::Cell& cell) { return is_drawn(cell, all); };
  static_cast<void>(content.add(results, "summary.csv", summary));
  const PageTable* table = content.find("points.csv");
  const PageTable* rows = content.find("summary.csv");
  if (table == nullptr || rows == nullptr) {
    return table_content(results);
  }
  content.headline = extremes(*table, *rows);
  content.facts["factors"] = factors(*table);
  content.facts["widest"] = widest_kind(*rows);
  content.sections.push_back(
      {"sweep_map",
       "One quantity over the design",
       "Choose the quantity and the factors across and upwards; factors that are not "
       "drawn are held where you say. One factor alone gives a line with its 95 percent "
       "interval.",
       {"points.csv", "summary.csv"}});
  content.sections.push_back(
      {"phase",
       "Which kind of deal is the most likely",
       "Numbers: its probability in percent; the stronger the colour, the likelier. A "
       "dot: the second is not told apart.",
       {"points.csv", "summary.csv"}});
  add_sensitivity(content, results);
  return content;
}

}  // namespace tripart
