#include "tripart/core/own_folder.hpp"

#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "core/descriptor.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {

namespace fs = std::filesystem;

bool is_unfinished_write(std::string_view file_name) {
  return file_name.starts_with('.') && file_name.ends_with(".tmp");
}

namespace {

/// Beside `name`, or beside any.
std::vector<fs::path> unfinished_writes(const fs::path& folder, std::string_view name) {
  const std::string begin = "." + (name.empty() ? "" : std::string(name) + ".");
  std::vector<fs::path> left;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder, absent)) {
    const std::string there = entry.path().filename().string();
    if (there.starts_with(begin) && is_unfinished_write(there)) {
      left.push_back(entry.path());
    }
  }
  return left;
}

/// Whether the last part of a name is the number of a process, as write_file_atomically
/// has it.
bool ends_with_process(const std::string& stem) {
  const std::size_t end = stem.find_last_not_of("0123456789");
  return end != std::string::npos && end + 1 < stem.size() && stem[end] == '.';
}

/// Leaves what a living process writes, and what cannot be removed.
void remove_abandoned_writes(const fs::path& target) {
  const fs::path folder = target.has_parent_path() ? target.parent_path() : ".";
  for (const fs::path& one : unfinished_writes(folder, target.filename().string())) {
    if (!ends_with_process(one.stem().string())) {
      continue;
    }
    // Not blocking: somebody's pipe may have such a name, too.
    const Descriptor file = open_path(one, O_WRONLY | O_NOFOLLOW | O_NONBLOCK);
    if (file.is_open() && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0) {
      ::unlink(one.c_str());
    }
  }
}

}  // namespace

void remove_unfinished_writes(const fs::path& folder, std::string_view name) {
  for (const fs::path& one : unfinished_writes(folder, name)) {
    remove_path(one);
  }
}

void write_among_others(const fs::path& target, std::string_view bytes) {
  remove_abandoned_writes(target);
  write_file_atomically(target, bytes);
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
