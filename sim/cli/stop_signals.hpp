#pragma once

#include <atomic>

#include "tripart/core/error.hpp"

namespace tripart {

/// While it lives, the first SIGINT or SIGTERM asks for a tidy stop; the second ends the
/// program at once.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  StopSignals(StopSignals&&) = delete;
  StopSignals& operator=(StopSignals&&) = delete;

  /// Set by the first signal.
  [[nodiscard]] static const std::atomic<bool>& stop();
  /// interrupted or terminated, by the signal that came; done if none did.
  [[nodiscard]] static ExitCode exit_code();
};

/// From here on, SIGINT and SIGTERM end the program at once, but not without a word,
/// where no StopSignals lives: while it reads, solves or writes its last. What a parent
/// told it to ignore it ignores.
void end_with_a_word();

}  // namespace tripart
