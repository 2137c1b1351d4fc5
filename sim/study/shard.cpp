#include <memory>
#include <mutex>
#include <utility>

#include "results/attempt.hpp"
#include "study/shard_attempt.hpp"
#include "study/shard_inputs.hpp"
#include "study/shard_parts.hpp"
#include "study/sweep_player.hpp"
#include "study/sweep_steps.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/study/merge.hpp"
#include "tripart/study/sweep_run.hpp"

namespace tripart {

namespace fs = std::filesystem;

fs::path shard_folder(const fs::path& sweep_folder, std::uint64_t number,
                      std::uint64_t of) {
  const std::string all = std::to_string(of);
  std::string one = std::to_string(number);
  one.insert(0, all.size() - std::min(all.size(), one.size()), '0');
  return shards_folder(sweep_folder) / (one + "-of-" + all);
}

namespace {

/// Another live copy of the shard was faster.
struct PublishedElsewhere {};

/// What a finished folder holds, if it is of this work. \throws Failure(bad_input) where
/// it is of other inputs, or damaged
std::optional<SweepManifest> finished_in(const fs::path& folder, const Identity& identity,
                                         Existing existing) {
  const fs::path file = folder / "manifest.json";
  if (existing == Existing::force || !fs::exists(file)) {
    return std::nullopt;
  }
  if (const auto other = identity.difference(file)) {
    throw Failure(ExitCode::bad_input, folder.string() +
                                           ": holds the results of other inputs (" +
                                           *other + "); use --force to replace them");
  }
  SweepManifest there = read_sweep_manifest(file);
  if (const auto broken = damage(folder, there.files)) {
    throw Failure(ExitCode::bad_input, folder.string() + ": is damaged (" + *broken +
                                           "); use --force to start anew");
  }
  return there;
}

SweepResult already(const SweepManifest& there, const fs::path& folder) {
  return {SweepState::already_finished, {}, 0, there.failed, there.failures, folder};
}

/// What merge would refuse is refused before anything is played.
/// \throws Failure: cannot_create where the folder of the sweep is somebody else's;
/// bad_input where it holds a shard of another sweep
void expect_home(const fs::path& folder, const SweepIdentity& whole) {
  if (!fs::exists(folder)) {
    return;
  }
  if (!fs::exists(folder / "manifest.json") && !fs::exists(folder / ".partial")) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name != ".lock" && !whole.is_at_home(name)) {
        throw Failure(ExitCode::cannot_create,
                      folder.string() +
                          ": holds files that tripart did not write; "
                          "choose another directory");
      }
    }
  }
  for (const FoundShard& shard : find_shards(folder)) {
    if (!shard.is_finished) {
      continue;
    }
    std::optional<std::string> other;
    try {
      other = whole.difference(shard.folder / "manifest.json");
    } catch (const InputError&) {
      continue;  // damaged: for merge to complain of, not in the way of others
    }
    if (other) {
      throw Failure(ExitCode::bad_input, folder.string() +
                                             ": holds shards of other inputs (" + *other +
                                             "); use another directory, or --force");
    }
    return;  // those beside it were held against the first one as well
  }
}

std::unique_ptr<SweepRecorder> take_up(const Sweep& sweep, UnitRange range,
                                       ShardAttempt& attempt, SweepPoints& points,
                                       const SweepRunOptions& options) {
  auto recorder = std::make_unique<SweepRecorder>(sweep, range, attempt.journal());
  const auto checkpoint =
      options.existing == Existing::force ? std::nullopt : attempt.adopt();
  if (checkpoint) {
    try {
      recorder->go_on_from(*checkpoint, points);
      options.say("goes on with the shard behind " + recorder->standing());
      attempt.remove_outdone(*checkpoint);
      return recorder;
    } catch (const Failure& failure) {
      if (failure.code() != ExitCode::bad_input) {
        throw;
      }
      options.say(std::string(failure.what()) + "; the shard is played from its start");
      attempt.journal().start_over();
    }
  }
  return std::make_unique<SweepRecorder>(sweep, range, attempt.journal());
}

