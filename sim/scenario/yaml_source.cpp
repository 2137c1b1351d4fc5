#include "scenario/yaml_source.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool windows_line_end =
        text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!windows_line_end) {
      plain += text[i];
    }
  }
  return plain;
}

}  // namespace

std::optional<char32_t> first_invisible(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = decode_utf8(text, i);
    if (character.length == 0 || is_invisible(character.code)) {
      return character.code;
    }
    i += character.length;
  }
  return std::nullopt;
}

std::size_t count_characters(std::string_view text) {
  const auto continued = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
  });
  return text.size() - static_cast<std::size_t>(continued);
}

std::string shown(std::string_view text) {
  constexpr std::size_t most_characters = 40;
  std::string line;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++characters) {
    if (characters == most_characters) {
      return line + "...";
    }
    const Utf8Character character = decode_utf8(text, i);
    const std::size_t length = std::max<std::size_t>(character.length, 1);
    const bool shows =
        character.length > 0 && character.code >= 0x20U && !is_invisible(character.code);
    line += shows ? std::string(text.substr(i, length)) : " ";
    i += length;
  }
  return line;
}

YamlSource::YamlSource(std::string_view text, FileName file) : file_(std::move(file)) {
  if (text.size() > largest_yaml_bytes) {
    throw InputError({file_, 0, 0}, "the text is larger than 1 MiB (1048576 bytes)",
                     {"put long tables into CSV files and name them here"});
  }
  text_ = with_plain_line_ends(text);
  line_starts_.push_back(0);
  characters_before_.reserve(text_.size() + 1);
  std::uint32_t characters = 0;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    characters_before_.push_back(characters);
    const bool continued = (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U;
    characters += continued ? 0U : 1U;
    if (text_[i] == '\n') {
      line_starts_.push_back(i + 1);
    }
  }
  characters_before_.push_back(characters);
  check_characters();
}

std::size_t YamlSource::line_of(std::size_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::size_t>(after - line_starts_.begin());
}

SourcePosition YamlSource::at(std::size_t offset) const {
  const std::size_t within = std::min(offset, text_.size());
  const std::size_t line = line_of(within);
  const std::size_t start = line_starts_[line - 1];
  return {file_, line, characters_before_[within] - characters_before_[start] + 1U};
}

void YamlSource::check_characters() const {
  Complaints complaints;
  std::size_t offset = 0;
  if (std::string_view(text_).substr(0, byte_order_mark.size()) == byte_order_mark) {
    complaints.add(at(0), "a byte order mark (U+FEFF) before the first character",
                   {"save the file as UTF-8 without BOM"});
    offset = byte_order_mark.size();
  }
  while (offset < text_.size() && complaints.size() < most_complaints) {
    const Utf8Character character = decode_utf8(text_, offset);
    if (character.length == 0) {
      complaints.add(at(offset),
                     "byte 0x" + printable(text_.substr(offset, 1)).substr(2) +
                         " is not valid UTF-8",
                     {"save the file in UTF-8 encoding"});
      offset = std::min(text_.find('\n', offset), text_.size());
    } else {
      if (is_invisible(character.code)) {
        complaints.add(at(offset),
                       "invisible character " + code_point_name(character.code),
                       {"delete it; lines end with LF or CRLF"});
      }
      offset += character.length;
    }
  }
  complaints.throw_if_any();
}

}  // namespace tripart
