#include "cli/unfinished_work.hpp"

#include "cli/stop_signals.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/unicode.hpp"

namespace tripart {

void say_resumed(const WorkMemory& memory) {
  if (!memory.problem().empty()) {
    say(printable(memory.problem()) + "; all is played again from its start");
  } else if (memory.has_resumed()) {
    say("goes on with what an earlier attempt had come to");
  }
}

ExitCode say_stopped(std::uint64_t done, std::uint64_t replicates) {
  say("stopped after " + with_commas(done) + " of " + with_commas(replicates) +
      " replicates; go on with the same command and --resume");
  return StopSignals::exit_code() == ExitCode::done ? ExitCode::our_bug
                                                    : StopSignals::exit_code();
}

}  // namespace tripart
