#include "tripart/results/run_directory.hpp"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "support/resealed.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

Manifest some_run() {
  Manifest manifest;
  manifest.scenario_name = "small";
  manifest.resolved = "name: small\nhorizon: 70\n";
  manifest.seed = 18446744073709551615U;
  manifest.replicates = 3;
  manifest.inputs = {{"small.yaml", std::nullopt, 5, sha256_hex("input")}};
  return manifest;
}

class RunDirectoryTest : public ::testing::Test {
 protected:
  RunDirectoryTest() {
    std::string pattern = (fs::temp_directory_path() / "tripart_run_XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    folder_ = root_ / "out";
  }
  ~RunDirectoryTest() override { fs::remove_all(root_); }
  RunDirectoryTest(const RunDirectoryTest&) = delete;
  RunDirectoryTest& operator=(const RunDirectoryTest&) = delete;
  RunDirectoryTest(RunDirectoryTest&&) = delete;
  RunDirectoryTest& operator=(RunDirectoryTest&&) = delete;

  void play(const Manifest& manifest, Existing existing, bool finish) const {
    RunDirectory directory(folder_, manifest, existing);
    directory.begin({{"small.yaml", "input"}, {"baselines/b/trade.csv", "x"}}, Attempt{});
    CsvRows& rows = directory.table(terms_table()).rows();
    for (std::uint64_t replicate = 1; replicate <= manifest.replicates; ++replicate) {
      rows.count(replicate).text("issue").number(0.5).end_row();
    }
    directory.table(terms_table()).append();
    Attempt attempt;
    attempt.ended = finish ? "finished" : "interrupted";
    finish ? directory.finish(0, {}, attempt) : directory.leave_unfinished(attempt);
  }
  [[nodiscard]] std::string refusal(const Manifest& manifest, Existing existing,
                                    ExitCode code) const {
    try {
      RunDirectory directory(folder_, manifest, existing);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), code) << failure.what();
      return failure.what();
    }
    ADD_FAILURE() << "not refused";
    return "";
  }

  fs::path root_;
  fs::path folder_;
};

TEST_F(RunDirectoryTest, FinishedRunHasItsTablesManifestAndNothingPartial) {
  play(some_run(), Existing::refuse, true);
  EXPECT_EQ(read_file(folder_ / "terms.csv"),
            "replicate,issue,text\n1,issue,0.5\n2,issue,0.5\n3,issue,0.5\n");
  EXPECT_EQ(read_file(folder_ / "inputs" / "baselines" / "b" / "trade.csv"), "x");
  EXPECT_FALSE(fs::exists(folder_ / ".partial"));
  EXPECT_FALSE(fs::exists(folder_ / ".lock"));
  EXPECT_TRUE(fs::exists(folder_ / "attempts" / "001.json"));
  EXPECT_THAT(read_file(folder_ / "datapackage.json"),
              HasSubstr("\"path\": \"terms.csv\""));
  const Manifest manifest = read_manifest(folder_ / "manifest.json");
  ASSERT_EQ(manifest.files.size(), 2U);
  EXPECT_EQ(manifest.files[1].name, "datapackage.json");
  EXPECT_FALSE(manifest.files[1].rows.has_value());
  EXPECT_EQ(manifest.files[0].rows, 3U);
  EXPECT_EQ(manifest.files[0].bytes, fs::file_size(folder_ / "terms.csv"));
  EXPECT_EQ(manifest.files[0].sha256, sha256_hex(read_file(folder_ / "terms.csv")));
  EXPECT_EQ(manifest.seed, 18446744073709551615U);
}

TEST_F(RunDirectoryTest, ManifestSaysNothingVolatile) {
  play(some_run(), Existing::refuse, true);
  const std::string first = read_file(folder_ / "manifest.json");
  play(some_run(), Existing::force, true);
  EXPECT_EQ(read_file(folder_ / "manifest.json"), first);
  EXPECT_TRUE(fs::exists(folder_ / "attempts" / "002.json"));
}

