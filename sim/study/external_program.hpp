#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace tripart {

/// What another program answered.
struct ExternalAnswer {
  enum class End { exited, absent, timed_out, killed };
  End end = End::exited;
  int status = 0;  ///< exit status, or the signal that killed it
  std::string out;
  std::string err;

  [[nodiscard]] bool is_well() const { return end == End::exited && status == 0; }
};

/// Runs the program `words[0]`, found along PATH, with the rest as its arguments: no
/// shell reads them. It reads nothing and is killed after `patience`. \param without
/// variables of the environment that begin like this are kept from it
[[nodiscard]] ExternalAnswer run_external(const std::vector<std::string>& words,
                                          std::chrono::seconds patience,
                                          const std::string& without = "");

/// The answer's complaint in one line: `sbatch: ended with 1: Invalid partition name`.
[[nodiscard]] std::string complaint_of(const std::string& program,
                                       const ExternalAnswer& answer);

}  // namespace tripart
