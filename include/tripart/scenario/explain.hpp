#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tripart {

/// What the key table says about a key, each in words; empty where it says nothing.
struct KeyExplanation {
  std::string path;  ///< dotted; `*` stands for a name or an id
  std::string meaning;
  std::string type;
  std::string unit;
  std::string range;
  std::string fallback;  ///< what holds where the key is left out
  std::string prior;     ///< of a free parameter
  std::string equation;  ///< of sim/MODEL.md
  std::string only;      ///< which scenarios may have it
};

/// What there is to say about a key: by its path, with names
/// (`parties.USA.strategy.kind`) or `*` in their places, or by the end of its path
/// (`strategy.kind`). Several where several end so, or where a key means something else
/// for each kind.
[[nodiscard]] std::vector<KeyExplanation> explain_key(std::string_view path);

/// The closest path of a key, for one that there is not; empty if none is close.
[[nodiscard]] std::string closest_key(std::string_view path);

/// JSON Schema of a scenario, for editors: keys, types, ranges, and what each means.
[[nodiscard]] std::string scenario_schema();

}  // namespace tripart
