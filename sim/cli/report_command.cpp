#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "cli/command_list.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/report/report.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::array report_options{
    Option{"output", 'o', "FILE", "where the page goes (default: DIR/report.html)"},
    Option{"quiet", 0, "", "say nothing about the page"},
};

/// That what lies where the page goes, if anything does, is an older page.
void expect_replaceable(const fs::path& file) {
  std::error_code error;
  const fs::file_status there = fs::symlink_status(file, error);
  if (!fs::exists(there)) {
    return;
  }
  std::string begin;
  if (fs::is_regular_file(there)) {
    read_pieces(file, 4096, [&](std::string_view piece) { begin += piece; });
  }
  if (begin.find("<meta name=\"generator\" content=\"tripart report\">") ==
      std::string::npos) {
    throw Failure(ExitCode::cannot_create,
                  file.string() + " is already there and is no page of tripart report");
  }
}

ExitCode report(const Arguments& arguments) {
  const fs::path folder = arguments.only_file("DIR");
  const fs::path file =
      arguments.text("output").value_or((folder / "report.html").string());
  const PageParts& parts = built_in_page_parts();
  expect_replaceable(file);
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
