#pragma once

namespace tripart {

/// The program: reads the command line, does what it says, reports every failure on
/// stderr. \return the exit code (ExitCode).
[[nodiscard]] int run_command_line(int argc, char** argv);

}  // namespace tripart
