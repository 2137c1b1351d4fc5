#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// What text is made of, and how a message shows text that others have written.
namespace tripart {

/// One character of UTF-8.
struct Utf8Character {
  char32_t code = 0;
  std::size_t length = 0;  ///< in bytes; 0 if the bytes are not UTF-8
};

/// The character that begins at byte `offset`. \pre offset < text.size()
[[nodiscard]] Utf8Character decode_utf8(std::string_view text, std::size_t offset);

/// True for control characters other than tab and line end, and for those that hide or
/// reorder text.
[[nodiscard]] bool is_invisible(char32_t code);

/// `U+200E`
[[nodiscard]] std::string code_point_name(char32_t code);

/// The text on one line, with all that a terminal would obey or nobody would see written
/// out: `\n`, `\x1B`, `\u200E`; bytes that are not UTF-8 as `\xFF`.
[[nodiscard]] std::string printable(std::string_view text);

/// At most `most` bytes: where there are more, `...` stands for what is left out of the
/// middle, and no character is cut in two. \pre most >= 16
[[nodiscard]] std::string without_middle(std::string_view text, std::size_t most);

/// One line about a failure, printable and of at most 500 bytes. Of longer ones the
/// middle is left out: paths come first, and reasons last.
[[nodiscard]] std::string message_line(std::string_view text);

}  // namespace tripart
