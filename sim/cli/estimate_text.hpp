#pragma once

#include <string>

#include "cli/sweep_request.hpp"

namespace tripart {

/// What a sweep would do, how long and how many bytes it would take, and what its shards
/// would have to do: `tripart sweep --dry-run`.
[[nodiscard]] std::string estimate_text(const SweepRequest& request);

}  // namespace tripart
