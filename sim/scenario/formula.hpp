#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace tripart {

/// What became of a formula: its value, or what is wrong with it.
struct FormulaResult {
  std::optional<double> value;
  std::string why;  ///< without a value: what was found and what was expected
};

/// Value of a named quantity; nothing where there is no such thing.
using NamedQuantity = std::function<std::optional<double>(const std::string& name)>;

/// Evaluates an arithmetic formula: decimal numbers, + - * / ^ (raised to a whole
/// number), brackets, sqrt(x), min(a, b), max(a, b), and dotted names that `quantity`
/// knows. Every operation is exact arithmetic rounded once or a chain of such, so that
/// the value is the same on every processor.
[[nodiscard]] FormulaResult evaluate_formula(const std::string& text,
                                             const NamedQuantity& quantity);

}  // namespace tripart
