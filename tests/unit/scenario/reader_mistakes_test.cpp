// One mistake, one message, at the place where it was made; several mistakes, all of
// them.
#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

struct Mistake {
  std::string from;
  std::string to;
  std::string message;
};

void expect_told(std::string_view text, const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    EXPECT_EQ(told(with(text, mistake.from, mistake.to)), mistake.message) << mistake.to;
  }
}

TEST(ReaderMistakes, TheScenariosWithoutOneAreGood) {
  EXPECT_EQ(told(pair_text), "");
  EXPECT_EQ(told(trade_text), "");
}

TEST(ReaderMistakes, WhatIsNoStrictYamlGetsItsStructuralComplaintAlone) {
  expect_told(
      pair_text,
      {{"name: pair", "name: pair\nname: two",
        "t.yaml:4:1: error: duplicate key 'name', first written at line 3, column 1\n"
        "hint: keep one of the two\n"},
       {"name: pair", "name:\tpair",
        "t.yaml:3:6: error: a tab outside of quotes and comments\n"
        "hint: use blanks; inside double quotes write \\t\n"},
       {"name: pair", "name: \"pair",
        "t.yaml:3:7: error: the quote \" is not closed on its line\n"
        "hint: close it; longer text goes into block text: 'key: |' and indented lines "
        "below\n"},
       {"name: pair\n", "name: pair\n---\n",
        "t.yaml:4:1: error: document marker '---' is not allowed here\n"
        "hint: a file holds one document; '---' may only stand alone above it\n"},
       // The horizon is wrong too, but what stands where cannot be known.
       {"name: pair\nstart: 2018-03-05\nhorizon: 2019",
        "name: {\nstart: x\nhorizon: 2010",
        told(with(pair_text, "name: pair", "name: {"))}});
}

TEST(ReaderMistakes, NumbersAreDecimalAndFinite) {
  const std::string expected = ", expected a number in [0, 10] or a distribution\nhint: ";
  const std::string place = "t.yaml:7:24: error: parties.USA.discount_rate is ";
  const auto with_rate = [](const std::string& text) {
    return told(with(pair_text, "discount_rate: 0.1", "discount_rate: " + text));
  };
  EXPECT_EQ(with_rate("010"), place + "010" + expected + "write 10\n");
  EXPECT_EQ(with_rate(".5"), place + ".5" + expected + "write 0.5\n");
  EXPECT_EQ(with_rate(".nan"),
            place + ".nan" + expected + "infinity and not-a-number are no values here\n");
  EXPECT_EQ(with_rate("0x10"), place + "0x10" + expected + "write numbers in decimal\n");
  EXPECT_EQ(with_rate("'0.1'"), place + "'0.1'" + expected + "write it without quotes\n");
  EXPECT_EQ(with_rate("5 %"), place + "'5 %'" + expected +
                                  "rates and shares are fractions: write 0.05 for 5 %\n");
  EXPECT_EQ(with_rate("20"), place + "20" + expected +
                                 "rates per year are fractions: write 0.2 for 20 %\n");
  EXPECT_EQ(with_rate("-1"),
            place + "-1, expected a number in [0, 10] or a distribution\n");
  EXPECT_EQ(with_rate("1e400"),
            place + "1e400, expected a number in [0, 10] or a distribution\n");
}

TEST(ReaderMistakes, KeysAreKnownAndInTheirPlace) {
  expect_told(
      pair_text,
      {{"  USA: {discount_rate", "  USA: {discount_rte",
        "t.yaml:7:9: error: unknown key 'discount_rte' in parties.USA\n"
        "hint: did you mean 'discount_rate'?\n"},
       {"horizon:", "horizn:",
        "t.yaml:5:1: error: unknown key 'horizn'\nhint: did you mean 'horizon'?\n"},
       {"name: pair\n", "name: pair\nnotice_days: 90\n",
        "t.yaml:4:1: error: unknown key 'notice_days'\n"
        "hint: 'notice_days' belongs in parties.*.withdrawal\n"},
       {"name: pair\n", "name: pair\nrounds: 3\n",
        "t.yaml:4:1: error: key 'rounds' does not belong here, expected only with mode: "
        "strategic\n"},
       {"USA: {discount_rate", "USA: {region: USA, discount_rate",
        "t.yaml:7:9: error: key 'region' does not belong in parties.USA, expected only "
        "with an economy\n"},
       {"kind: plenary", "kind: plenary, date: 2018-04-08",
        "t.yaml:10:32: error: key 'date' does not belong in calendar.round, expected "
        "only with kind: election or kind: soft_target\n"},
       {", salience: 1}\n      MEX", "}\n      MEX",
        "t.yaml:14:12: error: missing key 'salience' in issues.auto.positions.USA, "
        "expected a number in [0, 1e+06] or a distribution\n"},
       {"kind: plenary", "kind: plenery",
        "t.yaml:10:23: error: calendar.round.kind is 'plenery', expected plenary, "
        "inter_session, election, legal or soft_target\n"
        "hint: did you mean 'plenary'?\n"}});
}

