#include "tripart/results/work_memory.hpp"

#include <unistd.h>
#include <utility>

#include "results/manifest_json.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/results/manifest.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr const char* described_in = "datapackage.json";
constexpr const char* work_name = "work";  // there before anything else is
constexpr const char* checkpoint_name = "checkpoint";
/// First line of `work`; the text of the work follows.
constexpr std::string_view work_kind = "tripart unfinished work 1\n";

/// Whether the folder may be taken away: it holds nothing but what is written here, at
/// least one file of which says whose it is.
bool is_ours(const fs::path& folder) {
  if (!fs::is_directory(fs::symlink_status(folder))) {
    return false;
  }
  bool is_empty = true;
  bool is_marked = false;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (is_unfinished_write(name)) {
      continue;
    }
    if (!fs::is_regular_file(entry.symlink_status()) ||
        (name != work_name && name != checkpoint_name)) {
      return false;
    }
    is_empty = false;
    is_marked = is_marked ||
                read_file(entry.path())
                    .starts_with(name == work_name ? work_kind : "tripart checkpoint ");
  }
  return is_empty || is_marked;
}

}  // namespace

std::string work_text(const Scenario& scenario) {
  std::string text = scenario.resolved;
  for (std::size_t i = 1; i < scenario.inputs.size();
       ++i) {  // behind the scenario itself
    text += scenario.inputs[i].name + ": " + sha256_hex(scenario.inputs[i].bytes) + "\n";
  }
  return text;
}

WorkMemory::WorkMemory(const fs::path& folder, const std::string& work, Existing existing)
    : folder_(folder / unfinished_folder),
      work_("results version: " + std::to_string(results_version) + "\n" + work),
      journal_(folder_, sha256_hex(work_)) {
  remove_unfinished_writes(folder, unfinished_folder + 1);  // without its dot
  expect_no_link(folder_);
  if (fs::exists(folder_)) {
    look_around(existing);
  } else if (existing != Existing::force) {
    expect_no_other_results();
  }
}

// The same results may be made again, and end with the same bytes.
void WorkMemory::expect_no_other_results() const {
  const fs::path package = folder_.parent_path() / described_in;
  if (!fs::exists(package)) {
    return;
  }
  DataSource there;
  read_json_text(package, "what tripart writes", read_small_file(package),
                 [&](const nlohmann::ordered_json& json) {
                   if (json.contains("sources")) {
                     const auto& source = json.at("sources").at(0);
                     there.sha256 = source.at("hash").get<std::string>();
                     there.text = source.value("text", std::string());
                   }
                 });
  if (!there.text.empty() && there.sha256 != "sha256:" + source().sha256) {
    throw Failure(ExitCode::bad_input,
                  folder_.parent_path().string() + ": holds results of other inputs (" +
                      differing_line(there.text, work_) +
                      "); use --force to replace them, or another directory");
  }
}

DataSource WorkMemory::source() const {
  return {"all that determines these tables", sha256_hex(work_), work_};
}

void WorkMemory::look_around(Existing existing) {
  const auto refuse = [&](ExitCode code, const std::string& why) {
    throw Failure(code, folder_.parent_path().string() + ": " + why);
  };
  if (!is_ours(folder_)) {
    refuse(ExitCode::cannot_create, std::string("holds ") + unfinished_folder +
                                        ", which tripart did not write; choose another "
                                        "directory");
  }
  const fs::path mark = folder_ / work_name;
  if (existing == Existing::force || !fs::exists(mark)) {
    forget();  // without a mark of who died before there was anything to lose
    return;
  }
  const std::string there = read_file(mark);
  if (const std::string here = std::string(work_kind) + work_; there != here) {
    refuse(ExitCode::bad_input, "holds unfinished results of other inputs (" +
                                    differing_line(there, here) +
                                    "); use --force to replace them");
  }
  if (existing == Existing::refuse) {
    refuse(ExitCode::bad_input, "holds unfinished results; use --resume or --force");
  }
  is_on_disk_ = true;
  remove_unfinished_writes(folder_);
  if (auto checkpoint = journal_.resume()) {
    resumed_ = std::move(checkpoint->state);
  }
  problem_ = journal_.problem();
}

Failure WorkMemory::damaged() const {
  return {ExitCode::bad_input,
          folder_.parent_path().string() +
              ": holds unfinished results that are damaged; use --force to start anew"};
}

void WorkMemory::keep(const std::string& state) {
  if (!is_on_disk_) {
    create_folder_within(folder_.parent_path(), folder_);
    write_file_atomically(folder_ / work_name, std::string(work_kind) + work_);
    sync_folder(folder_.parent_path());
    is_on_disk_ = true;
  }
  journal_.checkpoint(1, state);
}

// Under another name first: half of it would be taken for somebody else's.
void WorkMemory::forget() {
  is_on_disk_ = false;
  if (!fs::exists(folder_)) {
    return;
  }
  const fs::path gone = folder_.parent_path() / (std::string(unfinished_folder) + "." +
                                                 std::to_string(::getpid()) + ".tmp");
  rename_path(folder_, gone);
  remove_path(gone);
}

}  // namespace tripart
