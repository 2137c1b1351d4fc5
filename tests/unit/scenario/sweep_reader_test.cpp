// Reading of sweeps, on a scenario of two parties without an economy.
#include <fstream>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "scenario/sweep_reading.hpp"
#include "tripart/core/file.hpp"
#include "tripart/scenario/sweep_file.hpp"
#include "unit/scenario/reader_support.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SweepReaderTest : public ::testing::Test {
 protected:
  SweepReaderTest() {
    std::string pattern = (fs::temp_directory_path() / "tripart_sweep_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    fs::create_directories(folder_ / "studies");
    write("pair.yaml", std::string(reader_tests::pair_text));
  }
  ~SweepReaderTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  [[nodiscard]] static std::string text(const std::string& design,
                                        const std::string& factors) {
    return "# Who gives way?\nformat: 1\nname: who\nscenario: ../pair.yaml\ndesign: " +
           design + "\nreplicates: 100\nfactors:\n" + factors;
  }
  [[nodiscard]] SweepFile read(const std::string& design,
                               const std::string& factors) const {
    write("studies/who.yaml", text(design, factors));
    return read_sweep(folder_ / "studies" / "who.yaml");
  }
  /// `line:column what` of each complaint.
  [[nodiscard]] std::string complaints(const std::string& design,
                                       const std::string& factors) const {
    std::string all;
    try {
      static_cast<void>(read(design, factors));
    } catch (const InputError& error) {
      for (const Complaint& complaint : error.complaints()) {
        EXPECT_THAT(complaint.where.file.text(), HasSubstr("who.yaml"));
        all += std::to_string(complaint.where.line) + ":" +
               std::to_string(complaint.where.column) + " " + complaint.what + "\n";
        for (const std::string& hint : complaint.hints) {
          all += "hint: " + hint + "\n";
        }
      }
    }
    return all;
  }

  fs::path folder_;
};

constexpr const char* rate = "  - {id: rate, path: parties.USA.discount_rate, ";

TEST_F(SweepReaderTest, TakesListedLevelsAsTheyAreWritten) {
  const SweepFile sweep =
      read("grid", std::string(rate) + "values: [0.10, {uniform: [0, 1]}]}\n");
  EXPECT_EQ(sweep.title, "Who gives way?");
  EXPECT_EQ(sweep.replicates, 100U);
  EXPECT_TRUE(sweep.common_random_numbers);
  EXPECT_EQ(sweep.keep, "summary");
  ASSERT_EQ(sweep.factors.size(), 1U);
  const Factor& factor = sweep.factors.front();
  EXPECT_THAT(factor.levels,
              ElementsAre(ElementsAre("0.10"), ElementsAre("{uniform: [0, 1]}")));
  EXPECT_THAT(overrides_of(factor, factor.levels[1]),
              ElementsAre("parties.USA.discount_rate={uniform: [0, 1]}"));
  EXPECT_TRUE(factor.keeps_payoffs);
  EXPECT_EQ(factor.own, "0.1");
}

TEST_F(SweepReaderTest, SpacesLevelsOfARangeEvenlyInFewDigits) {
  const SweepFile sweep =
      read("grid", std::string(rate) + "range: [0.4, 0.95], levels: 12}\n");
  std::string all;
  for (const auto& level : sweep.factors.front().levels) {
    all += level.front() + " ";
  }
  EXPECT_EQ(all, "0.4 0.45 0.5 0.55 0.6 0.65 0.7 0.75 0.8 0.85 0.9 0.95 ");
}

TEST_F(SweepReaderTest, OfAnUnknownDesignSaysThatAlone) {
  EXPECT_EQ(complaints("{sobol: 8}", std::string(rate) + "range: [0.4, 0.95]}\n"),
            "5:9 design is '{sobol: 8}', expected grid, list, latin_hypercube, sobol, "
            "saltelli, morris or one_at_a_time\nhint: there are: grid, list, "
            "latin_hypercube, sobol, saltelli, morris, one_at_a_time\n");
}

