#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/section.hpp"
#include "tripart/scenario/key_table.hpp"

/// How changes of tariff rates are written: as lines of `economy.policies.*.tariffs`, and
/// without importers, exporters and sectors wherever those are plain.
namespace tripart {

/// What a key is called in its section.
[[nodiscard]] std::string_view name_of(const Key& key);

/// The keys of a change: `add` and what may be there instead, `coverage` likewise.
[[nodiscard]] const std::vector<const Key*>& change_keys();
[[nodiscard]] bool is_change_word(std::string_view name);

/// Whether a mapping holds one change per party rather than one change: any of its keys
/// is a party, or none is, or looks like, a word of a change.
[[nodiscard]] bool is_by_party(const YamlNode& node,
                               const std::vector<std::string>& parties);

/// The keys of `user` that stand for the same as `key`: itself, those instead of it, or
/// what it is instead of.
[[nodiscard]] std::vector<const YamlEntry*> alternatives_in(
    const YamlNode& user, const Key& key, const std::vector<const Key*>& siblings);

/// `add, level, ... or quota`.
[[nodiscard]] std::string alternatives_text(const Key& key,
                                            const std::vector<const Key*>& siblings);

/// Complains about keys of `user` that mean the same, and where one of several must be
/// there and none is; `path` names the section.
void check_alternatives(const YamlNode& user, const SourcePosition& where,
                        const std::vector<const Key*>& siblings, const std::string& path,
                        Complaints& complaints);

}  // namespace tripart
