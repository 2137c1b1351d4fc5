// What to do next, and the state of a sweep for other programs.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tripart/core/number.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/study/slurm_status.hpp"

namespace tripart {
namespace {

bool is_held(const ShardStatus& one) {
  return one.state == ShardState::pending &&
         (one.reason.find("Held") != std::string::npos ||
          one.reason.find("held") != std::string::npos);
}

}  // namespace

std::vector<std::string> next_commands(const SweepStatus& status,
                                       const std::filesystem::path& folder,
                                       const std::string& program,
                                       const std::string& again) {
  std::vector<std::string> commands;
  if (status.is_merged) {
    return commands;
  }
  for (const ShardStatus& one : status.shards) {
    const std::string release = "scontrol release " + one.job;
    if (is_held(one) &&
        std::find(commands.begin(), commands.end(), release) == commands.end()) {
      commands.push_back(release);
    }
  }
  const std::uint64_t done = status.count(ShardState::done);
  const std::uint64_t under_way =
      status.count(ShardState::running) + status.count(ShardState::pending);
  if (done + under_way < status.shards.size()) {
    commands.push_back(again + " --submit");
  } else if (under_way == 0 && status.merge_job.empty()) {
    commands.push_back(program + " merge " + shell_word(folder.string()));
  }
  return commands;
}

std::string status_csv(const SweepStatus& status) {
  std::string text = "shard,state,attempts,host,ended,silent_seconds,job,reason\n";
  for (const ShardStatus& one : status.shards) {
    text += std::to_string(one.shard) + "," + std::string(to_text(one.state)) + "," +
            std::to_string(one.attempts) + "," + csv_field(one.host) + "," +
            csv_field(one.ended) + "," +
            (one.silent ? std::to_string(one.silent->count()) : "") + "," +
            csv_field(one.job) + "," + csv_field(one.reason) + "\n";
  }
  return text;
}

std::string status_json(const SweepStatus& status, const std::vector<std::string>& next) {
  nlohmann::ordered_json json;
  json["merged"] = status.is_merged;
  json["merge_job"] = status.merge_job;
  for (std::size_t state = 0; state < shard_state_count; ++state) {
    const auto which = static_cast<ShardState>(state);
    json["counts"][std::string(to_text(which))] = status.count(which);
  }
  json["shards"] = nlohmann::ordered_json::array();
  for (const ShardStatus& one : status.shards) {
    nlohmann::ordered_json entry;
    entry["shard"] = one.shard;
    entry["state"] = to_text(one.state);
    entry["attempts"] = one.attempts;
    entry["host"] = one.host;
    entry["ended"] = one.ended;
    if (one.silent) {
      entry["silent_seconds"] = one.silent->count();
    }
    entry["job"] = one.job;
    entry["reason"] = one.reason;
    json["shards"].push_back(std::move(entry));
  }
  json["next"] = next;
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace tripart
