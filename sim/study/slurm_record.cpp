#include <nlohmann/json.hpp>

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/study/slurm_status.hpp"

namespace tripart {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + shell_word(word);
  }
  return text.empty() ? "no options" : text;
}

}  // namespace

std::string to_json(const SlurmRecord& record) {
  nlohmann::ordered_json json;
  json["shards"] = record.shards;
  json["sweep"] = record.sweep;
  json["sweep_sha256"] = record.sweep_sha256;
  json["options"] = record.options;
  json["again"] = record.again;
  // A path need not be UTF-8; what is no text in it is lost here, not in the scripts.
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::optional<SlurmRecord> read_slurm_record(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "slurm" / "shards.json";
  if (!std::filesystem::exists(file)) {
    return std::nullopt;
  }
  try {
    const auto json = nlohmann::json::parse(read_file(file));
    SlurmRecord record;
    record.shards = json.at("shards").get<std::uint64_t>();
    record.sweep = json.at("sweep").get<std::string>();
    record.sweep_sha256 = json.at("sweep_sha256").get<std::string>();
    record.options = json.at("options").get<std::vector<std::string>>();
    record.again = json.at("again").get<std::string>();
    if (record.shards >= 1 && record.shards <= most_slurm_shards) {
      return record;
    }
  } catch (const nlohmann::json::exception&) {
    // said below
  }
  throw InputError({file.string(), 0, 0}, "is not what tripart slurm writes",
                   {"run tripart slurm once more after removing it"});
}

std::optional<std::string> difference(const SlurmRecord& before, const SlurmRecord& now) {
  if (before.shards != now.shards) {
    return std::to_string(before.shards) + " shards then, " + std::to_string(now.shards) +
           " now";
  }
  if (before.options != now.options) {
    return joined(before.options) + " then, " + joined(now.options) + " now";
  }
  if (before.sweep_sha256 != now.sweep_sha256) {
    return "the sweep or its scenario says something else now";
  }
  return std::nullopt;
}

}  // namespace tripart
