#include "scenario/yaml_outline.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "scenario/yaml_outliner.hpp"

namespace tripart {

std::vector<OutlineScalar> Outliner::run() && {
  if (scope_ == YamlScope::flow_value && text_.find('\n') != std::string::npos) {
    complain_and_stop(text_.find('\n'), "a line end inside a single value",
                      "write the value on one line");
  }
  while (line_begin_ < text_.size() && !stopped_) {
    line_end_ = std::min(text_.find('\n', line_begin_), text_.size());
    read_line();
    line_begin_ = line_end_ + 1;
  }
  if (in_flow() && !stopped_) {
    complain(open_.back(), std::string("'") + text_[open_.back()] + "' is never closed",
             text_[open_.back()] == '[' ? "close it with ']'" : "close it with '}'");
  }
  return std::move(scalars_);
}

void Outliner::read_line() {
  at_ = after_blanks(line_begin_);
  indent_ = at_ - line_begin_;
  tab_seen_ = false;
  entry_column_ = nowhere;
  prefix_column_ = nowhere;
  if (at_ >= line_end_ || (at_ == line_begin_ && read_marker())) {
    return;
  }
  if (in_flow() && text_[at_] != '#') {
    check_open_bracket();
  }
  while (at_ < line_end_ && !stopped_) {
    read_token();
  }
}

/// `---`, `...` and `%` at the beginning of a line.
bool Outliner::read_marker() {
  const std::string_view start = std::string_view(text_).substr(at_, 3);
  if (text_[at_] == '%') {
    complain(at_, "directives ('%') are not allowed",
             "delete the line; text that begins with '%' needs quotes");
    return true;
  }
  if ((start != "---" && start != "...") || !blank_at(at_ + 3)) {
    return false;
  }
  const std::size_t rest = after_blanks(at_ + 3);
  const bool alone = rest >= line_end_ || text_[rest] == '#';
  const bool opens_file = start == "---" && !marker_seen_ && before_ == Before::nothing &&
                          scope_ == YamlScope::document;
  if (!opens_file || !alone) {
    complain(at_, "document marker '" + std::string(start) + "' is not allowed here",
             "a file holds one document; '---' may only stand alone above it");
  }
  marker_seen_ = true;
  return true;
}

/// Finds a forgotten bracket near its place instead of at the end of the file.
void Outliner::check_open_bracket() {
  const bool closes = text_[at_] == ']' || text_[at_] == '}';
  if (indent_ < open_indent_ || (indent_ == open_indent_ && !closes)) {
    complain_and_stop(
        open_.back(),
        std::string("'") + text_[open_.back()] + "' is still open at line " +
            std::to_string(source_.line_of(at_)) + ", which is not indented further",
        text_[open_.back()] == '['
            ? "close it with ']', or indent the lines that go on with it"
            : "close it with '}', or indent the lines that go on with it");
  }
}

void Outliner::read_block_text() {
  const std::size_t begin = at_;
  const std::size_t header_end =
      std::min(text_.find_first_not_of("+-", at_ + 1), text_.size());
  const std::size_t rest = after_blanks(header_end);
  const bool bare = rest >= line_end_ || (text_[rest] == '#' && rest > header_end);
  if (!bare || entry_column_ == nowhere ||
      (before_ != Before::colon && before_ != Before::dash)) {
    complain_and_stop(
        begin, std::string("'") + text_[begin] + "' here does not begin block text",
        "write 'key: |' and the text on indented lines below, or put the text in quotes");
    return;
  }
  const std::size_t end = skip_block_lines(entry_column_);
  scalars_.push_back({begin, end, YamlStyle::block});
  before_ = Before::scalar;
  line_end_ = end;
  at_ = end;
}

/// \return the end of the last line of block text under an entry in column `parent`.
std::size_t Outliner::skip_block_lines(std::size_t parent) {
  std::size_t end = line_end_;
  std::size_t content_indent = 0;
  bool is_even = true;  // complained about once: one slip may run through a whole file
  while (end < text_.size()) {
    const std::size_t begin = end + 1;
    const std::size_t next_end = std::min(text_.find('\n', begin), text_.size());
    const std::size_t first = after_blanks(begin);
    if (first < next_end && first - begin <= parent) {
      break;
    }
    if (first < next_end) {
      content_indent = content_indent == 0 ? first - begin : content_indent;
      if (first - begin < content_indent && is_even) {
        is_even = false;
        complain(first, "indented less than the first line of the block text",
                 "indent all its lines alike");
      }
    }
    const std::size_t tab =
        std::string_view(text_).substr(begin, next_end - begin).find('\t');
    tab_seen_ = false;
    if (tab != std::string_view::npos) {
      complain_tab(begin + tab);
    }
    end = next_end;
  }
  return end;
}

/// A key or dash of a block stands in a column of an open block, or opens one after a ':'
/// or '-'.
void Outliner::begin_entry() {
  entry_column_ = prefix_column_ == nowhere ? at_ - line_begin_ : prefix_column_;
  prefix_column_ = nowhere;
  const std::size_t open_blocks = columns_.size();
  while (!columns_.empty() && columns_.back() > entry_column_) {
    columns_.pop_back();
  }
  if (columns_.empty() || columns_.back() < entry_column_) {
    // Behind a tab nobody knows which column was meant.
    if ((columns_.size() < open_blocks || after_value()) && !tab_seen_) {
      complain(at_,
               "starts in column " + std::to_string(source_.at(at_).column) +
                   ", where nothing above starts that it could belong to",
               "keys of one mapping, and items of one list, need the same indentation");
    }
    columns_.push_back(entry_column_);
  }
}

/// Complains about a value or key that does not belong after what stands before it.
void Outliner::check_place(std::size_t begin, std::size_t end, bool is_key) {
  const std::string_view value = std::string_view(text_).substr(begin, end - begin);
  const std::string name = "'" + shown(value) + "'";
  const bool bracket = value == "[" || value == "{";
  // Text that would be a value of its own, but was surely meant as a key: `rate:0.25`.
  const bool bare =
      !is_key && !bracket && scope_ == YamlScope::document &&
      (before_ == Before::nothing || (before_ == Before::colon && !same_line() &&
                                      value.find(':') != std::string_view::npos));
  if (in_flow()) {
    if (after_value()) {
      complain_and_stop(begin, "no ',' before " + name,
                        "part values with ', ' and key from value with ': '; text that "
                        "goes on needs quotes");
    }
  } else if (bare || (after_value() && (same_line() || !is_key))) {
    complain(begin, "expected 'key: value' or '- value', found " + name,
             "put a blank after ':' and '-'; text that goes on over a line end needs "
             "block text: 'key: |'");
  } else if (is_key && before_ == Before::colon && same_line()) {
    complain(
        begin, "a second key " + name + " on the same line",
        "write {key: value}, start a new line, or put text that holds ': ' in quotes");
  }
}

std::vector<OutlineScalar> outline_scalars(const YamlSource& source, YamlScope scope,
                                           Complaints& complaints) {
  return Outliner(source, scope, complaints).run();
}

bool holds_escapes(const YamlSource& source, const OutlineScalar& scalar) {
  const std::string_view raw =
      std::string_view(source.text()).substr(scalar.begin, scalar.end - scalar.begin);
  return scalar.style == YamlStyle::block || (scalar.style == YamlStyle::double_quoted &&
                                              raw.find('\\') != std::string_view::npos);
}

std::string raw_value(const YamlSource& source, const OutlineScalar& scalar) {
  const bool quotes = scalar.style == YamlStyle::single_quoted ||
                      scalar.style == YamlStyle::double_quoted;
  const std::size_t margin = quotes ? 1 : 0;
  std::string raw =
      source.text().substr(scalar.begin + margin, scalar.end - scalar.begin - 2 * margin);
  if (scalar.style == YamlStyle::single_quoted) {
    // Both quotes of each pair are still there; one of them stands for the other.
    bool second = false;
    const auto is_second = [&second](char c) {
      second = c == '\'' && !second;
      return second;
    };
    raw.erase(std::remove_if(raw.begin(), raw.end(), is_second), raw.end());
  }
  return raw;
}

}  // namespace tripart