TEST_F(SweepReaderTest, JointFactorsTakeOneValueOrATuple) {
  const SweepFile sweep = read(
      "grid",
      "  - {id: both, paths: [parties.USA.discount_rate, parties.MEX.discount_rate], "
      "values: [[0.1, 0.2], 0.3]}\n");
  const Factor& factor = sweep.factors.front();
  EXPECT_THAT(
      overrides_of(factor, factor.levels[0]),
      ElementsAre("parties.USA.discount_rate=0.1", "parties.MEX.discount_rate=0.2"));
  EXPECT_EQ(cell_of(factor, factor.levels[0]), "[0.1, 0.2]");
  EXPECT_EQ(cell_of(factor, factor.levels[1]), "[0.3, 0.3]");
}

TEST_F(SweepReaderTest, AFormHoldsTheValue) {
  const SweepFile sweep = read("{kind: sobol, points: 8}",
                               "  - {id: x, path: issues.auto.positions.MEX.red_line, "
                               "form: [0, $], range: [0.25, 1]}\n");
  EXPECT_EQ(sweep.factors.front().form, "[0, $]");
  EXPECT_THAT(overrides_of(sweep.factors.front(), {"0.5"}),
              ElementsAre("issues.auto.positions.MEX.red_line=[0, 0.5]"));
}

TEST_F(SweepReaderTest, ReadsListsFromTheFileAndFromATable) {
  const std::string factors =
      std::string(rate) + "}\n  - {id: other, path: parties.MEX.discount_rate}\n";
  const SweepFile inline_points =
      read("{kind: list, points: [{rate: 0.1, other: 0.2}, {other: 0.4, rate: 0.3}]}",
           factors);
  EXPECT_THAT(inline_points.points,
              ElementsAre(ElementsAre("0.1", "0.2"), ElementsAre("0.3", "0.4")));
  write("studies/points.csv",
        "design_point,other,rate,replicates\n1,0.2,0.1,9\n2,0.4,0.3,9\n");
  const SweepFile table = read("{kind: list, file: points.csv}", factors);
  EXPECT_EQ(table.points, inline_points.points);
  EXPECT_EQ(table.resolved, inline_points.resolved);
  write("studies/points.csv", "rate\n0.1\n");
  EXPECT_THROW(static_cast<void>(read("{kind: list, file: points.csv}", factors)),
               InputError);
}

TEST_F(SweepReaderTest, SaysWhichCellsAndColumnsOfATableAreWrong) {
  write("studies/who.csv", "rate,rat\n,1\n0.1,2\n,3\n");
  write("studies/who.yaml",
        text("{kind: list, file: who.csv}", std::string(rate) + "}\n"));
  try {
    static_cast<void>(read_sweep(folder_ / "studies" / "who.yaml"));
    FAIL() << "nothing was wrong";
  } catch (const InputError& error) {
    const std::string what = error.what();
    EXPECT_EQ(error.complaints().size(), 3U) << what;
    EXPECT_THAT(what, HasSubstr("who.csv:1:6: error: unknown column 'rat'"));
    EXPECT_THAT(what, HasSubstr("who.csv:2:1: error: a value of rate cannot be read: the "
                                "value is empty\n"));
    EXPECT_THAT(what, HasSubstr("who.csv:4:1: error: a value of rate cannot be read: "));
    EXPECT_EQ(what.find("write a value"), std::string::npos) << what;
  }
}

TEST_F(SweepReaderTest, SaysWhereALevelCannotBe) {
  EXPECT_EQ(complaints("grid", std::string(rate) + "values: [0.1, -3, x]}\n"),
            "8:63 parties.USA.discount_rate is -3, expected a number in [0, 10] or a "
            "distribution\n"
            "8:67 parties.USA.discount_rate is 'x', expected a number in [0, 10] or a "
            "distribution\n");
}

TEST_F(SweepReaderTest, SaysWhereARangeReachesTooFar) {
  const std::string all =
      complaints("{kind: sobol, points: 8}", std::string(rate) + "range: [0, 11]}\n");
  EXPECT_THAT(all, HasSubstr("8:56 parties.USA.discount_rate is 11, expected"));
}

// The level is at fault and not the other day, which stands in the scenario.
TEST_F(SweepReaderTest, SaysWhichLevelSpoilsSomethingElse) {
  const std::string all = complaints(
      "grid", "  - {id: begin, path: start, values: [2018-03-05, 2020-01-01]}\n");
  EXPECT_THAT(all, HasSubstr("8:51 factors.begin at 2020-01-01: horizon is "));
  EXPECT_THAT(all, HasSubstr("hint: what it is about stands at "));
  EXPECT_THAT(all, HasSubstr("pair.yaml:5:"));
}

