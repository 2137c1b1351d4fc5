#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/state.hpp"
#include "tripart/results/calibration.hpp"
#include "tripart/results/summary.hpp"
#include "tripart/results/summary_rows.hpp"
#include "unit/results/small_model.hpp"

namespace tripart {
namespace {

using testing_support::agreed_outcome;
using testing_support::lapsed_outcome;
using testing_support::small_model;

template <class Kept>
std::string state_of(const Kept& kept) {
  StateWriter out;
  kept.write_state(out);
  return out.bytes();
}

template <class Kept>
bool read_into(Kept& kept, std::string_view bytes) {
  StateReader in(bytes);
  kept.read_state(in);
  return in.finished();
}

class SummaryStateTest : public ::testing::Test {
 protected:
  Model model_ = small_model();
  ConfigurationSet configurations_{model_};
  int three_ = configurations_.block(model_.everyone());
  EconomyGroups economies_{1, {"cp2015", "gtap"}, {0, 1, 0}, true};

  [[nodiscard]] Summary empty() const { return {model_, configurations_, economies_}; }
  // Outcome i of an endless list in which everything that is summed up occurs.
  [[nodiscard]] Outcome outcome(int i) const {
    Outcome one = i % 4 == 0 ? lapsed_outcome() : agreed_outcome(three_, 10 + i % 50);
    one.economy = 1 + i % 3;
    one.threats[0].announced_day = i % 2 == 0 ? 0 : no_day;
    one.threats[0].executed_day = i % 6 == 0 ? 20 + i % 30 : no_day;
    one.threats[0].withdrawn_day = i % 6 == 2 ? 30 : no_day;
    one.threats[0].backed_down_day = i % 6 == 4 ? 40 : no_day;
    one.threats[0].credibility = 0.01 * (i % 100);
    one.parties[1].utility = 0.01 * i - 0.2;
    one.parties[2].utility = i % 7 == 0 ? -100.0 * i : 1e-10;
    one.text[0] = 0.001 * (i % 1000);
    return one;
  }
  // What is written of a summary, should its state have forgotten any of that.
  [[nodiscard]] static std::string tables_of(const Summary& summary) {
    CsvRows issues(issues_table());
    write_issue_rows(issues, summary);
    CsvRows chapters(chapters_table());
    write_chapter_rows(chapters, summary);
    CsvRows timeline(timeline_table());
    write_timeline_rows(timeline, summary);
    CsvRows progress(progress_table());
    write_progress_rows(progress, summary);
    CsvRows threats(threats_table());
    write_threat_rows(threats, summary);
    CsvRows histograms(histograms_table());
    write_histogram_rows(histograms, summary);
    CsvRows rows(summary_table());
    write_summary_rows(rows, summary_rows(summary));
    return issues.take() + chapters.take() + timeline.take() + progress.take() +
           threats.take() + histograms.take() + rows.take();
  }
  void add(Summary& summary, int from, int to) const {
    for (int i = from; i < to; ++i) {
      summary.add(outcome(i));
    }
  }
};

TEST_F(SummaryStateTest, GoesOnWithTheSameBits) {
  Summary whole = empty();
  add(whole, 0, 60);
  for (const int cut : {0, 1, 13, 59, 60}) {
    Summary before = empty();
    add(before, 0, cut);
    Summary after = empty();
    add(after, 40, 50);  // what it held is replaced
    ASSERT_TRUE(read_into(after, state_of(before))) << cut;
    EXPECT_EQ(state_of(after), state_of(before)) << cut;
    add(after, cut, 60);
    EXPECT_EQ(state_of(after), state_of(whole)) << cut;
    EXPECT_EQ(tables_of(after), tables_of(whole)) << cut;
    EXPECT_EQ(after.replicates(), 60U);
  }
}

TEST_F(SummaryStateTest, IsMergedLikeTheOriginal) {
  Summary whole = empty();
  add(whole, 0, 60);
  Summary first = empty();
  add(first, 0, 25);
  Summary second = empty();
  add(second, 25, 60);
  Summary read_first = empty();
  Summary read_second = empty();
  ASSERT_TRUE(read_into(read_first, state_of(first)));
  ASSERT_TRUE(read_into(read_second, state_of(second)));
  read_second.merge(read_first);
  EXPECT_EQ(state_of(read_second), state_of(whole));
  EXPECT_EQ(tables_of(read_second), tables_of(whole));
}

// The state is compared as text above; that it tells two summaries apart in each number
// that tables are made of is seen here.
TEST_F(SummaryStateTest, TellsSummariesApart) {
  Summary one = empty();
  add(one, 1, 2);
  const auto with = [&](auto change) {
    Outcome other = outcome(1);
    change(other);
    Summary summary = empty();
    summary.add(other);
    return state_of(summary);
  };
  EXPECT_EQ(with([](Outcome&) {}), state_of(one));
  const std::string state = state_of(one);
  EXPECT_NE(with([](Outcome& o) { o.ending = Ending::collapsed; }), state);
  EXPECT_NE(with([](Outcome& o) { o.economy = 3; }), state);
  EXPECT_NE(with([](Outcome& o) { o.path = Path::accession; }), state);
  EXPECT_NE(with([](Outcome& o) { o.ratified = Ratified::yes; }), state);
  EXPECT_NE(with([](Outcome& o) { o.mechanisms = 1; }), state);
  EXPECT_NE(with([](Outcome& o) { o.parties[0].utility += 1e-9; }), state);
  EXPECT_NE(with([](Outcome& o) { o.text[0] += 1e-9; }), state);
  EXPECT_NE(with([](Outcome& o) { o.closing_day[1] += 1; }), state);
  EXPECT_NE(with([](Outcome& o) { o.threats[0].credibility += 1e-9; }), state);
  EXPECT_NE(with([](Outcome& o) { o.threats[0].executed_day = 3; }), state);
  EXPECT_NE(with([](Outcome& o) { o.threats[0].withdrawn_day = 3; }), state);
  EXPECT_NE(with([](Outcome& o) { o.threats[0].backed_down_day = 3; }), state);
  EXPECT_NE(with([](Outcome& o) { o.threats[0].announced_day = 3; }), state);
}

TEST_F(SummaryStateTest, IsRefusedWhereItsEndIsMissing) {
  Summary some = empty();
  add(some, 0, 9);
  const std::string bytes = state_of(some);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    Summary other = empty();
    ASSERT_FALSE(read_into(other, std::string_view(bytes).substr(0, length))) << length;
  }
}

// Without the seal of its file, not every changed number can be told from another right
// one; but reading never fails in any other way than by saying so.
TEST_F(SummaryStateTest, DamageIsReadWithoutHarm) {
  Summary some = empty();
  add(some, 0, 9);
  const std::string bytes = state_of(some);
  int refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ 0x81U);
    Summary other = empty();
    refused += read_into(other, damaged) ? 0 : 1;
  }
  EXPECT_GT(refused, static_cast<int>(bytes.size()) / 2);
}

