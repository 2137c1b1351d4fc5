#include "tripart/cli/commands.hpp"
#include "tripart/core/memory.hpp"

int main(int argc, char** argv) {
  tripart::share_freed_memory();
  return tripart::run_command_line(argc, argv);
}