// Once for all levels of a range, and once for what is wrong with every level.
TEST_F(SweepReaderTest, SaysThingsOnce) {
  EXPECT_EQ(complaints("grid", std::string(rate) + "range: [9, 12], levels: 50}\n"),
            "8:56 parties.USA.discount_rate is 12, expected a number in [0, 10] or a "
            "distribution\n"
            "hint: rates per year are fractions: write 0.12 for 12 %\n");
  const std::string all = complaints(
      "grid", "  - {id: x, path: issues.auto.positions.USB.ideal, values: [0.1, 0.2]}\n");
  EXPECT_EQ(all.find("'USB'"), all.rfind("'USB'")) << all;
  EXPECT_THAT(all, HasSubstr("unknown party 'USB'"));
}

TEST_F(SweepReaderTest, SaysWherePathsLeadNowhereAndWhatWasMeant) {
  const std::string all =
      complaints("grid",
                 "  - {id: a, path: parties.USA.discount_rat, values: [1, 2]}\n"
                 "  - {id: b, path: partys.USA.recognition, values: [1, 2]}\n"
                 "  - {id: c, path: issues.autos.status_quo, values: [0, 1]}\n");
  EXPECT_THAT(all,
              HasSubstr("8:19 unknown key 'discount_rat' in parties.USA\nhint: did you "
                        "mean 'discount_rate'?\n"));
  EXPECT_THAT(all, HasSubstr("9:19 unknown key 'partys'"));
  EXPECT_THAT(all,
              HasSubstr("10:19 no item 'autos' in issues\nhint: did you mean 'auto'?"));
}

TEST_F(SweepReaderTest, RefusesWhatNoDesignCanUse) {
  const std::string values = "values: [0.1, 0.2]}\n";
  const auto holds = [&](const std::string& design, const std::string& factors,
                         const std::string& part) {
    EXPECT_THAT(complaints(design, factors), HasSubstr(part)) << design << factors;
  };
  holds("grind", rate + values, "did you mean 'grid'?");
  holds("{kind: sobol}", rate + values, "design.points is missing");
  holds("{kind: sobol, points: 8, levels: 4}", rate + values, "unknown key 'levels'");
  holds("{kind: morris, trajectories: 4, levels: 3}", rate + values,
        "expected an even count");
  holds("{kind: sobol, points: 100000001}", rate + values,
        "expected a count in [1, 100000000]");
  holds("{kind: saltelli, base_points: 50000000}", rate + values,
        "more than 100000000 points");
  holds("grid", std::string(rate) + "range: [0, 1]}\n", "without levels");
  holds("grid", std::string(rate) + "range: [1, 0], levels: 3}\n",
        "expected [low, high]");
  holds("grid", std::string(rate) + "values: [1, 1]}\n", "twice");
  holds("grid", std::string(rate) + "values: [1], range: [0, 1]}\n", "has several of");
  holds("grid", std::string(rate) + "}\n", "has none of");
  holds("grid", rate + values + rate + values, "is there twice");
  holds("grid", rate + values + "  - {id: all, path: parties.USA, values: [1, 2]}\n",
        "overlaps with what factors.rate sets");
  holds("grid", std::string(rate) + "central: 1, values: [1, 2]}\n", "one_at_a_time");
  holds("{kind: list, points: [{rate: 1}]}", rate + values, "has values of its own");
  holds("{kind: list}", std::string(rate) + "}\n", "neither points nor file");
  holds("{kind: list, points: [{rat: 1}]}", std::string(rate) + "}\n",
        "did you mean 'rate'?");
  holds("grid", std::string(rate) + "form: x, values: [1, 2]}\n", "with a $ in it");
  holds("grid", "  - {id: design_point, path: step_days, values: [1, 2]}\n",
        "is a column of every design");
}

