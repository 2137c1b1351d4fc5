#include <algorithm>
#include <array>
#include <utility>

#include "cli/command_list.hpp"
#include "cli/prior_block.hpp"
#include "cli/result_table.hpp"
#include "cli/source.hpp"
#include "cli/stop_signals.hpp"
#include "cli/theory_block.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/core/statistics.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/recorder.hpp"
#include "tripart/results/rounded.hpp"
#include "tripart/results/run_directory.hpp"

namespace tripart {
namespace {

constexpr std::array run_options{
    Option{"output", 'o', "DIR", "where the results go (default results/NAME)"},
    Option{"replicates", 'n', "N", "stochastic histories to play (default 10000)"},
    Option{"seed", 's', "S", "0 to 2^64-1 (default 1)"},
    Option{"jobs", 'j', "J", "threads (default: the cores this process may use)"},
    Option{"keep", 0, "WHAT",
           "per-replicate files: summary (none), outcomes (default) or all"},
    Option{"set", 0, "PATH=V", "replaces one value of the scenario; may be repeated",
           true},
    Option{"data", 0, "DIR", "also look for tables here"},
    Option{"prior-predictive", 0, "",
           "draw every free parameter from its prior; prior_predictive.csv says what can "
           "happen at all"},
    Option{"trace", 0, "N", "tell the stories of the first N replicates in events.csv"},
    Option{"resume", 0, "",
           "finish what an interrupted run began (its directory may stand for SCENARIO)"},
    Option{"force", 0, "", "start anew in a directory that tripart wrote"},
    Option{"quiet", 0, "", "no progress"},
    Option{"format", 0, "FORM", "of the table on standard output: table, csv or json"},
};

struct Request {
  Source source;
  Manifest manifest;
  std::filesystem::path folder;
  int jobs = 1;
  Existing existing = Existing::refuse;
  Format format = Format::table;
  Verbosity verbosity = Verbosity::normal;
};

/// Work that is to go on, named by the directory that holds it, goes on there.
std::filesystem::path folder_of(const Request& request, const Arguments& arguments) {
  if (const auto output = arguments.text("output")) {
    return *output;
  }
  if (request.existing == Existing::resume && request.source.manifest) {
    return request.source.kept_in;
  }
  return "results/" + request.source.scenario.model.name;
}

Keep keep_of(const Arguments& arguments, const std::optional<Manifest>& manifest) {
  const auto word = arguments.text("keep");
  if (!word) {
    return manifest ? manifest->keep : Keep::outcomes;
  }
  const auto keep = parse_keep(*word);
  if (!keep) {
    throw UsageError("--keep is '" + *word + "', expected summary, outcomes or all");
  }
  return *keep;
}

// What the scenario is to be played with where it has numbers for free parameters; none
// of it where a run is repeated, whose overrides hold it.
std::optional<std::vector<PriorInPlace>> take_priors(Source& source,
                                                     const std::string& file,
                                                     const Arguments& arguments) {
  if (source.manifest) {
    if (arguments.has("prior-predictive") && !source.manifest->priors) {
      throw UsageError("--prior-predictive is for scenario files; " + file +
                       " has its own parameters");
    }
    return source.manifest->priors;
  }
  if (!arguments.has("prior-predictive")) {
    return std::nullopt;
  }
  std::vector<PriorInPlace> priors = priors_in_place(source.scenario);
  source.scenario = read_with_priors(file, arguments, priors);
  return priors;
}

void say_priors(const std::vector<PriorInPlace>& priors) {
  say("prior predictive: " +
      (priors.empty() ? "every free parameter has a distribution or is its prior already"
                      : std::to_string(priors.size()) +
                            " free parameters give way to their priors"));
  for (const PriorInPlace& one : priors) {
    say("  " + one.path + ": " + one.prior + " instead of " + one.stated);
  }
}

// Everything the user said is checked here, before anything is written.
Request read_request(const Arguments& arguments) {
  const std::string& file = arguments.only_file("SCENARIO");
  Request request;
  request.format = format_of(arguments);
  request.existing = existing_of(arguments);
  request.jobs = jobs_of(arguments);
  request.verbosity = arguments.has("quiet") ? Verbosity::quiet : Verbosity::normal;
  const auto replicates = arguments.count("replicates", 1, most_summed);
  const auto trace = arguments.count("trace", 0);
  static_cast<void>(seed_of(arguments, std::nullopt));
  static_cast<void>(keep_of(arguments, std::nullopt));
  request.source = read_source(file, arguments);
  auto priors = take_priors(request.source, file, arguments);
  check_theory(request.source.scenario);
  const std::optional<Manifest>& repeated = request.source.manifest;
  const std::uint64_t n = replicates.value_or(repeated ? repeated->replicates : 10000);
  request.manifest =
      describe_run(request.source.scenario, seed_of(arguments, repeated), n,
                   keep_of(arguments, repeated),
                   std::min(n, trace.value_or(repeated ? repeated->trace : 0)));
  request.manifest.priors = std::move(priors);
  request.folder = folder_of(request, arguments);
  return request;
}

void expect_room(const Request& request) {
  const std::uint64_t needed = expected_bytes(
      request.source.scenario.model, request.manifest.keep, request.manifest.replicates);
  expect_room_for_rows(request.folder, needed, request.folder / ".partial");
}

ExitCode report_failures(const Request& request, std::uint64_t failed,
                         const std::vector<FailureRecord>& failures) {
  constexpr std::size_t shown = 10;
  for (std::size_t i = 0; i < std::min(shown, failures.size()); ++i) {
    const std::string number = std::to_string(failures[i].replicate);
    say("tripart: error: replicate " + number + " failed: " + failures[i].reason +
        "; rerun with tripart replay " + shell_word(request.folder.string()) +
        " --replicate " + number);
  }
  if (failed > shown) {
    say("tripart: error: " + with_commas(failed) +
        " replicates failed in all; they enter no mean");
  }
  return failed > 0 ? ExitCode::our_bug : ExitCode::done;
}

void print_results(const Request& request, const Recorder& recorder) {
  switch (request.format) {
    case Format::table:
      print(result_table(recorder.summary(), recorder.rows(), recorder.benchmarks(),
                         request.manifest.seed,
                         request.source.scenario.trade
                             ? assumptions_of(*request.source.scenario.trade)
                             : "") +
            theory_block(recorder.theory()) + prior_block(recorder.priors()));
      return;
    case Format::csv: {
      CsvRows rows(summary_table());
      write_summary_rows(rows, recorder.rows());
      print(csv_header(summary_table()) + rows.take());
      return;
    }
    case Format::json:
      print(summary_json(recorder.rows()));
      return;
  }
}

// The first replicate to play: what an unfinished run has behind it is not played again.
std::uint64_t take_up(const Request& request, RunDirectory& directory, Recorder& recorder,
                      const Attempt& attempt) {
  if (directory.resumed() && !recorder.restore(*directory.resumed())) {
    directory.start_over(request.folder.string() + ": its checkpoint is none of this run",
                         attempt);
  }
  if (!directory.problem().empty()) {
    say("tripart: warning: " + directory.problem() +
        "; the run starts from its first replicate again");
    return 1;
  }
  if (directory.state() != RunDirectory::State::unfinished) {
    return 1;
  }
  const std::uint64_t done = directory.resumed() ? directory.resumed()->position - 1 : 0;
  say(printable(request.folder.string()) + ": goes on after " + with_commas(done) +
      " of " + with_commas(request.manifest.replicates) + " replicates");
  return done + 1;
}

/// What is known so far of the deal of all parties: `trilateral 72.8 % +- 0.4`.
std::string estimate_so_far(const Summary& summary) {
  const int parties = summary.model().party_count();
  const auto everybody =
      static_cast<PartySet>((1U << static_cast<unsigned>(parties)) - 1U);
  const std::uint64_t seen =
      summary.with_configuration(summary.configurations().block(everybody));
  const Estimate share = estimate_probability(seen, summary.replicates());
  if (!share.value) {
    return "";
  }
  return std::string(parties == 3   ? "trilateral "
                     : parties == 2 ? "deal "
                                    : "deal of all ") +
         rounded(100.0 * *share.value, 1) + " % +- " +
         rounded(50.0 * (*share.high - *share.low), 1);
}

ExitCode simulate(const Request& request, RunDirectory& directory) {
  const Model& model = request.source.scenario.model;
  const SolvedPayoffs payoffs =
      payoffs_of(request.source.scenario, request.manifest.seed, request.jobs);
  const StopSignals signals;
  Attempt attempt;
  attempt.jobs = request.jobs;
  directory.begin(request.source.scenario.inputs, attempt);
  Recorder recorder(request.source.scenario, payoffs, request.manifest, directory,
                    request.jobs);
  const std::uint64_t first = take_up(request, directory, recorder, attempt);
  std::uint64_t next = first;
  const auto state = [&](StateWriter& out) { recorder.write_state(out); };
  {
    Progress progress(request.manifest.replicates, request.verbosity, first - 1);
    EnsembleOptions options;
    options.seed = request.manifest.seed;
    options.replicates = request.manifest.replicates;
    options.first = first;
    options.jobs = request.jobs;
    if (first <= options.replicates) {
      options.block = fitting_block(model, payoffs.table, options.seed, first);
    }
    BlockUse use;
    use.digested_at_a_time = Recorder::piece;
    use.digest = [&](const Block& block) { recorder.digest(block); };
    use.consume = [&](const Block& block) {
      recorder.consume(block);
      next = last_of_block(block.first, request.manifest.replicates, options.block) + 1;
      progress.reach(next - 1, estimate_so_far(recorder.summary()));
      if (directory.journal().due()) {
        directory.journal().checkpoint(next, state);
      }
    };
    static_cast<void>(
        run_ensemble(model, payoffs.table, options, use, StopSignals::stop()));
    attempt.replicates_done = next - first;
    attempt.wall_seconds = progress.seconds();
  }
  if (next <= request.manifest.replicates) {
    const ExitCode code = StopSignals::exit_code();
    attempt.ended = code == ExitCode::terminated ? "terminated" : "interrupted";
    directory.journal().checkpoint(next, state);
    directory.leave_unfinished(attempt);
    say("stopped after " + with_commas(next - 1) + " of " +
        with_commas(request.manifest.replicates) +
        " replicates; go on with the same command and --resume");
    return code == ExitCode::done ? ExitCode::our_bug : code;
  }
  attempt.ended = recorder.failed() > 0 ? "failed" : "finished";
  recorder.finish(attempt);
  print_results(request, recorder);
  for (const std::string& warning : recorder.warnings()) {
    say("tripart: warning: " + warning);
  }
  if (request.verbosity == Verbosity::normal) {
    if (const std::string doubt = mean_warning(recorder.rows()); !doubt.empty()) {
      say("tripart: warning: " + doubt);
    }
    say("results in " + printable(request.folder.string()));
  }
  return report_failures(request, recorder.failed(), recorder.failures());
}

ExitCode run(const Arguments& arguments) {
  const Request request = read_request(arguments);
  RunDirectory directory(request.folder, request.manifest, request.existing);
  if (directory.state() == RunDirectory::State::already_finished) {
    std::string left_out;
    for (const std::string& file : directory.known_by_length()) {
      left_out += (left_out.empty() ? "; of " : ", ") + file;
    }
    left_out += left_out.empty() ? "" : " only the length was looked at";
    say(printable(request.folder.string()) +
        ": already holds these results; nothing to do (--force plays them again)" +
        left_out);
    const Manifest there = directory.finished();
    return report_failures(request, there.failed, there.failures);
  }
  expect_room(request);
  if (request.verbosity == Verbosity::normal) {
    say_notes(request.source.scenario);
    if (request.manifest.priors) {
      say_priors(*request.manifest.priors);
    }
  }
  return simulate(request, directory);
}

}  // namespace

const Command& run_command() {
  static constexpr Command command{
      "run",
      "SCENARIO",
      "simulate an ensemble; write CSVs and a manifest",
      "tripart run scenarios/nafta-2018.yaml -n 100000 -s 1 -o results/nafta",
      run_options,
      run};
  return command;
}

}  // namespace tripart