TEST_F(RunDirectoryTest, FinishedRunOfTheSameInputsIsLeftAlone) {
  play(some_run(), Existing::refuse, true);
  const auto before = fs::last_write_time(folder_ / "manifest.json");
  {
    const RunDirectory again(folder_, some_run(), Existing::refuse);
    EXPECT_EQ(again.state(), RunDirectory::State::already_finished);
    EXPECT_EQ(again.finished().files.size(), 2U);
  }
  EXPECT_EQ(fs::last_write_time(folder_ / "manifest.json"), before);
  EXPECT_TRUE(fs::exists(folder_ / "terms.csv"));
}

TEST_F(RunDirectoryTest, OtherInputsAreRefusedWithTheDifferenceNamed) {
  play(some_run(), Existing::refuse, true);
  Manifest other = some_run();
  other.seed = 2;
  EXPECT_THAT(refusal(other, Existing::refuse, ExitCode::bad_input),
              HasSubstr("seed 18446744073709551615 there, 2"));
  EXPECT_THAT(refusal(other, Existing::resume, ExitCode::bad_input), HasSubstr("seed"));
  other = some_run();
  other.replicates = 4;
  EXPECT_THAT(refusal(other, Existing::refuse, ExitCode::bad_input),
              HasSubstr("replicates 3 there, 4 here"));
  other = some_run();
  other.resolved = "name: small\nhorizon: 71\n";
  EXPECT_THAT(refusal(other, Existing::refuse, ExitCode::bad_input),
              HasSubstr("'horizon: 70' there, 'horizon: 71' here"));
  other = some_run();
  other.inputs.push_back({"baselines/b/trade.csv", std::nullopt, 1, sha256_hex("y")});
  EXPECT_THAT(refusal(other, Existing::refuse, ExitCode::bad_input),
              HasSubstr("baselines/b/trade.csv"));
  other = some_run();
  other.keep = Keep::all;
  EXPECT_THAT(refusal(other, Existing::refuse, ExitCode::bad_input),
              HasSubstr("keep outcomes there, all here"));
}

// The names alone are no proof that what stands beside them may be replaced.
TEST_F(RunDirectoryTest, WhatOnlyLooksLikeOursIsNeverTouched) {
  const auto expect_refused = [this](const std::string& named,
                                     const std::vector<Existing>& ways) {
    std::ofstream(folder_ / "inputs" / "data.csv") << "mine";
    for (const Existing existing : ways) {
      EXPECT_THAT(refusal(some_run(), existing, ExitCode::cannot_create),
                  HasSubstr("holds " + named + ", but no record of an attempt"));
      EXPECT_EQ(read_file(folder_ / "inputs" / "data.csv"), "mine");
    }
  };
  fs::create_directories(folder_ / "inputs");
  std::ofstream(folder_ / "manifest.json") << "{}";
  expect_refused("manifest.json", {Existing::force});
  fs::create_directories(folder_ / "attempts");
  std::ofstream(folder_ / "attempts" / "first.json") << "{}";
  expect_refused("manifest.json", {Existing::force});
  fs::remove(folder_ / "manifest.json");
  fs::create_directories(folder_ / ".partial");
  expect_refused(".partial", {Existing::refuse, Existing::resume, Existing::force});
  std::ofstream(folder_ / ".partial" / "mine.csv") << "mine";
  expect_refused(".partial", {Existing::refuse, Existing::resume, Existing::force});
}

TEST_F(RunDirectoryTest, UnfinishedRunWantsResumeOrForce) {
  play(some_run(), Existing::refuse, false);
  EXPECT_FALSE(fs::exists(folder_ / "terms.csv"))
      << "a growing table already has its final name";
  EXPECT_THAT(refusal(some_run(), Existing::refuse, ExitCode::bad_input),
              HasSubstr("--resume or --force"));
  Manifest other = some_run();
  other.seed = 2;
  EXPECT_THAT(refusal(other, Existing::resume, ExitCode::bad_input), HasSubstr("seed"));
  {
    const RunDirectory again(folder_, some_run(), Existing::resume);
    EXPECT_EQ(again.state(), RunDirectory::State::unfinished);
  }
  play(some_run(), Existing::resume, true);
  EXPECT_TRUE(fs::exists(folder_ / "manifest.json"));
}

