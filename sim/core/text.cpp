#include "tripart/core/text.hpp"

#include <charconv>
#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {

char* write_number(char* at, double value) {
  if (!std::isfinite(value)) {  // asked in every build: such a cell is never written
    throw Failure(ExitCode::our_bug, "a number to be written is not finite");
  }
  // Minus zero and zero are one number to a reader.
  return std::to_chars(at, at + longest_number, value == 0.0 ? 0.0 : value).ptr;
}

}  // namespace tripart
