// Intervals of the calibrator on a real, if small, scenario: parameters from their
// priors, what happened from the parameters, and how often intervals of the posterior
// hold the parameters. The tolerance is above 0, so that posteriors are too wide rather
// than too narrow: coverage may exceed what is nominal, and only a lack of it fails.
//
// Null: the share covered is at least nominal; fails below nominal less three standard
// errors (false alarm .0013 each). The mean rank is one half: fails beyond four standard
// errors (6e-5), and beyond .05 in the long tier, where that is 3.5 of them (400 trials).
// Each parameter's truths are spread over its prior (a Latin hypercube), so that what is
// counted is the calibrator's doing rather than theirs: 120 independent ones had mean
// ranks of .434, .437 and .479. The 90 percent interval of the 45 draws that 60 particles
// are worth holds the next draw in only 87 percent, so the long tier takes 120 particles.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "tripart/core/math.hpp"
#include "tripart/history/abc_smc.hpp"
#include "tripart/history/calibration_cases.hpp"
#include "tripart/history/particle_weights.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

const std::atomic<bool> never{false};

/// From so many on, calibrations are those of the long tier.
constexpr std::size_t many_trials = 200;

/// Everyday and in the long tier.
std::size_t trials_wanted() {
  const char* text =
      std::getenv("TRIPART_CALIBRATIONS");  // NOLINT(concurrency-mt-unsafe)
  return text == nullptr ? 8 : static_cast<std::size_t>(std::stoi(text));
}

/// A calibration of three parameters to one case, in a folder of its own.
class SmallCalibration {
 public:
  SmallCalibration() {
    std::string pattern = (fs::temp_directory_path() / "tripart_small_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    for (const char* name :
         {"korus-2018.yaml", "korus-2018-outcomes.csv", "korus-2018-payoffs.csv"}) {
      fs::copy_file(fs::path(TRIPART_SOURCE_DIR) / "scenarios/history" / name,
                    folder_ / name);
    }
    std::ofstream(folder_ / "small.yaml")
        << "format: 1\nname: small\ncases:\n"
           "  - {scenario: korus-2018.yaml, outcomes: korus-2018-outcomes.csv}\n"
           "parameters:\n"
           "  - {id: content, path: parties.*.weights.content, prior: {lognormal: "
           "[-1.05, 0.7]}}\n"
           "  - {id: exponent, path: parties.*.strategy.concession_exponent, prior: "
           "{lognormal: [-0.7, 0.7]}}\n"
           "  - {id: initial, path: parties.*.strategy.initial_concession, prior: "
           "{uniform: [0, 0.1]}}\n";
    file_ = read_calibration(folder_ / "small.yaml");
  }
  ~SmallCalibration() { fs::remove_all(folder_); }
  SmallCalibration(const SmallCalibration&) = delete;
  SmallCalibration& operator=(const SmallCalibration&) = delete;
  SmallCalibration(SmallCalibration&&) = delete;
  SmallCalibration& operator=(SmallCalibration&&) = delete;

  [[nodiscard]] const CalibrationFile& file() const { return file_; }

 private:
  fs::path folder_;
  CalibrationFile file_;
};

struct Coverage {
  std::size_t half = 0;    ///< trials whose 50 percent interval holds the parameter
  std::size_t ninety = 0;  ///< likewise 90 percent
  double rank = 0.0;       ///< mean
  double width = 0.0;      ///< mean of 90 percent intervals, in that of the prior
};

/// Parameters of all trials: draws from the prior, of each parameter one from each of as
/// many equal shares of it as there are trials, in an order of its own (McKay, Beckman &
/// Conover 1979), so that what is counted depends on the calibrations more than on them.
std::vector<std::vector<double>> spread_truths(std::size_t trials, std::size_t size) {
  std::vector<std::vector<double>> truths(trials, std::vector<double>(size));
  for (std::size_t k = 0; k < size; ++k) {
    std::mt19937_64 random(test::seed(7000 + k));
    std::vector<std::size_t> share(trials);
    std::iota(share.begin(), share.end(), std::size_t{0});
    std::shuffle(share.begin(), share.end(), random);
    std::uniform_real_distribution<double> within(0.0, 1.0);
    for (std::size_t trial = 0; trial < trials; ++trial) {
      const double u = static_cast<double>(share[trial]) + within(random);
      truths[trial][k] = math::normal_quantile(
          std::clamp(u / static_cast<double>(trials), 1e-12, 1.0 - 1e-12));
    }
  }
  return truths;
}

