#pragma once

#include <span>
#include <string_view>

/// Scenarios and their tables as they lie in `scenarios/`, kept in the program, so that
/// it can write one wherever it is.
namespace tripart {

struct ShippedFile {
  std::string_view path;  ///< below `scenarios/`: `nafta-2018.yaml`
  std::string_view bytes;
};

/// Ordered by path.
[[nodiscard]] std::span<const ShippedFile> shipped_files();

}  // namespace tripart
