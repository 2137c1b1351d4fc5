#include "study/sweep_player.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <vector>

#include "monte_carlo/hand_off.hpp"
#include "monte_carlo/player.hpp"
#include "tripart/core/isa.hpp"
#include "tripart/core/parallel.hpp"

namespace tripart {
namespace {

/// Rows of single replicates that may wait in memory for the turn of their unit.
constexpr std::size_t most_waiting_text = std::size_t{16} << 20U;

/// What went wrong with the lowest unit that failed. All below it were begun before it
/// and come to their end, so that it does not depend on the number of threads.
class LowestFailure {
 public:
  void note(std::uint64_t unit, std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_ || unit < unit_) {
      unit_ = unit;
      failure_ = std::move(failure);
    }
  }
  void rethrow_if_any() const {
    if (failure_) {
      std::rethrow_exception(failure_);
    }
  }

 private:
  std::mutex mutex_;
  std::uint64_t unit_ = 0;
  std::exception_ptr failure_;
};

/// One thread's share of the units.
class UnitPlayer {
 public:
  UnitPlayer(const Sweep& sweep, SweepPoints& points, SweepRecorder& recorder,
             HandOff& hand_off, const std::function<void()>& tell,
             const std::atomic<bool>& stop)
      : sweep_(sweep),
        points_(points),
        recorder_(recorder),
        hand_off_(hand_off),
        tell_(tell),
        stop_(stop) {}

  /// False where the unit was cut off.
  bool play(const Turn& turn) {
    const SweepUnit unit = sweep_.plan().unit(turn.number);
    take(points_.point(unit.point));
    UnitRecord& record = recorder_.units().begin(turn.slot, turn.number, point_);
    while (!record.is_complete()) {
      buffer_.first = unit.first + record.played();
      buffer_.last = std::min(unit.last, buffer_.first + precision_step - 1);
      if (!player_->play(buffer_)) {
        return false;
      }
      recorder_.units().digest(turn.slot, buffer_.view());
      if (record.text_bytes() > most_waiting_text) {
        if (!hand_off_.await(turn)) {
          return false;
        }
        recorder_.append_text(record);
      }
      if (sweep_.file().precision) {
        recorder_.checkpoint_if_due();
        tell_();
      }
    }
    record.finish();
    return true;
  }

 private:
  void take(std::shared_ptr<const PlayablePoint> point) {
    if (point != point_) {
      player_.reset();
      point_ = std::move(point);
      player_.emplace(point_->scenario.model, point_->payoffs->table, widest(),
                      point_->seed, stop_);
    }
  }

  const Sweep& sweep_;
  SweepPoints& points_;
  SweepRecorder& recorder_;
  HandOff& hand_off_;
  const std::function<void()>& tell_;
  const std::atomic<bool>& stop_;
  std::shared_ptr<const PlayablePoint> point_;
  std::optional<Player> player_;
  BlockBuffer buffer_;
};

}  // namespace

SweepDone play_units(
    const Sweep& sweep, SweepPoints& points, SweepRecorder& recorder, int jobs,
    const std::function<void(const SweepDone&, const SweepDone&)>& progress,
    const std::atomic<bool>& stop) {
  const UnitRange rest = recorder.rest();
  SweepDone done;
  if (rest.size() == 0) {
    return done;
  }
  const SweepDone all{rest.size(), sweep.plan().points_ended(rest),
                      sweep.plan().replicates_in(rest)};
  // Economies that many points share are solved by all threads; others by whoever comes
  // to them first.
  static_cast<void>(points.point(sweep.plan().unit(rest.begin).point, jobs));
  const std::size_t slots = block_slots(jobs);
  recorder.units().make_room(slots);
  std::mutex one_at_a_time;
  const auto tell = [&](std::uint64_t units, std::uint64_t ended) {
    const std::lock_guard lock(one_at_a_time);
    done.units += units;
    done.points += ended;
    done.replicates = recorder.units().digested();
    progress(done, all);
  };
  const std::function<void()> tell_of_block = [&] { tell(0, 0); };
  HandOff hand_off(rest.begin, rest.size(), slots, [&](const Turn& turn) {
    recorder.consume(recorder.units().record(turn.slot));
    tell(1, sweep.plan().ends_point(turn.number) ? 1 : 0);
  });
  LowestFailure failure;
  // Units come from the hand-off, not from the loop, whose order is its own.
  for_each_block(
      static_cast<std::size_t>(jobs), jobs, [&](std::size_t /*job*/, int /*worker*/) {
        UnitPlayer player(sweep, points, recorder, hand_off, tell_of_block, stop);
        while (const auto turn = hand_off.next(stop)) {
          try {
            if (!player.play(*turn)) {
              hand_off.give_up();
              return;
            }
            hand_off.finish(*turn);
          } catch (...) {
            failure.note(turn->number, std::current_exception());
            hand_off.give_up();
            return;
          }
        }
      });
  failure.rethrow_if_any();
  done.replicates = recorder.units().digested();
  return done;
}

}  // namespace tripart
