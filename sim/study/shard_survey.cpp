// Which shards there are, and whether they make a whole.
#include <algorithm>
#include <map>
#include <system_error>

#include "study/shard_attempt.hpp"
#include "study/shard_inputs.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/study/merge.hpp"
#include "tripart/study/slurm_status.hpp"
#include "tripart/study/sweep_run.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

std::optional<std::uint64_t> padded_count(std::string text) {
  text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
  return parse_count(text);
}

std::optional<FoundShard> shard_in(const fs::path& sweep_folder, const fs::path& folder) {
  const std::string name = folder.filename().string();
  const std::size_t middle = name.find("-of-");
  if (middle == std::string::npos) {
    return std::nullopt;
  }
  const auto number = padded_count(name.substr(0, middle));
  const auto of = parse_count(name.substr(middle + 4));
  if (!number || !of || *number > *of ||
      shard_folder(sweep_folder, *number, *of).filename() != folder.filename() ||
      !fs::is_directory(folder)) {
    return std::nullopt;
  }
  return FoundShard{folder, *number, *of, fs::exists(folder / manifest_name)};
}

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw Failure(ExitCode::bad_input, path.string() + ": " + why);
}

/// A copy of a shard under a name of its own is work twice, or that of another sweep.
void expect_no_stray(const fs::path& sweep_folder) {
  std::vector<fs::path> strays;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(shards_folder(sweep_folder), none)) {
    if (fs::exists(entry.path() / manifest_name) &&
        !shard_in(sweep_folder, entry.path())) {
      strays.push_back(entry.path());
    }
  }
  if (!strays.empty()) {
    refuse(*std::min_element(strays.begin(), strays.end()),
           "holds a finished shard, but is not named K-of-N like one; move it away, or "
           "name it as its manifest.json says");
  }
}

/// `3, 7 to 9`
std::string ranges(const std::vector<std::uint64_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) {
      ++last;
    }
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
    if (last > i) {
      text += (last > i + 1 ? " to " : ", ") + std::to_string(numbers[last]);
    }
    i = last + 1;
  }
  return text;
}

std::vector<std::uint64_t> missing(const std::vector<FoundShard>& shards) {
  std::vector<std::uint64_t> list;
  std::uint64_t expected = 1;
  for (const FoundShard& shard : shards) {
    if (shard.is_finished) {
      for (; expected < shard.number; ++expected) {
        list.push_back(expected);
      }
      expected = shard.number + 1;
    }
  }
  for (; expected <= shards.front().of; ++expected) {
    list.push_back(expected);
  }
  return list;
}

[[noreturn]] void report_missing(const fs::path& sweep_folder,
                                 const std::vector<FoundShard>& shards) {
  const std::vector<std::uint64_t> numbers = missing(shards);
  const std::string of = std::to_string(shards.front().of);
  std::vector<std::uint64_t> running;
  const SweepStatus status = sweep_status(sweep_folder, shards.front().of, std::nullopt);
  for (const std::uint64_t number : numbers) {
    if (status.shards[number - 1].state == ShardState::running) {
      running.push_back(number);
    }
  }
  throw Failure(ExitCode::not_now,
                sweep_folder.string() + ": of " + of + " shards " +
                    (numbers.size() == 1 ? "number " : "numbers ") + ranges(numbers) +
                    (numbers.size() == 1 ? " is" : " are") + " not finished" +
                    (running.empty()      ? ""
                     : running == numbers ? " yet (being played)"
                                          : " (being played: " + ranges(running) + ")") +
                    "; play each with tripart sweep SWEEP --shard K/" + of + " -o " +
                    shell_word(sweep_folder.string()));
}

void expect_versions(const FoundShard& shard, const SweepManifest& one,
                     const SweepManifest& first) {
  if (one.results != first.results || one.program != first.program) {
    refuse(shard.folder, "was made by tripart " + one.program + " (results version " +
                             std::to_string(one.results) + "), others by " +
                             first.program + " (" + std::to_string(first.results) +
                             "): shards of one sweep come from one version");
  }
  if (one.results != results_version) {
    refuse(shard.folder, "has results version " + std::to_string(one.results) +
                             ", this program " + std::to_string(results_version));
  }
}

