#include "cli/stop_signals.hpp"

#include <csignal>
#include <cstdint>
#include <ctime>
#include <string_view>
#include <unistd.h>

namespace tripart {
namespace {

// A signal handler can reach nothing but globals.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> stop_asked{false};
std::atomic<int> signal_seen{0};
std::atomic<std::int64_t> first_seen{0};  // ms, 0: none yet
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free &&
              std::atomic<int>::is_always_lock_free &&
              std::atomic<std::int64_t>::is_always_lock_free);

// Who stops a program and its whole group, as timeout(1) does, sends two signals and
// means one; nobody presses a key twice so fast.
constexpr std::int64_t one_wish = 200;  // ms

std::int64_t milliseconds_now() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);  // one of the few calls a handler may make
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1000000;
}

}  // namespace

extern "C" {
static void on_stop_signal(int number) {
  const std::int64_t now = milliseconds_now();
  std::int64_t first = 0;
  // One step, for another thread may be handling the other signal.
  if (first_seen.compare_exchange_strong(first, now)) {
    signal_seen = number;
    stop_asked = true;
  } else if (now - first >= one_wish) {
    constexpr std::string_view words =
        "tripart: error: ended at once by a second signal\n";
    // Whether it is heard or not, this is the end.
    static_cast<void>(!::write(STDERR_FILENO, words.data(), words.size()));
    ::_exit(128 + number);
  }
}
}

extern "C" {
static void on_end_signal(int number) {
  constexpr std::string_view words =
      "tripart: error: stopped by a signal; give the same command again, with --resume "
      "where it has that\n";
  static_cast<void>(!::write(STDERR_FILENO, words.data(), words.size()));
  ::_exit(128 + number);
}
}

namespace {

void handle(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  // Of two signals that wait, the first is handled first, not on top of it the second.
  if (::sigemptyset(&action.sa_mask) != 0 || ::sigaddset(&action.sa_mask, SIGINT) != 0 ||
      ::sigaddset(&action.sa_mask, SIGTERM) != 0 ||
      ::sigaction(number, &action, nullptr) != 0) {
    throw Failure(ExitCode::our_bug, "cannot set a signal handler");
  }
}

}  // namespace

StopSignals::StopSignals() {
  stop_asked = false;
  signal_seen = 0;
  first_seen = 0;
  handle(SIGINT, on_stop_signal);
  handle(SIGTERM, on_stop_signal);
}

StopSignals::~StopSignals() {
  static_cast<void>(std::signal(SIGINT, on_end_signal));
  static_cast<void>(std::signal(SIGTERM, on_end_signal));
}

void end_with_a_word() {
  for (const int number : {SIGINT, SIGTERM}) {
    if (std::signal(number, on_end_signal) == SIG_IGN) {
      static_cast<void>(std::signal(number, SIG_IGN));
    }
  }
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
