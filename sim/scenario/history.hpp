#pragma once

#include <filesystem>
#include <optional>

#include "scenario/section.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// The CSV that `history` names, by a path below the scenario's folder; links are not
/// followed. Nothing if the scenario names none, or after a complaint.
[[nodiscard]] std::optional<InputFile> find_history(const Section& root,
                                                    const std::filesystem::path& file,
                                                    Complaints& complaints);

}  // namespace tripart
