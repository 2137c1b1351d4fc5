#include <array>

#include "cli/command_list.hpp"
#include "cli/source.hpp"
#include "cli/sweep_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/study/merge.hpp"

namespace tripart {
namespace {

constexpr std::array merge_options{
    Option{"force", 0, "", "merge again, whatever the directory holds of a sweep"},
    Option{"quiet", 0, "", "print no table"},
    Option{"format", 0, "FORM", "of what is printed: table, csv or json"},
};

ExitCode merge(const Arguments& arguments) {
  const std::string& folder = arguments.only_file("DIR");
  const Format format = format_of(arguments);
  const MergeResult result =
      merge_shards(folder, arguments.has("force") ? Existing::force : Existing::resume,
                   [](const std::string& line) { say(line); });
  if (result.was_merged_already) {
    say(printable(folder) +
        ": already holds the whole sweep; nothing to do (--force merges again)");
  } else {
    const FinishedSweep finished = open_finished_sweep(folder);
    if (!arguments.has("quiet")) {
      print_sweep(finished, format);
    }
    if (const std::string missed = missed_precision(finished); !missed.empty()) {
      say("tripart: warning: " + missed);
    }
    say(with_commas(result.shards) + (result.shards == 1 ? " shard" : " shards") +
        " joined; results in " + printable(folder));
  }
  if (result.manifest.failed > 0) {
    say("tripart: error: " + with_commas(result.manifest.failed) +
        " replicates failed; they enter no mean; manifest.json names them");
    return ExitCode::our_bug;
  }
  return ExitCode::done;
}

}  // namespace

const Command& merge_command() {
  static constexpr Command command{"merge",
                                   "DIR",
                                   "join the shards of a sweep into one set of CSVs",
                                   "tripart merge results/patience",
                                   merge_options,
                                   merge};
  return command;
}

}  // namespace tripart
