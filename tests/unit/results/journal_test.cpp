#include "tripart/results/journal.hpp"

#include <cstdlib>
#include <gmock/gmock.h>
#include <string>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/state.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// Work of ten units: unit i adds i to a sum and i rows to a table; from the sixth on, to
// another one as well.
constexpr std::uint64_t units = 10;

class JournalTest : public ::testing::Test {
 protected:
  JournalTest() {
    std::string pattern = (fs::temp_directory_path() / "tripart_journal_XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
  }
  ~JournalTest() override { fs::remove_all(root_); }
  JournalTest(const JournalTest&) = delete;
  JournalTest& operator=(const JournalTest&) = delete;
  JournalTest(JournalTest&&) = delete;
  JournalTest& operator=(JournalTest&&) = delete;

  [[nodiscard]] fs::path folder(const std::string& name) const {
    create_folder(root_ / name);
    return root_ / name;
  }
  static void do_unit(Journal& journal, std::uint64_t unit, std::uint64_t& sum) {
    sum += unit;
    for (std::uint64_t row = 0; row < unit; ++row) {
      journal.table(terms_table()).rows().count(unit).text("x").number(0.5).end_row();
      if (unit > 5) {
        journal.table(closings_table())
            .rows()
            .count(unit)
            .text("c")
            .date({static_cast<int>(row)})
            .end_row();
      }
    }
    journal.table(terms_table()).append();
  }
  static std::uint64_t sum_of(const Checkpoint& checkpoint) {
    StateReader in(checkpoint.state);
    const std::uint64_t sum = in.count();
    EXPECT_TRUE(in.finished());
    return sum;
  }
  static std::string state_of(std::uint64_t sum) {
    StateWriter out;
    out.count(sum);
    return out.bytes();
  }
  // All that came of the work, as one text.
  static std::string finish(Journal& journal, const std::optional<Checkpoint>& begun) {
    std::uint64_t sum = begun ? sum_of(*begun) : 0;
    for (std::uint64_t unit = begun ? begun->position : 1; unit <= units; ++unit) {
      do_unit(journal, unit, sum);
    }
    std::string all = std::to_string(sum);
    for (const FileRecord& file : journal.close()) {
      all += " " + file.name + " " + std::to_string(*file.rows) + " " +
             std::to_string(file.bytes) + " " + file.sha256;
    }
    return all;
  }
  [[nodiscard]] std::string undisturbed() const {
    Journal journal(folder("undisturbed"), "work");
    return finish(journal, std::nullopt);
  }
  // Dies after `done` units, with a checkpoint after each `every`; -> where it stood.
  static void die_after(const fs::path& where, std::uint64_t done, std::uint64_t every) {
    Journal journal(where, "work");
    std::uint64_t sum = 0;
    for (std::uint64_t unit = 1; unit <= done; ++unit) {
      do_unit(journal, unit, sum);
      if (unit % every == 0) {
        journal.checkpoint(unit + 1, state_of(sum));
      }
    }
  }

  fs::path root_;
};

TEST_F(JournalTest, GoesOnFromEveryPointWithTheSameBytes) {
  const std::string expected = undisturbed();
  for (std::uint64_t done = 1; done <= units; ++done) {
    for (const std::uint64_t every : {1U, 3U, 4U}) {
      const fs::path where = folder(std::to_string(done) + "-" + std::to_string(every));
      die_after(where, done, every);
      Journal journal(where, "work");
      const auto found = journal.resume();
      EXPECT_EQ(journal.problem(), "");
      ASSERT_EQ(found.has_value(), done >= every);
      if (found) {
        EXPECT_EQ(found->position, done - done % every + 1);
      }
      EXPECT_EQ(finish(journal, found), expected) << done << " " << every;
    }
  }
}

// Rows that reached the disk behind the checkpoint, a table that it does not know and a
// half-written checkpoint: what a death at any moment leaves.
TEST_F(JournalTest, ForgetsWhatCameAfterTheCheckpoint) {
  const std::string expected = undisturbed();
  const fs::path where = folder("dead");
  die_after(where, 4, 4);
  const std::string terms = read_file(where / "terms.csv");
  write_file_atomically(where / "terms.csv", terms + "5,x,0.5\n5,x");
  write_file_atomically(where / "closings.csv", "replicate,chapter,da");
  write_file_atomically(where / ".checkpoint.77.tmp", "tripart che");
  write_file_atomically(where / "run.json", "not the journal's");
  Journal journal(where, "work");
  const auto found = journal.resume();
  ASSERT_TRUE(found) << journal.problem();
  EXPECT_EQ(read_file(where / "terms.csv"), terms);
  EXPECT_FALSE(fs::exists(where / "closings.csv"));
  EXPECT_FALSE(fs::exists(where / ".checkpoint.77.tmp"));
  EXPECT_EQ(read_file(where / "run.json"), "not the journal's");
  EXPECT_EQ(finish(journal, found), expected);
}

TEST_F(JournalTest, AdoptsFromTheLivingWithoutTouchingThem) {
  const std::string expected = undisturbed();
  const fs::path alive = folder("alive");
  Journal first(alive, "work");
  std::uint64_t sum = 0;
  for (std::uint64_t unit = 1; unit <= 7; ++unit) {
    do_unit(first, unit, sum);
    if (unit == 6) {
      first.checkpoint(unit + 1, state_of(sum));
    }
  }
  Journal second(folder("copy"), "work");
  const auto found = second.adopt(alive);
  ASSERT_TRUE(found) << second.problem();
  EXPECT_EQ(found->position, 7U);
  // A third goes on from the second, which had no checkpoint of its own making.
  Journal third(folder("copy of copy"), "work");
  const auto again = third.adopt(root_ / "copy");
  ASSERT_TRUE(again) << third.problem();
  EXPECT_EQ(finish(second, found), expected);
  EXPECT_EQ(finish(third, again), expected);
  EXPECT_EQ(finish(first, Checkpoint{{8}, state_of(sum)}), expected);
  EXPECT_EQ(read_file(alive / "terms.csv"), read_file(root_ / "copy" / "terms.csv"));
}

TEST_F(JournalTest, UsesNothingOfADamagedOne) {
  const std::string expected = undisturbed();
  const fs::path sound = folder("sound");
  die_after(sound, 7, 3);
  int checked = 0;
  const auto expect_refused = [&](const std::string& why, auto damage) {
    const fs::path broken = root_ / "broken";
    fs::remove_all(broken);
    fs::copy(sound, broken, fs::copy_options::recursive);
    damage(broken);
    Journal copy(folder("copy " + std::to_string(++checked)), "work");
    EXPECT_FALSE(copy.adopt(broken));
    EXPECT_THAT(copy.problem(), HasSubstr(why));
    EXPECT_EQ(finish(copy, std::nullopt), expected);
    Journal journal(broken, "work");
    EXPECT_FALSE(journal.resume());
    EXPECT_THAT(journal.problem(), HasSubstr(why));
    EXPECT_EQ(finish(journal, std::nullopt), expected);
  };
  const auto change = [](const fs::path& file, std::size_t at) {
    std::string bytes = read_file(file);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    write_file_atomically(file, bytes);
  };
  const std::size_t size = read_file(sound / "checkpoint").size();
  for (std::size_t at = 0; at < size; at += 13) {
    expect_refused("damaged",
                   [&](const fs::path& at_hand) { change(at_hand / "checkpoint", at); });
    expect_refused("damaged", [&](const fs::path& at_hand) {
      fs::resize_file(at_hand / "checkpoint", at);
    });
  }
  expect_refused("terms.csv",
                 [&](const fs::path& at_hand) { change(at_hand / "terms.csv", 20); });
  expect_refused("terms.csv", [](const fs::path& at_hand) {
    fs::resize_file(at_hand / "terms.csv", 60);
  });
  expect_refused("closings.csv",
                 [](const fs::path& at_hand) { fs::remove(at_hand / "closings.csv"); });
  expect_refused("closings.csv", [](const fs::path& at_hand) {
    fs::remove(at_hand / "closings.csv");
    fs::create_directory(at_hand / "closings.csv");
  });
}

TEST_F(JournalTest, UsesNothingOfOtherWork) {
  const fs::path where = folder("other");
  die_after(where, 7, 3);
  Journal journal(where, "another work");
  EXPECT_FALSE(journal.resume());
  EXPECT_THAT(journal.problem(), HasSubstr("other work"));
  EXPECT_FALSE(fs::exists(where / "terms.csv"));
}

// A checkpoint is the only file whose names of files are believed.
TEST_F(JournalTest, NamesInACheckpointDoNotLeadOutOfItsFolder) {
  const fs::path where = folder("led astray");
  write_file_atomically(root_ / "mine.csv", "precious\n");
  for (const char* name : {"../mine.csv", "checkpoint", ".csv", "a/b.csv"}) {
    StateWriter out;
    out.text("work");
    out.count(3);
    out.count(1);
    out.text(name);
    out.count(0);
    out.count(0);
    out.text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    out.text("");
    write_file_atomically(where / "checkpoint",
                          sealed("tripart checkpoint 2", out.bytes()));
    Journal journal(where, "work");
    EXPECT_FALSE(journal.resume()) << name;
    EXPECT_EQ(read_file(root_ / "mine.csv"), "precious\n");
  }
}

TEST_F(JournalTest, IsDueSoonAtFirstAndAfterwardsNot) {
  Journal journal(folder("due"), "work");
  EXPECT_FALSE(journal.due());
  journal.checkpoint(1, "");
  EXPECT_FALSE(journal.due());
}

TEST_F(JournalTest, OfAnotherIsLookedUpWithoutBeingTouched) {
  const fs::path where = folder("other");
  EXPECT_EQ(Journal::standing_in(where, "work"), std::nullopt);
  die_after(where, 7, 3);
  EXPECT_EQ(Journal::standing_in(where, "work")->position, 7U);
  EXPECT_EQ(Journal::standing_in(where, "other work"), std::nullopt);
  Journal journal(where, "work");
  EXPECT_EQ(finish(journal, journal.resume()), undisturbed());
  write_file_atomically(where / "checkpoint", "tripart checkpoint 2\nno");
  EXPECT_EQ(Journal::standing_in(where, "work"), std::nullopt);
}

}  // namespace
}  // namespace tripart
