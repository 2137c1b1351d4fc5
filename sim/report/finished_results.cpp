#include "report/finished_results.hpp"

#include <algorithm>
#include <system_error>

#include "results/manifest_json.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/results/work_memory.hpp"
#include "tripart/study/finished_sweep.hpp"
#include "tripart/study/merge.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view package_name = "datapackage.json";
constexpr std::string_view hash_kind = "sha256:";

constexpr std::string_view ours = "what tripart writes";

PageColumn column_of(const Json& field) {
  const auto type = field.at("type").get<std::string>();
  return {field.at("name").get<std::string>(), field.value("unit", std::string()),
          field.value("description", std::string()),
          type == "number" || type == "integer"};
}

std::string without_kind(const std::string& hash) {
  return hash.starts_with(hash_kind) ? hash.substr(hash_kind.size()) : hash;
}

// Names and columns of the tables, and their lengths and digests where nothing else has
// them.
void describe(FinishedResults& results) {
  const fs::path file = results.folder / package_name;
  const bool lists_files = results.manifest.is_null();
  read_json_text(file, ours, read_small_file(file), [&](const Json& package) {
    if (results.name.empty()) {
      results.name = package.at("name").get<std::string>();
    }
    if (package.contains("sources")) {
      results.source_sha256 =
          without_kind(package["sources"].at(0).at("hash").get<std::string>());
    }
    for (const Json& resource : package.at("resources")) {
      const auto path = resource.at("path").get<std::string>();
      expect_within(path);
      results.titles[path] = resource.at("title").get<std::string>();
      for (const Json& field : resource.at("schema").at("fields")) {
        results.columns[path].push_back(column_of(field));
      }
      if (lists_files) {
        results.files.push_back({path, std::nullopt, count_at(resource, "bytes"),
                                 without_kind(resource.at("hash").get<std::string>())});
      }
    }
  });
}

void expect_whole(const FinishedResults& results) {
  for (const FileRecord& record : results.files) {
    std::error_code missing;
    const auto size = fs::file_size(results.folder / record.name, missing);
    if (missing || size != record.bytes) {
      throw Failure(ExitCode::bad_input,
                    results.folder.string() + ": is damaged (" + record.name +
                        (missing ? " is missing)" : " is not what the manifest says)"));
    }
  }
}

[[noreturn]] void refuse(const fs::path& folder) {
  const std::string name = folder.string();
  if (!fs::is_directory(folder)) {
    throw Failure(ExitCode::cannot_read, name + ": is no folder that can be read");
  }
  if (fs::exists(folder / ".partial") || fs::exists(folder / unfinished_folder)) {
    throw Failure(ExitCode::bad_input,
                  name +
                      ": is unfinished; the command that began it goes on with it "
                      "when given --resume");
  }
  if (!find_shards(folder).empty()) {
    static_cast<void>(open_finished_sweep(folder));  // says what is missing
  }
  throw Failure(ExitCode::cannot_read, name + ": holds no results");
}

std::string name_in(const Json& manifest) {
  for (const char* about : {"sweep", "backtest", "tournament", "scenario"}) {
    if (manifest.contains(about) && manifest[about].is_object() &&
        manifest[about].contains("name") && manifest[about]["name"].is_string()) {
      return manifest[about]["name"].get<std::string>();
    }
  }
  return "";
}

}  // namespace

const FileRecord* FinishedResults::find(const std::string& file) const {
  const auto found = std::find_if(files.begin(), files.end(), [&](const auto& record) {
    return record.name == file;
  });
  return found == files.end() ? nullptr : &*found;
}

FinishedResults open_table_set(const fs::path& folder) {
  FinishedResults results;
  results.folder = folder;
  describe(results);
  const auto has = [&](const char* file) { return results.find(file) != nullptr; };
  results.kind = has("profiles.csv")                       ? "tournament"
                 : has("scores.csv") && has("jitters.csv") ? "backtest"
                 : has("duration_test.csv")                ? "durations"
                                                           : "tables";
  expect_whole(results);
  return results;
}

FinishedResults open_results(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  if (!fs::exists(file)) {
    if (fs::exists(folder / package_name) && !fs::exists(folder / ".partial") &&
        !fs::exists(folder / unfinished_folder)) {
      return open_table_set(folder);
    }
    refuse(folder);
  }
  FinishedResults results;
  results.folder = folder;
  results.kind = kind_of_manifest(file);
  if (results.kind == "shard") {
    throw Failure(ExitCode::bad_input,
                  folder.string() +
                      ": is one shard of a sweep; a report is about the "
                      "folder that `tripart merge` filled");
  }
  results.files = read_listed_files(file).files;
  read_sealed(file, "a manifest of tripart",
              [&](const Json& manifest) { results.manifest = manifest; });
  results.name = name_in(results.manifest);
  describe(results);
  expect_whole(results);
  return results;
}

}  // namespace tripart
