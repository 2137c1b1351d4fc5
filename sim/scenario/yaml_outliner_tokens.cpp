#include <cstddef>
#include <string>
#include <string_view>

#include "scenario/yaml_outliner.hpp"

namespace tripart {
namespace {

/// Bytes, quotes and escapes included; yaml-cpp sees no key in longer text.
constexpr std::size_t longest_raw_key = 1000;

}  // namespace

void Outliner::read_token() {
  const char c = text_[at_];
  const bool block = !in_flow() && scope_ == YamlScope::document;
  if (read_gap()) {
    return;
  }
  // JSON writes "key":value without a blank.
  const bool after_quote = in_flow() && before_ == Before::scalar &&
                           (text_[at_ - 1] == '"' || text_[at_ - 1] == '\'');
  if (c == ':' && (ends_key(at_) || after_quote)) {
    read_colon();
  } else if (c == '-' && blank_at(at_ + 1) && block) {
    read_dash();
  } else if (c == '?' && blank_at(at_ + 1)) {
    complain_and_stop(at_, "complex keys ('? ') are not allowed",
                      "write 'key: value' with a plain key");
  } else if (flow_marks.find(c) != std::string_view::npos) {
    read_bracket(c);
  } else if (c == '"' || c == '\'') {
    read_quoted(c);
  } else if ((c == '|' || c == '>') && block) {
    read_block_text();
  } else if (!refuse_start(c)) {
    read_plain();
  }
  if (prefix_column_ == nowhere) {
    token_line_ = line_begin_;
  }
}

/// \return whether there was a blank, tab or comment.
bool Outliner::read_gap() {
  const char c = text_[at_];
  if (c == '#') {
    read_comment();
    return true;
  }
  if (c == '\t') {
    complain_tab(at_);
  }
  if (c == ' ' || c == '\t') {
    ++at_;
    return true;
  }
  return false;
}

/// Blanks that look like other blanks: a tab, or the no-break space of web pages.
void Outliner::complain_tab(std::size_t offset) {
  if (tab_seen_) {
    return;
  }
  if (text_[offset] == '\t') {
    complain(offset, "a tab outside of quotes and comments",
             "use blanks; inside double quotes write \\t");
  } else {
    complain(offset, "a no-break space (U+00A0) outside of quotes and comments",
             "write an ordinary blank");
  }
  tab_seen_ = true;
}

void Outliner::read_comment() {
  if (at_ > line_begin_ && !blank_at(at_ - 1)) {
    complain(at_, "'#' right after other text",
             "put a blank before a comment, or the text in quotes");
  } else if (scope_ == YamlScope::flow_value) {
    complain(at_, "a comment inside a single value",
             "put text that holds ' #' in quotes");
  }
  at_ = line_end_;
}

void Outliner::read_colon() {
  if (!after_value() || !same_line()) {
    complain(at_, "no key before ':'", "write 'key: value', or put the text in quotes");
  } else if (scope_ == YamlScope::flow_value && !in_flow()) {
    complain_and_stop(at_, "a key and ':' outside of '{...}'",
                      "write {key: value}, or put the text in quotes");
  }
  before_ = Before::colon;
  ++at_;
}

void Outliner::read_dash() {
  if (same_line() && before_ != Before::dash) {
    complain(at_, "a list item '- ' does not fit here",
             "start the list on a new line, or write [a, b]");
  } else {
    begin_entry();
  }
  before_ = Before::dash;
  ++at_;
}

void Outliner::read_bracket(char mark) {
  const std::string name = std::string("'") + mark + "'";
  if (mark == '[' || mark == '{') {
    check_place(at_, at_ + 1, false);
    if (open_.empty()) {
      open_indent_ = indent_;
    }
    open_.push_back(at_);
    before_ = Before::opener;
    if (open_.size() > deepest_yaml) {
      complain_and_stop(at_, "nested deeper than 32 levels",
                        "no input of tripart needs that depth");
    }
  } else if (open_.empty()) {
    complain_and_stop(at_, name + " without a bracket that it belongs to",
                      "put text that begins with " + name + " in quotes");
  } else if (mark == ',') {
    if (before_ == Before::comma || before_ == Before::opener) {
      complain(at_, "no value before ','", "delete the ',' or write the value");
    }
    before_ = Before::comma;
  } else {
    const char opener = text_[open_.back()];
    if ((opener == '[') != (mark == ']')) {
      const SourcePosition opened = source_.at(open_.back());
      complain_and_stop(
          at_,
          name + " does not close '" + opener + "' of line " +
              std::to_string(opened.line) + ", column " + std::to_string(opened.column),
          opener == '[' ? "close lists with ']'" : "close mappings with '}'");
    }
    open_.pop_back();
    before_ = Before::closer;
  }
  ++at_;
  if (before_ == Before::closer && open_.empty() && !stopped_) {
    const std::size_t next = after_blanks(at_);
    const bool ends =
        next >= line_end_ || text_[next] == '#' || text_[next] == '\t' || ends_key(next);
    if (!ends) {
      complain(next, "text after the closing " + name,
               "start a new line, or put the whole value in quotes");
      at_ = line_end_;
    }
  }
}

void Outliner::read_quoted(char quote) {
  const bool is_double = quote == '"';
  std::size_t end = at_ + 1;
  while (end < line_end_ &&
         (text_[end] != quote || (!is_double && character(end + 1) == quote))) {
    const bool pair = is_double ? text_[end] == '\\' : text_[end] == quote;
    end += pair ? 2 : 1;
  }
  const std::string_view followers = in_flow() ? ":#,]}" : ":#";
  if (end >= line_end_) {
    complain(
        at_, std::string("the quote ") + quote + " is not closed on its line",
        "close it; longer text goes into block text: 'key: |' and indented lines below");
  } else if (!blank_at(end + 1) &&
             followers.find(text_[end + 1]) == std::string_view::npos) {
    complain(end + 1, std::string("text right after the closing ") + quote,
             is_double ? "write \\\" for a quote inside the text"
                       : "write '' for a quote inside the text");
  } else {
    finish_scalar(end + 1,
                  is_double ? YamlStyle::double_quoted : YamlStyle::single_quoted);
    return;
  }
  stopped_ = stopped_ || in_flow();
  before_ = Before::scalar;
  at_ = line_end_;
}

void Outliner::read_plain() {
  std::size_t end = at_;
  while (end < line_end_ && !ends_key(end) &&
         !(text_[end] == '#' && end > at_ && blank_at(end - 1)) &&
         !(in_flow() && flow_marks.find(text_[end]) != std::string_view::npos)) {
    if (text_[end] == '?' && in_flow()) {
      complain(end, "'?' in text inside brackets", "put the text in quotes");
    }
    if (text_[end] == '\t' || text_.compare(end, 2, "\xC2\xA0") == 0) {
      complain_tab(end);
    }
    ++end;
  }
  while (end > at_ + 1 && blank_at(end - 1)) {
    --end;
  }
  finish_scalar(end, YamlStyle::plain);
}

void Outliner::finish_scalar(std::size_t end, YamlStyle style) {
  const bool is_key = ends_key(after_blanks(end));
  if (is_key && end - at_ > longest_raw_key) {
    complain_and_stop(
        at_,
        "key '" + shown(std::string_view(text_).substr(at_, end - at_)) + "' is too long",
        "keys have at most 128 characters");
  }
  const std::size_t complaints = complaints_.size();
  check_place(at_, end, is_key);
  if (is_key && !in_flow() && scope_ == YamlScope::document) {
    begin_entry();
  }
  prefix_column_ = nowhere;
  scalars_.push_back({at_, end, style});
  // Misplaced text is taken for a key, so that what stands below is not complained about
  // as well.
  const bool misplaced = !is_key && !in_flow() && complaints_.size() > complaints;
  before_ = misplaced ? Before::colon : Before::scalar;
  at_ = end;
}

/// \return whether a scalar cannot begin with `mark`, which is then complained about and
/// skipped.
bool Outliner::refuse_start(char mark) {
  const bool dash = mark == '-' && blank_at(at_ + 1);
  if (std::string_view("&*!@`%|>").find(mark) == std::string_view::npos && !dash) {
    return false;
  }
  const std::string name = std::string("'") + mark + "'";
  if (mark == '&' || mark == '*' || mark == '!') {
    complain(at_,
             (mark == '&'   ? "anchors ("
              : mark == '*' ? "aliases ("
                            : "tags (") +
                 name + ") are not allowed",
             "write the value out at each place; text that begins with " + name +
                 " needs quotes");
    const bool begins_entry = !in_flow() && (!same_line() || before_ == Before::dash);
    if (mark == '*') {
      before_ = Before::scalar;
    } else if (begins_entry) {
      // The key behind it is read as if it stood in the place of the anchor or tag.
      prefix_column_ = at_ - line_begin_;
    }
    while (!blank_at(at_) &&
           (!in_flow() || flow_marks.find(text_[at_]) == std::string_view::npos)) {
      ++at_;
    }
    return true;
  }
  complain(at_,
           dash ? "a list item '- ' inside a single value or brackets"
                : "text cannot begin with " + name,
           dash ? "write lists as [a, b]" : "put the text in quotes");
  stopped_ = stopped_ || in_flow();
  before_ = Before::scalar;
  at_ = line_end_;
  return true;
}

}  // namespace tripart