/// Adds what one population says of parameter `k` to what others said.
void look_at(Coverage& found, const std::vector<std::vector<double>>& positions,
             const std::vector<double>& weights, std::size_t k, double truth,
             std::size_t trials) {
  std::vector<double> values;
  double below = 0.0;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    values.push_back(positions[i][k]);
    below += positions[i][k] < truth ? weights[i] : 0.0;
  }
  const auto quantile = [&](double p) { return weighted_quantile(values, weights, p); };
  found.half += truth >= quantile(0.25) && truth <= quantile(0.75) ? 1U : 0U;
  found.ninety += truth >= quantile(0.05) && truth <= quantile(0.95) ? 1U : 0U;
  found.rank += below / static_cast<double>(trials);
  found.width += (quantile(0.95) - quantile(0.05)) / 3.29 / static_cast<double>(trials);
}

TEST(CalibratedScenario, IntervalsHoldTheParametersThatTheDataCameFrom) {
  const SmallCalibration small;
  const std::size_t size = small.file().parameters.size();
  const CalibrationCases cases(small.file(), std::nullopt, 1, 1, never);
  const std::size_t trials = trials_wanted();
  const bool is_long = trials >= many_trials;
  const std::uint64_t replicates = 20;
  std::vector<Coverage> found(size);
  const std::vector<std::vector<double>> truths = spread_truths(trials, size);
  for (std::size_t trial = 0; trial < trials; ++trial) {
    const std::uint64_t seed = test::seed(7000 + trial);
    const std::vector<double>& truth = truths[trial];
    const auto observed = cases.simulate(truth, seed, replicates);
    ASSERT_TRUE(observed && !observed->empty());
    std::vector<SummaryTarget> targets = cases.targets();
    for (std::size_t k = 0; k < targets.size(); ++k) {
      targets[k] = {targets[k].form, (*observed)[k], (*observed)[k], 1.0};
    }
    AbcOptions options;
    options.seed = seed;
    options.dimension = size;
    options.particles = is_long ? 120 : 60;
    options.rounds = 3;
    options.least_acceptance = 0.05;
    AbcSmc smc(options, targets,
               [&](std::span<const double> z, std::uint64_t key, SimulationUse /*use*/) {
                 return cases.simulate(z, key, replicates);
               });
    ASSERT_TRUE(smc.run(2, never));
    std::vector<double> weights;
    std::vector<std::vector<double>> positions;
    for (const AbcParticle& particle : smc.posterior()) {
      weights.push_back(particle.weight);
      positions.push_back(particle.position);
    }
    for (std::size_t k = 0; k < size; ++k) {
      look_at(found[k], positions, weights, k, truth[k], trials);
    }
  }
  const auto n = static_cast<double>(trials);
  for (std::size_t k = 0; k < size; ++k) {
    const auto share = [&](std::size_t count) { return static_cast<double>(count) / n; };
    const std::string& name = small.file().parameters[k].id;
    std::cout << name << ": 50 percent intervals hold it in " << share(found[k].half)
              << ", 90 percent in " << share(found[k].ninety) << " of " << trials
              << " calibrations; mean rank " << found[k].rank
              << "; mean width of 90 percent " << found[k].width << " of the prior's\n";
    EXPECT_GE(share(found[k].half), 0.5 - 3.0 * std::sqrt(0.25 / n)) << name;
    EXPECT_GE(share(found[k].ninety), 0.9 - 3.0 * std::sqrt(0.09 / n)) << name;
    const double error = 1.0 / std::sqrt(12.0 * n);
    EXPECT_NEAR(found[k].rank, 0.5, is_long ? 0.05 : 4.0 * error) << name;
  }
}

}  // namespace
}  // namespace tripart