void expect_same_inputs(const FoundShard& shard, const SweepManifest& one,
                        const SweepManifest& first) {
  if (const auto other = difference(one, first)) {
    refuse(shard.folder, "is of another sweep than the first shard (" + *other + ")");
  }
  for (std::size_t i = 0; i < first.inputs.size(); ++i) {
    if (one.inputs[i].name != first.inputs[i].name ||
        one.inputs[i].sha256 != first.inputs[i].sha256) {
      refuse(shard.folder, "is of another sweep than the first shard (" +
                               first.inputs[i].name + " is not the same file)");
    }
  }
}

void expect_sizes(const FoundShard& shard, const SweepManifest& manifest) {
  for (const FileRecord& file : manifest.files) {
    std::error_code error;
    const auto size = fs::file_size(shard.folder / file.name, error);
    if (error) {
      refuse(shard.folder, file.name + " is missing");
    }
    if (size != file.bytes) {
      refuse(shard.folder, file.name + (size < file.bytes ? " is truncated: " : " has ") +
                               std::to_string(size) + " bytes, its manifest says " +
                               std::to_string(file.bytes));
    }
  }
}

}  // namespace

std::vector<FoundShard> find_shards(const fs::path& sweep_folder) {
  std::vector<FoundShard> list;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(shards_folder(sweep_folder), none)) {
    if (auto found = shard_in(sweep_folder, entry.path())) {
      list.push_back(std::move(*found));
    }
  }
  std::sort(list.begin(), list.end(), [](const FoundShard& a, const FoundShard& b) {
    return std::pair(a.of, a.number) < std::pair(b.of, b.number);
  });
  return list;
}

std::vector<FoundShard> choose_shards(
    const fs::path& sweep_folder, const std::function<void(const std::string&)>& say) {
  expect_no_stray(sweep_folder);
  std::map<std::uint64_t, std::vector<FoundShard>> by_number;
  for (FoundShard& shard : find_shards(sweep_folder)) {
    by_number[shard.of].push_back(std::move(shard));
  }
  if (by_number.empty()) {
    throw Failure(ExitCode::cannot_read,
                  sweep_folder.string() + ": holds no shards of a sweep");
  }
  std::vector<std::uint64_t> complete;
  std::string all;
  for (const auto& [of, shards] : by_number) {
    all += (all.empty() ? "" : " and ") + std::string("of ") + std::to_string(of);
    if (missing(shards).empty()) {
      complete.push_back(of);
    }
  }
  if (by_number.size() == 1 && complete.empty()) {
    report_missing(sweep_folder, by_number.begin()->second);
  }
  if (complete.size() != 1) {
    refuse(shards_folder(sweep_folder),
           "holds shards " + all +
               ", which cover the same work twice, and not just one of these numbers is "
               "complete; finish one of them, or remove what is too much");
  }
  for (const auto& [of, shards] : by_number) {
    if (of != complete.front()) {
      say("the shards of " + std::to_string(complete.front()) +
          " are complete and are joined; those of " + std::to_string(of) +
          " are left alone");
    }
  }
  return by_number.at(complete.front());
}

std::vector<SweepManifest> read_shards(const std::vector<FoundShard>& shards) {
  std::vector<SweepManifest> manifests;
  std::uint64_t end = 0;
  for (const FoundShard& shard : shards) {
    SweepManifest one = read_sweep_manifest(shard.folder / manifest_name);
    if (!one.shard || one.shard->number != shard.number || one.shard->of != shard.of) {
      refuse(shard.folder, one.shard
                               ? "holds shard " + std::to_string(one.shard->number) +
                                     " of " + std::to_string(one.shard->of)
                               : "holds a whole sweep, not a shard");
    }
    const SweepManifest& first = manifests.empty() ? one : manifests.front();
    expect_versions(shard, one, first);
    expect_same_inputs(shard, one, first);
    if (one.shard->first_unit != end || one.shard->end_unit < end) {
      refuse(shard.folder, "begins at unit " + std::to_string(one.shard->first_unit) +
                               ", but the shard before it ends at " +
                               std::to_string(end));
    }
    end = one.shard->end_unit;
    expect_sizes(shard, one);
    manifests.push_back(std::move(one));
  }
  return manifests;
}

}  // namespace tripart
