#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "scenario/reader.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

/// Small scenarios, changed a line at a time.
namespace tripart::reader_tests {

namespace fs = std::filesystem;

/// Beside the shipped scenarios, so that their tables are found; no such file exists.
inline const fs::path beside_baselines =
    fs::path(TRIPART_SOURCE_DIR) / "scenarios" / "t.yaml";

/// Two parties, one issue, no economy.
inline constexpr std::string_view pair_text = R"(# Who yields first?
format: 1
name: pair
start: 2018-03-05
horizon: 2019-03-05
parties:
  USA: {discount_rate: 0.1}
  MEX: {discount_rate: 0.2}
calendar:
  - {id: round, kind: plenary, from: 2018-04-08, to: 2018-04-16}
issues:
  - id: auto
    positions:
      USA: {ideal: 1, salience: 1}
      MEX: {ideal: 0, salience: 1}
)";

/// Three parties on the 2017 table, with everything that needs an economy.
inline constexpr std::string_view trade_text = R"(# What do the tariffs do?
format: 1
name: trio
start: 2018-03-05
horizon: 2019-03-05
economy:
  baseline: base2017
parties:
  USA:
    may_split: true
    lobbies: {motor_vehicles: 0.1, basic_metals: 0.2}
    withdrawal: {notice_days: 90}
  CAN:
    lobbies: {food: 0.3}
  MEX: {}
calendar:
  - {id: round, kind: plenary, from: 2018-04-08, to: 2018-04-16}
issues:
  - id: auto
    positions:
      USA: {ideal: 1, salience: 1}
      CAN: {ideal: 0.5, salience: 1}
      MEX: {ideal: 0, salience: 1}
threats:
  - id: metals
    issuer: USA
    targets: [CAN, MEX]
    tariffs: {basic_metals: {CAN: 0.087, MEX: 0.042}}
    announced: 2018-03-01
  - id: exit
    kind: withdrawal
    issuer: USA
    targets: [CAN, MEX]
    hazard: 0.2
retaliation:
  CAN: {mode: dollar_for_dollar}
)";

/// `text` with the one place that reads `from` replaced.
inline std::string with(std::string_view text, std::string_view from,
                        std::string_view to) {
  std::string changed(text);
  const std::size_t at = changed.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  EXPECT_EQ(changed.find(from, at + 1), std::string::npos) << from << " is not unique";
  return at == std::string::npos ? changed
                                 : changed.replace(at, from.size(), std::string(to));
}

/// What the user is told; empty if the scenario is good. The file is called `t.yaml`.
inline std::string told(std::string_view text, const ReadOptions& options = {}) {
  try {
    static_cast<void>(read_scenario_text(text, beside_baselines, options));
  } catch (const InputError& error) {
    std::string what = error.what();
    const std::string folder = beside_baselines.parent_path().string() + "/";
    for (std::size_t at = what.find(folder); at != std::string::npos;
         at = what.find(folder)) {
      what.erase(at, folder.size());
    }
    return what;
  }
  return "";
}

inline Scenario scenario_of(std::string_view text, std::vector<std::string> set = {}) {
  ReadOptions options;
  options.overrides = std::move(set);
  return read_scenario_text(text, beside_baselines, options);
}

inline Model model_of(std::string_view text, std::vector<std::string> set = {}) {
  return scenario_of(text, std::move(set)).model;
}

/// A folder that is gone at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "tripart-reader-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { fs::remove_all(path_); }

  [[nodiscard]] const fs::path& path() const { return path_; }
  fs::path write(const std::string& name, std::string_view text) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    write_file_atomically(file, text);
    return file;
  }

 private:
  fs::path path_;
};

}  // namespace tripart::reader_tests