SweepResult play_shard(const Sweep& sweep, UnitRange range, SweepPoints& points,
                       ShardAttempt& attempt, SweepIdentity& identity,
                       const SweepRunOptions& options, const std::atomic<bool>& stop) {
  const Stopwatch watch;
  const auto recorder = take_up(sweep, range, attempt, points, options);
  SweepResult result;
  std::mutex one_at_a_time;  // checkpoints and progress come from any thread
  const auto report = [&](const std::string& ended) {
    const std::lock_guard lock(one_at_a_time);
    attempt.report([&](Attempt& note) {
      note.replicates_done = result.done.replicates;
      note.wall_seconds = watch.seconds();
      note.ended = ended;
    });
  };
  recorder->after_checkpoint([&] {
    report("running");
    if (attempt.is_published() && options.existing != Existing::force) {
      throw PublishedElsewhere{};
    }
  });
  try {
    static_cast<void>(play_units(
        sweep, points, *recorder, options.jobs,
        [&](const SweepDone& done, const SweepDone& all) {
          {
            const std::lock_guard lock(one_at_a_time);
            result.done = done;
          }
          options.progress(done, all);
        },
        stop));
    result.rest = recorder->rest().size();
    if (result.rest > 0) {
      result.under_way = recorder->under_way().units;
      recorder->checkpoint();
      report(options.stopped_how());
      result.state = SweepState::stopped;
      return result;
    }
  } catch (const PublishedElsewhere&) {
    report("finished");
    attempt.clean_up();
    return already(attempt.published(), attempt.folder());
  } catch (...) {
    report("failed");
    throw;
  }
  recorder->finish();
  result.failed = recorder->failed();
  result.failures = recorder->failures();
  identity.note_failures(result.failed, result.failures);
  std::vector<std::pair<std::string, std::string>> others;
  if (!recorder->parts().empty()) {
    others.emplace_back(parts_name, parts_bytes(recorder->parts()));
  }
  attempt.publish(identity, others);
  report(result.failed > 0 ? "failed" : "finished");
  attempt.clean_up();
  return result;
}

}  // namespace

SweepResult run_shard(const Sweep& sweep, std::uint64_t number, std::uint64_t of,
                      const SweepRunOptions& options, const std::atomic<bool>& stop) {
  const SweepIdentity whole(describe_sweep(sweep), sweep.points_table().all_tables());
  if (const auto there = finished_in(options.folder, whole, options.existing)) {
    options.say(printable(options.folder.string()) + ": already holds the whole sweep");
    return already(*there, options.folder);
  }
  if (options.existing != Existing::force) {
    expect_home(options.folder, whole);
  }
  const UnitRange range = sweep.plan().shard(number, of);
  SweepManifest manifest = describe_sweep(sweep);
  manifest.shard = ShardOf{number, of, range.begin, range.end};
  SweepIdentity identity(std::move(manifest), sweep.points_table().all_tables());
  const fs::path folder = shard_folder(options.folder, number, of);
  if (const auto there = finished_in(folder, identity, options.existing)) {
    try {
      remove_dead_attempts(folder);
    } catch (const Failure&) {  // nothing that another may not write has to be tidy
    }
    return already(*there, folder);
  }
  SweepPoints points(sweep, options.jobs);
  check_points(sweep, points, range, options.jobs, stop);
  for (const fs::path& own :
       {shards_folder(options.folder), folder, attempts_folder(folder)}) {
    expect_no_link(own);
  }
  create_folder(folder);
  expect_room(sweep, range, folder, folder);
  ShardAttempt attempt(folder, identity, options.existing, options.jobs);
  try {
    keep_inputs(options.folder, sweep.file().inputs, options.existing,
                attempt.own_folder());
  } catch (...) {
    attempt.withdraw();
    throw;
  }
  if (options.existing == Existing::force) {
    remove_path(folder / "manifest.json");
  }
  return play_shard(sweep, range, points, attempt, identity, options, stop);
}

}  // namespace tripart
