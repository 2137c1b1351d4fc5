#include "tripart/core/own_folder.hpp"

#include <string>
#include <system_error>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {

namespace fs = std::filesystem;

bool is_unfinished_write(std::string_view file_name) {
  return file_name.starts_with('.') && file_name.ends_with(".tmp");
}

void remove_unfinished_writes(const fs::path& folder, std::string_view name) {
  const std::string begin = "." + (name.empty() ? "" : std::string(name) + ".");
  std::vector<fs::path> left;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder, absent)) {
    const std::string there = entry.path().filename().string();
    if (there.starts_with(begin) && is_unfinished_write(there)) {
      left.push_back(entry.path());
    }
  }
  for (const fs::path& one : left) {
    remove_path(one);
  }
}

void expect_no_link(const fs::path& path) {
  std::error_code ignored;  // what cannot be looked at cannot be written to either
  if (fs::is_symlink(fs::symlink_status(path, ignored))) {
    throw Failure(
        ExitCode::cannot_create,
        path.string() + ": is a symbolic link; results go into folders of their own");
  }
}

}  // namespace tripart
