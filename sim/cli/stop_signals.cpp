#include "cli/stop_signals.hpp"

#include <csignal>
#include <string_view>
#include <unistd.h>

namespace tripart {
namespace {

// A signal handler can reach nothing but globals.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> stop_asked{false};
std::atomic<int> signal_seen{0};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free &&
              std::atomic<int>::is_always_lock_free);

}  // namespace

extern "C" {
static void on_stop_signal(int number) {
  if (stop_asked.exchange(true)) {
    constexpr std::string_view words =
        "tripart: error: ended at once by a second signal\n";
    // Whether it is heard or not, this is the end.
    static_cast<void>(!::write(STDERR_FILENO, words.data(), words.size()));
    ::_exit(128 + number);
  }
  signal_seen = number;
}
}

namespace {

void handle(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  if (::sigemptyset(&action.sa_mask) != 0 || ::sigaction(number, &action, nullptr) != 0) {
    throw Failure(ExitCode::our_bug, "cannot set a signal handler");
  }
}

}  // namespace

StopSignals::StopSignals() {
  stop_asked = false;
  signal_seen = 0;
  handle(SIGINT, on_stop_signal);
  handle(SIGTERM, on_stop_signal);
}

StopSignals::~StopSignals() {
  static_cast<void>(std::signal(SIGINT, SIG_DFL));
  static_cast<void>(std::signal(SIGTERM, SIG_DFL));
}

const std::atomic<bool>& StopSignals::stop() {
  return stop_asked;
}

ExitCode StopSignals::exit_code() {
  switch (signal_seen.load()) {
    case SIGINT:
      return ExitCode::interrupted;
    case SIGTERM:
      return ExitCode::terminated;
    default:
      return ExitCode::done;
  }
}

}  // namespace tripart
