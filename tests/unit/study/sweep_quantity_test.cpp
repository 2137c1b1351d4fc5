// One pass over a sweep's summary.csv.
#include "tripart/study/sweep_quantity.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;

constexpr const char* header =
    "design_point,metric,party,category,statistic,estimate,std_error,ci_low,ci_high,"
    "replicates\n";
constexpr const char* rows =
    "1,kind,,none,probability,0.25,0.1,0,1,10\n"
    "1,kind,,trilateral,probability,0.75,0.1,0,1,10\n"
    "1,days,,all,mean,100,2,90,110,10\n"
    "1,days,,all,sd,9,1,8,10,10\n"
    "1,days,,trilateral,mean,,,,,0\n"
    "1,welfare_pct,USA,all,mean,-0.5,0.1,0,1,10\n"
    "1,welfare_pct,\"=,\"\"x\",all,mean,0.5,0.1,0,1,10\n"
    "2,kind,,none,probability,0.5,0.2,0,1,5\n"
    "2,days,,trilateral,mean,50,2,90,110,10\n";

class SweepQuantitiesTest : public ::testing::Test {
 public:
  SweepQuantitiesTest(const SweepQuantitiesTest&) = delete;
  SweepQuantitiesTest& operator=(const SweepQuantitiesTest&) = delete;
  SweepQuantitiesTest(SweepQuantitiesTest&&) = delete;
  SweepQuantitiesTest& operator=(SweepQuantitiesTest&&) = delete;

 protected:
  SweepQuantitiesTest()
      : file_(std::filesystem::temp_directory_path() /
              ("tripart_quantities_" + std::to_string(::getpid()) + ".csv")) {}
  ~SweepQuantitiesTest() override { std::filesystem::remove(file_); }

  [[nodiscard]] SweepQuantities read(const std::string& text,
                                     const std::vector<std::string>& wanted) const {
    std::ofstream(file_, std::ios::binary) << text;
    std::vector<QuantityPattern> patterns;
    for (const std::string& one : wanted) {
      patterns.push_back(QuantityPattern::parse(one).value());
    }
    return read_sweep_quantities(
        file_, {"summary.csv", std::nullopt, text.size(), sha256_hex(text)}, 2, patterns);
  }
  void expect_refused(const std::string& text, const std::string& why) const {
    try {
      static_cast<void>(read(text, {"kind"}));
      FAIL() << "not refused: " << why;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr(why));
    }
  }
  std::filesystem::path file_;
};

std::vector<std::string> names(const SweepQuantities& quantities) {
  std::vector<std::string> list;
  for (const SweepQuantity& one : quantities.matching) {
    list.push_back(to_text(one.name));
  }
  return list;
}

TEST_F(SweepQuantitiesTest, AreThoseThatPatternsMatch) {
  const std::string text = std::string(header) + rows;
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(read(text, {"kind"})),
            (Names{"kind//none/probability", "kind//trilateral/probability"}));
  EXPECT_EQ(names(read(text, {"days"})), Names{"days//all/mean"});
  EXPECT_EQ(names(read(text, {"days//trilateral"})), Names{"days//trilateral/mean"});
  EXPECT_EQ(names(read(text, {"days///sd"})), Names{"days//all/sd"});
  EXPECT_EQ(names(read(text, {"welfare_pct/USA"})), Names{"welfare_pct/USA/all/mean"});
  EXPECT_EQ(names(read(text, {"welfare_pct/=,\"x"})),
            Names{"welfare_pct/=,\"x/all/mean"});
  EXPECT_TRUE(read(text, {"day"}).matching.empty());
  EXPECT_EQ(read(text, {"day"}).known.size(), 7U);
}

TEST_F(SweepQuantitiesTest, HaveAValuePerPointOrNone) {
  const SweepQuantities found =
      read(std::string(header) + rows, {"kind", "days//trilateral", "days"});
  const Responses& none = found.matching[0].responses;
  EXPECT_EQ(none.values, (std::vector<double>{0.25, 0.5}));
  // p (1 - p) / (n - 1): std_error^2 n / (n - 1).
  EXPECT_NEAR(none.noise[0], 0.01 * 10 / 9, 1e-16);
  EXPECT_NEAR(none.noise[1], 0.04 * 5 / 4, 1e-16);
  EXPECT_TRUE(std::isnan(found.matching[1].responses.values[1]));
  EXPECT_EQ(found.matching[2].responses.noise[0], 4.0);  // of a mean as it is
  EXPECT_TRUE(std::isnan(found.matching[3].responses.values[0]));
  EXPECT_EQ(found.matching[3].responses.values[1], 50.0);
}

TEST_F(SweepQuantitiesTest, MustComeFromTheFileOfTheManifest) {
  const std::string text = std::string(header) + rows;
  std::ofstream(file_, std::ios::binary) << text;
  for (const FileRecord& record :
       {FileRecord{"summary.csv", std::nullopt, text.size() + 1, sha256_hex(text)},
        FileRecord{"summary.csv", std::nullopt, text.size(), sha256_hex("")}}) {
    EXPECT_THROW(static_cast<void>(read_sweep_quantities(file_, record, 2, {})),
                 InputError);
  }
  std::filesystem::remove(file_);
  EXPECT_THROW(
      static_cast<void>(read_sweep_quantities(file_, {"", std::nullopt, 0, ""}, 2, {})),
      Failure);
}

TEST_F(SweepQuantitiesTest, AreRefusedByLineWhereTheTableIsNone) {
  expect_refused("", "is empty");
  expect_refused("design_point,metric\n", ":1:1: error: has no column party");
  const std::string top = header;
  expect_refused(top + "1,kind,,none,probability,0.25\n", ":2:1: error: has 6 fields");
  expect_refused(top + "3,kind,,none,probability,0.2,0.1,0,1,10\n",
                 ":2:1: error: expected a design_point from 1 to 2");
  expect_refused(top + "1,kind,,none,probability,nan,0.1,0,1,10\n", "'nan' is no number");
}

TEST(QuantityPatterns, HaveOneToFourParts) {
  EXPECT_FALSE(QuantityPattern::parse(""));
  EXPECT_FALSE(QuantityPattern::parse("/USA"));
  EXPECT_FALSE(QuantityPattern::parse("a/b/c/d/e"));
  const auto pattern = QuantityPattern::parse("kind//trilateral");
  ASSERT_TRUE(pattern);
  EXPECT_FALSE(pattern->party);
  EXPECT_EQ(pattern->category, "trilateral");
  EXPECT_FALSE(pattern->statistic);
}

}  // namespace
}  // namespace tripart
