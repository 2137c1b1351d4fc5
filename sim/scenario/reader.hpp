#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// `read_scenario` for text already in memory. `file` names it in complaints and says
/// where tables and history are looked for; it need not exist.
[[nodiscard]] Scenario read_scenario_text(std::string_view text,
                                          const std::filesystem::path& file,
                                          const ReadOptions& options = {});

}  // namespace tripart
