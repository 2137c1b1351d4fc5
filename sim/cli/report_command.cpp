#include <array>

#include "cli/command_list.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/report/report.hpp"

namespace tripart {
namespace {

constexpr std::array report_options{
    Option{"output", 'o', "FILE", "where the page goes (default: DIR/report.html)"},
    Option{"quiet", 0, "", "say nothing about the page"},
};

ExitCode report(const Arguments& arguments) {
  const std::filesystem::path folder = arguments.only_file("DIR");
  const std::filesystem::path file =
      arguments.text("output").value_or((folder / "report.html").string());
  const PageParts& parts = built_in_page_parts();
  const std::string page = report_page(folder, parts);
  write_among_others(file, page);
  if (!arguments.has("quiet")) {
    if (parts.script.empty()) {
      say("note: the page has tables and no charts: " + std::string(parts.why_no_charts));
    }
    say("report in " + printable(file.string()) + " (" + with_commas(page.size()) +
        " bytes)");
  }
  return ExitCode::done;
}

}  // namespace

const Command& report_command() {
  static constexpr Command command{
      "report",
      "DIR",
      "one self-contained HTML page about a run, a sweep or a tournament",
      "tripart report results/nafta_2018",
      report_options,
      report};
  return command;
}

}  // namespace tripart
