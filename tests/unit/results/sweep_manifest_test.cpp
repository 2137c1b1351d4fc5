#include "tripart/results/sweep_manifest.hpp"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

SweepManifest some_sweep() {
  SweepManifest manifest;
  manifest.name = "patience";
  manifest.resolved = "design: grid\n";
  manifest.scenario_name = "pie";
  manifest.scenario_resolved = "step_days: 7\n";
  manifest.seed = 18446744073709551615U;
  manifest.points = 6;
  manifest.replicates = 100;
  manifest.keep = Keep::all;
  manifest.inputs = {{"patience.yaml", std::nullopt, 10, "aa"},
                     {"table.csv", std::nullopt, 20, "bb"}};
  manifest.failed = 1;
  manifest.failures = {{4, 17, "no root"}};
  return manifest;
}

TEST(SweepManifest, IsReadAsItWasWritten) {
  std::string pattern = (fs::temp_directory_path() / "tripart_manifest_XXXXXX").string();
  const fs::path folder = ::mkdtemp(pattern.data());
  for (const bool is_shard : {false, true}) {
    SweepManifest manifest = some_sweep();
    if (is_shard) {
      manifest.shard = ShardOf{3, 7, 10, 20};
    }
    manifest.files = {{"summary.csv", 12, 345, "cc"}};
    write_file_atomically(folder / "m.json", to_json(manifest));
    const SweepManifest there = read_sweep_manifest(folder / "m.json");
    EXPECT_EQ(to_json(there), to_json(manifest));
    EXPECT_EQ(difference(there, manifest), std::nullopt);
  }
  write_file_atomically(folder / "m.json", R"({"kind": "run"})");
  EXPECT_THROW(static_cast<void>(read_sweep_manifest(folder / "m.json")), InputError);
  fs::remove_all(folder);
}

TEST(SweepManifest, TellsEveryDifferenceThatChangesResults) {
  const SweepManifest here = some_sweep();
  const auto differs = [&](auto change) {
    SweepManifest there = here;
    change(there);
    const auto found = difference(there, here);
    const bool other_work =
        SweepIdentity(there, {}).work() != SweepIdentity(here, {}).work();
    EXPECT_EQ(found.has_value(), other_work) << found.value_or("none");
    return found.value_or("none");
  };
  EXPECT_EQ(differs([](SweepManifest& m) { m.seed = 2; }),
            "seed 2 there, 18446744073709551615 here");
  EXPECT_EQ(differs([](SweepManifest& m) { m.replicates = 2; }),
            "replicates 2 there, 100 here");
  EXPECT_EQ(differs([](SweepManifest& m) { m.keep = Keep::summary; }),
            "keep summary there, all here");
  EXPECT_EQ(differs([](SweepManifest& m) { m.resolved = "design: list\n"; }),
            "sweep: 'design: list' there, 'design: grid' here");
  EXPECT_EQ(differs([](SweepManifest& m) { m.scenario_resolved = "step_days: 1\n"; }),
            "scenario: 'step_days: 1' there, 'step_days: 7' here");
  EXPECT_EQ(differs([](SweepManifest& m) { m.inputs[1].sha256 = "xx"; }),
            "file table.csv is another one");
  EXPECT_EQ(differs([](SweepManifest& m) { m.results += 1; }).substr(0, 15),
            "results version");
  // A comment in the sweep, and what came of it, make no other work.
  EXPECT_EQ(differs([](SweepManifest& m) { m.inputs[0].sha256 = "xx"; }), "none");
  EXPECT_EQ(differs([](SweepManifest& m) { m.failed = 7; }), "none");
}

TEST(SweepManifest, TellsShardsThatAreCutDifferently) {
  SweepManifest here = some_sweep();
  here.shard = ShardOf{3, 7, 10, 20};
  SweepManifest there = here;
  there.shard->end_unit = 21;
  EXPECT_EQ(difference(there, here), "end 21 there, 20 here");
}

}  // namespace
}  // namespace tripart
