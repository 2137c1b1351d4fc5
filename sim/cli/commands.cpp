#include "tripart/cli/commands.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <new>
#include <system_error>

#include "cli/build_info.hpp"
#include "cli/columns.hpp"
#include "cli/command_list.hpp"
#include "cli/stop_signals.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/isa.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/results/manifest.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

std::string help() {
  std::vector<std::pair<std::string, std::string>> list;
  for (const Command* command : commands()) {
    list.emplace_back(
        "  tripart " + std::string(command->name) + " " + std::string(command->operands),
        command->purpose);
  }
  return "tripart " + std::string(program_version) +
         ": Monte-Carlo simulator of trade negotiations\n\n" + two_columns(list) +
         "\nExamples:\n  tripart run scenarios/nafta-2018.yaml\n  tripart run --help\n";
}

std::string help(const Command& command) {
  return "tripart " + std::string(command.name) + " " + std::string(command.operands) +
         "\n" + std::string(command.purpose) + ".\n\nOptions:\n" +
         describe(command.options) + "\nExample:\n  " + std::string(command.example) +
         "\n";
}

std::string version() {
  const BuildInfo& built = build_info();
  return "tripart " + std::string(program_version) + " (results version " +
         std::to_string(results_version) + ")\ncommit " +
         (built.commit.empty() ? "unknown" : std::string(built.commit)) + "\nbuilt by " +
         std::string(built.compiler) + " as " + std::string(built.options) +
         "\nwidest instruction set here: " + name_of(best_isa()) + "\n";
}

[[noreturn]] void refuse_command(const std::string& word) {
  std::vector<std::string> names;
  for (const Command* command : commands()) {
    names.emplace_back(command->name);
  }
  const auto meant = closest_name(word, names);
  throw UsageError(
      (word.starts_with('-') ? "unknown option '" : "unknown command '") + word + "'",
      meant ? std::vector<std::string>{"did you mean '" + *meant + "'?"}
            : std::vector<std::string>{});
}

ExitCode dispatch(const std::vector<std::string>& words) {
  if (words.empty()) {
    throw UsageError("no command is named");
  }
  const std::string& word = words.front();
  if (word == "--help" || word == "-h" || word == "help") {
    print(help());
    return ExitCode::done;
  }
  if (word == "--version") {
    print(version());
    return ExitCode::done;
  }
  for (const Command* command : commands()) {
    if (command->name == word) {
      const std::vector<std::string> rest(words.begin() + 1, words.end());
      static_cast<void>(widest());  // a wrong TRIPART_ISA, before anything is written
      if (std::find(rest.begin(), rest.end(), "--help") != rest.end()) {
        print(help(*command));
        return ExitCode::done;
      }
      return command->run(Arguments(command->options, rest));
    }
  }
  refuse_command(word);
}

// A stream that was closed before the start must not lend its number to the first file
// that is opened: what is printed would end up in it. Writing to what is put in its place
// fails, and that is reported.
void occupy_standard_streams() {
  for (int stream = 0; stream <= 2; ++stream) {
    if (::fcntl(stream, F_GETFD) == -1) {
      static_cast<void>(::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY));
    }
  }
}

// Where nobody reads a pipe any more, or a file may not grow, the call that writes says
// so and the message names it; the signals that come along would end the program without
// a word.
void let_writes_fail() {
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
}

/// What the words name as the place for results; empty where they do not.
std::string output_named(const std::vector<std::string>& words) {
  for (auto word = words.begin(); word != words.end(); ++word) {
    for (const std::string option : {"--output", "-o"}) {
      if (*word == option) {
        return word + 1 == words.end() ? "" : *(word + 1);
      }
      const std::string joined = option == "-o" ? option : option + "=";
      if (word->starts_with(joined)) {
        return word->substr(joined.size());
      }
    }
  }
  return "";
}

/// Whether a path lies in the place for results, however it is written.
bool is_output(const std::vector<std::string>& words, const std::string& path) {
  const std::string output = output_named(words);
  std::error_code error;
  return !output.empty() &&
         (path.starts_with(output) ||
          path.starts_with(std::filesystem::absolute(output, error).string()));
}

/// The command that was meant and a blank; nothing if none is known.
std::string command_of(const std::vector<std::string>& words) {
  for (const Command* command : commands()) {
    if (!words.empty() && command->name == words.front()) {
      return std::string(command->name) + " ";
    }
  }
  return "";
}

ExitCode reported(const std::vector<std::string>& words) {
  try {
    return dispatch(words);
  } catch (const UsageError& error) {
    say(message_line(std::string("tripart: error: ") + error.what()));
    for (const std::string& hint : error.hints()) {
      say(message_line("hint: " + hint));
    }
    say("hint: tripart " + command_of(words) + "--help");
    return ExitCode::usage;
  } catch (const InputError& error) {
    std::string text = error.what();
    while (text.ends_with('\n')) {
      text.pop_back();
    }
    say(text);
    return ExitCode::bad_input;
  } catch (const Failure& error) {
    say(message_line(std::string("tripart: error: ") + error.what()));
    return error.code();
  } catch (const std::filesystem::filesystem_error& error) {
    // A folder on the way that may not be entered, as a rule.
    say(message_line("tripart: error: " + error.path1().string() + ": " +
                     error.code().message()));
    return is_output(words, error.path1().string()) ? ExitCode::cannot_create
                                                    : ExitCode::cannot_read;
  } catch (const std::bad_alloc&) {
    say("tripart: error: out of memory");
    return ExitCode::our_bug;
  } catch (const std::exception& error) {
    say(message_line(
        std::string("tripart: error: this is a bug of tripart, please report it: ") +
        error.what()));
    return ExitCode::our_bug;
  }
}

}  // namespace

std::vector<const Command*> commands() {
  return {&run_command(),        &check_command(),    &payoffs_command(),
          &tariffs_command(),    &replay_command(),   &sweep_command(),
          &merge_command(),      &slurm_command(),    &sensitivity_command(),
          &tournament_command(), &backtest_command(), &calibrate_command(),
          &report_command(),     &explain_command(),  &new_command(),
          &manual_command()};
}

int run_command_line(int argc, char** argv) {
  occupy_standard_streams();
  let_writes_fail();
  end_with_a_word();
  return static_cast<int>(
      reported(std::vector<std::string>(argv + std::min(argc, 1), argv + argc)));
}

}  // namespace tripart
