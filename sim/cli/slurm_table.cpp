#include "cli/slurm_table.hpp"

#include "cli/text_table.hpp"
#include "tripart/core/unicode.hpp"

namespace tripart {
namespace {

constexpr std::size_t most_shown = 10;

bool needs_a_look(const ShardStatus& one) {
  return one.state == ShardState::failed || one.state == ShardState::lost ||
         (one.state == ShardState::pending && !one.reason.empty() &&
          one.reason != "Priority" && one.reason != "Resources") ||
         (one.state == ShardState::running && one.silent &&
          *one.silent > longest_silence);
}

std::string look(const ShardStatus& one) {
  std::string text =
      "  shard " + std::to_string(one.shard) + " is " + std::string(to_text(one.state));
  if (!one.reason.empty()) {
    text += " (" + one.reason + ")";
  }
  if (one.attempts > 0) {
    text += "; attempt " + std::to_string(one.attempts) + " on " + one.host;
    text += one.ended == "running" ? "" : " " + one.ended;
    if (one.silent) {
      text += ", heard of " + std::to_string(one.silent->count()) + " s ago";
    }
  }
  return text + "\n";
}

}  // namespace

std::string slurm_table(const std::filesystem::path& folder, const SweepStatus& status,
                        const std::vector<std::string>& next) {
  std::string text = printable(folder.string()) + ": " +
                     std::to_string(status.shards.size()) + " shards, " +
                     (status.is_merged ? "merged" : "not merged") + "\n";
  TextTable table;
  for (std::size_t state = 0; state < shard_state_count; ++state) {
    const auto which = static_cast<ShardState>(state);
    const std::vector<std::uint64_t> numbers = status.numbers(which);
    if (!numbers.empty()) {
      table.add({std::string(to_text(which)), std::to_string(numbers.size()),
                 compact_ranges(numbers)});
    }
  }
  text += table.text(3);
  std::size_t shown = 0;
  std::size_t all = 0;
  for (const ShardStatus& one : status.shards) {
    if (needs_a_look(one) && !status.is_merged) {
      ++all;
      if (shown < most_shown) {
        ++shown;
        text += look(one);
      }
    }
  }
  if (all > shown) {
    text += "  and " + std::to_string(all - shown) + " more: --format csv\n";
  }
  if (status.count(ShardState::failed) > 0 && !status.is_merged) {
    text +=
        "  what failed shards said: " + printable((folder / "slurm" / "log").string()) +
        "\n";
  }
  if (status.is_merged) {
    return text;
  }
  if (next.empty()) {
    return text + "Slurm has all that is left" +
           (status.merge_job.empty()
                ? "; the merge is not in its queue\n"
                : ", and the merge as job " + status.merge_job + "\n");
  }
  text += "Next:\n";
  for (const std::string& command : next) {
    text += "  " + printable(command) + "\n";
  }
  return text;
}

}  // namespace tripart
