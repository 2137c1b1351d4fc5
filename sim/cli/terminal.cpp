#include "tripart/cli/terminal.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>

#include "tripart/core/error.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr std::chrono::milliseconds bar_pause{100};
constexpr std::chrono::seconds line_pause{10};

bool wants_colour() {
  const char* no_colour = std::getenv(
      "NO_COLOR");  // NOLINT(concurrency-mt-unsafe): nobody changes the environment
  return no_colour == nullptr || *no_colour == '\0';
}

/// The word that says what a line is, in colour: red errors, yellow warnings, cyan hints.
std::string coloured(std::string line) {
  struct Word {
    std::string_view text;
    std::string_view colour;
  };
  constexpr std::array words{Word{"error:", "\033[1;31m"}, Word{"warning:", "\033[1;33m"},
                             Word{"hint:", "\033[36m"}};
  for (const Word& word : words) {
    const std::size_t at = line.find(word.text);
    if (at != std::string::npos && (at == 0 || line.compare(at - 2, 2, ": ") == 0)) {
      line.insert(at + word.text.size(), "\033[0m");
      return line.insert(at, word.colour);
    }
  }
  return line;
}

std::string duration(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(std::min(seconds, 1e9)));
  if (whole < 100) {
    return std::to_string(whole) + " s";
  }
  return whole < 6000 ? std::to_string(whole / 60) + " min"
                      : std::to_string(whole / 3600) + " h";
}

}  // namespace

std::size_t terminal_columns() {
  constexpr std::size_t of_pages = 100;
  winsize size{};
  const bool known = ::isatty(STDOUT_FILENO) == 1 &&
                     ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : of_pages;
}

void print(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw Failure(ExitCode::io_failed, "standard output: cannot write: " +
                                           std::generic_category().message(errno));
  }
}

void say(std::string_view message) {
  std::string text;
  const bool in_colour = ::isatty(STDERR_FILENO) == 1 && wants_colour();
  while (true) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    const std::string line = printable(message.substr(0, end));
    text += (in_colour ? coloured(line) : line) + "\n";
    if (end == message.size()) {
      break;
    }
    message.remove_prefix(end + 1);
  }
  // Where even stderr cannot be written there is nobody to tell.
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

Progress::Progress(std::uint64_t total, Verbosity verbosity, std::uint64_t before)
    : total_(total),
      before_(before),
      silent_(verbosity == Verbosity::quiet),
      bar_(::isatty(STDERR_FILENO) == 1),
      colour_(wants_colour()) {}

Progress::~Progress() {
  if (!silent_ && bar_) {
    static_cast<void>(std::fputs("\r\033[K", stderr));
  }
}

void Progress::reach(std::uint64_t done, std::string_view also) {
  const Clock::time_point now = Clock::now();
  if (silent_ ||
      now - shown_ < (bar_ ? Clock::duration(bar_pause) : Clock::duration(line_pause))) {
    return;
  }
  shown_ = now;
  draw(done, also);
}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Progress::draw(std::uint64_t done, std::string_view also) const {
  constexpr std::size_t width = 30;
  const double share = static_cast<double>(done) / static_cast<double>(total_);
  const double rate = static_cast<double>(done - before_) / std::max(seconds(), 1e-9);
  const std::string state =
      (also.empty() ? "" : std::string(also) + ", ") + with_commas(done) + " of " +
      with_commas(total_) + " replicates, " +
      with_commas(static_cast<std::uint64_t>(rate)) + " a second, " +
      duration(static_cast<double>(total_ - done) / std::max(rate, 1e-9)) + " left";
  if (!bar_) {
    say(state);
    return;
  }
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(width));
  const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
  const std::string line = "\r\033[K[" + (colour_ ? "\033[36m" + bar + "\033[0m" : bar) +
                           "] " + rounded(100.0 * share, 0) + " %  " + state;
  static_cast<void>(std::fputs(line.c_str(), stderr));
}

std::string with_commas(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3; at -= 3) {
    text.insert(at - 3, 1, ',');
  }
  return text;
}

}  // namespace tripart