// Every moment of a run's life at which it may die, as the folder it leaves: while it
// grows, and while its tables are published one by one.
TEST_F(RunDirectoryTest, GoesOnWhereverItDied) {
  play(some_run(), Existing::refuse, true);
  const std::string manifest = read_file(folder_ / "manifest.json");
  const std::vector<InputFile> inputs{{"small.yaml", "input"},
                                      {"baselines/b/trade.csv", "x"}};
  const auto rows = [](RunDirectory& directory, const OutputTable& table, auto... of) {
    for (const std::uint64_t replicate : {of...}) {
      directory.table(table).rows().count(replicate).text("issue").number(0.5).end_row();
    }
  };
  for (const std::string_view death :
       {"growing", "publishing", "published", "other words"}) {
    fs::remove_all(folder_);
    {
      RunDirectory directory(folder_, some_run(), Existing::refuse);
      directory.begin(inputs, Attempt{});
      rows(directory, terms_table(), 1U, 2U);
      directory.journal().checkpoint(3, "two");
      rows(directory, terms_table(), 3U);
      directory.table(terms_table()).append();
    }
    const fs::path partial = folder_ / ".partial";
    if (death != "growing") {
      write_file_atomically(partial / "terms.csv",
                            read_file(partial / "terms.csv") + "3,issue,0.5\n");
      fs::rename(partial / "terms.csv", folder_ / "terms.csv");
      write_file_atomically(folder_ / ".manifest.json.77.tmp", manifest.substr(0, 50));
    }
    if (death == "published") {
      fs::rename(partial / "checkpoint", root_ / "checkpoint");
      fs::copy(folder_ / "terms.csv", folder_ / "summary.csv");
      write_file_atomically(folder_ / "datapackage.json", "{}");
      fs::rename(root_ / "checkpoint", partial / "checkpoint");
    }
    Manifest same = some_run();
    std::vector<InputFile> now = inputs;
    if (death == "other words") {
      same.overrides = {"horizon=70"};
      now[0].bytes = "input # another comment";
      same.inputs[0].sha256 = sha256_hex(now[0].bytes);
    }
    RunDirectory directory(folder_, same, Existing::resume);
    directory.begin(now, Attempt{});
    EXPECT_EQ(read_file(partial / "run.json"), to_json(same));
    EXPECT_EQ(read_file(folder_ / "inputs" / "small.yaml"), now[0].bytes);
    EXPECT_EQ(directory.problem(), "");
    ASSERT_TRUE(directory.resumed()) << death;
    EXPECT_EQ(directory.resumed()->position, 3U);
    EXPECT_EQ(directory.resumed()->state, "two");
    EXPECT_THAT(read_file(folder_ / "attempts" / "002.json"), HasSubstr("\"first\": 3"));
    rows(directory, terms_table(), 3U);
    directory.finish(0, {}, Attempt{});
    EXPECT_FALSE(fs::exists(folder_ / "summary.csv"));
    EXPECT_FALSE(fs::exists(folder_ / ".partial"));
    if (death == "other words") {
      EXPECT_THAT(read_file(folder_ / "manifest.json"), HasSubstr("horizon=70"));
    } else {
      EXPECT_EQ(read_file(folder_ / "manifest.json"), manifest) << death;
    }
  }
}

TEST_F(RunDirectoryTest, ResultsOfAnotherKindAreRefused) {
  play(some_run(), Existing::refuse, true);
  std::string text = read_file(folder_ / "manifest.json");
  text.replace(text.find("\"run\""), 5, "\"sweep\"");
  write_file_atomically(folder_ / "manifest.json", testing_support::resealed(text));
  EXPECT_THAT(refusal(some_run(), Existing::resume, ExitCode::bad_input),
              HasSubstr("a sweep there, a run here"));
}

TEST_F(RunDirectoryTest, ForeignFilesAreNeverTouched) {
  fs::create_directory(folder_);
  std::ofstream(folder_ / "thesis.tex") << "mine";
  for (const Existing existing : {Existing::refuse, Existing::resume, Existing::force}) {
    EXPECT_THAT(refusal(some_run(), existing, ExitCode::cannot_create),
                HasSubstr("did not write"));
  }
  EXPECT_EQ(read_file(folder_ / "thesis.tex"), "mine");
}

