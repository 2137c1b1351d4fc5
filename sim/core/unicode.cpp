#include "tripart/core/unicode.hpp"

#include <array>
#include <cstdint>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

std::string hexadecimal(std::uint32_t value, int digits) {
  std::string text;
  for (int digit = digits - 1; digit >= 0; --digit) {
    text += "0123456789ABCDEF"[(value >> (4 * digit)) & 0xFU];
  }
  return text;
}

std::string written_out(char32_t code) {
  const auto value = static_cast<std::uint32_t>(code);
  return code == U'\n'      ? "\\n"
         : code == U'\t'    ? "\\t"
         : code == U'\r'    ? "\\r"
         : value < 0x80U    ? "\\x" + hexadecimal(value, 2)
         : value < 0x10000U ? "\\u" + hexadecimal(value, 4)
                            : "\\U" + hexadecimal(value, 8);
}

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

Utf8Character decode_utf8(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80U) {
    return {static_cast<char32_t>(first), 1};
  }
  const std::size_t length = first >= 0xF0U && first < 0xF8U   ? 4
                             : first >= 0xE0U && first < 0xF0U ? 3
                             : first >= 0xC2U && first < 0xE0U ? 2
                                                               : 0;
  std::uint32_t code = length == 0 ? 0U : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return {};
    }
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80U, 0x800U, 0x10000U};
  const bool surrogate = code >= 0xD800U && code <= 0xDFFFU;
  if (length == 0 || code < least[length] || surrogate || code > 0x10FFFFU) {
    return {};
  }
  return {static_cast<char32_t>(code), length};
}

bool is_invisible(char32_t code) {
  const bool control =
      (code < 0x20U && code != U'\n' && code != U'\t') || (code >= 0x7FU && code < 0xA0U);
  // These reorder or hide text, so that a reader of the file sees something else than the
  // program does.
  const bool direction = code == 0x200BU || code == 0x200EU || code == 0x200FU ||
                         (code >= 0x2028U && code <= 0x202EU) ||
                         (code >= 0x2060U && code <= 0x2069U) || code == 0xFEFFU;
  return control || direction || (code & 0xFFFEU) == 0xFFFEU;
}

std::string code_point_name(char32_t code) {
  const auto value = static_cast<std::uint32_t>(code);
  return "U+" + hexadecimal(value, value > 0xFFFFU ? 6 : 4);
}

std::string printable(std::string_view text) {
  std::string line;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = decode_utf8(text, i);
    if (character.length == 0) {
      line += "\\x" + hexadecimal(static_cast<unsigned char>(text[i]), 2);
      ++i;
      continue;
    }
    const bool shows = !is_invisible(character.code) && character.code != U'\n' &&
                       character.code != U'\t';
    line += shows ? std::string(text.substr(i, character.length))
                  : written_out(character.code);
    i += character.length;
  }
  return line;
}

std::string without_middle(std::string_view text, std::size_t most) {
  constexpr std::string_view dots = "...";
  TRIPART_EXPECTS(most >= 16);
  if (text.size() <= most) {
    return std::string(text);
  }
  std::size_t head = (most - dots.size()) / 2;
  std::size_t tail = text.size() - (most - dots.size() - head);
  while (head > 0 && continues_character(text[head])) {
    --head;
  }
  while (tail < text.size() && continues_character(text[tail])) {
    ++tail;
  }
  return std::string(text.substr(0, head)) + std::string(dots) +
         std::string(text.substr(tail));
}

std::string message_line(std::string_view text) {
  constexpr std::size_t longest = 500;
  return without_middle(printable(text), longest);
}

}  // namespace tripart
