#include <algorithm>

#include "report/content.hpp"
#include "report/html.hpp"

namespace tripart {
namespace {

/// The line of scores.csv about all scored rows of a case.
std::optional<std::size_t> total_of(const PageTable& scores, const std::string& name,
                                    std::string_view score, std::string_view source) {
  return scores.find({{"case", name},
                      {"row", ""},
                      {"score", score},
                      {"source", source},
                      {"forecast", ""}});
}

std::string difference_html(const PageTable& scores, std::size_t row) {
  constexpr int decimals = 3;
  std::string html = sourced(scores, row, "difference", 1.0, decimals);
  if (!scores.cell(row, "judgement_difference_p05").empty()) {
    html += " [" + sourced(scores, row, "judgement_difference_p05", 1.0, decimals) +
            ", " + sourced(scores, row, "judgement_difference_p95", 1.0, decimals) + "]";
  }
  return html;
}

/// One line per case: the Brier score of its events, and by how much it is less than
/// those of some rivals.
std::string case_line(const PageTable& scores, const std::string& name,
                      const std::vector<std::string_view>& rivals) {
  std::string html = "<tr><th scope=\"row\">" + escaped(name) + "</th>";
  const auto model = total_of(scores, name, "brier", "model");
  html += model ? "<td>" + sourced(scores, *model, "rows", 1.0, 0) + "</td><td>" +
                      sourced(scores, *model, "value", 1.0, 3) + "</td>"
                : "<td>-</td><td>-</td>";
  for (const std::string_view rival : rivals) {
    const auto row = total_of(scores, name, "brier", rival);
    html += "<td>" + (row ? difference_html(scores, *row) : "-") + "</td>";
  }
  return html + "</tr>\n";
}

std::string case_lines(const PageTable& scores) {
  const std::vector<std::string_view> rivals{"status_quo", "one_half", "base_rate",
                                             "forecasters"};
  std::string html =
      "<div class=\"scroll\"><table class=\"endings\"><caption>Brier score of the "
      "events, 0 is perfect; then the model's less that of each source, below 0 where "
      "the model is better, with 5 to 95 percent over judgements</caption><thead><tr><th "
      "scope=\"col\">case</th><th scope=\"col\">events</th><th scope=\"col\">model</th>";
  for (const std::string_view rival : rivals) {
    html += "<th scope=\"col\">" + escaped(spaced(rival)) + "</th>";
  }
  html += "</tr></thead><tbody>\n";
  std::string last;
  for (std::size_t row = 0; row < scores.rows.size(); ++row) {
    if (scores.cell(row, "case") != last) {
      last = scores.cell(row, "case");
      html += case_line(scores, last, rivals);
    }
  }
  return html + "</tbody></table></div>\n";
}

std::string headline_of(const Content& content) {
  const PageTable* cases = content.find("cases.csv");
  std::string html =
      "<p class=\"headline\">What was known on a date, scored against what "
      "happened after it.";
  if (cases != nullptr && cases->rows.size() == 1) {
    html += " " + escaped(cases->cell(0, "case")) + " as of " +
            escaped(cases->cell(0, "as_of")) + ": " +
            sourced(*cases, 0, "played", 1.0, 0) + " replicates, of which " +
            sourced(*cases, 0, "as_observed", 1.0, 0) +
            " end in the deals that history ended in. One case proves no skill.";
  } else if (cases != nullptr) {
    html += " " + std::to_string(cases->rows.size()) + " cases.";
  }
  html += "</p>\n";
  const PageTable* scores = content.find("scores.csv");
  return html + (scores == nullptr ? "" : case_lines(*scores));
}

}  // namespace

Content backtest_content(const FinishedResults& results) {
  Content content;
  static_cast<void>(content.add(results, "cases.csv"));
  const std::vector<PageSection> charts{
      {"backtest_events",
       "How probable events were, and what happened",
       "Circle: share of replicates. Its Monte-Carlo error is in the table; what is "
       "drawn "
       "is how far it moves with the judgements, and with the priors.",
       {"events.csv"}},
      {"backtest_scores",
       "Scores beside naive rules and forecasters",
       "Differences about the same rows. Scores of different kinds have different units.",
       {"scores.csv"}},
      {"backtest_paths",
       "Chapters closed",
       "Mean over replicates by the dates on which history was counted.",
       {"paths.csv"}},
      {"backtest_texts",
       "Settled texts",
       "Of the replicates that end in the deals that history ended in.",
       {"texts.csv"}},
      {"backtest_calibration",
       "Do events come true as often as they are said to?",
       "Events of one case are not independent, so intervals are too short.",
       {"calibration.csv"}},
      {"", "Dates of deals", "", {"dates.csv"}},
      {"", "Published forecasts", "", {"forecasts.csv"}},
      {"", "All cases together", "Never a mean without its range.", {"pooled.csv"}},
      {"", "Scores of every ensemble that holds something", "", {"jitters.csv"}},
      {"", "Cases", "", {"cases.csv"}}};
  for (const PageSection& section : charts) {
    if (content.add(results, section.tables.front())) {
      content.sections.push_back(section);
    }
  }
  content.headline = headline_of(content);
  return content;
}

}  // namespace tripart
