#include "cli/source.hpp"

#include <algorithm>
#include <cstdlib>
#include <sched.h>
#include <utility>

#include "cli/reading.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t most_jobs = 4096;

std::optional<fs::path> manifest_of(const fs::path& path) {
  if (path.filename() == "manifest.json") {
    return path;
  }
  if (!fs::is_directory(path)) {
    return std::nullopt;
  }
  const fs::path unfinished = path / ".partial" / "run.json";
  return fs::exists(path / "manifest.json") || !fs::exists(unfinished)
             ? path / "manifest.json"
             : unfinished;
}

Source read_kept_scenario(const fs::path& file) {
  Manifest manifest = read_manifest(file);
  fs::path folder = file.parent_path();
  if (file.filename() == "run.json") {
    folder = folder.parent_path();
  }
  if (manifest.inputs.empty()) {
    throw InputError({file.string(), 0, 0}, "names no scenario among its inputs");
  }
  const fs::path inputs = folder / "inputs";
  const fs::path scenario_file = inputs / manifest.inputs.front().name;
  ReadOptions options;
  options.overrides = manifest.overrides;
  Scenario scenario = read_scenario(scenario_file, options);
  Manifest here = describe_run(scenario, manifest.seed, manifest.replicates,
                               manifest.keep, manifest.trace);
  here.priors = manifest.priors;
  if (const auto other = difference(manifest, here)) {
    throw InputError({scenario_file.string(), 0, 0},
                     "is not what " + file.string() + " says (" + *other + ")");
  }
  return {std::move(scenario), std::move(manifest), folder.empty() ? "." : folder};
}

// Slurm and OpenMP may hold lists such as `4(x2)` or `4,2`; only a plain count counts.
std::optional<int> jobs_from_environment() {
  for (const char* name :
       {"SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE", "OMP_NUM_THREADS"}) {
    const char* value = std::getenv(
        name);  // NOLINT(concurrency-mt-unsafe): nobody changes the environment
    if (value != nullptr) {
      const auto count = parse_count(value);
      if (count && *count >= 1) {
        return static_cast<int>(std::min(*count, most_jobs));
      }
    }
  }
  return std::nullopt;
}

std::string path_of(const std::string& setting) {
  return setting.substr(0, setting.find('='));
}

// A later --set must not take back without a word what an earlier one says.
void expect_all_count(const std::vector<std::string>& settings) {
  for (std::size_t late = 1; late < settings.size(); ++late) {
    const std::string path = path_of(settings[late]);
    for (std::size_t early = 0; early < late; ++early) {
      const std::string before = path_of(settings[early]);
      if (before == path || before.starts_with(path + ".")) {
        throw UsageError("--set '" + settings[early] + "' would do nothing: --set '" +
                         settings[late] + "' behind it replaces it");
      }
    }
  }
}

}  // namespace

ReadOptions read_options(const Arguments& arguments) {
  ReadOptions options;
  options.overrides = arguments.all("set");
  expect_all_count(options.overrides);
  if (const auto data = arguments.text("data")) {
    options.data_folder = *data;
  }
  return options;
}

Source read_source(const fs::path& path, const Arguments& arguments) {
  if (const auto manifest = manifest_of(path)) {
    if (arguments.has("set") || arguments.has("data")) {
      throw UsageError("--set and --data are for scenario files; " + path.string() +
                       " has its own");
    }
    return read_kept_scenario(*manifest);
  }
  const ReadOptions options = read_options(arguments);
  return {reading(FileKind::scenario, path,
                  [&](const fs::path& file) { return read_scenario(file, options); }),
          std::nullopt,
          {}};
}

// Closed forms are about numbers that are no more: they stay away (`theory`).
Scenario read_with_priors(const fs::path& path, const Arguments& arguments,
                          const std::vector<PriorInPlace>& priors) {
  ReadOptions options = read_options(arguments);
  const std::vector<std::string> items = as_overrides(priors);
  options.overrides.insert(options.overrides.end(), items.begin(), items.end());
  options.overrides.emplace_back("theory=[]");
  return read_scenario(path, options);
}

void say_notes(const Scenario& scenario) {
  if (scenario.trade) {
    for (const std::string& note : scenario.trade->baseline.notes) {
      say("note: " + note);
    }
  }
  // A table of percents that all stand as whole numbers needs no line for each.
  constexpr std::size_t most_said = 10;
  const std::vector<Complaint>& notes = scenario.notes;
  for (std::size_t i = 0; i < std::min(most_said, notes.size()); ++i) {
    const std::string text = to_text(notes[i], "note");
    say(text.substr(0, text.size() - 1));
  }
  if (notes.size() > most_said) {
    say("note: and " + std::to_string(notes.size() - most_said) + " more of these");
  }
}

int jobs_of(const Arguments& arguments) {
  if (const auto jobs = arguments.count("jobs", 1)) {
    if (*jobs > most_jobs) {
      throw UsageError("--jobs is " + std::to_string(*jobs) + ", expected at most " +
                       std::to_string(most_jobs));
    }
    return static_cast<int>(*jobs);
  }
  if (const auto jobs = jobs_from_environment()) {
    return *jobs;
  }
  cpu_set_t set;
  CPU_ZERO(&set);
  return ::sched_getaffinity(0, sizeof set, &set) == 0 ? std::max(1, CPU_COUNT(&set)) : 1;
}

std::uint64_t seed_of(const Arguments& arguments,
                      const std::optional<Manifest>& manifest) {
  if (const auto seed = arguments.count("seed", 0)) {
    return *seed;
  }
  return manifest ? manifest->seed : 1;
}

Existing existing_of(const Arguments& arguments) {
  if (arguments.has("resume") && arguments.has("force")) {
    throw UsageError("--resume goes on and --force starts anew; choose one");
  }
  return arguments.has("resume")  ? Existing::resume
         : arguments.has("force") ? Existing::force
                                  : Existing::refuse;
}

Format format_of(const Arguments& arguments) {
  const std::string word = arguments.text("format").value_or("table");
  if (word == "table") {
    return Format::table;
  }
  if (word == "csv") {
    return Format::csv;
  }
  if (word == "json") {
    return Format::json;
  }
  const auto meant = closest_name(word, {"table", "csv", "json"});
  throw UsageError("--format is '" + word + "', expected table, csv or json",
                   meant ? std::vector<std::string>{"did you mean '" + *meant + "'?"}
                         : std::vector<std::string>{});
}

}  // namespace tripart
