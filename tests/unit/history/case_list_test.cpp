#include "tripart/history/case_list.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "support/scratch_folder.hpp"
#include "tripart/scenario/file_kind.hpp"

namespace tripart {
namespace {

using testing_support::ScratchFolder;

class CaseListTest : public ::testing::Test {
 protected:
  CaseFile read(const std::string& text) {
    folder_.write("cases.yaml", text);
    return read_case_file(folder_.path() / "cases.yaml");
  }
  std::string told(const std::string& text) {
    try {
      read(text);
    } catch (const InputError& error) {
      std::string all;
      for (const Complaint& complaint : error.complaints()) {
        all += std::to_string(complaint.where.line) + ": " + complaint.what + "\n";
      }
      return all;
    }
    return "";
  }
  ScratchFolder folder_;
};

TEST_F(CaseListTest, PathsAreRelativeToTheFile) {
  std::filesystem::create_directories(folder_.path() / "sub");
  for (const char* file :
       {"facts.csv", "a.yaml", "b.yaml", "a.csv", "sub/b.csv", "f.csv"}) {
    folder_.write(file, "id\n");
  }
  const CaseFile file = read(
      "format: 1\nname: two\ncases:\n"
      "  - {id: a, scenario: sub/../a.yaml, outcomes: a.csv, launch: 2017-08-16}\n"
      "  - {id: b, scenario: b.yaml, outcomes: sub/b.csv, forecasts: f.csv}\n");
  EXPECT_EQ(file.name, "two");
  ASSERT_EQ(file.cases.size(), 2U);
  EXPECT_EQ(file.cases[0].scenario, folder_.path() / "sub/../a.yaml");
  EXPECT_EQ(file.cases[0].launch, parse_date("2017-08-16"));
  EXPECT_EQ(file.cases[0].facts, folder_.path() / "facts.csv");
  EXPECT_FALSE(file.cases[0].forecasts);
  EXPECT_EQ(file.cases[1].forecasts, folder_.path() / "f.csv");
  EXPECT_FALSE(file.cases[1].facts) << "none beside its outcomes";
}

TEST_F(CaseListTest, WhatIsWrongIsSaidAllAtOnce) {
  for (const char* file : {"a", "b", "a.yaml", "a.csv", "b.csv"}) {
    folder_.write(file, "id\n");
  }
  EXPECT_EQ(told("format: 2\nname: two\ncases:\n"
                 "  - {id: a, scenario: a.yaml, outcome: a.csv}\n"
                 "  - {id: a, scenario: a.yaml, outcomes: b.csv, launch: soon}\n"),
            "1: format is '2', expected 1\n"
            "4: a case without 'outcomes', expected one\n"
            "4: unknown key 'outcome'\n"
            "5: case 'a' appears twice\n"
            "5: launch of a case is 'soon', expected YYYY-MM-DD\n");
  EXPECT_EQ(told("format: 1\nname: none\ncases: []\n"),
            "3: cases is no list, expected [{id: ..., scenario: ..., outcomes: ...}, "
            "...]\n");
  EXPECT_EQ(told("format: 1\ncases: [{id: a, scenario: a, outcomes: b}]\n"),
            "1: missing key 'name'\n");
  EXPECT_EQ(told("format: 1\nname: x\ncases: [{id: a, scenario: a, outcomes: c}]\n"),
            "3: outcomes is 'c', and there is no file " +
                (folder_.path() / "c").string() + "\n");
}

TEST_F(CaseListTest, AFileIsKnownByTheKeysAtItsTop) {
  const auto kind_of = [&](const std::string& text) {
    folder_.write("file.yaml", "format: 1\nname: x\n" + text);
    return kind_of_file(folder_.path() / "file.yaml");
  };
  EXPECT_EQ(kind_of("cases: []\n"), FileKind::cases);
  EXPECT_EQ(kind_of("cases: []\nparameters: []\n"), FileKind::calibration);
  EXPECT_EQ(kind_of("cases: []\nparticles: 10\n"), FileKind::calibration);
  EXPECT_EQ(kind_of("parties: {}\n"), FileKind::scenario);
  EXPECT_EQ(kind_of("scenario: a.yaml\nfactors: []\n"), FileKind::sweep);
  EXPECT_EQ(kind_of("scenario: a.yaml\nparties: {}\n"), FileKind::tournament);
  EXPECT_EQ(kind_of("walls: []\n"), FileKind::other);
  EXPECT_EQ(kind_of("parties: {\n"), FileKind::other);
  EXPECT_EQ(kind_of_file(folder_.path() / "nowhere.yaml"), FileKind::other);
}

TEST_F(CaseListTest, ACaseIsNamedByItsOutcomes) {
  EXPECT_EQ(case_named_by("history/nafta-2018-outcomes.csv"), "nafta-2018");
  EXPECT_EQ(case_named_by("mine.csv"), "mine");
  EXPECT_EQ(case_named_by("a\x1b[2J\nb.csv"), "a\\x1B[2J\\nb");
}

}  // namespace
}  // namespace tripart
