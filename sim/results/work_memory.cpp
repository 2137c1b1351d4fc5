#include "tripart/results/work_memory.hpp"

#include <unistd.h>
#include <utility>

#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/results/manifest.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr const char* work_name = "work";  // there before anything else is

bool holds_only_unfinished_writes(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!is_unfinished_write(entry.path().filename().string())) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string work_text(const Scenario& scenario) {
  std::string text = scenario.resolved;
  for (const InputFile& input : scenario.inputs) {
    if (!input.name.ends_with(".yaml")) {  // what a scenario says is in what is resolved
      text += input.name + " " + sha256_hex(input.bytes) + "\n";
    }
  }
  return text;
}

WorkMemory::WorkMemory(const fs::path& folder, const std::string& work, Existing existing)
    : folder_(folder / unfinished_folder),
      work_(sha256_hex(std::to_string(results_version) + "\n" + work)),
      journal_(folder_, work_) {
  remove_unfinished_writes(folder, unfinished_folder + 1);  // without its dot
  expect_no_link(folder_);
  if (fs::exists(folder_)) {
    look_around(existing);
  }
}

void WorkMemory::look_around(Existing existing) {
  const auto refuse = [&](ExitCode code, const std::string& why) {
    throw Failure(code, folder_.parent_path().string() + ": " + why);
  };
  const fs::path mark = folder_ / work_name;
  if (!fs::exists(mark)) {
    if (!fs::is_directory(folder_) || !holds_only_unfinished_writes(folder_)) {
      refuse(ExitCode::cannot_create, std::string("holds ") + unfinished_folder +
                                          ", which tripart did not write; choose another "
                                          "directory");
    }
    forget();  // of who died before there was anything to lose
    return;
  }
  if (existing == Existing::force) {
    forget();
    return;
  }
  if (read_file(mark) != work_ + "\n") {
    refuse(ExitCode::bad_input,
           "holds unfinished results of other inputs; use --force to replace them");
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
    write_file_atomically(folder_ / work_name, work_ + "\n");
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