TEST(ReaderMistakes, NamesExist) {
  expect_told(
      trade_text,
      {{"      MEX: {ideal: 0,", "      MXE: {ideal: 0,",
        "t.yaml:23:7: error: unknown party 'MXE' in issues.auto.positions\n"
        "hint: did you mean 'MEX'?\n"},
       {"  - id: metals\n    issuer: USA", "  - id: metals\n    issuer: UAS",
        "t.yaml:26:13: error: threats.metals.issuer is 'UAS', expected a party\n"
        "hint: did you mean 'USA'?\n"},
       {"lobbies: {food", "lobbies: {fodo",
        "t.yaml:14:15: error: unknown sector 'fodo' in parties.CAN.lobbies\n"
        "hint: did you mean 'food'?\n"},
       {"  MEX: {}", "  MEX: {region: MXE}",
        "t.yaml:15:17: error: parties.MEX.region is 'MXE', expected a region of the "
        "baseline\nhint: did you mean 'MEX'?\n"},
       {"  MEX: {}", "  MEX: {region: CAN}",
        "t.yaml:15:17: error: parties.MEX.region is 'CAN', which is the region of CAN "
        "already\n"},
       {"  - id: auto\n", "  - id: auto\n    chapter: origin\n",
        "t.yaml:20:14: error: issues.auto.chapter is 'origin', expected a chapter\n"},
       {"  - id: exit\n", "  - id: metals\n",
        "t.yaml:30:9: error: id 'metals' is used twice in threats, first on line 25\n"}});
}

TEST(ReaderMistakes, DatesAreInOrder) {
  expect_told(
      pair_text,
      {{"horizon: 2019-03-05", "horizon: 2018-03-05",
        "t.yaml:5:10: error: horizon is 2018-03-05, expected a day after 2018-03-05 "
        "(start)\n"},
       {"horizon: 2019-03-05", "horizon: 2019-03-05\nfollow_up: 2019-03-04",
        "t.yaml:6:12: error: follow_up is 2019-03-04, expected 2019-03-05 (horizon) or "
        "later\n"},
       {"to: 2018-04-16", "to: 2018-04-07",
        "t.yaml:10:54: error: calendar.round.to is 2018-04-07, expected 2018-04-08 "
        "(from) or later\n"},
       {"start: 2018-03-05", "start: 2018-02-30",
        "t.yaml:4:8: error: start is 2018-02-30, expected a date YYYY-MM-DD\nhint: there "
        "is no such day in the years 1900 to 2199\n"},
       {"start: 2018-03-05", "start: 5.3.2018",
        "t.yaml:4:8: error: start is 5.3.2018, expected a date YYYY-MM-DD\nhint: write "
        "the 5th of March 2018 as 2018-03-05\n"},
       {"issues:\n",
        "chapters: [{id: c, kind: contested, closed: 2018-03-06}]\nissues:\n",
        "t.yaml:11:45: error: chapters.c.closed is 2018-03-06, expected 2018-03-05 "
        "(start) or earlier\n"
        "t.yaml:13:5: error: missing key 'chapter' in issues.auto, expected a contested "
        "chapter\nhint: there are: c\n"}});
  EXPECT_EQ(told(with(trade_text, "announced: 2018-03-01", "announced: 2019-03-06")),
            "t.yaml:29:16: error: threats.metals.announced is 2019-03-06, expected "
            "2019-03-05 (the horizon) or earlier\n");
}

