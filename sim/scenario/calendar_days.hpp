#pragma once

#include <string>
#include <vector>

#include "scenario/section.hpp"

namespace tripart {

/// How many sessions a calendar item stands for: 1 unless it is repeated.
[[nodiscard]] int session_count(const Section& event);

/// Ids of the events that a calendar item makes: its own, `ID-1`, `ID-2`, ... of a
/// repeated session, `ID-notice` and `ID-text` of a law.
[[nodiscard]] std::vector<std::string> derived_ids(const Section& event);

}  // namespace tripart
