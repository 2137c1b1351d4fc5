#include "tripart/history/calibration_run.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "history/calibration_identity.hpp"
#include "history/remembered_simulations.hpp"
#include "study/sweep_steps.hpp"
#include "tripart/core/error.hpp"
#include "tripart/history/calibration_cases.hpp"
#include "tripart/history/calibration_tables.hpp"

namespace tripart {
namespace {

AbcOptions abc_options(const CalibrationFile& file, const CalibrationEffort& effort,
                       std::uint64_t seed) {
  AbcOptions options;
  options.seed = seed;
  options.dimension = file.parameters.size();
  options.particles = effort.particles;
  options.rounds = file.method == CalibrationMethod::abc_smc ? effort.rounds : 0;
  options.quantile = file.quantile;
  options.least_acceptance = file.least_acceptance;
  return options;
}

MomentsOptions moments_options(const CalibrationFile& file, std::uint64_t seed) {
  MomentsOptions options;
  options.seed = seed;
  options.replicates = file.effort.replicates;
  return options;
}

std::uint64_t most_of(const CalibrationFile& file, const CalibrationEffort& effort) {
  if (file.method == CalibrationMethod::simulated_moments) {
    const MomentsOptions options;
    const std::size_t size = file.parameters.size();
    // A search may end in the middle of drawing its simplex together.
    return effort.particles + 2 * size + options.batches +
           options.starts * (options.evaluations * (size + 1) + size + 2);
  }
  const auto round = static_cast<std::uint64_t>(static_cast<double>(effort.particles) /
                                                file.least_acceptance);
  return 2 * effort.particles + effort.rounds * round;
}

/// The calibration on all cases, then those without one.
class Calibrations {
 public:
  Calibrations(const CalibrationFile& file, const CalibrationOptions& options,
               const CalibrationCases& cases) {
    add(file, options, cases, file.effort, std::nullopt);
    for (std::size_t at = 0; options.leave_one_out && at < file.cases.size(); ++at) {
      add(file, options, cases, file.leave_one_out, at);
    }
  }

  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] AbcSmc& operator[](std::size_t number) { return *all_[number]; }

  [[nodiscard]] std::uint64_t simulations() const {
    std::uint64_t sum = 0;
    for (const std::unique_ptr<AbcSmc>& one : all_) {
      sum += one->simulations();
    }
    return sum;
  }
  void write_state(StateWriter& out) const {
    for (const std::unique_ptr<AbcSmc>& one : all_) {
      one->write_state(out);
    }
  }
  void read_state(StateReader& in) {
    for (const std::unique_ptr<AbcSmc>& one : all_) {
      one->read_state(in);
    }
  }

 private:
  void add(const CalibrationFile& file, const CalibrationOptions& options,
           const CalibrationCases& cases, const CalibrationEffort& effort,
           std::optional<std::size_t> left_out) {
    all_.push_back(std::make_unique<AbcSmc>(
        abc_options(file, effort, options.seed), cases.targets(left_out),
        [&cases, replicates = effort.replicates, left_out](
            std::span<const double> position, std::uint64_t key, SimulationUse use) {
          return cases.simulate(position, key, replicates,
                                use == SimulationUse::fitted ? left_out : std::nullopt);
        }));
  }

  std::vector<std::unique_ptr<AbcSmc>> all_;
};

void write_tables(ResultDirectory& directory, const PosteriorTable& posterior,
                  const CalibrationFile& file, const CalibrationFinding& finding,
                  bool leave_one_out) {
  const auto write = [&](const OutputTable& table, const auto& rows) {
    GrowingTable& growing = directory.table(table);
    rows(growing.rows());
    growing.append();
  };
  write(posterior.table(), [&](CsvRows& rows) { write_posterior_rows(rows, finding); });
  write(rounds_table(), [&](CsvRows& rows) { write_round_rows(rows, finding); });
  if (file.method == CalibrationMethod::abc_smc) {
    write(parameters_table(),
          [&](CsvRows& rows) { write_parameter_rows(rows, finding); });
  } else {
    write(estimates_table(), [&](CsvRows& rows) { write_estimate_rows(rows, finding); });
  }
  write(predictive_table(),
        [&](CsvRows& rows) { write_predictive_rows(rows, file, finding); });
  write(identification_table(),
        [&](CsvRows& rows) { write_identification_rows(rows, file, finding); });
  if (leave_one_out) {
    write(leave_one_out_table(),
          [&](CsvRows& rows) { write_leave_one_out_rows(rows, file, finding); });
  }
}

/// What all say once they are at their ends.
CalibrationFinding gather(const CalibrationFile& file, Calibrations& all) {
  CalibrationFinding finding = finding_of(file, all[0]);
  for (std::size_t number = 1; number < all.size(); ++number) {
    const std::vector<HeldOutFinding> found = held_out_of(file, all[number], number - 1);
    finding.held_out.insert(finding.held_out.end(), found.begin(), found.end());
  }
  add_means_over_cases(finding.held_out);
  finding.simulations = all.simulations();
  return finding;
}

std::string doing(const CalibrationFile& file, std::size_t number, const AbcSmc& smc) {
  return (number == 0 ? std::string("all cases")
                      : "without " + file.cases[number - 1].name) +
         ", round " + std::to_string(smc.rounds().size());
}

}  // namespace

