#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/results/journal.hpp"
#include "tripart/results/result_directory.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

/// What a scenario adds to the text of work: all that it says, and its tables.
[[nodiscard]] std::string work_text(const Scenario& scenario);

/// Its place in the folder of the tables.
inline constexpr const char* unfinished_folder = ".unfinished";

/// What unfinished work on a set of tables has come to, kept in the folder of the set as
/// `.unfinished/`: nothing on disk until the first checkpoint is due, and nothing once
/// the work is finished.
///
/// For who holds the folder's lock, as a TableSet does. One call at a time.
class WorkMemory {
 public:
  /// \param work  all that determines the results, in lines that people can read
  /// \throws Failure: bad_input where the folder holds unfinished work and neither resume
  /// nor force is asked for, or that of other inputs, finished or not, and no force is;
  /// cannot_create where `.unfinished` is not tripart's
  WorkMemory(const std::filesystem::path& folder, const std::string& work,
             Existing existing);

  /// Whether there is a state that earlier work had come to.
  [[nodiscard]] bool has_resumed() const { return resumed_.has_value(); }
  /// That state, which is gone from here then.
  [[nodiscard]] std::optional<std::string> take_resumed() {
    return std::exchange(resumed_, std::nullopt);
  }
  /// Why that could not be used, if it could not.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// What to throw where that is not what its owner wrote.
  [[nodiscard]] Failure damaged() const;

  /// What to publish the tables with, so that they are known to be of this work.
  [[nodiscard]] DataSource source() const;

  /// Whether it is time to keep what there is.
  [[nodiscard]] bool due() const { return journal_.due(); }
  /// What has been done survives this process from now on.
  void keep(const std::string& state);
  /// The work is finished, and its tables are in place.
  void forget();

 private:
  void look_around(Existing existing);
  void expect_no_other_results() const;
  std::filesystem::path folder_;
  std::string work_;
  Journal journal_;
  bool is_on_disk_ = false;
  std::optional<std::string> resumed_;
  std::string problem_;
};

}  // namespace tripart
