#include "tripart/economy/table.hpp"

#include <filesystem>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string complaint_of(const std::string& text) {
  try {
    (void)parse_table(text, "t.csv");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

TEST(Table, ReadsQuotedFieldsOnEitherKindOfLineEnd) {
  for (const std::string end : {"\n", "\r\n"}) {
    const Table t = parse_table(
        "a,b" + end + "\"x, \"\"y\"\"\",2" + end + "\"two\nlines\",3", "t.csv");
    EXPECT_THAT(t.columns(), ElementsAre("a", "b"));
    ASSERT_EQ(t.rows(), 2U);
    EXPECT_EQ(t.text(0, 0), "x, \"y\"");
    EXPECT_EQ(t.text(1, 0), "two\nlines");
    Complaints none;
    EXPECT_EQ(t.number(1, t.column("b"), none), 3.0);
    EXPECT_TRUE(none.empty());
  }
}

TEST(Table, KnowsWhereEveryCellStands) {
  const Table t = parse_table("a,b\n\"x\ny\",2\nz,\"3\"\n", "t.csv");
  EXPECT_EQ(t.where(0, 1).line, 3U);
  EXPECT_EQ(t.where(0, 1).column, 4U);
  EXPECT_EQ(t.where(1, 1).line, 4U);
  EXPECT_EQ(t.where(1, 1).column, 3U);
}

TEST(Table, NamesRowAndColumnOfACellThatIsNoNumber) {
  for (const std::string wrong : {"1,5", "nan", "0x10", "", " 1", "1e400", "twelve"}) {
    const Table t = parse_table("region,value\nUSA,\"" + wrong + "\"\n", "t.csv");
    Complaints complaints;
    EXPECT_EQ(t.number(0, t.column("value"), complaints), 0.0);
    try {
      complaints.throw_if_any();
      FAIL() << wrong;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(),
                  HasSubstr("t.csv:2:5: error: value of row 'USA' is '" + wrong + "'"));
    }
  }
}

TEST(Table, NamesAMissingColumnAndTheOnesThereAre) {
  const Table t = parse_table("region,value\n", "t.csv");
  try {
    (void)t.column("tariff");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("t.csv:1:1: error: missing column 'tariff'"));
    EXPECT_THAT(error.what(), HasSubstr("region, value"));
  }
}

TEST(Table, RefusesWhatIsNoTable) {
  EXPECT_THAT(complaint_of(""), HasSubstr("t.csv: error: the table is empty"));
  EXPECT_THAT(complaint_of("a,a\n"),
              HasSubstr("t.csv:1:3: error: column 'a' appears twice"));
  EXPECT_THAT(complaint_of("a,,b\n"),
              HasSubstr("t.csv:1:3: error: a column without a name"));
  EXPECT_THAT(complaint_of("a,b\n1\n1,2,3\n"),
              HasSubstr("t.csv:2:1: error: row '1' has 1 fields"));
  EXPECT_THAT(complaint_of("a,b\n1\n1,2,3\n"),
              HasSubstr("t.csv:3:1: error: row '1' has 3 fields"));
  EXPECT_THAT(complaint_of("a\n\"x\n"),
              HasSubstr("t.csv:2:1: error: this quote is never closed"));
  EXPECT_THAT(complaint_of("a,b\n\"x\"y,1\n"),
              HasSubstr("t.csv:2:4: error: text after the closing quote"));
  EXPECT_THAT(complaint_of("a\nx\"y\n"), HasSubstr("t.csv:2:2: error: a quote inside"));
  EXPECT_THAT(complaint_of("a\nx\rb\n"),
              HasSubstr("t.csv:2:2: error: invisible character U+000D in a field"));
}

TEST(Table, AcceptsUtf8AndNothingElse) {
  EXPECT_EQ(parse_table("\xEF\xBB\xBF"
                        "a\nM\xC3\xA9xico\n",
                        "t.csv")
                .text(0, 0),
            "M\xC3\xA9xico");
  for (const char* wrong :
       {"\xFF", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xC3"}) {
    EXPECT_THAT(complaint_of(std::string("a\nx") + wrong),
                HasSubstr("t.csv:2:2: error: this byte is not UTF-8"));
  }
}

TEST(Table, ThatCannotBeReadIsAFailureOfItsOwnKind) {
  for (const std::filesystem::path path : {"no/such/table.csv", "/"}) {
    try {
      (void)read_table(path);
      FAIL() << path;
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::cannot_read);
      EXPECT_THAT(failure.what(), HasSubstr(path.string()));
    }
  }
}

}  // namespace
}  // namespace tripart
