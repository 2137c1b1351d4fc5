#include "tripart/results/sweep_manifest.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "results/manifest_json.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

ShardOf read_shard(const Json& json) {
  ShardOf shard;
  shard.number = count_at(json, "number");
  shard.of = count_at(json, "of");
  shard.first_unit = count_at(json, "first_unit");
  shard.end_unit = count_at(json, "end_unit");
  return shard;
}

SweepManifest read_fields(const Json& json) {
  SweepManifest manifest;
  const auto kind = json.at("kind").get<std::string>();
  if (kind != "sweep" && kind != "shard") {
    throw std::invalid_argument("it is about a " + kind);
  }
  manifest.program = json.at("tripart").get<std::string>();
  manifest.results = count_at(json, "results_version");
  manifest.name = json.at("sweep").at("name").get<std::string>();
  manifest.resolved = json.at("sweep").at("resolved").get<std::string>();
  manifest.scenario_name = json.at("scenario").at("name").get<std::string>();
  manifest.scenario_resolved = json.at("scenario").at("resolved").get<std::string>();
  manifest.overrides = json.at("overrides").get<std::vector<std::string>>();
  manifest.seed = count_at(json, "seed");
  manifest.points = count_at(json, "design_points");
  manifest.replicates = count_at(json, "replicates");
  const auto keep = parse_keep(json.at("keep").get<std::string>());
  if (!keep) {
    throw std::invalid_argument("keep is none of summary, outcomes, all");
  }
  if (manifest.replicates == 0 || manifest.points == 0) {
    throw std::invalid_argument("replicates or design_points is 0");
  }
  manifest.keep = *keep;
  for (const Json& input : json.at("inputs")) {
    manifest.inputs.push_back(read_file_record(input));
  }
  if (kind == "shard") {
    manifest.shard = read_shard(json.at("shard"));
  }
  for (const Json& file : json.at("files")) {
    manifest.files.push_back(read_file_record(file));
  }
  manifest.failed = count_at(json, "failed_replicates");
  for (const Json& failure : json.at("failures")) {
    manifest.failures.push_back({count_at(failure, "design_point"),
                                 count_at(failure, "replicate"),
                                 failure.at("reason").get<std::string>()});
  }
  return manifest;
}

std::optional<std::string> differing_numbers(const std::string& what, std::uint64_t there,
                                             std::uint64_t here) {
  if (there == here) {
    return std::nullopt;
  }
  return what + " " + std::to_string(there) + " there, " + std::to_string(here) + " here";
}

std::optional<std::string> differing_table(const std::vector<FileRecord>& there,
                                           const std::vector<FileRecord>& here) {
  for (std::size_t i = 1; i < std::max(there.size(), here.size()); ++i) {
    if (i >= there.size() || i >= here.size() || there[i].name != here[i].name) {
      return "file " + (i < here.size() ? here : there)[i].name + " is another one";
    }
    // What else the sweep and the scenario say is compared as they are understood.
    if (!there[i].name.ends_with(".yaml") && there[i].sha256 != here[i].sha256) {
      return "file " + here[i].name + " is another one";
    }
  }
  return std::nullopt;
}

}  // namespace

