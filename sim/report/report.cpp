#include "tripart/report/report.hpp"

#include <map>

#include "report/content.hpp"
#include "report/content_policy.hpp"
#include "report/html.hpp"
#include "report/page_json.hpp"
#include "report/provenance.hpp"
#include "results/manifest_json.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_static_rows = 1000;

Content content_of(const FinishedResults& results) {
  if (results.kind == "run") {
    return run_content(results);
  }
  if (results.kind == "sweep") {
    return sweep_content(results);
  }
  if (results.kind == "tournament") {
    return tournament_content(results);
  }
  if (results.kind == "durations") {
    return durations_content(results);
  }
  return results.kind == "backtest" ? backtest_content(results) : table_content(results);
}

// With a script, tables are filled when they are opened; without, they are all there is.
std::string table_part(const Content& content, const std::string& file, bool has_script) {
  const PageTable* table = content.find(file);
  if (table == nullptr) {
    return "";
  }
  const std::string summary = "<summary>Table: " + escaped(file) + "</summary>";
  return has_script ? "<details class=\"table\" data-table=\"" + escaped(file) + "\">" +
                          summary + "</details>\n"
                    : "<details class=\"table\" open>" + summary +
                          table_html(*table, most_static_rows) + "</details>\n";
}

std::string section_html(const Content& content, const PageSection& section,
                         bool has_script, std::size_t number) {
  const std::string id = "section-" + std::to_string(number);
  std::string html = "<section aria-labelledby=\"" + id + "\"><h2 id=\"" + id + "\">" +
                     escaped(section.title) + "</h2>\n";
  if (!section.note.empty()) {
    html += "<p class=\"note\">" + escaped(section.note) + "</p>\n";
  }
  if (has_script && !section.chart.empty()) {
    html += "<div class=\"chart\" data-chart=\"" + section.chart + "\"></div>\n";
  }
  for (const std::string& file : section.tables) {
    html += table_part(content, file, has_script);
  }
  return html + "</section>\n";
}

std::string data_json(const FinishedResults& results, const Content& content) {
  Json data;
  data["kind"] = results.kind;
  data["name"] = results.name;
  data["facts"] = content.facts;
  data["tables"] = Json::object();
  for (const PageTable& table : content.tables) {
    data["tables"][table.file] = table_json(table);
  }
  return script_safe(data);
}

// One pass, so that what is put in is never looked at again.
std::string filled(std::string_view frame,
                   const std::map<std::string_view, std::string>& texts) {
  std::string page;
  while (true) {
    const std::size_t open = frame.find("{{");
    if (open == std::string_view::npos) {
      return page.append(frame);
    }
    const std::size_t close = frame.find("}}", open);
    TRIPART_EXPECTS(close != std::string_view::npos);
    const auto text = texts.find(frame.substr(open + 2, close - open - 2));
    TRIPART_EXPECTS(text != texts.end());
    page.append(frame.substr(0, open)).append(text->second);
    frame.remove_prefix(close + 2);
  }
}

std::string licences_html(std::string_view licences) {
  return licences.empty() ? ""
                          : "<details><summary>Licences of the chart libraries</summary>"
                            "<pre tabindex=\"0\">" +
                                escaped(licences) + "</pre></details>\n";
}

std::string page_of(const FinishedResults& results, const PageParts& parts) {
  const Content content = content_of(results);
  const bool has_script = !parts.script.empty();
  std::string sections;
  for (std::size_t i = 0; i < content.sections.size(); ++i) {
    sections += section_html(content, content.sections[i], has_script, i + 1);
  }
  const std::string why =
      has_script ? "<noscript><p class=\"warning\">Charts and tables of this page need "
                   "JavaScript.</p></noscript>\n"
                 : "<p class=\"warning\">This page has tables and no charts: " +
                       escaped(parts.why_no_charts) + "</p>\n";
  return filled(
      parts.frame,
      {{"policy", escaped(content_policy(parts.script, parts.style))},
       {"title", escaped(results.name)},
       {"style", std::string(parts.style)},
       {"provenance", provenance_line(results)},
       {"headline", content.headline},
       {"why", why},
       {"sections", sections},
       {"made", provenance_html(results)},
       {"licences", licences_html(parts.licences)},
       {"data", has_script ? "<script type=\"application/json\" id=\"data\">" +
                                 data_json(results, content) + "</script>\n"
                           : ""},
       {"script",
        has_script ? "<script>" + std::string(parts.script) + "</script>\n" : ""}});
}

}  // namespace

std::string report_page(const std::filesystem::path& folder, const PageParts& parts) {
  const FinishedResults results = open_results(folder);
  try {
    return page_of(results, parts);
  } catch (const nlohmann::json::exception& problem) {
    throw InputError({(folder / "manifest.json").string(), 0, 0},
                     "is not what tripart writes: " + in_plain_words(problem));
  }
}

}  // namespace tripart