TEST_F(RunDirectoryTest, ForceKeepsPicturesBesideTheResults) {
  play(some_run(), Existing::refuse, true);
  std::ofstream(folder_ / "picture.png") << "png";
  Manifest other = some_run();
  other.replicates = 1;
  play(other, Existing::force, true);
  EXPECT_EQ(read_file(folder_ / "picture.png"), "png");
  EXPECT_EQ(read_file(folder_ / "terms.csv"), "replicate,issue,text\n1,issue,0.5\n");
}

TEST_F(RunDirectoryTest, DamageIsFoundAndNamed) {
  play(some_run(), Existing::refuse, true);
  std::string text = read_file(folder_ / "terms.csv");
  text[text.size() - 2] = '6';
  write_file_atomically(folder_ / "terms.csv", text);
  EXPECT_THAT(refusal(some_run(), Existing::refuse, ExitCode::bad_input),
              HasSubstr("terms.csv"));
  fs::remove(folder_ / "terms.csv");
  EXPECT_THAT(refusal(some_run(), Existing::refuse, ExitCode::bad_input),
              HasSubstr("missing"));
  play(some_run(), Existing::force, true);
  EXPECT_FALSE(
      damage(folder_, read_listed_files(folder_ / "manifest.json").files).has_value());
}

TEST_F(RunDirectoryTest, DamageOfInputsAndPackageIsFound) {
  play(some_run(), Existing::refuse, true);
  for (const std::string file : {"inputs/small.yaml", "datapackage.json"}) {
    const std::string sound = read_file(folder_ / file);
    write_file_atomically(folder_ / file, "X" + sound.substr(1));
    EXPECT_THAT(refusal(some_run(), Existing::refuse, ExitCode::bad_input),
                HasSubstr("is damaged (" + file));
    fs::remove(folder_ / file);
    EXPECT_THAT(refusal(some_run(), Existing::resume, ExitCode::bad_input),
                HasSubstr(file + " is missing"));
    write_file_atomically(folder_ / file, sound);
  }
  EXPECT_EQ(RunDirectory(folder_, some_run(), Existing::refuse).state(),
            RunDirectory::State::already_finished);
}

// A digit that becomes another one is a sound manifest of other work.
TEST_F(RunDirectoryTest, NoBitOfAManifestMayBeWrong) {
  play(some_run(), Existing::refuse, true);
  const std::string sound = read_file(folder_ / "manifest.json");
  const fs::path copy = root_ / "copy.json";
  for (std::size_t at = 0; at < sound.size(); at += test::sanitized ? 7 : 1) {
    for (unsigned bit = at % 2; bit < 8; bit += 2) {
      std::string wrong = sound;
      wrong[at] = static_cast<char>(static_cast<unsigned char>(wrong[at]) ^ (1U << bit));
      std::ofstream(copy, std::ios::binary) << wrong;
      EXPECT_THROW(static_cast<void>(read_manifest(copy)), InputError)
          << "bit " << bit << " of byte " << at;
    }
  }
}

TEST_F(RunDirectoryTest, CountsOfAManifestAreWholeNumbersFromZeroOn) {
  play(some_run(), Existing::refuse, true);
  const std::string sound = read_file(folder_ / "manifest.json");
  const fs::path copy = root_ / "copy.json";
  for (const std::string wrong :
       {"-5", "1.5", "4e1", "\"3\"", "null", "0", "8589934593"}) {
    std::string text = sound;
    text.replace(text.find("\"replicates\": 3"), 15, "\"replicates\": " + wrong);
    std::ofstream(copy, std::ios::binary) << testing_support::resealed(text);
    EXPECT_THROW(static_cast<void>(read_manifest(copy)), InputError) << wrong;
  }
}

TEST_F(RunDirectoryTest, NamesInAManifestStayInItsFolder) {
  play(some_run(), Existing::refuse, true);
  const std::string sound = read_file(folder_ / "manifest.json");
  for (const std::string outside : {"/etc/passwd", "../small.yaml", "a/../../b", ""}) {
    std::string text = sound;
    text.replace(text.find("small.yaml"), 10, outside);
    std::ofstream(root_ / "copy.json") << testing_support::resealed(text);
    EXPECT_THROW(static_cast<void>(read_manifest(root_ / "copy.json")), InputError)
        << outside;
  }
}

