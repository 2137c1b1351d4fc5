// Calls of scontrol, squeue and sbatch. Nothing here knows the number of a job from
// earlier on.
#include "study/external_program.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/study/slurm_queue.hpp"

namespace tripart {
namespace {

constexpr std::chrono::seconds question_patience{30};
constexpr std::chrono::seconds order_patience{120};  // sbatch itself tries for a while

// \return the number of the job: `123` or, with several clusters, `123;name`
std::string send(const SlurmJob& job, const std::string& name,
                 const std::vector<std::string>& options,
                 const std::vector<std::string>& script) {
  const std::filesystem::path folder = job.folder / "slurm";
  // The user's SBATCH_ variables count before what a script says, but not before this.
  std::vector<std::string> words{"sbatch",
                                 "--parsable",
                                 "--requeue",
                                 "--open-mode=append",
                                 "--job-name=" + name,
                                 "--chdir=" + folder.string()};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back((folder / script.front()).string());
  words.insert(words.end(), script.begin() + 1, script.end());
  const ExternalAnswer answer = run_external(words, order_patience);
  if (!answer.is_well()) {
    throw Failure(ExitCode::not_now, complaint_of("sbatch", answer));
  }
  std::string number = answer.out.substr(0, answer.out.find_first_of(";\n"));
  if (!parse_count(number)) {
    throw Failure(ExitCode::not_now,
                  "sbatch says '" + number + "', expected the number of the job it sent");
  }
  return number;
}

}  // namespace

SlurmAnswer<SlurmQueue> ask_queue(const std::filesystem::path& folder,
                                  std::uint64_t shards) {
  const ExternalAnswer answer = run_external({"squeue", "--me", "--noheader", "--array",
                                              "--states=all", "--format=%j %T %K %F %r"},
                                             question_patience, "SQUEUE_");
  if (!answer.is_well()) {
    return {std::nullopt, complaint_of("squeue", answer)};
  }
  return {parse_queue(answer.out, folder, shards), ""};
}

SlurmAnswer<std::uint64_t> ask_max_array_size() {
  const ExternalAnswer answer =
      run_external({"scontrol", "show", "config"}, question_patience);
  if (!answer.is_well()) {
    return {std::nullopt, complaint_of("scontrol", answer)};
  }
  const auto size = max_array_size(answer.out);
  return {size, size ? "" : "scontrol show config does not say MaxArraySize"};
}

std::string send_array(const SlurmJob& job, const ArrayPart& part) {
  std::vector<std::string> script{"sweep_array.sbatch"};
  if (part.offset > 0) {
    script.push_back(std::to_string(part.offset));
  }
  return send(job, array_job_name(job, part.offset),
              {"--array=" + compact_ranges(part.tasks),
               "--output=" + full_log(job, array_log(part.offset))},
              script);
}

std::string send_merge(const SlurmJob& job, const std::vector<std::string>& after) {
  std::vector<std::string> options{"--output=" + full_log(job, "log/merge.log")};
  if (!after.empty()) {
    std::string dependency = "--dependency=afterany";
    for (const std::string& number : after) {
      dependency += ":" + number;
    }
    options.push_back(dependency);
  }
  return send(job, merge_job_name(job), options, {"merge.sbatch"});
}

}  // namespace tripart