std::string to_json(const SweepManifest& manifest) {
  Json json;
  json["tripart"] = manifest.program;
  json["results_version"] = manifest.results;
  json["kind"] = manifest.shard ? "shard" : "sweep";
  json["sweep"]["name"] = manifest.name;
  json["sweep"]["sha256"] = sha256_hex(manifest.resolved);
  json["sweep"]["resolved"] = manifest.resolved;
  json["scenario"]["name"] = manifest.scenario_name;
  json["scenario"]["sha256"] = sha256_hex(manifest.scenario_resolved);
  json["scenario"]["resolved"] = manifest.scenario_resolved;
  json["overrides"] = manifest.overrides;
  json["seed"] = manifest.seed;
  json["design_points"] = manifest.points;
  json["replicates"] = manifest.replicates;
  json["keep"] = to_text(manifest.keep);
  json["inputs"] = Json::array();
  for (const FileRecord& input : manifest.inputs) {
    json["inputs"].push_back(file_record_json(input));
  }
  if (manifest.shard) {
    json["shard"]["number"] = manifest.shard->number;
    json["shard"]["of"] = manifest.shard->of;
    json["shard"]["first_unit"] = manifest.shard->first_unit;
    json["shard"]["end_unit"] = manifest.shard->end_unit;
  }
  json["files"] = Json::array();
  for (const FileRecord& file : manifest.files) {
    json["files"].push_back(file_record_json(file));
  }
  json["failed_replicates"] = manifest.failed;
  json["failures"] = Json::array();
  for (const SweepFailure& failure : manifest.failures) {
    json["failures"].push_back(Json{{"design_point", failure.point},
                                    {"replicate", failure.replicate},
                                    {"reason", failure.reason}});
  }
  return sealed(std::move(json));
}

SweepManifest read_sweep_manifest(const std::filesystem::path& file) {
  SweepManifest manifest;
  read_sealed(file, "a manifest of a sweep of tripart",
              [&](const Json& json) { manifest = read_fields(json); });
  return manifest;
}

std::optional<std::string> difference(const SweepManifest& there,
                                      const SweepManifest& here) {
  if (auto version = differing_numbers("results version", there.results, here.results)) {
    return version;
  }
  if (there.resolved != here.resolved) {
    return "sweep: " + differing_line(there.resolved, here.resolved);
  }
  if (there.scenario_resolved != here.scenario_resolved) {
    return "scenario: " + differing_line(there.scenario_resolved, here.scenario_resolved);
  }
  if (auto table = differing_table(there.inputs, here.inputs)) {
    return table;
  }
  for (auto& differs :
       {differing_numbers("seed", there.seed, here.seed),
        differing_numbers("design points", there.points, here.points),
        differing_numbers("replicates", there.replicates, here.replicates)}) {
    if (differs) {
      return differs;
    }
  }
  if (there.shard && here.shard) {
    for (auto& differs :
         {differing_numbers("first unit", there.shard->first_unit,
                            here.shard->first_unit),
          differing_numbers("end", there.shard->end_unit, here.shard->end_unit)}) {
      if (differs && there.shard->of == here.shard->of &&
          there.shard->number == here.shard->number) {
        return differs;
      }
    }
  }
  if (there.keep != here.keep) {
    return "keep " + std::string(to_text(there.keep)) + " there, " +
           std::string(to_text(here.keep)) + " here";
  }
  return std::nullopt;
}

std::string SweepIdentity::manifest(const std::vector<FileRecord>& files) const {
  SweepManifest whole = manifest_;
  whole.files = files;
  return to_json(whole);
}

std::string SweepIdentity::work() const {
  SweepManifest bare = manifest_;
  bare.program.clear();
  bare.overrides.clear();  // are in what is resolved
  bare.files.clear();
  bare.failed = 0;
  bare.failures.clear();
  for (FileRecord& input : bare.inputs) {
    if (input.name.ends_with(".yaml")) {  // compared as it is understood
      input.bytes = 0;
      input.sha256.clear();
    }
  }
  return sha256_hex(to_json(bare));
}

std::optional<std::string> SweepIdentity::difference(
    const std::filesystem::path& file) const {
  return tripart::difference(read_sweep_manifest(file), manifest_);
}

bool SweepIdentity::is_at_home(std::string_view name) const {
  constexpr std::array<std::string_view, 2> ours{"shards", "slurm"};
  return std::find(ours.begin(), ours.end(), name) != ours.end();
}

void SweepIdentity::note_failures(std::uint64_t failed,
                                  std::vector<SweepFailure> failures) {
  manifest_.failed = failed;
  manifest_.failures = std::move(failures);
}

}  // namespace tripart
