#include "tripart/core/error.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace tripart {
namespace {

Complaint complaint_at(const char* file, std::size_t line, std::size_t column,
                       std::string what) {
  Complaint complaint;
  complaint.where.file = file;
  complaint.where.line = line;
  complaint.where.column = column;
  complaint.what = std::move(what);
  return complaint;
}

TEST(Complaint, SaysWhereWhatAndWhatToDo) {
  Complaint complaint = complaint_at("steel.yaml", 14, 5, "unknown key 'audiance'");
  complaint.hints.emplace_back("did you mean 'audience'?");
  EXPECT_EQ(
      to_text(complaint),
      "steel.yaml:14:5: error: unknown key 'audiance'\nhint: did you mean 'audience'?\n");
}

TEST(Complaint, AboutAWholeFileHasNoLine) {
  EXPECT_EQ(to_text(complaint_at("steel.yaml", 0, 0, "empty")),
            "steel.yaml: error: empty\n");
}

TEST(Complaint, LongLinesLoseTheirMiddle) {
  const std::string text = to_text(complaint_at(
      "a.yaml", 1, 1, "name is '" + std::string(900, 'x') + "', expected a name"));
  EXPECT_EQ(text.size(), 501U);
  EXPECT_EQ(text.substr(0, 35), "a.yaml:1:1: error: name is 'xxxxxxx");
  EXPECT_TRUE(text.ends_with("xxxx', expected a name\n")) << text;
}

TEST(Complaint, IsPrintableWhateverTheFileIsCalledAndSays) {
  Complaint complaint = complaint_at("a\x1b[2J.yaml", 1, 2, "name is 'x\ny\xff'");
  complaint.hints.emplace_back("write 'x\ty'");
  EXPECT_EQ(to_text(complaint),
            "a\\x1B[2J.yaml:1:2: error: name is 'x\\ny\\xFF'\nhint: write 'x\\ty'\n");
}

TEST(Complaint, OfAFileWithALongPathSaysWhatIsWrong) {
  const std::string path = "/first" + std::string(4000, 'x') + "/last.yaml";
  const std::string text = to_text(complaint_at(path.c_str(), 3, 4, "a wrong key"));
  EXPECT_EQ(text.substr(0, 6), "/first");
  EXPECT_NE(text.find("xxx/last.yaml:3:4: error: a wrong key\n"), std::string::npos);
  EXPECT_LE(text.size(), 300U);
}

TEST(InputErrorTest, EndsTheReadingAfterAHundredComplaints) {
  constexpr std::size_t hundred = 100;
  Complaints complaints;
  for (std::size_t line = hundred; line > 1; --line) {
    complaints.add({"a.yaml", line, 1}, "wrong");
  }
  try {
    complaints.add({"a.yaml", 1, 1}, "wrong");
    FAIL() << "goes on for ever";
  } catch (const InputError& error) {
    ASSERT_EQ(error.complaints().size(), hundred);
    EXPECT_EQ(error.complaints().front().where.line, 1U);
    EXPECT_TRUE(
        std::string(error.what())
            .ends_with("a.yaml:100:1: error: wrong\n"
                       "hint: these are the first errors found; there may be more\n"));
  }
}

TEST(InputErrorTest, KeepsTheComplaintsOfOneFileTogether) {
  const InputError error(
      {complaint_at("b.yaml", 5, 1, "b5"), complaint_at("a.csv", 1, 1, "a1"),
       complaint_at("b.yaml", 2, 1, "b2"), complaint_at("a.csv", 0, 0, "a0")});
  std::string order;
  for (const Complaint& complaint : error.complaints()) {
    order += complaint.what;
  }
  EXPECT_EQ(order, "b2b5a0a1");
}

TEST(InputErrorTest, ReportsEverythingInOrderOfLines) {
  Complaints complaints;
  EXPECT_TRUE(complaints.empty());
  EXPECT_NO_THROW(complaints.throw_if_any());
  complaints.add({"a.yaml", 9, 1}, "third");
  complaints.add({"a.yaml", 2, 7}, "second");
  complaints.add({"a.yaml", 2, 3}, "first", {"mend it"});
  EXPECT_EQ(complaints.size(), 3u);
  try {
    complaints.throw_if_any();
    FAIL() << "kept silent";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "a.yaml:2:3: error: first\nhint: mend it\na.yaml:2:7: error: second\n"
                 "a.yaml:9:1: error: third\n");
    ASSERT_EQ(error.complaints().size(), 3u);
    EXPECT_EQ(error.complaints()[0].what, "first");
  }
}

TEST(FailureTest, CarriesItsExitCode) {
  const Failure failure(ExitCode::cannot_create, "out exists");
  EXPECT_EQ(failure.code(), ExitCode::cannot_create);
  EXPECT_STREQ(failure.what(), "out exists");
}

#ifdef TRIPART_CONTRACTS
TEST(Contract, NamesTheBrokenCondition) {
  const int share = 2;
  try {
    TRIPART_EXPECTS(share <= 1);
    FAIL() << "kept silent";
  } catch (const ContractViolation& violation) {
    EXPECT_NE(std::string(violation.what()).find("share <= 1"), std::string::npos);
  }
}
#endif

}  // namespace
}  // namespace tripart
