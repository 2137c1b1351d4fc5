#pragma once

#include <filesystem>
#include <memory>

#include "tripart/cli/options.hpp"
#include "tripart/study/sweep.hpp"

namespace tripart {

/// The sweep that `path` is: a sweep file, read with the command's --set and --data, or a
/// directory that holds one, finished or not, whole or in shards. Null where it is
/// something else. \throws UsageError, InputError, Failure
[[nodiscard]] std::unique_ptr<Sweep> find_sweep(const std::filesystem::path& path,
                                                const Arguments& arguments);

}  // namespace tripart
