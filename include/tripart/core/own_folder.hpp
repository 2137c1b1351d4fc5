#pragma once

#include <filesystem>
#include <string_view>

/// What a process finds in the folder that it writes to.
namespace tripart {

/// Whether a file of this name is what somebody was writing beside its target.
[[nodiscard]] bool is_unfinished_write(std::string_view file_name);

/// Removes from `folder` what processes that were killed left beside their targets:
/// beside `name`, or beside any. For who alone writes there: what the living write looks
/// the same.
void remove_unfinished_writes(const std::filesystem::path& folder,
                              std::string_view name = {});

/// write_file_atomically in a folder where others may write, too: what killed processes
/// left beside `target` is removed, what living ones write is not.
void write_among_others(const std::filesystem::path& target, std::string_view bytes);

/// That results do not go where a symbolic link at `path` leads.
/// \throws Failure(cannot_create) if there is one
void expect_no_link(const std::filesystem::path& path);

}  // namespace tripart
