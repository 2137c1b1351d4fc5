#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/core/unicode.hpp"

namespace tripart {

/// More complaints than this help nobody; reading stops.
constexpr std::size_t most_complaints = 20;
constexpr std::size_t largest_yaml_bytes = 1048576;
constexpr std::size_t deepest_yaml = 32;
constexpr std::size_t most_yaml_values = 100000;
constexpr std::size_t longest_yaml_key = 128;  ///< characters

/// The raw text of one YAML input, line ends as '\n', and the way from byte offsets to
/// lines and columns.
class YamlSource {
 public:
  /// \throws InputError if the text is too large, not UTF-8, or holds characters that no
  /// editor shows.
  YamlSource(std::string_view text, FileName file);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const FileName& file() const { return file_; }
  /// Columns count characters, not bytes, as editors do.
  [[nodiscard]] SourcePosition at(std::size_t offset) const;
  [[nodiscard]] std::size_t line_of(std::size_t offset) const;

 private:
  void check_characters() const;

  FileName file_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::uint32_t>
      characters_before_;  ///< for each offset; one more than bytes
};

/// The first character of the text that `is_invisible`.
[[nodiscard]] std::optional<char32_t> first_invisible(std::string_view text);

[[nodiscard]] std::size_t count_characters(std::string_view text);

/// The text for use inside a message: at most 40 characters, line ends and tabs as
/// blanks.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace tripart