std::uint64_t most_simulations(const CalibrationFile& file, bool leave_one_out) {
  return most_of(file, file.effort) +
         (leave_one_out ? file.cases.size() * most_of(file, file.leave_one_out) : 0);
}

CalibrationResult run_calibration(const CalibrationFile& file,
                                  const CalibrationOptions& options,
                                  const std::atomic<bool>& stop) {
  const PosteriorTable posterior(file);
  std::vector<const OutputTable*> tables{&posterior.table(),     &rounds_table(),
                                         &parameters_table(),    &predictive_table(),
                                         &leave_one_out_table(), &estimates_table(),
                                         &identification_table()};
  const CalibrationIdentity identity(file, options.seed, options.leave_one_out, tables);
  ResultDirectory directory(options.folder, identity, options.existing);
  if (directory.state() == ResultDirectory::State::already_finished) {
    return {CalibrationState::already_finished, {}, 0};
  }
  const CalibrationCases cases(file, options.data_folder, options.seed, options.jobs,
                               stop);
  auto all = std::make_unique<Calibrations>(file, options, cases);
  std::function<void()> after_search;
  RememberedSimulations searches(
      [&](std::span<const double> position, std::uint64_t key, SimulationUse /*use*/) {
        return cases.simulate(position, key, file.effort.replicates);
      },
      [&] { after_search(); });
  const auto read_state = [&](const std::string& bytes) {
    StateReader in(bytes);
    all->read_state(in);
    searches.read_state(in);
    return in.finished();
  };
  const auto simulations = [&] { return all->simulations() + searches.size(); };
  Attempt attempt;
  attempt.jobs = options.jobs;
  directory.begin(file.inputs, attempt);
  std::string problem = directory.problem();
  if (directory.resumed() && !read_state(directory.resumed()->state)) {
    directory.start_over("its state is not what this calibration writes", attempt);
    problem = directory.problem();
    all = std::make_unique<Calibrations>(file, options, cases);
    searches.forget();
  }
  if (!problem.empty()) {
    options.say(problem + "; the calibration begins again");
  } else if (directory.resumed()) {
    options.say("goes on behind " + std::to_string(simulations()) + " simulations");
  }
  const std::uint64_t before = simulations();
  const std::uint64_t most = most_simulations(file, options.leave_one_out);
  const Stopwatch watch;
  const auto leave = [&](const std::string& ended) {
    attempt.replicates_done = simulations() - before;
    attempt.wall_seconds = watch.seconds();
    attempt.ended = ended;
  };
  const auto checkpoint = [&] {
    StateWriter state;
    all->write_state(state);
    searches.write_state(state);
    directory.journal().checkpoint(simulations() + 1, state.bytes());
  };
  std::mutex one_at_a_time;
  after_search = [&] {
    const std::lock_guard lock(one_at_a_time);
    options.progress(simulations(), most, "searches");
    if (directory.journal().due()) {
      checkpoint();
    }
  };
  CalibrationResult result;
  try {
    for (std::size_t number = 0; number < all->size(); ++number) {
      std::size_t rounds = (*all)[number].rounds().size();
      const bool is_done = (*all)[number].run(options.jobs, stop, [&] {
        options.progress(simulations(), most, doing(file, number, (*all)[number]));
        if (directory.journal().due() || (*all)[number].rounds().size() != rounds) {
          rounds = (*all)[number].rounds().size();
          checkpoint();
        }
      });
      if (!is_done) {
        checkpoint();
        leave(options.stopped_how());
        directory.leave_unfinished(attempt);
        return {CalibrationState::stopped, {}, simulations()};
      }
    }
    checkpoint();
    if (file.method == CalibrationMethod::abc_smc) {
      result.finding = gather(file, *all);
    } else {
      const auto estimate =
          estimate_by_moments((*all)[0].prior(), (*all)[0].distance(), std::ref(searches),
                              moments_options(file, options.seed), options.jobs, stop);
      if (!estimate) {
        checkpoint();
        leave(options.stopped_how());
        directory.leave_unfinished(attempt);
        return {CalibrationState::stopped, {}, simulations()};
      }
      result.finding = finding_of(file, (*all)[0], *estimate);
    }
  } catch (...) {
    leave("failed");
    directory.leave_unfinished(attempt);
    throw;
  }
  write_tables(directory, posterior, file, result.finding, options.leave_one_out);
  result.simulations = simulations();
  leave("finished");
  directory.finish(attempt);
  return result;
}

}  // namespace tripart
