#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tripart/core/error.hpp"

namespace tripart {

/// The user typed what no command understands (exit 64).
class UsageError : public Failure {
 public:
  explicit UsageError(const std::string& what, std::vector<std::string> hints = {})
      : Failure(ExitCode::usage, what), hints_(std::move(hints)) {}
  [[nodiscard]] const std::vector<std::string>& hints() const { return hints_; }

 private:
  std::vector<std::string> hints_;
};

/// One option of a command; options without a value are switches.
struct Option {
  std::string_view name;   ///< `output`
  char letter;             ///< `o`; 0: none
  std::string_view value;  ///< name of its value, `DIR`; empty: a switch
  std::string_view meaning;
  bool repeatable = false;
};

/// What the user typed after the command's name, as text.
class Arguments {
 public:
  /// Reads `words` by `options`: no abbreviations, nothing twice unless repeatable.
  /// \throws UsageError
  Arguments(std::span<const Option> options, const std::vector<std::string>& words);

  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
  /// The single file named, called `what` in the complaint if there is none or another
  /// one.
  [[nodiscard]] const std::string& only_file(std::string_view what) const;
  [[nodiscard]] bool has(std::string_view option) const;
  [[nodiscard]] std::optional<std::string> text(std::string_view option) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view option) const;
  /// A whole number from `least` to `most`, read by parse_count. \throws UsageError
  [[nodiscard]] std::optional<std::uint64_t> count(std::string_view option,
                                                   std::uint64_t least,
                                                   std::uint64_t most = UINT64_MAX) const;

 private:
  struct Given {
    std::string option;
    std::string value;
  };
  std::vector<Given> given_;
  std::vector<std::string> files_;
};

/// The options and --help, each with its meaning in a column beside it.
[[nodiscard]] std::string describe(std::span<const Option> options);

}  // namespace tripart
