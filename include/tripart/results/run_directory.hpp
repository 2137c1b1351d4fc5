#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tripart/results/manifest.hpp"
#include "tripart/results/result_directory.hpp"

namespace tripart {

/// A run's manifest as the identity of a directory.
class RunIdentity : public Identity {
 public:
  explicit RunIdentity(Manifest manifest);
  [[nodiscard]] std::string manifest(const std::vector<FileRecord>& files) const override;
  [[nodiscard]] std::string work() const override;
  [[nodiscard]] std::string name() const override { return manifest_.scenario_name; }
  [[nodiscard]] std::optional<std::string> difference(
      const std::filesystem::path& file) const override;

  /// \param failed  how many failed; `failures` are the first hundred of them
  void note_failures(std::uint64_t failed, std::vector<FailureRecord> failures);

 private:
  Manifest manifest_;
};

/// The output directory of one run; see ResultDirectory.
class RunDirectory {
 public:
  using State = ResultDirectory::State;

  /// Locks `folder` and prepares it for the run that `manifest` describes (its files are
  /// filled in later). \throws like ResultDirectory
  RunDirectory(std::filesystem::path folder, const Manifest& manifest, Existing existing);

  [[nodiscard]] State state() const { return directory_.state(); }
  /// What a finished directory says about itself. \pre already finished
  [[nodiscard]] Manifest finished() const;
  [[nodiscard]] const std::vector<std::string>& known_by_length() const {
    return directory_.known_by_length();
  }

  void begin(const std::vector<InputFile>& inputs, const Attempt& attempt) {
    directory_.begin(inputs, attempt);
  }
  /// The next replicate and what a Recorder had gathered; nothing if the run begins now.
  [[nodiscard]] const std::optional<Checkpoint>& resumed() const {
    return directory_.resumed();
  }
  /// Why an unfinished run is played again from its start, if it is.
  [[nodiscard]] const std::string& problem() const { return directory_.problem(); }
  void start_over(const std::string& problem, const Attempt& attempt) {
    directory_.start_over(problem, attempt);
  }

  [[nodiscard]] Journal& journal() { return directory_.journal(); }
  [[nodiscard]] GrowingTable& table(const OutputTable& table) {
    return directory_.table(table);
  }
  void finish(std::uint64_t failed, std::vector<FailureRecord> failures,
              const Attempt& attempt);
  void leave_unfinished(const Attempt& attempt) { directory_.leave_unfinished(attempt); }

 private:
  RunIdentity identity_;
  ResultDirectory directory_;
};

/// Rough bytes of the per-replicate files of a run, for the check before it starts.
[[nodiscard]] std::uint64_t expected_bytes(const Model& model, Keep keep,
                                           std::uint64_t replicates);

/// Looks whether rows of `needed` bytes fit the disk of `folder`. Those of unfinished
/// work in `kept`, with which it goes on, are written already.
/// \throws Failure(io_failed) if they do not
void expect_room_for_rows(const std::filesystem::path& folder, std::uint64_t needed,
                          const std::filesystem::path& kept);

}  // namespace tripart
