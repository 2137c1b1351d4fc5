#include "cli/calibration_table.hpp"

#include <cmath>

#include "cli/text_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr int digits = 3;

std::string short_text(double value) {
  return rounded(value, digits);
}

std::string spread_text(const ScoreSpread& spread) {
  return short_text(spread.value) + " (" + short_text(spread.low) + " to " +
         short_text(spread.high) + ")";
}

/// The row that moves most with a parameter under the prior: `doha_2008 DO-O2 -.62`.
std::string moved_most(const CalibrationFile& file, const CalibrationFinding& finding,
                       std::size_t parameter) {
  const IdentificationFinding* most = nullptr;
  for (const IdentificationFinding& one : finding.identification) {
    if (one.parameter == parameter &&
        (most == nullptr || std::fabs(one.correlation) > std::fabs(most->correlation))) {
      most = &one;
    }
  }
  if (most == nullptr) {
    return "";
  }
  const CalibrationCase& of = file.cases[most->case_number];
  return of.name + " " + of.rows[most->row].id + " " + rounded(most->correlation, 2);
}

std::string parameter_lines(const CalibrationFile& file,
                            const CalibrationFinding& finding) {
  TextTable table;
  table.add({"parameter", "prior mean", "sd", "posterior mean", "sd", "5 %", "95 %",
             "sd ratio", "", "moves most"});
  for (std::size_t k = 0; k < finding.parameters.size(); ++k) {
    const ParameterFinding& one = finding.parameters[k];
    table.add({one.id, short_text(one.prior.mean), short_text(one.prior.sd),
               short_text(one.posterior.mean), short_text(one.posterior.sd),
               short_text(one.posterior.p05), short_text(one.posterior.p95),
               rounded(one.sd_ratio, 2) + " +- " + rounded(one.sd_ratio_error, 2),
               one.is_identified ? "" : "not identified", moved_most(file, finding, k)});
  }
  return table.text(1);
}

std::string estimate_lines(const CalibrationFinding& finding) {
  TextTable table;
  table.add(
      {"parameter", "prior mean", "sd", "estimate", "std error", "2.5 %", "97.5 %", ""});
  for (const EstimateFinding& one : finding.estimates) {
    table.add({one.id, short_text(one.prior.mean), short_text(one.prior.sd),
               short_text(one.estimate), one.error ? short_text(*one.error) : "-",
               one.error ? short_text(one.low) : "-",
               one.error ? short_text(one.high) : "-",
               one.is_identified ? "" : "not identified"});
  }
  return table.text(1);
}

std::string round_lines(const CalibrationFinding& finding) {
  TextTable table;
  table.add({"round", "tolerance", "simulations", "accepted, %", "effective size"});
  for (std::size_t i = 0; i < finding.rounds.size(); ++i) {
    const AbcRound& round = finding.rounds[i];
    table.add({std::to_string(i), round.tolerance ? short_text(*round.tolerance) : "any",
               with_commas(round.simulations),
               rounded(100.0 * static_cast<double>(round.accepted) /
                           static_cast<double>(round.simulations),
                       1),
               round.is_kept ? rounded(round.effective_size, 0) : "given up"});
  }
  return table.text(0);
}

/// Of the rows that were fitted: the root of the mean squared error of mean forecasts.
std::string case_lines(const CalibrationFile& file, const CalibrationFinding& finding) {
  TextTable table;
  table.add({"case", "rows", "events' Brier, prior", "posterior"});
  for (std::size_t at = 0; at < file.cases.size(); ++at) {
    double prior = 0.0;
    double posterior = 0.0;
    std::size_t events = 0;
    std::size_t rows = 0;
    for (const PredictiveFinding& one : finding.predictive) {
      if (one.case_number != at || !(one.target.weight > 0.0)) {
        continue;
      }
      ++rows;
      if (one.target.form == SummaryForm::event) {
        ++events;
        prior += (one.prior.mean - one.target.low) * (one.prior.mean - one.target.low);
        posterior +=
            (one.posterior.mean - one.target.low) * (one.posterior.mean - one.target.low);
      }
    }
    const auto count = static_cast<double>(events);
    table.add({file.cases[at].name, std::to_string(rows),
               events == 0 ? "-" : short_text(prior / count),
               events == 0 ? "-" : short_text(posterior / count)});
  }
  return table.text(1);
}

std::string held_out_lines(const CalibrationFile& file,
                           const CalibrationFinding& finding) {
  TextTable table;
  table.add({"left out", "score", "rows", "priors only", "calibrated on the others",
             "difference"});
  for (const HeldOutFinding& one : finding.held_out) {
    table.add({one.case_number ? file.cases[*one.case_number].name : "mean (range)",
               std::string(to_text(one.score)), std::to_string(one.rows),
               spread_text(one.prior), spread_text(one.posterior),
               one.case_number ? short_text(one.difference.value)
                               : spread_text(one.difference)});
  }
  return table.text(2);
}

}  // namespace

std::string calibration_table(const CalibrationFile& file, std::uint64_t seed,
                              const CalibrationFinding& finding) {
  std::size_t identified = 0;
  for (const EstimateFinding& one : finding.estimates) {
    identified += one.is_identified ? 1U : 0U;
  }
  const bool has_posterior = finding.estimates.empty();
  for (const ParameterFinding& one : finding.parameters) {
    identified += one.is_identified ? 1U : 0U;
  }
  std::string text =
      "\n" + file.name + ": " + std::to_string(file.cases.size()) + " cases, " +
      with_commas(file.effort.particles) + " particles, " +
      with_commas(file.effort.replicates) + " replicates of each case, seed " +
      std::to_string(seed) + "; " + with_commas(finding.simulations) +
      " simulations of all cases\n\n" +
      (has_posterior ? parameter_lines(file, finding) : estimate_lines(finding)) + "\n" +
      std::to_string(identified) + " of " + std::to_string(file.parameters.size()) +
      " parameters are identified: " +
      (has_posterior ? "posterior sd at most .9 of the prior's"
                     : "standard error at most .9 where the prior is standard normal") +
      "\n\n" + round_lines(finding) + "\n" + case_lines(file, finding);
  if (!finding.held_out.empty()) {
    text +=
        "\nEach case by priors only and by a calibration on the others (5 to 95 "
        "percent of single draws; of a mean the range over cases)\n" +
        held_out_lines(file, finding);
  }
  return text;
}

}  // namespace tripart
