#include "tripart/results/table_set.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <string>

#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing_support::content;

constexpr std::string_view package = "datapackage.json";

class TableSets : public ::testing::Test {
 public:
  TableSets(const TableSets&) = delete;
  TableSets& operator=(const TableSets&) = delete;
  TableSets(TableSets&&) = delete;
  TableSets& operator=(TableSets&&) = delete;

 protected:
  TableSets() {
    std::string pattern = (fs::temp_directory_path() / "tripart_set_XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    folder_ = root_ / "out";
  }
  ~TableSets() override { fs::remove_all(root_); }

  static std::span<const OutputTable* const> tables() {
    static const std::array<const OutputTable*, 2> list{&terms_table(),
                                                        &closings_table()};
    return list;
  }
  static CsvRows terms(std::uint64_t replicate) {
    CsvRows rows(terms_table());
    rows.count(replicate).text("cars").number(0.5).end_row();
    return rows;
  }
  static CsvRows closings() {
    CsvRows rows(closings_table());
    rows.count(1).text("cars").blank().end_row();
    return rows;
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> list;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      list.push_back(entry.path().filename().string());
    }
    std::sort(list.begin(), list.end());
    return list;
  }
  void expect_refused(const std::string& why) const {
    try {
      const TableSet set(folder_, tables());
      FAIL() << "not refused: " << why;
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::cannot_create);
      EXPECT_THAT(failure.what(), HasSubstr(why));
    }
  }
  fs::path root_, folder_;
};

TEST_F(TableSets, AppearTogetherWithTheirDescription) {
  TableSet set(folder_, tables());
  set.append(terms(1));
  set.append(closings());
  set.append(terms(2));
  EXPECT_FALSE(fs::exists(folder_ / "terms.csv"));
  set.publish("Case");
  EXPECT_EQ(content(folder_ / "terms.csv"),
            "replicate,issue,text\n1,cars,0.5\n2,cars,0.5\n");
  const auto json = nlohmann::json::parse(content(folder_ / package));
  EXPECT_EQ(json["name"], "case");
  ASSERT_EQ(json["resources"].size(), 2U);
  EXPECT_EQ(json["resources"][0]["path"], "terms.csv");
  EXPECT_EQ(json["resources"][0]["bytes"], content(folder_ / "terms.csv").size());
}

TEST_F(TableSets, LeaveNothingWhereTheyAreNotPublished) {
  {
    TableSet set(folder_, tables());
    set.append(terms(1));
  }
  EXPECT_FALSE(fs::exists(folder_)) << "a folder made for them goes too";
  fs::create_directory(folder_);
  std::ofstream(folder_ / "notes.txt") << "mine";
  {
    TableSet set(folder_, tables());
    set.append(terms(1));
  }
  EXPECT_EQ(names(), std::vector<std::string>{"notes.txt"});
}

TEST_F(TableSets, ReplaceAnEarlierSetAndWhatOnlyThatHad) {
  for (const bool both : {true, false}) {
    TableSet set(folder_, tables());
    set.append(terms(both ? 1 : 2));
    if (both) {
      set.append(closings());
    }
    set.publish("case");
  }
  EXPECT_EQ(names(), (std::vector<std::string>{std::string(package), "terms.csv"}));
  EXPECT_EQ(content(folder_ / "terms.csv"), "replicate,issue,text\n2,cars,0.5\n");
}

TEST_F(TableSets, DoNotTouchWhatTripartDidNotWrite) {
  fs::create_directory(folder_);
  std::ofstream(folder_ / "closings.csv") << "replicate,name\n1,x\n";
  expect_refused("closings.csv: is not a table that tripart wrote");
  fs::remove(folder_ / "closings.csv");
  fs::create_directory(folder_ / "closings.csv");
  expect_refused("closings.csv: is not a table that tripart wrote");
  fs::remove(folder_ / "closings.csv");
  std::ofstream(folder_ / package) << "{}";
  expect_refused("describes other data");
  fs::remove(folder_ / package);
  std::ofstream(folder_ / "manifest.json") << "{}";
  expect_refused("holds a run");
}

TEST_F(TableSets, AreRemovedWhereOneCannotBePublished) {
  TableSet set(folder_, tables());
  set.append(terms(1));
  set.append(closings());
  fs::create_directory(folder_ / "closings.csv");  // came in between
  EXPECT_THROW(set.publish("case"), Failure);
  EXPECT_FALSE(fs::exists(folder_ / "terms.csv"));
  EXPECT_FALSE(fs::exists(folder_ / package));
}

TEST_F(TableSets, KeepOthersOutOfTheFolder) {
  const TableSet set(folder_, tables());
  EXPECT_THROW(TableSet(folder_, tables()), Failure);
}

}  // namespace
}  // namespace tripart
