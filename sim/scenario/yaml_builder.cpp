#include "scenario/yaml_builder.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "scenario/yaml_words.hpp"

namespace tripart {
namespace {

/// Ends the parse after a complaint that leaves nothing sensible to read.
struct StopReading {};

/// A collection that is being read.
struct OpenNode {
  YamlNode node;
  bool has_key = false;  ///< of a mapping: the last entry still waits for its value
  std::unordered_map<std::string, SourcePosition> keys;
};

std::size_t offset_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

constexpr std::string_view digits = "0123456789";

/// What was probably meant by a mapping whose last key has no value.
std::string hint_of_valueless(const std::vector<YamlEntry>& entries) {
  const std::string& key = entries.back().key;
  if (key.find(':') != std::string::npos) {
    return "put a blank after ':'";
  }
  if (entries.size() > 1 && key.find_first_not_of(digits) == std::string::npos) {
    const YamlEntry& before = entries[entries.size() - 2];
    const std::string& whole = before.value.text;
    const bool minus = whole.starts_with('-');
    if (whole.size() > (minus ? 1U : 0U) &&
        whole.find_first_not_of(digits, minus ? 1 : 0) == std::string::npos) {
      // as in `{salience: 0,95}`
      return "decimals have a point: " + shown(before.key + ": " + whole + "." + key);
    }
  }
  return "write a value, or leave the key out";
}

/// Takes yaml-cpp's events; what it cannot take becomes a complaint.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const YamlSource& source, const std::vector<OutlineScalar>& outline,
              Complaints& complaints)
      : source_(source), outline_(outline), complaints_(complaints) {}

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override;
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor, YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

  std::optional<YamlNode> take_root() { return std::move(root_); }

 private:
  void complain(SourcePosition where, std::string what, std::string hint);
  void complain(std::size_t offset, std::string what, std::string hint) {
    complain(source_.at(offset), std::move(what), std::move(hint));
  }
  [[noreturn]] void complain_and_stop(std::size_t offset, std::string what,
                                      std::string hint);
  [[nodiscard]] bool expects_key() const {
    return !open_.empty() && open_.back().node.kind == YamlNode::Kind::mapping &&
           !open_.back().has_key;
  }
  [[noreturn]] void complain_ambiguous(std::size_t offset) {
    complain_and_stop(offset, "this text can be read in more than one way",
                      "put it in quotes");
  }
  [[nodiscard]] std::string path() const;
  const OutlineScalar& next_scalar(std::size_t offset);
  void count_value(std::size_t offset);
  void open(YamlNode::Kind kind, const YAML::Mark& mark);
  void close();
  void add(YamlNode node);
  void add_key(const OutlineScalar& place, const std::string& key);
  void check_value(const OutlineScalar& place, const std::string& value);

  const YamlSource& source_;
  const std::vector<OutlineScalar>& outline_;
  Complaints& complaints_;
  std::vector<OpenNode> open_;
  std::optional<YamlNode> root_;
  std::size_t scalars_ = 0;  ///< read so far, keys included
  std::size_t values_ = 0;
};

void TreeBuilder::complain(SourcePosition where, std::string what, std::string hint) {
  complaints_.add(std::move(where), std::move(what), {std::move(hint)});
  if (complaints_.size() >= most_complaints) {
    throw StopReading{};
  }
}

void TreeBuilder::complain_and_stop(std::size_t offset, std::string what,
                                    std::string hint) {
  complaints_.add(source_.at(offset), std::move(what), {std::move(hint)});
  throw StopReading{};
}

/// " in threats[1].tariffs", or nothing at the top.
std::string TreeBuilder::path() const {
  std::string path;
  for (const OpenNode& parent : open_) {
    if (parent.node.kind == YamlNode::Kind::sequence) {
      path += "[" + std::to_string(parent.node.items.size() + 1) + "]";
    } else if (parent.has_key) {
      path += (path.empty() ? "" : ".") + shown(parent.node.entries.back().key);
    }
  }
  return path.empty() ? path : " in " + path;
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (root_.has_value()) {
    complain_and_stop(
        offset_of(mark), "text after the end of the document",
        "a file holds one document: 'key: value' lines with equal indentation");
  }
}

void TreeBuilder::OnDocumentEnd() {
  if (scalars_ < outline_.size()) {
    complain_and_stop(outline_[scalars_].begin, "text after the end of the document",
                      "check brackets and indentation just above");
  }
}

/// Two readers, one result: yaml-cpp's scalar must begin where the outline saw one.
const OutlineScalar& TreeBuilder::next_scalar(std::size_t offset) {
  if (scalars_ >= outline_.size() || outline_[scalars_].begin != offset) {
    const std::size_t place =
        scalars_ < outline_.size() ? outline_[scalars_].begin : offset;
    complain_ambiguous(std::min(place, offset));
  }
  return outline_[scalars_++];
}

