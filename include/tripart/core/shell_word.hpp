#pragma once

#include <string>
#include <string_view>

namespace tripart {

/// A word as a POSIX shell needs it to read back the same bytes: in apostrophes unless
/// all of it is plain.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace tripart
