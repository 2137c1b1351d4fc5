#include "tripart/study/merge.hpp"

#include <memory>
#include <utility>

#include "study/point_record.hpp"
#include "study/shard_inputs.hpp"
#include "study/shard_parts.hpp"
#include "study/sweep_steps.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/study/sweep_run.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw Failure(ExitCode::bad_input, path.string() + ": " + why);
}

/// Sums of a point whose blocks are spread over shards.
struct OpenPoint {
  OpenPoint(const Sweep& sweep, const SweepPoints& points, std::uint64_t which)
      : number(which),
        design(sweep.design().point(which)),
        scenario(points.scenario(which)),
        configurations(scenario.model),
        sums(scenario.model, configurations) {}

  std::uint64_t number;
  DesignPoint design;
  Scenario scenario;
  ConfigurationSet configurations;
  Summary sums;
  std::uint64_t last = 0;  ///< replicates so far
};

/// Appends one shard after the other to the tables of the whole.
class Merger {
 public:
  Merger(const Sweep& sweep, Journal& journal)
      : sweep_(sweep), journal_(journal), points_(sweep, 1), rows_(sweep) {}

  void add(const FoundShard& shard, const SweepManifest& manifest) {
    std::vector<PointPart> parts;
    for (const FileRecord& file : manifest.files) {
      if (file.name == parts_name) {
        if (content_of(shard.folder / file.name).sha256 != file.sha256) {
          refuse(shard.folder / file.name, "is not what the shard's manifest says");
        }
        parts = read_parts(shard.folder / file.name);
      }
    }
    // A part that ends its point belongs before the points that are all here, one that
    // does not behind them.
    for (const PointPart& part : parts) {
      if (part.last == sweep_.plan().replicates()) {
        add_part(part, shard);
      }
    }
    for (const OutputTable* table : sweep_.points_table().all_tables()) {
      for (const FileRecord& file : manifest.files) {
        if (file.name == table->file) {
          copy_rows(shard.folder / file.name, file, *table);
        }
      }
    }
    for (const PointPart& part : parts) {
      if (part.last < sweep_.plan().replicates()) {
        add_part(part, shard);
      }
    }
  }

  [[nodiscard]] bool is_whole() const { return !open_; }

 private:
  void add_part(const PointPart& part, const FoundShard& shard) {
    if (part.point < 1 || part.point > sweep_.plan().points() ||
        (open_ ? part.point != open_->number || part.first != open_->last + 1
               : part.first != 1)) {
      refuse(shard.folder, "its part of design point " + std::to_string(part.point) +
                               " does not join on to that of the shard before it");
    }
    if (!open_) {
      open_ = std::make_unique<OpenPoint>(sweep_, points_, part.point);
    }
    Summary sums(open_->scenario.model, open_->configurations);
    StateReader in(part.sums);
    sums.read_state(in);
    if (!in.finished()) {
      refuse(shard.folder,
             "its part of design point " + std::to_string(part.point) + " is damaged");
    }
    open_->sums.merge(sums);
    open_->last = part.last;
    if (part.last < sweep_.plan().replicates()) {
      return;
    }
    rows_.clear();
    rows_.write(sweep_, open_->number, open_->design, summary_rows(open_->sums),
                part.last);
    journal_.table(rows_.points.table()).append(rows_.points);
    journal_.table(rows_.summary.table()).append(rows_.summary);
    open_.reset();
  }

  /// Everything but the header, piece by piece.
  void copy_rows(const fs::path& path, const FileRecord& file, const OutputTable& table) {
    const std::string header = csv_header(table);
    GrowingTable& target = journal_.table(table);
    Sha256 digest;
    std::string begin;
    const std::uint64_t bytes =
        read_pieces(path, UINT64_MAX, [&](std::string_view piece) {
          digest.add(piece);
          if (begin.size() < header.size()) {
            const std::size_t more = std::min(piece.size(), header.size() - begin.size());
            begin += piece.substr(0, more);
            piece.remove_prefix(more);
          }
          target.append_text(piece, 0);
        });
    if (bytes != file.bytes || digest.hex() != file.sha256) {
      refuse(path, "is not what the shard's manifest says: truncated or altered");
    }
    if (begin != header) {
      refuse(path, "has other columns than this version of tripart writes");
    }
    target.append_text({}, file.rows.value_or(0));
  }