TEST_F(RunDirectoryTest, OfTheLargestFilesOnlyTheLengthIsLookedAt) {
  play(some_run(), Existing::refuse, true);
  const auto files = read_listed_files(folder_ / "manifest.json").files;
  std::string text = read_file(folder_ / "datapackage.json");
  text[5] ^= 1;
  write_file_atomically(folder_ / "datapackage.json", text);
  std::vector<std::string> by_length;
  const std::uint64_t most = text.size();  // the table is there, too
  EXPECT_FALSE(damage(folder_, files, most, &by_length).has_value());
  EXPECT_EQ(by_length, std::vector<std::string>{"datapackage.json"});
  EXPECT_TRUE(damage(folder_, files).has_value());
  write_file_atomically(folder_ / "datapackage.json", text + " ");
  EXPECT_TRUE(damage(folder_, files, most).has_value());
}

TEST_F(RunDirectoryTest, ComplaintsAboutJsonHaveAPlace) {
  std::ofstream(root_ / "manifest.json") << "{\n  \"tripart\": 1,\n  oops\n}\n";
  try {
    static_cast<void>(read_manifest(root_ / "manifest.json"));
    ADD_FAILURE() << "not refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("manifest.json:3:3: error: is not a manifest"));
    EXPECT_THAT(error.what(), testing::Not(HasSubstr("json.exception")));
  }
}

TEST_F(RunDirectoryTest, SecondProcessIsTurnedAway) {
  const RunDirectory first(folder_, some_run(), Existing::refuse);
  EXPECT_THAT(refusal(some_run(), Existing::refuse, ExitCode::not_now),
              HasSubstr("in use by process"));
}

TEST_F(RunDirectoryTest, RunThatNeverBeganLeavesNoFolder) {
  { const RunDirectory directory(folder_, some_run(), Existing::refuse); }
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(RunDirectoryTest, TextThatIsNoManifestIsAnInputError) {
  std::ofstream(root_ / "manifest.json") << "{\"tripart\": 1}";
  EXPECT_THROW(static_cast<void>(read_manifest(root_ / "manifest.json")), InputError);
}

TEST(ExpectedBytes, GrowWithWhatIsKeptAndDoNotOverflow) {
  Model model;
  model.parties.resize(3);
  model.issues.resize(20);
  EXPECT_EQ(expected_bytes(model, Keep::summary, UINT64_MAX), 0U);
  EXPECT_GT(expected_bytes(model, Keep::all, 1000),
            expected_bytes(model, Keep::outcomes, 1000));
  EXPECT_EQ(expected_bytes(model, Keep::outcomes, UINT64_MAX), UINT64_MAX);
}

TEST_F(RunDirectoryTest, RowsThatUnfinishedWorkHasWrittenNeedNoRoomAgain) {
  const fs::path kept = root_ / ".partial";
  constexpr std::uint64_t giga = 1'000'000'000;
  const std::uint64_t needed = free_bytes(root_) + 100 * giga;
  const auto refusal = [&] {
    try {
      expect_room_for_rows(root_, needed, kept);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::io_failed);
      return std::string(failure.what());
    }
    return std::string();
  };
  EXPECT_THAT(refusal(), HasSubstr(" MB, "));
  fs::create_directories(kept / "parts");
  std::ofstream(kept / "parts" / "outcomes.csv") << "row\n";
  const auto grow = [&](std::uint64_t bytes) {  // to a length of which nothing is written
    fs::resize_file(kept / "parts" / "outcomes.csv", bytes);
  };
  grow(50 * giga);
  EXPECT_THAT(refusal(), HasSubstr(" MB more, "));
  grow(200 * giga);
  EXPECT_EQ(refusal(), "");
  EXPECT_NO_THROW(expect_room_for_rows(root_, 0, root_ / "absent"));
}

}  // namespace
}  // namespace tripart
