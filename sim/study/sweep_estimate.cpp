#include "tripart/study/sweep_estimate.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <ctime>
#include <set>

#include "monte_carlo/player.hpp"
#include "study/point_record.hpp"
#include "tripart/core/isa.hpp"
#include "tripart/results/payoff_rows.hpp"

namespace tripart {
namespace {

constexpr std::uint64_t points_sampled = 4;
constexpr double seconds_a_point = 0.3;
constexpr int economies_sampled = 2;
constexpr std::uint64_t batch = 64;

/// Time that this thread has worked since it was made: what others do meanwhile on the
/// same processor says nothing about the sweep.
class WorkWatch {
 public:
  [[nodiscard]] double seconds() const { return now() - start_; }

 private:
  static double now() {
    std::timespec time{};
    static_cast<void>(::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time));
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  double start_ = now();
};

/// Sums over the points of the sample.
struct Seen {
  double points = 0.0;
  double point_seconds = 0.0;
  double solve_seconds = 0.0;
  double replicates = 0.0;
  double replicate_seconds = 0.0;
  double point_bytes = 0.0;
  double replicate_bytes = 0.0;
};

/// A point with a few of its economies, and how long it took to read and to solve them.
std::shared_ptr<const PlayablePoint> sample_point(const Sweep& sweep,
                                                  const SweepPoints& points,
                                                  std::uint64_t number, Seen& seen) {
  auto point = std::make_shared<PlayablePoint>();
  const WorkWatch reading;
  point->number = number;
  point->design = sweep.design().point(number);
  point->scenario = points.scenario(number);
  point->seed = points.seed_of_point(number);
  seen.point_seconds += reading.seconds();
  double share = 1.0;
  if (point->scenario.trade) {
    TradeModel& trade = *point->scenario.trade;
    const int economies = trade.economies;
    trade.economies = std::min(economies, economies_sampled);
    share = static_cast<double>(trade.economies) / economies;
  }
  const WorkWatch solving;
  point->payoffs =
      std::make_shared<const SolvedPayoffs>(payoffs_of(point->scenario, point->seed, 1));
  seen.solve_seconds += solving.seconds() / share;
  return point;
}

void sample_replicates(const Sweep& sweep, std::shared_ptr<const PlayablePoint> point,
                       Seen& seen) {
  static const std::atomic<bool> never{false};
  const WorkWatch beginning;
  UnitRecord record(sweep);
  record.begin(point, {point->number, 1, sweep.plan().replicates()});
  Player player(point->scenario.model, point->payoffs->table, widest(), point->seed,
                never);
  BlockBuffer buffer;
  buffer.first = buffer.last = 1;
  static_cast<void>(player.play(buffer));
  seen.point_seconds += beginning.seconds();
  const WorkWatch playing;
  std::uint64_t played = 0;
  while (played < sweep.plan().replicates() && playing.seconds() < seconds_a_point) {
    buffer.first = played + 1;
    buffer.last = std::min(sweep.plan().replicates(), played + batch);
    static_cast<void>(player.play(buffer));
    record.digest(buffer.view());
    played = buffer.last;
  }
  seen.replicate_seconds += playing.seconds();
  seen.replicates += static_cast<double>(played);
  seen.replicate_bytes += static_cast<double>(record.text_bytes());
  const WorkWatch ending;
  record.finish();
  seen.point_seconds += ending.seconds();
  seen.point_bytes += static_cast<double>(record.rows().points.gathered().size() +
                                          record.rows().summary.gathered().size());
  seen.points += 1.0;
}

}  // namespace

SweepSample::SweepSample(const Sweep& sweep) : sweep_(&sweep) {
  const SweepPoints points(sweep, 1);
  const std::uint64_t last = sweep.plan().points();
  std::set<std::uint64_t> numbers;
  for (std::uint64_t i = 0; i < points_sampled; ++i) {
    numbers.insert(1 + (last - 1) / (points_sampled - 1) * i);
  }
  Seen seen;
  for (const std::uint64_t number : numbers) {
    sample_replicates(sweep, sample_point(sweep, points, number, seen), seen);
  }
  seconds_of_point_ = seen.point_seconds / seen.points;
  seconds_of_solve_ = seen.solve_seconds / seen.points;
  seconds_of_replicate_ = seen.replicate_seconds / seen.replicates;
  bytes_of_point_ = seen.point_bytes / seen.points;
  bytes_of_replicate_ = seen.replicate_bytes / seen.replicates;
}

SweepEstimate SweepSample::estimate(UnitRange range, int jobs) const {
  const SweepPlan& plan = sweep_->plan();
  SweepEstimate all;
  if (range.size() == 0) {
    return all;
  }
  all.points = plan.points_ended(range);
  all.replicates = plan.replicates_in(range);
  all.solves = plan.solves_in(range);
  const auto begun = static_cast<double>(plan.unit(range.end - 1).point -
                                         plan.unit(range.begin).point + 1);
  const double work = begun * seconds_of_point_ +
                      static_cast<double>(all.solves) * seconds_of_solve_ +
                      static_cast<double>(all.replicates) * seconds_of_replicate_;
  all.seconds = work / static_cast<double>(jobs);
  all.bytes = static_cast<std::uint64_t>(
      std::ceil(static_cast<double>(all.points) * bytes_of_point_ +
                static_cast<double>(all.replicates) * bytes_of_replicate_));
  return all;
}

}  // namespace tripart