  const Sweep& sweep_;
  Journal& journal_;
  SweepPoints points_;
  std::unique_ptr<OpenPoint> open_;
  PointRows rows_;
};

void expect_inputs(const fs::path& folder, const SweepManifest& manifest) {
  for (const FileRecord& input : manifest.inputs) {
    if (!fs::exists(folder / input.name)) {
      refuse(folder / input.name, "is missing");
    }
    if (content_of(folder / input.name).sha256 != input.sha256) {
      refuse(folder / input.name, "is not what the shards were made from");
    }
  }
}

void note_failures(const std::vector<SweepManifest>& shards, SweepManifest& whole) {
  for (const SweepManifest& shard : shards) {
    whole.failed += shard.failed;
    for (const SweepFailure& failure : shard.failures) {
      if (whole.failures.size() < sweep_failures_remembered) {
        whole.failures.push_back(failure);
      }
    }
  }
}

/// Nothing unless the folder holds a sound whole already.
std::optional<SweepManifest> merged_already(const fs::path& folder, Existing existing) {
  const fs::path file = folder / "manifest.json";
  if (existing == Existing::force || !fs::exists(file)) {
    return std::nullopt;
  }
  SweepManifest there = read_sweep_manifest(file);
  if (const auto broken = damage(folder, there.files)) {
    refuse(folder, "is damaged (" + *broken + "); use --force to merge again");
  }
  for (const FoundShard& shard : find_shards(folder)) {
    if (shard.is_finished) {
      if (const auto other =
              difference(there, read_sweep_manifest(shard.folder / "manifest.json"))) {
        refuse(folder, "holds the results of other inputs than its shards (" + *other +
                           "); use --force to merge these");
      }
    }
  }
  try {
    const FolderLock lock(
        folder);  // what was left by a merge that failed at its very end
    std::error_code ignored;
    fs::remove_all(folder / ".partial", ignored);
  } catch (const Failure&) {  // in use, or not to be written to: the results are there
  }
  return there;
}

}  // namespace

MergeResult merge_shards(const fs::path& sweep_folder, Existing existing,
                         const std::function<void(const std::string&)>& say) {
  if (auto there = merged_already(sweep_folder, existing)) {
    return {true, 0, std::move(*there)};
  }
  const std::vector<FoundShard> shards = choose_shards(sweep_folder, say);
  const std::vector<SweepManifest> manifests = read_shards(shards);
  const fs::path inputs = shards_folder(sweep_folder) / "inputs";
  expect_inputs(inputs, manifests.front());
  const auto sweep = read_kept_sweep(inputs, manifests.front());
  if (manifests.back().shard->end_unit != sweep->plan().units()) {
    refuse(shards.back().folder, "ends before the sweep does");
  }
  SweepManifest whole = describe_sweep(*sweep);
  whole.program = manifests.front().program;
  note_failures(manifests, whole);
  const std::vector<const OutputTable*> tables = sweep->points_table().all_tables();
  SweepIdentity identity(whole, tables);
  ResultDirectory directory(
      sweep_folder, identity,
      existing == Existing::force ? Existing::force : Existing::resume);
  Attempt attempt;
  const Stopwatch watch;
  directory.begin(sweep->file().inputs, attempt);
  if (directory.resumed()) {
    directory.start_over("", attempt);
  }
  try {
    Merger merger(*sweep, directory.journal());
    for (std::size_t i = 0; i < shards.size(); ++i) {
      merger.add(shards[i], manifests[i]);
    }
    if (!merger.is_whole()) {
      refuse(shards.back().folder, "the last design point is not complete");
    }
  } catch (...) {
    attempt.ended = "failed";
    directory.leave_unfinished(attempt);
    throw;
  }
  attempt.wall_seconds = watch.seconds();
  attempt.ended = whole.failed > 0 ? "failed" : "finished";
  directory.finish(attempt);
  return {false, shards.size(), std::move(whole)};
}

}  // namespace tripart
