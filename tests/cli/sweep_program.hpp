#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/program.hpp"

namespace tripart::testing_support {

// One offer a week for a quarter of a year; who holds out to the end gets more.
constexpr const char* divided_pie = R"(# Who holds out longer?
format: 1
name: pie
start: 2018-03-05
horizon: 2018-06-05
loss_exponent: 1
protocol: {kind: rotating}
parties:
  A: {private_type: 0, strategy: {kind: time_dependent, initial_concession: 0, noise: {uniform: [0.02, 0.1]}}}
  B: {private_type: 0, strategy: {kind: time_dependent, initial_concession: 0, noise: {uniform: [0.02, 0.1]}}}
calendar:
  - {id: talks, kind: inter_session, from: 2018-03-12, to: 2018-06-04, every_days: 7, length_days: 1}
issues:
  - id: pie
    status_quo: none
    positions: {A: {ideal: 0, salience: 1}, B: {ideal: 1, salience: 1}}
)";

// Six points of three blocks each.
constexpr const char* pie_sweep = R"(# Who gets more of the pie?
format: 1
name: holding_out
scenario: pie.yaml
design: grid
replicates: 9000
factors:
  - {id: a_yields, path: parties.A.strategy.concession_exponent, values: [0.05, 0.5, 2]}
  - {id: b_yields, path: parties.B.strategy.concession_exponent, values: [0.10, 1]}
)";

/// The program with a sweep over a small scenario in its folder.
class SweepProgramTest : public ProgramTest {
 protected:
  SweepProgramTest() {
    std::ofstream(folder_ / "pie.yaml") << divided_pie;
    write_sweep(pie_sweep);
  }

  void write_sweep(const std::string& text) const {
    std::ofstream(folder_ / "sweep.yaml") << text;
  }
  [[nodiscard]] static std::string with(std::string text, const std::string& from,
                                        const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }

  [[nodiscard]] Result sweep(const std::string& folder,
                             const std::vector<std::string>& more = {},
                             const std::string& before = "") const {
    std::vector<std::string> words{"sweep", "sweep.yaml", "-o", folder, "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return tripart(words, before);
  }

  void play_shards(const std::string& folder, int of,
                   const std::vector<std::string>& more = {}) const {
    for (int shard = 1; shard <= of; ++shard) {
      std::vector<std::string> words{
          "--shard", std::to_string(shard) + "/" + std::to_string(of), "-j", "1"};
      words.insert(words.end(), more.begin(), more.end());
      const Result played = sweep(folder, words);
      ASSERT_EQ(played.code, 0) << shard << " of " << of << ": " << played.err;
    }
  }

  /// That two directories hold the same files with the same bytes, the manifest and the
  /// description of the columns among them.
  void expect_same_results(const std::string& a, const std::string& b) const {
    EXPECT_TRUE(results(a).contains("summary.csv") &&
                results(a).contains("datapackage.json"))
        << a;
    expect_same_files(a, b);
  }

  /// Likewise of shards, which describe no columns.
  void expect_same_files(const std::string& a, const std::string& b) const {
    const auto first = results(a);
    const auto second = results(b);
    EXPECT_TRUE(first.contains("manifest.json")) << a;
    for (const auto& [name, bytes] : first) {
      ASSERT_TRUE(second.contains(name)) << name << " is missing from " << b;
      EXPECT_EQ(bytes == second.at(name), true) << name << " differs in " << b;
    }
    EXPECT_EQ(first.size(), second.size());
  }

  [[nodiscard]] static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
      lines.push_back(line);
    }
    return lines;
  }

  /// Rows of one design point, without its number.
  [[nodiscard]] static std::vector<std::string> rows_of_point(const std::string& table,
                                                              int point) {
    const std::string start = std::to_string(point) + ",";
    std::vector<std::string> rows;
    for (const std::string& line : lines_of(table)) {
      if (line.starts_with(start)) {
        rows.push_back(line.substr(start.size()));
      }
    }
    return rows;
  }

  [[nodiscard]] static std::vector<std::string> rows_of_run(const std::string& table) {
    std::vector<std::string> rows = lines_of(table);
    rows.erase(rows.begin());
    return rows;
  }

  [[nodiscard]] std::string file(const std::string& path) const {
    return content(folder_ / path);
  }
};

}  // namespace tripart::testing_support
