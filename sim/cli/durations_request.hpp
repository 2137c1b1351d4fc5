#pragma once

#include "tripart/cli/options.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

/// `tripart backtest SCENARIO --durations FILE`: simulated months from launch to
/// signature against those of history.
[[nodiscard]] ExitCode backtest_durations(const Arguments& arguments);

}  // namespace tripart
