// What a sweep's `precision` may name, on a scenario of two parties without an economy.
#include "tripart/study/sweep_precision.hpp"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tripart/study/sweep.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class SweepPrecisionTest : public ::testing::Test {
 protected:
  SweepPrecisionTest() {
    std::string pattern = (fs::temp_directory_path() / "tripart_sweep_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    fs::copy_file(fs::path(TRIPART_SOURCE_DIR) / "scenarios/textbook/rubinstein.yaml",
                  folder_ / "pie.yaml");
  }
  ~SweepPrecisionTest() override { fs::remove_all(folder_); }
  SweepPrecisionTest(const SweepPrecisionTest&) = delete;
  SweepPrecisionTest& operator=(const SweepPrecisionTest&) = delete;
  SweepPrecisionTest(SweepPrecisionTest&&) = delete;
  SweepPrecisionTest& operator=(SweepPrecisionTest&&) = delete;

  /// The complaint about a sweep with this precision; empty if there is none.
  [[nodiscard]] std::string complaint(const std::string& precision) const {
    std::ofstream(folder_ / "sweep.yaml")
        << "# Who is patient?\nformat: 1\nname: two\nscenario: pie.yaml\ndesign: grid\n"
           "replicates: 10\nprecision: {"
        << precision
        << ", half_width: 0.1}\nfactors:\n"
           "  - {id: rounds, path: rounds, values: [3, 5]}\n";
    const SweepFile sweep = read_sweep(folder_ / "sweep.yaml");
    try {
      const Sweep opened(sweep, 1, std::nullopt);
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr("sweep.yaml:7:1: error: "));
      return error.what();
    }
    return "";
  }

  fs::path folder_;
};

TEST_F(SweepPrecisionTest, TakesRowsOfTheSummary) {
  EXPECT_EQ(complaint("metric: ending, category: agreed"), "");
  EXPECT_EQ(complaint("metric: days, category: all, statistic: mean"), "");
  EXPECT_EQ(complaint("metric: utility, party: A, category: agreed, statistic: mean"),
            "");
}

TEST_F(SweepPrecisionTest, RefusesWhatWouldNeverStopAPoint) {
  const auto holds = [&](const std::string& precision, const std::string& part) {
    EXPECT_THAT(complaint(precision), HasSubstr(part)) << precision;
  };
  holds("metric: endin, category: agreed", "did you mean 'ending'?");
  holds("metric: ending, category: agred", "did you mean 'agreed'?");
  holds("metric: ending", "precision has no category, expected a category of ending");
  holds("metric: ending", "hint: there are: agreed, lapsed, collapsed");
  holds("metric: ending, party: A, category: agreed",
        "precision.party is 'A', expected none of ending");
  holds("metric: utility, category: all, statistic: mean", "hint: there are: A, B");
  holds("metric: utility, party: Z, category: all, statistic: mean",
        "precision.party is 'Z'");
  holds("metric: days, category: all", "precision.statistic is 'probability'");
  holds("metric: days, statistic: mean", "precision has no category");
}

}  // namespace
}  // namespace tripart
