#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/distribution.hpp"

namespace tripart {

/// What a key of a scenario holds.
enum class KeyType {
  number,
  parameter,          ///< number or distribution
  parameter_or_none,  ///< the same, or the word `none`
  count,
  boolean,
  date,
  text,
  name,    ///< letters, digits, `_` and `-`
  table,   ///< name of a folder under baselines/
  csv,     ///< name of a CSV file beside the scenario
  choice,  ///< one of Key::choices
  party,
  sector,
  chapter,
  section,    ///< keys of its own
  parties,    ///< party name -> section
  by_party,   ///< existing party -> value
  by_sector,  ///< existing sector -> value
  by_issue,   ///< existing issue -> section
  by_pair,    ///< two existing parties, `CAN-USA` -> section
  items,      ///< list of sections with an `id`
  records,    ///< list of sections without one
  party_list,
  name_list,    ///< of anything
  region_list,  ///< `all`, or regions of the baseline
  sector_list,  ///< `all`, `goods`, or sectors of the baseline
  text_pair,
  number_pair,
  shares,  ///< list of rising numbers
  number_list,
  value_list,     ///< rising numbers, or name -> number
  interval,       ///< [low, high], each a parameter
  tariff_change,  ///< a rate to add, a change of the rate in force, or a list of parts
  rates,          ///< one tariff_change, or party -> tariff_change
  pair_tariffs,   ///< one of Key::choices, {schedule: name}, or a list of policy lines
  schedule,       ///< name of a tariff schedule of the baseline
  lifting,        ///< signature, ratification or separate, or a discrete draw of them
  elasticities,   ///< name of a theta set, or a draw of several
};

/// One key of a scenario: everything that reader, defaults, template and reference need
/// to know about it.
struct Key {
  std::string_view path;  ///< dotted; `*` stands for a name or an id
  KeyType type = KeyType::section;
  std::string_view unit = "";
  Range range{-1e308, 1e308};
  std::string_view fallback =
      "";  ///< YAML text of the default, or one of the three words below
  std::string_view equation = "";
  std::string_view meaning = "";
  std::string_view only = "";  ///< kinds or modes that have this key; empty: all
  std::string_view choices = "";
  std::string_view example =
      "";  ///< value in the template, ` | ` between successive items
  std::string_view unless = "";      ///< key beside it without which it is required
  std::string_view instead_of = "";  ///< key beside it that it takes the place of
  /// Of a free parameter, which no evidence fixes: YAML text of what it is taken to be
  /// where nothing is known (sim/MODEL.md, section 8), or equal_recognition.
  std::string_view prior = "";

  [[nodiscard]] constexpr Key when(std::string_view words) const {
    Key key = *this;
    key.only = words;
    return key;
  }
  [[nodiscard]] constexpr Key shown(std::string_view text) const {
    Key key = *this;
    key.example = text;
    return key;
  }
  /// Required only where the other is not there.
  [[nodiscard]] constexpr Key required_without(std::string_view other) const {
    Key key = *this;
    key.unless = other;
    return key;
  }
  /// One of the two may be there, and if the other is required, one must.
  [[nodiscard]] constexpr Key instead(std::string_view other) const {
    Key key = *this;
    key.instead_of = other;
    return key;
  }
  /// Free, with this prior.
  [[nodiscard]] constexpr Key with_prior(std::string_view text) const {
    Key key = *this;
    key.prior = text;
    return key;
  }
  /// Free, and the default is its prior.
  [[nodiscard]] constexpr Key free() const { return with_prior(fallback); }
  [[nodiscard]] constexpr Key within(double lo, double hi) const {
    Key key = *this;
    key.range = {lo, hi};
    return key;
  }
};

/// Fallbacks that are no YAML text.
inline constexpr std::string_view required = "required";
inline constexpr std::string_view absent =
    "absent";  ///< may be left out and then is not there
inline constexpr std::string_view computed =
    "computed";  ///< follows from other keys, as its meaning says

/// Prior of chances to propose: equal in expectation, Dirichlet of total 4 over the
/// parties, as gamma draws that are scaled to sum to 1 (Okada 1996).
inline constexpr std::string_view equal_recognition = "{gamma: [4 / parties, 1]}";

/// Every key of a scenario once (a key whose default depends on the kind of its item:
/// once per kind), parents before children, in the order of the template.
[[nodiscard]] const std::vector<Key>& key_table();

/// The table as a tree, one node per path.
struct KeyNode {
  std::string name;  ///< last segment of the path; `*` for a name
  std::vector<const Key*> rows;
  std::vector<KeyNode> children;

  [[nodiscard]] const KeyNode* find(
      std::string_view child) const;  ///< the child, or the `*` child
};
[[nodiscard]] const KeyNode& key_tree();

/// The first row whose pattern matches a path of names and ids; nullptr if there is none.
[[nodiscard]] const Key* find_key(std::string_view path);

/// Words of a blank-separated list.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// Type, and range with unit, as error messages and the reference put it: `a number in
/// [0, 1]`.
[[nodiscard]] std::string expectation(const Key& key);
[[nodiscard]] std::string range_text(Range range);

}  // namespace tripart
