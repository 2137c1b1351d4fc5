#pragma once

#include <string>

#include "tripart/scenario/key_table.hpp"

/// What template and reference say about a key beside the words of error messages.
namespace tripart {

/// `only with an economy`, `only for plenary or inter_session`; empty for a key that
/// every scenario may have.
[[nodiscard]] std::string only_words(const Key& key);

/// `1`, `[1, 5]` or `>= 1`; empty where any number will do.
[[nodiscard]] std::string range_words(const Key& key);

/// The type in a word or two; the words of a choice are its type.
[[nodiscard]] std::string type_words(const Key& key);

/// What holds where the key is left out.
[[nodiscard]] std::string default_words(const Key& key);

/// `free` where the default is the prior of a free parameter, `free, prior ...` where it
/// is another value; empty for a key that is not free.
[[nodiscard]] std::string prior_words(const Key& key);

}  // namespace tripart
