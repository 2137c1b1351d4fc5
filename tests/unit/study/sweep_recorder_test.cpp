#include "study/sweep_recorder.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

/// Two points of two blocks of the alternating offers of Rubinstein (1982).
class SweepRecorderTest : public ::testing::Test {
 protected:
  SweepRecorderTest() {
    std::string pattern = (fs::temp_directory_path() / "tripart_sweep_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    fs::copy_file(fs::path(TRIPART_SOURCE_DIR) / "scenarios/textbook/rubinstein.yaml",
                  folder_ / "rubinstein.yaml");
    std::ofstream(folder_ / "sweep.yaml")
        << "# Two patient parties\nformat: 1\nname: two\nscenario: rubinstein.yaml\n"
           "design: grid\nreplicates: 4100\nkeep: outcomes\nfactors:\n"
           "  - {id: until, path: follow_up, values: [2021-03-05, 2022-03-05]}\n";
    sweep_ = std::make_unique<Sweep>(read_sweep(folder_ / "sweep.yaml"), 1, std::nullopt);
    points_ = std::make_unique<SweepPoints>(*sweep_, 1);
  }
  ~SweepRecorderTest() override { fs::remove_all(folder_); }
  SweepRecorderTest(const SweepRecorderTest&) = delete;
  SweepRecorderTest& operator=(const SweepRecorderTest&) = delete;
  SweepRecorderTest(SweepRecorderTest&&) = delete;
  SweepRecorderTest& operator=(SweepRecorderTest&&) = delete;

  /// A unit as if played, by one outcome for all but the replicates that `fail`.
  std::unique_ptr<UnitRecord> played(std::uint64_t number,
                                     const std::vector<FailedReplicate>& fail) {
    const SweepUnit unit = sweep_->plan().unit(number);
    auto record = std::make_unique<UnitRecord>(*sweep_);
    record->begin(points_->point(unit.point), unit);
    const std::vector<Outcome> outcomes(unit.last - unit.first + 1, outcome_of(unit));
    record->digest({unit.first, 0, outcomes, fail});
    record->finish();
    return record;
  }
  Outcome outcome_of(const SweepUnit& unit) {
    const auto point = points_->point(unit.point);
    return run_replicate(point->scenario.model, point->payoffs->table, point->seed,
                         unit.first);
  }
  /// The first unit with the first block as if played, in the first slot.
  UnitRecord& begun(SweepRecorder& recorder, const std::vector<FailedReplicate>& fail) {
    UnitRecord& record = recorder.units().begin(0, 0, points_->point(1));
    const std::vector<Outcome> outcomes(4096, outcome_of(sweep_->plan().unit(0)));
    recorder.units().digest(0, {1, 0, outcomes, fail});
    return record;
  }
  /// One that no point reaches.
  void add_precision() {
    std::ofstream(folder_ / "sweep.yaml", std::ios::app)
        << "precision: {metric: days, category: all, statistic: mean, half_width: "
           "1e-9}\n";
    points_.reset();
    sweep_ = std::make_unique<Sweep>(read_sweep(folder_ / "sweep.yaml"), 1, std::nullopt);
    points_ = std::make_unique<SweepPoints>(*sweep_, 1);
  }
  /// All units with some failures, begun anew by another process after each where
  /// `is_interrupted`. -> the files and what is known of failures
  std::string play_all(const std::string& name, bool is_interrupted) {
    const fs::path where = folder_ / name;
    create_folder(where);
    auto journal = std::make_unique<Journal>(where, "work");
    const UnitRange all{0, sweep_->plan().units()};
    auto recorder = std::make_unique<SweepRecorder>(*sweep_, all, *journal);
    for (std::uint64_t number = 0; number < all.end; ++number) {
      const std::uint64_t first = sweep_->plan().unit(number).first;
      recorder->consume(*played(number, {{first + 1, "no root"}}));
      if (is_interrupted) {
        recorder->checkpoint();
        journal = std::make_unique<Journal>(where, "work");
        recorder = std::make_unique<SweepRecorder>(*sweep_, all, *journal);
        recorder->go_on_from(journal->resume().value(), *points_);
      }
    }
    recorder->finish();
    EXPECT_TRUE(recorder->parts().empty());
    std::string text = std::to_string(recorder->failed());
    for (const SweepFailure& failure : recorder->failures()) {
      text += " " + std::to_string(failure.point) + ":" +
              std::to_string(failure.replicate) + " " + failure.reason;
    }
    text += "\n";
    for (const FileRecord& file : journal->close()) {
      text += file.name + " " + std::to_string(*file.rows) + " " + file.sha256 + "\n";
    }
    return text;
  }

