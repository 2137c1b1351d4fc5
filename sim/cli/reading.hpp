#pragma once

#include <filesystem>

#include "tripart/core/error.hpp"
#include "tripart/scenario/file_kind.hpp"

namespace tripart {

/// Throws an InputError that names the command for `file`, where it is a scenario, a
/// sweep or a tournament, and not what is `wanted`.
void expect_kind(FileKind wanted, const std::filesystem::path& file);

/// What `read` makes of `file`; what is wrong with a file of another kind is that it is
/// of another kind. \throws InputError, Failure
template <class Read>
[[nodiscard]] auto reading(FileKind wanted, const std::filesystem::path& file,
                           const Read& read) {
  try {
    return read(file);
  } catch (const InputError&) {
    expect_kind(wanted, file);
    throw;
  }
}

}  // namespace tripart
