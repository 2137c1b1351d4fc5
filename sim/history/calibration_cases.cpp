#include "tripart/history/calibration_cases.hpp"

#include <utility>

#include "history/calibration_priors.hpp"
#include "history/row_means.hpp"
#include "monte_carlo/player.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/isa.hpp"
#include "tripart/core/random.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/summary.hpp"
#include "tripart/scenario/scenario_variants.hpp"
#include "tripart/study/point_seed.hpp"

namespace tripart {

struct CalibrationCases::Case {
  Case(const CalibrationCase& known, std::optional<std::filesystem::path> data_folder,
       const std::vector<std::string>& overrides, std::uint64_t seed, int jobs)
      : variants(known.scenario, std::move(data_folder)),
        base(variants.read(overrides)),
        rows(known.rows),
        number(entity_hash(Purpose::design, known.name)) {
    if (base.trade) {
      solved = payoffs_of(base, seed, jobs);
    }
  }
  ScenarioVariants variants;
  Scenario base;
  std::vector<OutcomeRow> rows;
  std::uint64_t number;                 ///< of the name: keys its draws
  std::optional<SolvedPayoffs> solved;  ///< of a trade model: shared by all settings
};

struct CalibrationCases::Priors : CalibrationPriors {
  using CalibrationPriors::CalibrationPriors;
};

CalibrationCases::CalibrationCases(const CalibrationFile& file,
                                   std::optional<std::filesystem::path> data_folder,
                                   std::uint64_t seed, int jobs,
                                   const std::atomic<bool>& stop)
    : file_(&file), stop_(&stop), priors_(std::make_unique<const Priors>(file)) {
  for (const CalibrationCase& known : file.cases) {
    cases_.push_back(
        std::make_unique<const Case>(known, data_folder, file.overrides, seed, jobs));
  }
}

CalibrationCases::~CalibrationCases() = default;

std::vector<SummaryTarget> CalibrationCases::targets(
    std::optional<std::size_t> left_out) const {
  std::vector<SummaryTarget> targets;
  for (std::size_t at = 0; at < cases_.size(); ++at) {
    const CalibrationCase& known = file_->cases[at];
    for (std::size_t row = 0; row < known.rows.size(); ++row) {
      targets.push_back(
          target_of(known.rows[row], left_out == at ? 0.0 : known.weights[row]));
    }
  }
  return targets;
}

std::size_t CalibrationCases::first_summary(std::size_t at) const {
  std::size_t first = 0;
  for (std::size_t before = 0; before < at; ++before) {
    first += cases_[before]->rows.size();
  }
  return first;
}

std::optional<std::vector<double>> CalibrationCases::simulate(
    std::span<const double> position, std::uint64_t key, std::uint64_t replicates,
    std::optional<std::size_t> left_out) const {
  const std::vector<double> values = priors_->values(position);
  std::vector<double> summaries;
  BlockBuffer buffer;
  for (std::size_t at = 0; at < cases_.size(); ++at) {
    const Case& one = *cases_[at];
    if (left_out == at) {
      summaries.insert(summaries.end(), one.rows.size(), 0.0);
      continue;
    }
    std::vector<std::string> overrides = file_->overrides;
    for (std::string& more : priors_->overrides(values, at)) {
      overrides.push_back(std::move(more));
    }
    std::optional<Scenario> scenario;
    try {
      scenario = one.variants.read(overrides);
    } catch (const InputError&) {
      return std::vector<double>{};  // fine one by one, but not together
    }
    const Model& model = scenario->model;
    std::optional<SolvedPayoffs> own;
    if (!one.solved) {
      own = payoffs_of(*scenario, key, 1);
    }
    const PayoffTable& payoffs = one.solved ? one.solved->table : own->table;
    const Statements statements(model, one.rows);
    RowMeans means(statements);
    Player player(model, payoffs, widest(), design_point_seed(key, one.number), *stop_);
    for (buffer.first = 1; buffer.first <= replicates; buffer.first = buffer.last + 1) {
      buffer.last = last_of_block(buffer.first, replicates);
      if (!player.play(buffer)) {
        return std::nullopt;
      }
      std::size_t next_failed = 0;
      const Block block = buffer.view();
      for (std::size_t i = 0; i < block.outcomes.size(); ++i) {
        const bool failed = next_failed < block.failed.size() &&
                            block.failed[next_failed].replicate == block.first + i;
        next_failed += failed ? 1U : 0U;
        if (!failed && !unusable(block.outcomes[i])) {
          means.add(block.outcomes[i]);
        }
      }
    }
    if (means.replicates() == 0) {
      return std::vector<double>{};
    }
    const std::vector<double> found = means.summaries();
    summaries.insert(summaries.end(), found.begin(), found.end());
  }
  return summaries;
}

}  // namespace tripart
