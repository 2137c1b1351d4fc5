#include "tripart/cli/commands.hpp"

int main(int argc, char** argv) {
  return tripart::run_command_line(argc, argv);
}
