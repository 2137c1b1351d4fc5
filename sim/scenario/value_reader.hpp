#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/names.hpp"
#include "tripart/scenario/key_table.hpp"

namespace tripart {

/// Checks values that are no sections against their keys and brings them into the one
/// canonical form of resolved scenarios.
class ValueReader {
 public:
  /// Both must outlive the reader.
  ValueReader(const Names& names, Complaints& complaints)
      : names_(&names), complaints_(&complaints) {}

  /// Nothing after a complaint; `path` names the value in it.
  [[nodiscard]] std::optional<YamlNode> read(const Key& key, const YamlNode& node,
                                             const std::string& path);

  /// Whether a key of a mapping by party, sector, issue or pair exists; complains if not.
  bool check_name(KeyType mapping, const YamlEntry& entry, const std::string& path);

 private:
  using Result = std::optional<YamlNode>;
  static YamlNode collection(YamlNode::Kind kind, const SourcePosition& where);
  Result refuse(const Key& key, const YamlNode& node, const std::string& path,
                std::vector<std::string> hints = {});
  Result read_scalar(const Key& key, const YamlNode& node, const std::string& path);
  Result read_count(const Key& key, const YamlNode& node, const std::string& path);
  Result read_reference(const Key& key, const YamlNode& node, const std::string& path);
  Result read_party_list(const Key& key, const YamlNode& node, const std::string& path);
  Result read_pair(const Key& key, const YamlNode& node, const std::string& path);
  Result read_shares(const Key& key, const YamlNode& node, const std::string& path);
  Result read_numbers(const Key& key, const YamlNode& node, const std::string& path);
  /// A rising list of numbers, or of names with numbers.
  Result read_values(const Key& key, const YamlNode& node, const std::string& path);
  /// `all`, another word of the type, or a list of names.
  Result read_names(const Key& key, const YamlNode& node, const std::string& path);
  Result read_schedule(const Key& key, const YamlNode& node, const std::string& path);
  Result read_rates(const Key& key, const YamlNode& node, const std::string& path);
  Result read_changes(const Key& key, const YamlNode& node, const std::string& path);
  Result read_change(const Key& key, const YamlNode& node, const std::string& path);
  Result read_pair_tariffs(const Key& key, const YamlNode& node, const std::string& path);
  /// A word, or `{discrete: [[word, probability], ...]}` of distinct ones.
  Result read_draw_of_words(const Key& key, const YamlNode& node, const std::string& path,
                            const std::vector<std::string>* words);
  Result read_theta_sets(const Key& key, const YamlNode& node, const std::string& path);
  bool check_word(const YamlNode& node, const std::string& path,
                  const std::vector<std::string>* words, std::vector<std::string>& seen);

  const Names* names_;
  Complaints* complaints_;
};

}  // namespace tripart