  fs::path folder_;
  std::unique_ptr<Sweep> sweep_;
  std::unique_ptr<SweepPoints> points_;
};

TEST_F(SweepRecorderTest, NamesFailuresByPointAndReplicateAndKeepsTheirRows) {
  const std::string all = play_all("all", false);
  EXPECT_EQ(all.substr(0, all.find('\n')),
            "4 1:2 no root 1:4098 no root 2:2 no root 2:4098 no root");
  EXPECT_NE(all.find("outcomes.csv 8200 "), std::string::npos) << all;
  const std::string points = read_file(folder_ / "all/points.csv");
  EXPECT_EQ(points,
            "design_point,until,replicates\n1,2021-03-05,4100\n2,2022-03-05,4100\n");
  const std::string summary = read_file(folder_ / "all/summary.csv");
  EXPECT_NE(summary.find("1,ending,,agreed,probability,1,0,0.99906"), std::string::npos);
  EXPECT_NE(summary.find(",4098\n"), std::string::npos) << "failures enter no mean";
  EXPECT_EQ(summary.find(",4100\n"), std::string::npos);
}

TEST_F(SweepRecorderTest, GoesOnFromACheckpointInTheMiddleOfAPoint) {
  EXPECT_EQ(play_all("interrupted", true), play_all("all", false));
}

// Text of a long unit is written before the unit is done: whoever goes on knows what is
// in the tables already.
TEST_F(SweepRecorderTest, WhatIsWrittenOfAUnitBeforeItsEndIsWrittenOnce) {
  const fs::path where = folder_ / "part";
  create_folder(where);
  const UnitRange all{0, sweep_->plan().units()};
  {
    Journal journal(where, "work");
    SweepRecorder recorder(*sweep_, all, journal);
    recorder.units().make_room(1);
    recorder.append_text(begun(recorder, {{5, "no root"}}));
    recorder.checkpoint();
  }
  Journal journal(where, "work");
  SweepRecorder recorder(*sweep_, all, journal);
  recorder.go_on_from(journal.resume().value(), *points_);
  recorder.units().make_room(1);
  EXPECT_EQ(recorder.rest().begin, 0U);
  UnitRecord& record = recorder.units().begin(0, 0, points_->point(1));
  EXPECT_TRUE(record.is_complete());
  EXPECT_EQ(record.text_bytes(), 0U);
  record.finish();
  recorder.consume(record);
  for (std::uint64_t number = 1; number < all.end; ++number) {
    recorder.consume(*played(number, {}));
  }
  recorder.finish();
  EXPECT_EQ(recorder.failed(), 1U);
  for (const FileRecord& file : journal.close()) {
    if (file.name == "outcomes.csv") {
      EXPECT_EQ(file.rows, 8200U);
    }
  }
}

TEST_F(SweepRecorderTest, AUnitUnderWayIsPartOfACheckpointWhereItMayBeLong) {
  for (const bool is_long : {false, true}) {
    if (is_long) {
      add_precision();
    }
    const fs::path where = folder_ / (is_long ? "long" : "short");
    create_folder(where);
    {
      Journal journal(where, "work");
      SweepRecorder recorder(*sweep_, {0, sweep_->plan().units()}, journal);
      recorder.units().make_room(2);
      begun(recorder, {{5, "no root"}});
      recorder.checkpoint();
    }
    // One that goes on and takes nothing up knows it still.
    for (int process = 0; process < 2; ++process) {
      Journal journal(where, "work");
      SweepRecorder recorder(*sweep_, {0, sweep_->plan().units()}, journal);
      recorder.go_on_from(journal.resume().value(), *points_);
      recorder.units().make_room(2);
      recorder.checkpoint();
      if (process == 1) {
        const UnitRecord& record = recorder.units().begin(1, 0, points_->point(1));
        EXPECT_EQ(record.played(), is_long ? 4096U : 0U);
        EXPECT_EQ(record.failed(), is_long ? 1U : 0U);
        EXPECT_EQ(record.text_bytes() > 0, is_long);
      }
    }
  }
}