void TreeBuilder::count_value(std::size_t offset) {
  if (++values_ > most_yaml_values) {
    complain_and_stop(offset, "more than 100,000 values",
                      "put long tables into CSV files");
  }
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
  const std::size_t offset = offset_of(mark);
  const bool written = scalars_ < outline_.size() && outline_[scalars_].begin == offset &&
                       outline_[scalars_].style == YamlStyle::plain;
  const std::string raw =
      written ? source_.text().substr(offset, outline_[scalars_].end - offset) : "";
  if (raw == "~" || raw == "null" || raw == "Null" || raw == "NULL") {
    complain(offset, "'" + raw + "' (no value) is not allowed" + path(),
             "write a value, leave the key out, or put the text in quotes");
    if (expects_key()) {
      add_key(next_scalar(offset), raw);
      return;
    }
    ++scalars_;
  } else if (open_.empty()) {
    return;  // a document without anything in it is an empty file
  } else if (open_.back().has_key) {
    const std::vector<YamlEntry>& entries = open_.back().node.entries;
    const YamlEntry& entry = entries.back();
    complain(entry.where, "key '" + shown(entry.key) + "' has no value",
             hint_of_valueless(entries));
  } else {
    complain_and_stop(offset, "a value is missing before this place" + path(),
                      "write the value, or delete the '-' or ',' that waits for it");
  }
  YamlNode nothing;
  nothing.where = source_.at(offset);
  add(std::move(nothing));
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
  complain_and_stop(offset_of(mark), "aliases ('*') are not allowed",
                    "write the value out at each place");
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& /*tag*/,
                           YAML::anchor_t /*anchor*/, const std::string& value) {
  const OutlineScalar& place = next_scalar(offset_of(mark));
  check_value(place, value);
  if (expects_key()) {
    add_key(place, value);
    return;
  }
  count_value(place.begin);
  YamlNode scalar;
  scalar.where = source_.at(place.begin);
  scalar.text = value;
  scalar.quoted = place.style != YamlStyle::plain;
  add(std::move(scalar));
}

/// What yaml-cpp made of a scalar must be what stands in the raw text between its two
/// ends.
void TreeBuilder::check_value(const OutlineScalar& place, const std::string& value) {
  if (!holds_escapes(source_, place)) {
    if (raw_value(source_, place) != value) {
      complain_ambiguous(place.begin);
    }
  } else if (const std::optional<char32_t> code = first_invisible(value);
             code.has_value()) {
    complain(
        place.begin,
        "an escape in this text stands for invisible character " + code_point_name(*code),
        "only \\n and \\t may stand for characters that do not show");
  }
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/,
                                  YAML::anchor_t /*anchor*/,
                                  YAML::EmitterStyle::value /*style*/) {
  open(YamlNode::Kind::sequence, mark);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/,
                             YAML::anchor_t /*anchor*/,
                             YAML::EmitterStyle::value /*style*/) {
  open(YamlNode::Kind::mapping, mark);
}

void TreeBuilder::open(YamlNode::Kind kind, const YAML::Mark& mark) {
  const std::size_t offset = offset_of(mark);
  if (expects_key()) {
    complain_and_stop(offset, "a list or mapping as a key", "keys are plain text");
  }
  if (open_.size() >= deepest_yaml) {
    complain_and_stop(offset, "nested deeper than 32 levels",
                      "no input of tripart needs that depth");
  }
  count_value(offset);
  OpenNode opened;
  opened.node.kind = kind;
  opened.node.where = source_.at(offset);
  open_.push_back(std::move(opened));
}

void TreeBuilder::close() {
  YamlNode node = std::move(open_.back().node);
  open_.pop_back();
  add(std::move(node));
}

void TreeBuilder::add(YamlNode node) {
  if (open_.empty()) {
    root_ = std::move(node);
  } else if (open_.back().node.kind == YamlNode::Kind::sequence) {
    open_.back().node.items.push_back(std::move(node));
  } else if (open_.back().has_key) {
    open_.back().node.entries.back().value = std::move(node);
    open_.back().has_key = false;
  }
}

void TreeBuilder::add_key(const OutlineScalar& place, const std::string& key) {
  const SourcePosition where = source_.at(place.begin);
  if (count_characters(key) > longest_yaml_key) {
    complain(place.begin, "key '" + shown(key) + "' is longer than 128 characters",
             "shorten it; texts are values, not keys");
  }
  if (key.empty() || key.find_first_of("\n\t") != std::string::npos) {
    complain(place.begin,
             key.empty() ? "an empty key" : "a key with a tab or line end in it",
             "keys are plain text");
  }
  if (key == "<<" && place.style == YamlStyle::plain) {
    complain(place.begin, "merge keys ('<<') are not allowed",
             "write the keys out at each place");
  }
  const auto [first, is_new] = open_.back().keys.emplace(key, where);
  if (!is_new) {
    complain(place.begin,
             "duplicate key '" + shown(key) + "'" + path() + ", first written at line " +
                 std::to_string(first->second.line) + ", column " +
                 std::to_string(first->second.column),
             "keep one of the two");
  }
  open_.back().node.entries.push_back({key, where, {}});
  open_.back().has_key = true;
}

}  // namespace

std::optional<YamlNode> build_yaml_tree(const YamlSource& source,
                                        const std::vector<OutlineScalar>& outline,
                                        Complaints& complaints) {
  TreeBuilder builder(source, outline, complaints);
  std::istringstream stream(source.text());
  try {
    YAML::Parser parser(stream);
    // The second call only looks for a second document; a third could go on for ever.
    if (parser.HandleNextDocument(builder)) {
      static_cast<void>(parser.HandleNextDocument(builder));
    }
  } catch (const StopReading&) {
    // The complaint is already there.
  } catch (const YAML::Exception& error) {
    Complaint complaint = in_plain_words(source, error);
    complaints.add(std::move(complaint.where), std::move(complaint.what),
                   std::move(complaint.hints));
  }
  complaints.throw_if_any();
  return builder.take_root();
}

}  // namespace tripart
