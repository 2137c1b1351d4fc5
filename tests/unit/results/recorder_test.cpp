#include "tripart/results/recorder.hpp"

#include <cstdlib>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/results/payoff_rows.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

std::string state_of(const Recorder& recorder) {
  StateWriter out;
  recorder.write_state(out);
  return out.bytes();
}

/// Two blocks of a textbook scenario, in each of which 70 replicates are said to have
/// failed: more together than a manifest lists.
class RecorderTest : public ::testing::Test {
 protected:
  RecorderTest()
      : scenario_(read_scenario(
            std::string(TRIPART_SOURCE_DIR) + "/scenarios/textbook/fearon.yaml", {})),
        payoffs_(payoffs_of(scenario_, 1, 1)),
        manifest_(describe_run(scenario_, 1, 2 * block_size, Keep::all, 2)) {
    std::string pattern = (fs::temp_directory_path() / "tripart_rec_XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    EnsembleOptions options;
    options.replicates = 2 * block_size;
    const std::atomic<bool> never{false};
    static_cast<void>(run_ensemble(
        scenario_.model, payoffs_.table, options,
        [&](const Block& block) {
          outcomes_.emplace_back(block.outcomes.begin(), block.outcomes.end());
          std::vector<FailedReplicate>& failed = failed_.emplace_back();
          for (std::uint64_t i = 0; i < 70; ++i) {
            failed.push_back({block.first + 3 * i, "reason " + std::to_string(i)});
          }
        },
        never));
  }
  ~RecorderTest() override { fs::remove_all(root_); }
  RecorderTest(const RecorderTest&) = delete;
  RecorderTest& operator=(const RecorderTest&) = delete;
  RecorderTest(RecorderTest&&) = delete;
  RecorderTest& operator=(RecorderTest&&) = delete;

  void take(Recorder& recorder, std::size_t block) const {
    const Block played{1 + block * block_size, 0, outcomes_[block], failed_[block]};
    recorder.digest(played);
    recorder.consume(played);
  }
  // An attempt at the run: from its checkpoint to the end, or to a death after `last`.
  void play(const fs::path& folder, std::size_t last) const {
    RunDirectory directory(folder, manifest_, Existing::resume);
    directory.begin(scenario_.inputs, Attempt{});
    Recorder recorder(scenario_, payoffs_, manifest_, directory, 1);
    std::size_t next = 0;
    if (const auto& found = directory.resumed()) {
      ASSERT_TRUE(recorder.restore(*found));
      EXPECT_EQ(state_of(recorder), found->state);
      next = static_cast<std::size_t>((found->position - 1) / block_size);
    }
    for (; next <= last; ++next) {
      take(recorder, next);
      directory.journal().checkpoint(1 + (next + 1) * block_size, state_of(recorder));
    }
    if (next == outcomes_.size()) {
      recorder.finish(Attempt{});
    }
  }

  Scenario scenario_;
  SolvedPayoffs payoffs_;
  Manifest manifest_;
  std::vector<std::vector<Outcome>> outcomes_;
  std::vector<std::vector<FailedReplicate>> failed_;
  fs::path root_;
};

// manifest.json holds the digest of every table, and the failures.
TEST_F(RecorderTest, GoesOnWithFailuresAsIfItHadNeverStopped) {
  play(root_ / "a", 1);
  play(root_ / "b", 0);
  EXPECT_FALSE(fs::exists(root_ / "b" / "manifest.json"));
  play(root_ / "b", 1);
  EXPECT_TRUE(fs::exists(root_ / "b" / "attempts" / "002.json"));
  const Manifest manifest = read_manifest(root_ / "a" / "manifest.json");
  EXPECT_EQ(manifest.failed, 140U);
  ASSERT_EQ(manifest.failures.size(), 100U);
  EXPECT_EQ(manifest.failures.back().replicate, block_size + 1 + 3 * 29);
  EXPECT_EQ(read_file(root_ / "b" / "manifest.json"),
            read_file(root_ / "a" / "manifest.json"));
}

TEST_F(RecorderTest, APriorPredictiveRunGoesOnAsIfItHadNeverStopped) {
  manifest_.priors = std::vector<PriorInPlace>{{"parties.A.discount_rate", "0", "0.1"}};
  play(root_ / "a", 1);
  play(root_ / "b", 0);
  play(root_ / "b", 1);
  EXPECT_EQ(read_file(root_ / "b" / "manifest.json"),
            read_file(root_ / "a" / "manifest.json"));
  EXPECT_TRUE(fs::exists(root_ / "a" / "prior_predictive.csv"));
  const auto kept = read_manifest(root_ / "a" / "manifest.json").priors;
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->front().path, "parties.A.discount_rate");
  // A run whose checkpoint knows nothing of the order of deals is another one.
  const std::string state = [&] {
    RunDirectory directory(root_ / "c", manifest_, Existing::refuse);
    directory.begin({}, Attempt{});
    Recorder recorder(scenario_, payoffs_, manifest_, directory, 1);
    take(recorder, 0);
    return state_of(recorder);
  }();
  manifest_.priors.reset();
  RunDirectory directory(root_ / "d", manifest_, Existing::refuse);
  directory.begin({}, Attempt{});
  Recorder plain(scenario_, payoffs_, manifest_, directory, 1);
  EXPECT_FALSE(plain.restore({{block_size + 1}, state}));
}