TEST_F(SweepReaderTest, SaysWhatIsExpectedOfIdsAndLists) {
  const std::string path = "path: parties.USA.discount_rate, ";
  EXPECT_THAT(complaints("grid", "  - {id: a b, " + path + "values: [1, 2]}\n"),
              HasSubstr("8:10 factors has the id 'a b', expected at most 64 letters, "));
  EXPECT_THAT(complaints("grid", "  - {" + path + "values: [1, 2]}\n"),
              HasSubstr("an item without a name, expected {id: NAME, ...}"));
  EXPECT_THAT(complaints("grid", std::string(rate) + "values: []}\n"),
              HasSubstr("factors.rate.values is [], expected a list of 1 to 100000 "
                        "values"));
  EXPECT_THAT(complaints("grid", std::string(rate) + "values: 0.1}\n"),
              HasSubstr("factors.rate.values is '0.1', expected a list"));
  EXPECT_THAT(complaints("grid", "  - {id: a, paths: [], values: [1, 2]}\n"),
              HasSubstr("8:20 factors.a.paths is [], expected a list of 1 to 64 paths"));
}

TEST_F(SweepReaderTest, ProductsOfLevelsDoNotWrapAround) {
  std::string factors;
  for (const char* path : {"parties.USA.discount_rate", "parties.MEX.discount_rate",
                           "parties.USA.recognition", "parties.MEX.recognition"}) {
    factors += "  - {id: f" + std::to_string(factors.size()) + ", path: " + path +
               ", range: [1, 2], levels: 65536}\n";  // 2^64 points
  }
  EXPECT_THAT(complaints("grid", factors), HasSubstr("more than 100000000 points"));
}

TEST_F(SweepReaderTest, CanBeReadAgainFromItsInputsAlone) {
  const SweepFile sweep = read("{kind: latin_hypercube, points: 5, seed: 3}",
                               std::string(rate) + "distribution: {gamma: [2, 0.1]}}\n");
  ASSERT_EQ(sweep.inputs.size(), 2U);
  EXPECT_EQ(sweep.inputs[0].name, "sweep/who.yaml");
  EXPECT_EQ(sweep.inputs[1].name, "pair.yaml");
  const fs::path copy = folder_ / "copy";
  for (const InputFile& input : sweep.inputs) {
    fs::create_directories((copy / input.name).parent_path());
    std::ofstream(copy / input.name) << input.bytes;
  }
  fs::remove(folder_ / "pair.yaml");
  const SweepFile again = read_sweep(copy / sweep.inputs.front().name);
  EXPECT_EQ(again.resolved, sweep.resolved);
  EXPECT_EQ(again.inputs[0].name, sweep.inputs[0].name);
  EXPECT_EQ(again.inputs[1].bytes, sweep.inputs[1].bytes);
}

TEST_F(SweepReaderTest, ResolvedTextTellsSweepsApart) {
  const std::string one = read("grid", std::string(rate) + "values: [1, 2]}\n").resolved;
  EXPECT_NE(one, read("grid", std::string(rate) + "values: [1, 3]}\n").resolved);
  EXPECT_NE(one, read("one_at_a_time", std::string(rate) + "values: [1, 2]}\n").resolved);
  EXPECT_THAT(one, HasSubstr("breakdown_rate: 0\n")) << "defaults of the scenario";
  EXPECT_EQ(one, read("{kind: grid}", std::string(rate) + "values: [1, 2]}\n").resolved);
}

TEST_F(SweepReaderTest, CopiesOfSweepsStayInsideWhateverTheWay) {
  Scenario scenario;
  scenario.inputs = {{"x.yaml", "s"}, {"baselines/b/t.csv", "t"}};
  const auto names = [&](const std::string& way) {
    std::string all;
    for (const InputFile& input : sweep_inputs("d/e/w.yaml", way, "", scenario, {})) {
      all += input.name + " ";
    }
    return all;
  };
  EXPECT_EQ(names("x.yaml"), "w.yaml x.yaml baselines/b/t.csv ");
  EXPECT_EQ(names("../../x.yaml"), "sweep/sweep/w.yaml x.yaml baselines/b/t.csv ");
  EXPECT_EQ(names("../sweep/x.yaml"),
            "sweep_file/w.yaml sweep/x.yaml sweep/baselines/b/t.csv ");
  EXPECT_FALSE(is_plain_way("a/../../x.yaml"));
  EXPECT_FALSE(is_plain_way("../"));
}

}  // namespace
}  // namespace tripart
