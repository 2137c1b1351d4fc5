#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/yaml_outline.hpp"
#include "scenario/yaml_source.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
constexpr std::string_view flow_marks = ",[]{}";

/// Walks over the raw text once, line by line and token by token; the work behind
/// `outline_scalars`.
class Outliner {
 public:
  Outliner(const YamlSource& source, YamlScope scope, Complaints& complaints)
      : source_(source), text_(source.text()), scope_(scope), complaints_(complaints) {}

  std::vector<OutlineScalar> run() &&;

 private:
  /// What the next token follows.
  enum class Before { nothing, scalar, closer, comma, opener, colon, dash };

  void read_line();
  bool read_marker();
  void check_open_bracket();
  void read_token();
  bool read_gap();
  void read_colon();
  void read_dash();
  void complain_tab(std::size_t offset);
  void read_comment();
  void read_bracket(char mark);
  void read_quoted(char quote);
  void read_block_text();
  std::size_t skip_block_lines(std::size_t parent);
  void read_plain();
  void finish_scalar(std::size_t end, YamlStyle style);
  void begin_entry();
  void check_place(std::size_t begin, std::size_t end, bool is_key);
  bool refuse_start(char mark);

  [[nodiscard]] char character(std::size_t offset) const {
    return offset < text_.size() ? text_[offset] : '\n';
  }
  [[nodiscard]] bool blank_at(std::size_t offset) const {
    const char c = character(offset);
    return c == ' ' || c == '\t' || c == '\n';
  }
  [[nodiscard]] bool in_flow() const { return !open_.empty(); }
  [[nodiscard]] bool after_value() const {
    return before_ == Before::scalar || before_ == Before::closer;
  }
  [[nodiscard]] bool same_line() const { return token_line_ == line_begin_; }
  /// A ':' here ends a key.
  [[nodiscard]] bool ends_key(std::size_t offset) const {
    return character(offset) == ':' &&
           (blank_at(offset + 1) ||
            (in_flow() && std::string_view(",]}").find(character(offset + 1)) !=
                              std::string_view::npos));
  }
  [[nodiscard]] std::size_t after_blanks(std::size_t offset) const {
    return std::min(text_.find_first_not_of(' ', offset), text_.size());
  }
  void complain(std::size_t offset, std::string what, std::string hint) {
    complaints_.add(source_.at(offset), std::move(what), {std::move(hint)});
    stopped_ = stopped_ || complaints_.size() >= most_complaints;
  }
  /// What follows would only be echoes of this complaint.
  void complain_and_stop(std::size_t offset, std::string what, std::string hint) {
    complain(offset, std::move(what), std::move(hint));
    stopped_ = true;
  }

  const YamlSource& source_;
  const std::string& text_;
  YamlScope scope_;
  Complaints& complaints_;
  std::vector<OutlineScalar> scalars_;
  std::vector<std::size_t> open_;     ///< brackets not yet closed
  std::vector<std::size_t> columns_;  ///< of the keys and dashes of all open blocks
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t line_end_ = 0;
  std::size_t indent_ = 0;
  std::size_t open_indent_ = 0;  ///< of the line with the outermost open bracket
  std::size_t entry_column_ =
      nowhere;  ///< of the last dash or key of this line, in bytes from 0
  std::size_t prefix_column_ =
      nowhere;  ///< of an anchor or tag before the first key of this line
  std::size_t token_line_ = nowhere;  ///< where the line of the last token begins
  Before before_ = Before::nothing;
  bool marker_seen_ = false;
  bool tab_seen_ = false;  ///< one complaint a line
  bool stopped_ = false;
};

}  // namespace tripart