// What is thrown in the middle of a block leaves sums and rows that do not belong
// together: the unit is played again, or, with rows in the tables, all since the last
// checkpoint.
TEST_F(SweepRecorderTest, AUnitThatFailedInTheMiddleOfABlockIsNotKept) {
  add_precision();
  for (const bool has_rows_in_tables : {false, true}) {
    const fs::path where = folder_ / (has_rows_in_tables ? "in_tables" : "waiting");
    create_folder(where);
    Journal journal(where, "work");
    SweepRecorder recorder(*sweep_, {0, sweep_->plan().units()}, journal);
    recorder.units().make_room(1);
    UnitRecord& record = begun(recorder, {});
    recorder.checkpoint();
    EXPECT_EQ(Journal::standing_in(where, "work")->within, 4096U);
    if (has_rows_in_tables) {
      recorder.append_text(record);
    }
    const std::vector<Outcome> outcomes(4, outcome_of(sweep_->plan().unit(0)));
    EXPECT_THROW(recorder.units().change(0,
                                         [&](UnitRecord& one) {
                                           one.digest({4097, 0, outcomes, {}});
                                           throw std::bad_alloc();
                                         }),
                 std::bad_alloc);
    recorder.checkpoint();
    EXPECT_EQ(Journal::standing_in(where, "work")->within,
              has_rows_in_tables ? 4096U : 0U);
  }
}

// Nor is a unit lost whose state turns out to be damaged.
TEST_F(SweepRecorderTest, AUnitThatCannotBeTakenUpStaysAsItWas) {
  add_precision();
  OpenUnits units(*sweep_);
  units.make_room(1);
  const auto state_of = [](const OpenUnits& of) {
    StateWriter out;
    of.write_state(out);
    return out.bytes();
  };
  StateWriter begun;
  begun.count(1);
  begun.count(0);
  begun.count(4096);
  begun.text("no state");
  StateReader in(begun.bytes());
  units.read_state(in, {0, 2});
  ASSERT_TRUE(in.finished());
  EXPECT_THROW(units.begin(0, 0, points_->point(1)), Failure);
  EXPECT_EQ(state_of(units), begun.bytes());
}

// A disk may fail between two tables: whoever goes on writes all of that unit again.
TEST_F(SweepRecorderTest, NoCheckpointHoldsAPartOfAUnitsRows) {
  const fs::path where = folder_ / "torn";
  create_folder(where / "parties.csv");
  Journal journal(where, "work");
  SweepRecorder recorder(*sweep_, {0, 4}, journal);
  EXPECT_THROW(recorder.consume(*played(0, {})), Failure);
  EXPECT_TRUE(fs::exists(where / "outcomes.csv"));
  recorder.checkpoint();
  EXPECT_FALSE(fs::exists(where / "checkpoint"));
}

TEST_F(SweepRecorderTest, ARangeThatCutsPointsKeepsTheirParts) {
  const fs::path where = folder_ / "part";
  create_folder(where);
  Journal journal(where, "work");
  SweepRecorder recorder(*sweep_, {1, 3}, journal);
  recorder.consume(*played(1, {}));
  recorder.consume(*played(2, {}));
  recorder.finish();
  ASSERT_EQ(recorder.parts().size(), 2U);
  EXPECT_EQ(recorder.parts()[0].point, 1U);
  EXPECT_EQ(recorder.parts()[0].first, 4097U);
  EXPECT_EQ(recorder.parts()[0].last, 4100U);
  EXPECT_EQ(recorder.parts()[1].point, 2U);
  EXPECT_EQ(recorder.parts()[1].last, 4096U);
}

TEST_F(SweepRecorderTest, RefusesAStateThatIsNotItsOwn) {
  const fs::path where = folder_ / "bad";
  create_folder(where);
  Journal journal(where, "work");
  SweepRecorder recorder(*sweep_, {0, 4}, journal);
  EXPECT_THROW(recorder.go_on_from({{2}, "nonsense"}, *points_), Failure);
  EXPECT_THROW(recorder.go_on_from({{9}, std::string(5, '\0')}, *points_), Failure);
}

}  // namespace
}  // namespace tripart