TEST_F(SummaryStateTest, IsRefusedByAnotherModel) {
  Summary some = empty();
  add(some, 0, 9);
  Model other_model = small_model();
  other_model.threats.clear();
  const ConfigurationSet other_configurations(other_model);
  Summary other(other_model, other_configurations, economies_);
  EXPECT_FALSE(read_into(other, state_of(some)));
  Summary without_economies(model_, configurations_);
  EXPECT_FALSE(read_into(without_economies, state_of(some)));
}

TEST(CalibrationState, GoesOnWithTheSameBits) {
  const auto outcome = [](int i) {
    Outcome one = lapsed_outcome();
    Forecast forecast{};
    forecast.kind = static_cast<ForecastKind>(i % 4);
    forecast.party = static_cast<decltype(forecast.party)>(i % 4 - 1);
    forecast.probability = static_cast<decltype(forecast.probability)>(97 * i);
    forecast.happened = i % 3 == 0;
    one.forecasts = {forecast};
    return one;
  };
  Calibration whole(3);
  Calibration before(3);
  for (int i = 0; i < 50; ++i) {
    whole.add(outcome(i));
    if (i < 20) {
      before.add(outcome(i));
    }
  }
  Calibration after(3);
  ASSERT_TRUE(read_into(after, state_of(before)));
  for (int i = 20; i < 50; ++i) {
    after.add(outcome(i));
  }
  EXPECT_EQ(state_of(after), state_of(whole));
  EXPECT_NE(state_of(before), state_of(whole));
  Calibration fewer(2);
  EXPECT_FALSE(read_into(fewer, state_of(whole)));
  const std::string bytes = state_of(whole);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    Calibration other(3);
    EXPECT_FALSE(read_into(other, std::string_view(bytes).substr(0, length)));
  }
}

}  // namespace
}  // namespace tripart
