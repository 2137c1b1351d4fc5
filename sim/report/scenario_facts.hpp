#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/finished_results.hpp"

namespace tripart {

/// What charts need to know of a scenario beside its results: parties, start, horizon,
/// number of chapters, elections and legal deadlines, poles and ideals of every issue
/// (means, where they are drawn), and what really happened, where the kept inputs say so.
///
/// \param resolved  the scenario with every default, as a manifest has it
/// \throws InputError where it cannot be read
[[nodiscard]] nlohmann::ordered_json scenario_facts(const FinishedResults& results,
                                                    const std::string& resolved);

}  // namespace tripart
