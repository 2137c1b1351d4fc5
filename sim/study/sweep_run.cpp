#include "tripart/study/sweep_run.hpp"

#include <utility>

#include "study/sweep_player.hpp"
#include "study/sweep_steps.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/results/run_directory.hpp"

namespace tripart {

void expect_room(const Sweep& sweep, UnitRange range, const std::filesystem::path& folder,
                 const std::filesystem::path& kept) {
  if (range.size() == 0) {
    return;
  }
  const SweepUnit first = sweep.plan().unit(range.begin);
  const SweepUnit last = sweep.plan().unit(range.end - 1);
  const std::uint64_t points = last.point - first.point + 1;
  const std::uint64_t each = sweep.plan().replicates();
  // Points times replicates stay below 2^57 (sweep_file.hpp).
  const std::uint64_t replicates = (points - 1) * each + last.last - (first.first - 1);
  expect_room_for_rows(
      folder, expected_bytes(sweep.base().model, sweep.keep(), replicates), kept);
}

void check_points(const Sweep& sweep, const SweepPoints& points, UnitRange range,
                  int jobs, const std::atomic<bool>& stop) {
  if (range.size() == 0 || sweep.file().factors.size() < 2) {
    return;  // settings of one factor were checked when the sweep was read
  }
  const std::uint64_t first = sweep.plan().unit(range.begin).point;
  const std::uint64_t last = sweep.plan().unit(range.end - 1).point;
  if (last - first < most_points_checked) {
    points.check(first, last, jobs, stop);
  }
}

SweepManifest describe_sweep(const Sweep& sweep) {
  SweepManifest manifest;
  manifest.name = sweep.file().name;
  manifest.resolved = sweep.file().resolved;
  manifest.scenario_name = sweep.base().model.name;
  manifest.scenario_resolved = sweep.base().resolved;
  manifest.overrides = sweep.file().overrides;
  manifest.seed = sweep.seed();
  manifest.points = sweep.plan().points();
  manifest.replicates = sweep.plan().replicates();
  manifest.keep = sweep.keep();
  for (const InputFile& input : sweep.file().inputs) {
    manifest.inputs.push_back(
        {input.name, std::nullopt, input.bytes.size(), sha256_hex(input.bytes)});
  }
  return manifest;
}

std::unique_ptr<Sweep> read_kept_sweep(const std::filesystem::path& inputs,
                                       const SweepManifest& manifest) {
  if (manifest.inputs.empty()) {
    throw InputError({inputs.string(), 0, 0}, "the manifest names no sweep");
  }
  const std::filesystem::path kept = inputs / manifest.inputs.front().name;
  ReadOptions options;
  options.overrides = manifest.overrides;
  SweepFile file = read_sweep(kept, options);
  file.replicates = manifest.replicates;
  file.keep = to_text(manifest.keep);
  auto sweep = std::make_unique<Sweep>(std::move(file), manifest.seed, std::nullopt);
  if (const auto other = difference(manifest, describe_sweep(*sweep))) {
    throw InputError({kept.string(), 0, 0},
                     "is not what its manifest says (" + *other + ")");
  }
  return sweep;
}

namespace {

/// Says where unfinished work goes on, or why it does not.
bool take_up(ResultDirectory& directory, SweepRecorder& recorder, SweepPoints& points,
             const SweepRunOptions& options, const Attempt& attempt) {
  if (!directory.problem().empty()) {
    options.say(directory.problem() + "; the sweep is played again from its start");
  }
  if (!directory.resumed()) {
    return true;
  }
  try {
    recorder.go_on_from(*directory.resumed(), points);
  } catch (const Failure& failure) {
    if (failure.code() != ExitCode::bad_input) {
      throw;
    }
    directory.start_over(failure.what(), attempt);
    options.say(directory.problem() + "; the sweep is played again from its start");
    return false;
  }
  return true;
}

SweepResult play_in(ResultDirectory& directory, SweepIdentity& identity,
                    const Sweep& sweep, SweepPoints& points,
                    const SweepRunOptions& options, const std::atomic<bool>& stop) {
  const UnitRange all{0, sweep.plan().units()};
  Attempt attempt;
  attempt.jobs = options.jobs;
  directory.begin(sweep.file().inputs, attempt);
  auto recorder = std::make_unique<SweepRecorder>(sweep, all, directory.journal());
  if (!take_up(directory, *recorder, points, options, attempt)) {
    recorder = std::make_unique<SweepRecorder>(sweep, all, directory.journal());
  }
  if (directory.resumed()) {
    options.say("goes on behind " + recorder->standing());
  }
  const Stopwatch watch;
  SweepResult result;
  const auto note = [&](const std::string& ended) {
    attempt.replicates_done = result.done.replicates;
    attempt.wall_seconds = watch.seconds();
    attempt.ended = ended;
  };
  try {
    result.done =
        play_units(sweep, points, *recorder, options.jobs, options.progress, stop);
  } catch (...) {
    note("failed");
    try {
      recorder->checkpoint();
      directory.leave_unfinished(attempt);
    } catch (const Failure&) {  // a full disk, say, which is what went wrong before
    }
    throw;
  }
  result.rest = recorder->rest().size();
  if (result.rest > 0) {
    result.under_way = recorder->under_way().units;
    recorder->checkpoint();
    note(options.stopped_how());
    directory.leave_unfinished(attempt);
    result.state = SweepState::stopped;
    return result;
  }
  recorder->finish();
  result.failed = recorder->failed();
  result.failures = recorder->failures();
  note(result.failed > 0 ? "failed" : "finished");
  identity.note_failures(result.failed, result.failures);
  directory.finish(attempt);
  return result;
}

}  // namespace

SweepResult run_sweep(const Sweep& sweep, const SweepRunOptions& options,
                      const std::atomic<bool>& stop) {
  SweepIdentity identity(describe_sweep(sweep), sweep.points_table().all_tables());
  ResultDirectory directory(options.folder, identity, options.existing);
  if (directory.state() == ResultDirectory::State::already_finished) {
    const SweepManifest there = read_sweep_manifest(directory.manifest_file());
    return {SweepState::already_finished,
            {},
            0,
            there.failed,
            there.failures,
            options.folder};
  }
  const UnitRange all{0, sweep.plan().units()};
  SweepPoints points(sweep, options.jobs);
  check_points(sweep, points, all, options.jobs, stop);
  expect_room(sweep, all, options.folder, options.folder / ".partial");
  return play_in(directory, identity, sweep, points, options, stop);
}

}  // namespace tripart
