// `tripart check` on sweeps, from outside.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
namespace fs = std::filesystem;
using testing_support::Result;

const std::string shipped = std::string(TRIPART_SOURCE_DIR) + "/scenarios/";

class CheckSweepTest : public testing_support::ProgramTest {
 protected:
  /// A sweep over a shipped pie that two patient parties divide.
  void write(const std::string& factor) const {
    fs::copy_file(shipped + "textbook/rubinstein.yaml", folder_ / "pie.yaml",
                  fs::copy_options::overwrite_existing);
    std::ofstream(folder_ / "sweep.yaml")
        << "# Who is patient?\nformat: 1\nname: patient\nscenario: pie.yaml\n"
           "design: grid\nreplicates: 10\nfactors:\n  - "
        << factor << "\n";
  }
};

TEST_F(CheckSweepTest, SaysHowManyPointsThereAre) {
  write("{id: rounds, path: rounds, values: [3, 5, 7]}");
  const Result result = tripart({"check", "sweep.yaml"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.out,
            "sweep.yaml: good: sweep patient, 1 factor, 3 design points of 10 replicates "
            "each\n");
}

TEST_F(CheckSweepTest, PrintsEverythingWithDefaults) {
  write("{id: rounds, path: rounds, values: [3, 5, 7]}");
  const Result result = tripart({"check", "--resolved", "sweep.yaml"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("name: patient\ndesign:\n  kind: grid\n"));
  EXPECT_THAT(result.out, HasSubstr("common_random_numbers: true\n"));
  EXPECT_THAT(result.out, HasSubstr("scenario:\n  format: 1\n"));
}

TEST_F(CheckSweepTest, ComplainsInTheLinesOfTheSweep) {
  write("{id: rounds, path: rounds, values: [3, -5, 7]}");
  const Result result = tripart({"check", "sweep.yaml"});
  EXPECT_EQ(result.code, 65);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, StartsWith("sweep.yaml:8:44: error: rounds is "));
}

TEST_F(CheckSweepTest, ShippedSweepsAreGood) {
  for (const auto& entry : fs::directory_iterator(shipped + "sweeps")) {
    if (entry.path().extension() == ".yaml") {
      const Result result = tripart({"check", entry.path().string()});
      EXPECT_EQ(result.code, 0) << result.err;
      EXPECT_THAT(result.out, HasSubstr(": good: sweep "));
    }
  }
}

}  // namespace
}  // namespace tripart
