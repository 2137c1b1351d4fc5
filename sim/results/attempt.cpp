#include "results/attempt.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "core/descriptor.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/isa.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/own_folder.hpp"

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data())
                                                          : std::string("unknown");
}

Json slurm_numbers() {
  Json numbers = Json::object();
  for (const char* name : {"SLURM_JOB_ID", "SLURM_ARRAY_JOB_ID", "SLURM_ARRAY_TASK_ID",
                           "SLURM_RESTART_COUNT"}) {
    if (const char* value = std::getenv(
            name)) {  // NOLINT(concurrency-mt-unsafe): nobody changes the environment
      numbers[name] = value;
    }
  }
  return numbers;
}

std::uint64_t last_number(const std::filesystem::path& attempts) {
  std::uint64_t last = 0;
  for (const auto& entry : std::filesystem::directory_iterator(attempts)) {
    std::string stem = entry.path().stem().string();
    stem.erase(0, std::min(stem.find_first_not_of('0'), stem.size()));
    last = std::max(last, parse_count(stem).value_or(0));
  }
  return last;
}

std::filesystem::path numbered(const std::filesystem::path& attempts,
                               std::uint64_t number) {
  std::string name = std::to_string(number);
  name.insert(0, name.size() < 3 ? 3 - name.size() : 0, '0');
  return attempts / (name + ".json");
}

}  // namespace

std::string time_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  std::array<char, 32> text{};
  if (::gmtime_r(&now, &utc) == nullptr) {
    return "";
  }
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text.data(), size};
}

std::string attempt_json(const Attempt& attempt, const std::string& started_at,
                         std::uint64_t first) {
  Json json;
  json["host"] = host_name();
  json["process"] = ::getpid();
  json["started"] = started_at;
  json["updated"] = time_now();
  json["wall_seconds"] = attempt.wall_seconds;
  json["jobs"] = attempt.jobs;
  json["first"] = first;
  json["replicates"] = attempt.replicates_done;
  json["replicates_per_second"] =
      attempt.wall_seconds > 0.0
          ? static_cast<double>(attempt.replicates_done) / attempt.wall_seconds
          : 0.0;
  json["compiler"] = __VERSION__;
  json["instructions"] = name_of(widest().isa);
#ifdef __OPTIMIZE__
  json["optimised"] = true;
#else
  json["optimised"] = false;
#endif
#ifdef TRIPART_CONTRACTS
  json["contracts"] = true;
#else
  json["contracts"] = false;
#endif
  json["slurm"] = slurm_numbers();
  json["ended"] = attempt.ended;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::filesystem::path attempts_folder(const std::filesystem::path& folder) {
  return folder / "attempts";
}

bool has_attempts(const std::filesystem::path& folder) {
  std::error_code absent;
  const std::filesystem::directory_iterator attempts(attempts_folder(folder), absent);
  const auto is_attempt = [](const std::filesystem::directory_entry& entry) {
    const std::string stem = entry.path().stem().string();
    return entry.path().extension() == ".json" && stem.size() >= 3 &&
           stem.find_first_not_of("0123456789") == std::string::npos;
  };
  return !absent && std::any_of(std::filesystem::begin(attempts),
                                std::filesystem::end(attempts), is_attempt);
}

std::filesystem::path next_attempt_file(const std::filesystem::path& folder) {
  const std::filesystem::path attempts = attempts_folder(folder);
  create_folder_within(folder, attempts);
  remove_unfinished_writes(attempts);
  return numbered(attempts, last_number(attempts) + 1);
}

std::filesystem::path claim_attempt_file(const std::filesystem::path& folder) {
  const std::filesystem::path attempts = attempts_folder(folder);
  create_folder_within(folder, attempts);
  for (std::uint64_t number = last_number(attempts) + 1;; ++number) {
    std::filesystem::path file = numbered(attempts, number);
    // Two may look at the same time; a name goes to the one that makes it.
    const Descriptor made = open_path(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    if (made.is_open()) {
      return file;
    }
    if (errno != EEXIST) {
      fail_with_errno(ExitCode::cannot_create, file, "cannot create");
    }
  }
}

}  // namespace tripart
