// Whether the options of a Slurm job can be what they say, before anything is written.
#include <algorithm>
#include <array>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/study/slurm.hpp"

namespace tripart {
namespace {

// What the scripts set or rely on; anything else may be asked of Slurm.
constexpr std::array reserved{"array",     "chdir",    "dependency", "error",   "hold",
                              "input",     "job-name", "no-requeue", "ntasks",  "nodes",
                              "open-mode", "output",   "parsable",   "requeue", "signal",
                              "test-only", "wait",     "wrap"};

struct OwnOption {
  std::string_view slurm;
  std::string_view ours;
};
constexpr std::array own{
    OwnOption{"account", "--account"}, OwnOption{"cpus-per-task", "--cpus-per-task"},
    OwnOption{"mem", "--memory"}, OwnOption{"partition", "--partition"},
    OwnOption{"time", "--time"}};

[[noreturn]] void refuse(const std::string& what) {
  throw Failure(ExitCode::usage, what);
}

bool is_name(std::string_view text, std::string_view also) {
  return !text.empty() && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                  (c >= 'A' && c <= 'Z') || also.find(c) != std::string_view::npos;
         });
}

bool is_memory(std::string_view text) {
  if (!text.empty() &&
      std::string_view("KMGT").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  // 0 would mean "all that the node has": the other tasks would wait for it.
  return parse_count(text).value_or(0) > 0;
}

// Slurm takes any beginning of a name that is no other's, so `--arr=1` is `--array=1`.
void check_pass_through(const std::string& text) {
  if (std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
      })) {
    refuse("--sbatch holds a line break or another control character");
  }
  if (!text.starts_with("--")) {
    refuse("--sbatch is '" + text + "', expected a long option such as --qos=long");
  }
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    if (!word.starts_with('-')) {
      continue;
    }
    const std::string_view name =
        word.substr(0, word.find('=')).substr(word.starts_with("--") ? 2 : 1);
    if (!word.starts_with("--") || name.empty()) {
      refuse("--sbatch '" + text + "': write options in full, not as '" +
             std::string(word) + "'");
    }
    for (const char* const taken : reserved) {
      if (std::string_view(taken).starts_with(name)) {
        refuse("--sbatch '" + text + "': '--" + taken + "' is set by tripart");
      }
    }
    for (const OwnOption& one : own) {
      if (one.slurm.starts_with(name)) {
        refuse("--sbatch '" + text + "': use " + std::string(one.ours));
      }
    }
  }
}

}  // namespace

std::optional<std::uint64_t> parse_time_limit(std::string_view text) {
  std::optional<std::uint64_t> days;
  if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
    days = parse_count(text.substr(0, dash));
    if (!days || *days > 36500) {
      return std::nullopt;
    }
    text.remove_prefix(dash + 1);
  }
  std::vector<std::uint64_t> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(':', begin), text.size());
    std::string_view digits = text.substr(begin, end - begin);
    if (digits.size() == 2 && digits.front() == '0') {
      digits.remove_prefix(1);  // the one place where 05 is a number
    }
    const auto number = parse_count(digits);
    if (!number || *number > 100'000'000 || parts.size() == 3) {
      return std::nullopt;
    }
    parts.push_back(*number);
    begin = end + 1;
  }
  constexpr std::uint64_t minute = 60;
  constexpr std::uint64_t hour = 60 * minute;
  std::uint64_t seconds = days.value_or(0) * 24 * hour;
  if (days) {
    parts.resize(3, 0);
  } else if (parts.size() == 1) {
    parts = {0, parts[0], 0};
  } else if (parts.size() == 2) {
    parts.insert(parts.begin(), 0);
  }
  seconds += parts[0] * hour + parts[1] * minute + parts[2];
  return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

void check_slurm_job(const SlurmJob& job) {
  TRIPART_EXPECTS(job.program.is_absolute() && job.sweep.is_absolute() &&
                  job.shards >= 1 && job.cpus_per_task >= 1);
  if (job.time && !parse_time_limit(*job.time)) {
    refuse("--time is '" + *job.time + "', expected minutes, hh:mm:ss or days-hh:mm:ss");
  }
  if (job.memory && !is_memory(*job.memory)) {
    refuse("--memory is '" + *job.memory + "', expected a size such as 500M or 4G");
  }
  if (job.partition && !is_name(*job.partition, "._-,")) {
    refuse("--partition is '" + *job.partition + "', expected the name of a partition");
  }
  if (job.account && !is_name(*job.account, "._-@+")) {
    refuse("--account is '" + *job.account + "', expected the name of an account");
  }
  for (const std::string& text : job.pass_through) {
    check_pass_through(text);
  }
}

}  // namespace tripart
