#include "tripart/results/manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "results/manifest_json.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/statistics.hpp"

namespace tripart {

using Json = nlohmann::ordered_json;

namespace {

Manifest read_fields(const Json& json) {
  Manifest manifest;
  manifest.program = json.at("tripart").get<std::string>();
  manifest.results = count_at(json, "results_version");
  manifest.scenario_name = json.at("scenario").at("name").get<std::string>();
  manifest.resolved = json.at("scenario").at("resolved").get<std::string>();
  manifest.overrides = json.at("overrides").get<std::vector<std::string>>();
  if (json.contains("prior_predictive")) {
    manifest.priors.emplace();
    for (const Json& prior : json.at("prior_predictive")) {
      manifest.priors->push_back({prior.at("path").get<std::string>(),
                                  prior.at("stated").get<std::string>(),
                                  prior.at("prior").get<std::string>()});
    }
  }
  manifest.seed = count_at(json, "seed");
  manifest.replicates = count_at(json, "replicates");
  const auto keep = parse_keep(json.at("keep").get<std::string>());
  if (!keep) {
    throw std::invalid_argument("keep is none of summary, outcomes, all");
  }
  if (manifest.replicates == 0 || manifest.replicates > most_summed) {
    throw std::invalid_argument("replicates is no number from 1 to " +
                                std::to_string(most_summed));
  }
  manifest.keep = *keep;
  manifest.trace = count_at(json, "trace");
  for (const Json& input : json.at("inputs")) {
    manifest.inputs.push_back(read_file_record(input));
  }
  for (const Json& file : json.at("files")) {
    manifest.files.push_back(read_file_record(file));
  }
  manifest.failed = count_at(json, "failed_replicates");
  for (const Json& failure : json.at("failures")) {
    manifest.failures.push_back(
        {count_at(failure, "replicate"), failure.at("reason").get<std::string>()});
  }
  return manifest;
}

std::string numbers(const std::string& what, std::uint64_t there, std::uint64_t here) {
  return what + " " + std::to_string(there) + " there, " + std::to_string(here) + " here";
}

constexpr std::string_view a_manifest = "a manifest of tripart";

}  // namespace

std::string_view to_text(Keep keep) {
  switch (keep) {
    case Keep::summary:
      return "summary";
    case Keep::outcomes:
      return "outcomes";
    case Keep::all:
      return "all";
  }
  return "";
}

std::optional<Keep> parse_keep(std::string_view text) {
  for (const Keep keep : {Keep::summary, Keep::outcomes, Keep::all}) {
    if (text == to_text(keep)) {
      return keep;
    }
  }
  return std::nullopt;
}

Manifest describe_run(const Scenario& scenario, std::uint64_t seed,
                      std::uint64_t replicates, Keep keep, std::uint64_t trace) {
  Manifest manifest;
  manifest.scenario_name = scenario.model.name;
  manifest.resolved = scenario.resolved;
  manifest.overrides = scenario.overrides;
  manifest.seed = seed;
  manifest.replicates = replicates;
  manifest.keep = keep;
  manifest.trace = trace;
  for (const InputFile& input : scenario.inputs) {
    manifest.inputs.push_back(
        {input.name, std::nullopt, input.bytes.size(), sha256_hex(input.bytes)});
  }
  return manifest;
}

std::string to_json(const Manifest& manifest) {
  Json json;
  json["tripart"] = manifest.program;
  json["results_version"] = manifest.results;
  json["kind"] = "run";
  json["scenario"]["name"] = manifest.scenario_name;
  json["scenario"]["sha256"] = sha256_hex(manifest.resolved);
  json["scenario"]["resolved"] = manifest.resolved;
  json["overrides"] = manifest.overrides;
  if (manifest.priors) {
    json["prior_predictive"] = Json::array();
    for (const PriorInPlace& prior : *manifest.priors) {
      json["prior_predictive"].push_back(
          Json{{"path", prior.path}, {"stated", prior.stated}, {"prior", prior.prior}});
    }
  }
  json["seed"] = manifest.seed;
  json["replicates"] = manifest.replicates;
  json["keep"] = to_text(manifest.keep);
  json["trace"] = manifest.trace;
  json["inputs"] = Json::array();
  for (const FileRecord& input : manifest.inputs) {
    json["inputs"].push_back(file_record_json(input));
  }
  json["files"] = Json::array();
  for (const FileRecord& file : manifest.files) {
    json["files"].push_back(file_record_json(file));
  }
  json["failed_replicates"] = manifest.failed;
  json["failures"] = Json::array();
  for (const FailureRecord& failure : manifest.failures) {
    json["failures"].push_back(
        Json{{"replicate", failure.replicate}, {"reason", failure.reason}});
  }
  return sealed(std::move(json));
}

Manifest read_manifest(const std::filesystem::path& file) {
  Manifest manifest;
  read_sealed(file, a_manifest, [&](const Json& json) { manifest = read_fields(json); });
  return manifest;
}

ListedFiles read_listed_files(const std::filesystem::path& file) {
  ListedFiles listed;
  read_sealed(file, a_manifest, [&](const Json& json) {
    for (const auto& [key, files] :
         {std::pair("inputs", &listed.inputs), std::pair("files", &listed.files)}) {
      for (const Json& record : json.at(key)) {
        files->push_back(read_file_record(record));
      }
    }
  });
  return listed;
}

std::string kind_of_manifest(const std::filesystem::path& file) {
  std::string kind;
  read_sealed(file, a_manifest,
              [&](const Json& json) { kind = json.at("kind").get<std::string>(); });
  return kind;
}

std::optional<std::string> difference(const Manifest& there, const Manifest& here) {
  if (there.results != here.results) {
    return numbers("results version", there.results, here.results);
  }
  if (there.resolved != here.resolved) {
    return "scenario: " + differing_line(there.resolved, here.resolved);
  }
  for (std::size_t i = 1; i < std::max(there.inputs.size(), here.inputs.size()); ++i) {
    if (i >= there.inputs.size() || i >= here.inputs.size() ||
        there.inputs[i].name != here.inputs[i].name ||
        there.inputs[i].sha256 != here.inputs[i].sha256) {
      return "table " + (i < here.inputs.size() ? here : there).inputs[i].name +
             " is another one";
    }
  }
  if (there.priors.has_value() != here.priors.has_value()) {
    return there.priors ? "a prior predictive run there, none here"
                        : "no prior predictive run there, one here";
  }
  if (there.seed != here.seed) {
    return numbers("seed", there.seed, here.seed);
  }
  if (there.replicates != here.replicates) {
    return numbers("replicates", there.replicates, here.replicates);
  }
  if (there.keep != here.keep) {
    return "keep " + std::string(to_text(there.keep)) + " there, " +
           std::string(to_text(here.keep)) + " here";
  }
  if (there.trace != here.trace) {
    return numbers("trace", there.trace, here.trace);
  }
  return std::nullopt;
}

}  // namespace tripart
