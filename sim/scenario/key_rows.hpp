#pragma once

#include <string_view>
#include <vector>

#include "tripart/scenario/key_table.hpp"

/// The parts of the key table, one per block of a scenario, and the shorthand they are
/// written in.
namespace tripart {

[[nodiscard]] std::vector<Key> general_keys();
[[nodiscard]] std::vector<Key> economy_keys();
[[nodiscard]] std::vector<Key> policy_keys();
[[nodiscard]] std::vector<Key> party_keys();
[[nodiscard]] std::vector<Key> agenda_keys();
[[nodiscard]] std::vector<Key> calendar_keys();
[[nodiscard]] std::vector<Key> threat_keys();

constexpr Key key(KeyType type, std::string_view path, std::string_view fallback,
                  std::string_view equation, std::string_view meaning) {
  return {.path = path,
          .type = type,
          .fallback = fallback,
          .equation = equation,
          .meaning = meaning};
}

constexpr Key quantity(KeyType type, std::string_view path, std::string_view fallback,
                       std::string_view unit, Range range, std::string_view equation,
                       std::string_view meaning) {
  return {.path = path,
          .type = type,
          .unit = unit,
          .range = range,
          .fallback = fallback,
          .equation = equation,
          .meaning = meaning};
}

/// The rates between pairs in one relation to each other.
constexpr Key pair_rates(std::string_view path, std::string_view fallback,
                         std::string_view choices, std::string_view meaning) {
  return {.path = path,
          .type = KeyType::pair_tariffs,
          .fallback = fallback,
          .equation = "E7, E8",
          .meaning = meaning,
          .choices = choices};
}

constexpr Key word(std::string_view path, std::string_view fallback,
                   std::string_view choices, std::string_view equation,
                   std::string_view meaning) {
  return {.path = path,
          .type = KeyType::choice,
          .fallback = fallback,
          .equation = equation,
          .meaning = meaning,
          .choices = choices};
}

}  // namespace tripart
