#include "scenario/table_lookup.hpp"

#include <algorithm>
#include <system_error>

#include "tripart/economy/table.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr int levels_up = 3;

bool is_own_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(fs::symlink_status(path, error));
}

bool is_link(const fs::path& path) {
  std::error_code error;
  return fs::is_symlink(fs::symlink_status(path, error));
}

void add_names(const fs::path& folder, std::vector<std::string>& names) {
  std::error_code error;
  for (auto entry = fs::directory_iterator(folder, error);
       !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (is_own_folder(entry->path())) {
      names.push_back(entry->path().filename().string());
    }
  }
}

/// Where `cmake --install` puts tables: beside the program that runs, wherever it was
/// moved to, or where this library was made for. Only folders that exist.
std::vector<fs::path> installed_folders() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  std::vector<fs::path> folders;
  for (const fs::path& share : {program.parent_path().parent_path() / "share" / "tripart",
                                fs::path(TRIPART_SHARE)}) {
    const fs::path tables = share / "scenarios" / "baselines";
    if (is_own_folder(tables) &&
        std::find(folders.begin(), folders.end(), tables) == folders.end()) {
      folders.push_back(tables);
    }
  }
  return folders;
}

}  // namespace

TablePlace find_table(const std::string& name, const fs::path& scenario_file,
                      const std::optional<fs::path>& data_folder) {
  TablePlace place;
  std::error_code error;
  fs::path folder = fs::absolute(scenario_file, error).lexically_normal().parent_path();
  for (int level = 0; level <= levels_up; ++level) {
    place.looked_in.push_back(folder / "baselines");
    if (folder == folder.parent_path()) {
      break;
    }
    folder = folder.parent_path();
  }
  if (data_folder) {
    place.looked_in.push_back(*data_folder);
    place.looked_in.push_back(*data_folder / "baselines");
  }
  for (const fs::path& tables : installed_folders()) {
    place.looked_in.push_back(tables);
  }
  for (const fs::path& candidate : place.looked_in) {
    if (is_link(candidate) || is_link(candidate / name)) {
      place.link = is_link(candidate) ? candidate : candidate / name;
      return place;
    }
    if (is_own_folder(candidate) && is_own_folder(candidate / name)) {
      place.folder = candidate / name;
      return place;
    }
  }
  for (const fs::path& candidate : place.looked_in) {
    if (is_own_folder(candidate)) {
      add_names(candidate, place.others);
    }
  }
  std::sort(place.others.begin(), place.others.end());
  place.others.erase(std::unique(place.others.begin(), place.others.end()),
                     place.others.end());
  return place;
}

std::vector<InputFile> table_inputs(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (fs::is_regular_file(entry.symlink_status())) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<InputFile> inputs;
  for (const fs::path& file : files) {
    inputs.push_back(
        {"baselines/" + folder.filename().string() + "/" + file.filename().string(),
         read_table_bytes(file)});
  }
  return inputs;
}

}  // namespace tripart