TEST_F(RecorderTest, BeginsAnewWhereACheckpointIsNoneOfItsRun) {
  RunDirectory directory(root_ / "a", manifest_, Existing::refuse);
  directory.begin({}, Attempt{});
  Recorder recorder(scenario_, payoffs_, manifest_, directory, 1);
  const std::string empty = state_of(recorder);
  take(recorder, 0);
  const std::string state = state_of(recorder);
  for (const Checkpoint& other :
       {Checkpoint{{block_size}, state}, Checkpoint{{block_size + 2}, state},
        Checkpoint{{block_size + 1}, state + "x"}, Checkpoint{{block_size + 1}, empty},
        Checkpoint{{1}, ""}}) {
    EXPECT_FALSE(recorder.restore(other));
    EXPECT_EQ(state_of(recorder), empty);
  }
  EXPECT_TRUE(recorder.restore({{block_size + 1}, state}));
  EXPECT_EQ(state_of(recorder), state);
  EXPECT_EQ(recorder.failed(), 70U);
}

// Every number of an outcome that reaches a table, made none: the replicate fails, and no
// byte of any table knows more of it than of one that failed while it was played.
TEST_F(RecorderTest, NumbersThatAreNoneNeverEnter) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  using Spoil = std::function<void(Outcome&, double)>;
  const std::vector<Spoil> spoils{
      [](Outcome& o, double x) { o.tariff_days = x; },
      [](Outcome& o, double x) { o.pareto_distance = x; },
      [](Outcome& o, double x) { o.parties[0].utility = x; },
      [](Outcome& o, double x) { o.parties[1].welfare_change = x; },
      [](Outcome& o, double x) { o.parties[0].reservation_value = x; },
      [](Outcome& o, double x) { o.parties[1].content = x; },
      [](Outcome& o, double x) {
        o.parties[0].has_share = true;
        o.parties[0].surplus_share = x;
      },
      [](Outcome& o, double x) {
        o.parties[1].has_nash = true;
        o.parties[1].distance_nash = x;
      },
      [](Outcome& o, double x) { o.parties[0].distance.back() = x; },
      [](Outcome& o, double x) {
        o.settled[0] = 1;
        o.text[0] = x;
      },
      [](Outcome& o, double x) { o.threats[0].credibility = x; },
  };
  play(root_ / "failed", 1);
  for (std::size_t block = 0; block < outcomes_.size(); ++block) {
    for (std::size_t i = 0; i < failed_[block].size(); ++i) {
      const double values[] = {none, infinity, -infinity, 32768.0, -1e300};
      Outcome& outcome = outcomes_[block][3 * i];
      spoils[i % spoils.size()](outcome, values[i % 5]);
      EXPECT_TRUE(unusable(outcome)) << i % spoils.size();
    }
    failed_[block].clear();
  }
  play(root_ / "spoilt", 1);
  int tables = 0;
  for (const auto& entry : fs::directory_iterator(root_ / "failed")) {
    if (entry.path().extension() == ".csv") {
      const fs::path name = entry.path().filename();
      EXPECT_EQ(read_file(root_ / "spoilt" / name), read_file(entry.path())) << name;
      ++tables;
    }
  }
  EXPECT_GT(tables, 10);
  EXPECT_EQ(read_manifest(root_ / "spoilt" / "manifest.json").failed, 140U);
}

}  // namespace
}  // namespace tripart
