#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// One section of a resolved scenario. Whatever is in it has passed the key table, so
/// that only absence is left to ask about.
class Section {
 public:
  explicit Section(const YamlNode& root) : Section(root, "", root.where) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string below(std::string_view key) const;
  /// Last segment of the path: a key, name or id.
  [[nodiscard]] std::string id() const;
  [[nodiscard]] bool has(std::string_view key) const { return value(key) != nullptr; }
  [[nodiscard]] const YamlNode* value(std::string_view key) const;
  /// Of the value; of the section where there is none.
  [[nodiscard]] SourcePosition where(std::string_view key) const;
  [[nodiscard]] const SourcePosition& where() const { return where_; }
  [[nodiscard]] const YamlNode& node() const { return *node_; }

  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  [[nodiscard]] double number_or_zero(std::string_view key) const {
    return number(key).value_or(0.0);
  }
  [[nodiscard]] std::optional<Date> date(std::string_view key) const;
  [[nodiscard]] bool is_true(std::string_view key) const { return text(key) == "true"; }
  [[nodiscard]] std::string text(std::string_view key) const;
  /// Of a list of scalars.
  [[nodiscard]] std::vector<std::string> words(std::string_view key) const;
  /// Keys of the section itself.
  [[nodiscard]] std::vector<std::string> keys() const;

  /// Zero where it is absent. `word` chooses the row of a key that has several.
  [[nodiscard]] Parameter parameter(std::string_view key,
                                    std::string_view word = "") const;
  [[nodiscard]] std::optional<Parameter> parameter_if_any(std::string_view key) const;
  /// One of the two values of an interval; `side` names its stream.
  [[nodiscard]] Parameter bound(std::string_view key, std::size_t index,
                                std::string_view side) const;

  /// Empty where it is absent.
  [[nodiscard]] Section section(std::string_view key) const;
  /// Of a list, or of a mapping by name.
  [[nodiscard]] std::vector<Section> members(std::string_view key) const;
  /// The one of that id or name; empty where there is none.
  [[nodiscard]] Section member(std::string_view key, std::string_view id) const;

 private:
  Section(const YamlNode& node, std::string path, SourcePosition where)
      : node_(&node), path_(std::move(path)), where_(std::move(where)) {}

  const YamlNode* node_;
  std::string path_;
  SourcePosition where_;
};

}  // namespace tripart