TEST(ReaderMistakes, SharesAndProbabilitiesAddUp) {
  const std::string shares = "baseline: base2017\n  export_shares: ";
  EXPECT_EQ(told(with(trade_text, "baseline: base2017",
                      shares + "{MEX: {USA: 0.8, CAN: 0.3}}")),
            "t.yaml:8:24: error: economy.export_shares.MEX sums to 1.1, expected at most "
            "1\nhint: each is a share of all goods exports of MEX\n");
  EXPECT_EQ(told(with(trade_text, "baseline: base2017", shares + "{MEX: {USA: 80}}")),
            "t.yaml:8:30: error: economy.export_shares.MEX.USA is 80, expected a number "
            "in [1e-04, 0.9999]\nhint: shares are fractions: write 0.8 for 80 %\n");
  EXPECT_EQ(told(with(pair_text, "discount_rate: 0.1",
                      "discount_rate: {discrete: [[0.1, 0.5], [0.2, 0.4]]}")),
            "t.yaml:7:35: error: parties.USA.discount_rate: discrete needs probabilities "
            "that sum to 1, found 0.9\n");
  EXPECT_EQ(told(with(trade_text, "announced: 2018-03-01",
                      "announced: 2018-03-01\n    lift: {at: {discrete: [[signature, "
                      "0.5], [separate, 0.3]]}}")),
            "t.yaml:30:27: error: threats.metals.lift.at: discrete needs probabilities "
            "that sum to 1, found 0.8\n");
}

TEST(ReaderMistakes, RedLinesLeaveRoom) {
  const auto with_line = [](const std::string& line) {
    return told(with(pair_text, "ideal: 1,", "ideal: 1, red_line: " + line + ","));
  };
  EXPECT_EQ(with_line("[0.8, 0.2]"),
            "t.yaml:14:33: error: issues.auto.positions.USA.red_line is [0.8, 0.2], "
            "expected low <= high\n");
  EXPECT_EQ(with_line("[0.5, {uniform: [0.2, 0.9]}]"),
            "t.yaml:14:33: error: issues.auto.positions.USA.red_line may cross: low may "
            "be 0.5 and high 0.2, expected low <= high\n");
  EXPECT_EQ(with_line("[0.2, {uniform: [0.2, 0.9]}]"), "");
}

TEST(ReaderMistakes, SeveralAreToldAtOnceInOrderOfLines) {
  std::string text = with(pair_text, "format: 1", "format: 2");
  text = with(text, "horizon: 2019-03-05", "horizon: 2017-03-05");
  text = with(text, "discount_rate: 0.2", "discount_rate: 2 %");
  text = with(text, "salience: 1}\n      MEX", "weight: 1}\n      MXE");
  EXPECT_EQ(told(text),
            "t.yaml:2:9: error: format is 2, expected 1\n"
            "t.yaml:5:10: error: horizon is 2017-03-05, expected a day after 2018-03-05 "
            "(start)\n"
            "t.yaml:8:24: error: parties.MEX.discount_rate is '2 %', expected a number "
            "in [0, 10] or a distribution\n"
            "hint: rates and shares are fractions: write 0.02 for 2 %\n"
            "t.yaml:14:12: error: missing key 'salience' in issues.auto.positions.USA, "
            "expected a number in [0, 1e+06] or a distribution\n"
            "t.yaml:14:23: error: unknown key 'weight' in issues.auto.positions.USA\n"
            "hint: there are: ideal, utilities, salience, red_line\n"
            "t.yaml:15:7: error: unknown party 'MXE' in issues.auto.positions\n"
            "hint: did you mean 'MEX'?\n");
}

TEST(ReaderMistakes, WithoutASessionNobodyWouldEverMeet) {
  const std::string text =
      with(pair_text, "kind: plenary, from: 2018-04-08, to: 2018-04-16",
           "kind: soft_target, date: 2018-04-08");
  EXPECT_NE(told(text).find("t.yaml:10:3: error: nobody would ever meet"),
            std::string::npos);
  EXPECT_EQ(told(with(text, "name: pair\n", "name: pair\nmode: strategic\n")), "");
}

TEST(ReaderMistakes, PartiesAreTwoToEight) {
  std::string text = with(pair_text, "  MEX: {discount_rate: 0.2}\n", "");
  EXPECT_NE(told(text).find("t.yaml:7:3: error: parties has 1, expected 2 to 8\n"),
            std::string::npos);
  std::string more;
  for (const char* name : {"A", "B", "C", "D", "E", "F", "G"}) {
    more += std::string("  ") + name + ": {}\n";
  }
  text = with(pair_text, "calendar:\n", more + "calendar:\n");
  EXPECT_EQ(told(text), "t.yaml:7:3: error: parties has 9, expected 2 to 8\n");
}

}  // namespace
}  // namespace tripart
