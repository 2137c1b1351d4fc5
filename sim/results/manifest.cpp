#include "tripart/results/manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "results/manifest_json.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {

using Json = nlohmann::ordered_json;

Json file_record_json(const FileRecord& record) {
  Json json;
  json["name"] = record.name;
  if (record.rows) {
    json["rows"] = *record.rows;
  }
  json["bytes"] = record.bytes;
  json["sha256"] = record.sha256;
  return json;
}

FileRecord read_file_record(const Json& json) {
  FileRecord record;
  record.name = json.at("name").get<std::string>();
  if (json.contains("rows")) {
    record.rows = json.at("rows").get<std::uint64_t>();
  }
  record.bytes = json.at("bytes").get<std::uint64_t>();
  record.sha256 = json.at("sha256").get<std::string>();
  return record;
}

std::string why_none(const std::exception& problem) {
  std::string why = problem.what();
  // `[json.exception.parse_error.101] parse error at line 1, ...`
  if (why.starts_with("[json.exception.") && why.find("] ") != std::string::npos) {
    why.erase(0, why.find("] ") + 2);
  }
  return why;
}

std::string differing_line(const std::string& there, const std::string& here) {
  std::istringstream first(there);
  std::istringstream second(here);
  std::string a;
  std::string b;
  while (true) {
    const bool more_a = static_cast<bool>(std::getline(first, a));
    const bool more_b = static_cast<bool>(std::getline(second, b));
    if (a != b || more_a != more_b || !more_a) {
      const auto trimmed = [](const std::string& line) {
        return line.substr(std::min(line.find_first_not_of(' '), line.size()));
      };
      return "'" + (more_a ? trimmed(a) : "") + "' there, '" +
             (more_b ? trimmed(b) : "") + "' here";
    }
  }
}

namespace {

Manifest read_fields(const Json& json) {
  Manifest manifest;
  manifest.program = json.at("tripart").get<std::string>();
  manifest.results = json.at("results_version").get<std::uint64_t>();
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
  manifest.seed = json.at("seed").get<std::uint64_t>();
  manifest.replicates = json.at("replicates").get<std::uint64_t>();
  const auto keep = parse_keep(json.at("keep").get<std::string>());
  if (!keep || manifest.replicates == 0) {
    throw std::invalid_argument("keep or replicates");
  }
  manifest.keep = *keep;
  manifest.trace = json.at("trace").get<std::uint64_t>();
  for (const Json& input : json.at("inputs")) {
    manifest.inputs.push_back(read_file_record(input));
  }
  for (const Json& file : json.at("files")) {
    manifest.files.push_back(read_file_record(file));
  }
  manifest.failed = json.at("failed_replicates").get<std::uint64_t>();
  for (const Json& failure : json.at("failures")) {
    manifest.failures.push_back({failure.at("replicate").get<std::uint64_t>(),
                                 failure.at("reason").get<std::string>()});
  }
  return manifest;
}

std::string numbers(const std::string& what, std::uint64_t there, std::uint64_t here) {
  return what + " " + std::to_string(there) + " there, " + std::to_string(here) + " here";
}

template <class Read>
auto read_as_manifest(const std::filesystem::path& file, Read read) {
  const std::string text = read_file(file);
  try {
    return read(Json::parse(text));
  } catch (const std::exception& problem) {
    throw InputError({file.string(), 0, 0},
                     "is not a manifest of tripart: " + why_none(problem));
  }
}

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
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Manifest read_manifest(const std::filesystem::path& file) {
  return read_as_manifest(file, read_fields);
}

std::vector<FileRecord> read_file_list(const std::filesystem::path& file) {
  return read_as_manifest(file, [](const Json& json) {
    std::vector<FileRecord> files;
    for (const Json& record : json.at("files")) {
      files.push_back(read_file_record(record));
    }
    return files;
  });
}

std::string kind_of_manifest(const std::filesystem::path& file) {
  return read_as_manifest(
      file, [](const Json& json) { return json.at("kind").get<std::string>(); });
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
