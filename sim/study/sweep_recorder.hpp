#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "study/open_units.hpp"
#include "tripart/results/journal.hpp"

namespace tripart {

/// Some blocks of a point whose others are played elsewhere, summed up.
struct PointPart {
  std::uint64_t point = 0;
  std::uint64_t first = 0;  ///< replicates first to last
  std::uint64_t last = 0;
  std::string sums;  ///< state of their Summary
};

void write_state(StateWriter& out, const PointPart& part);
void read_state(StateReader& in, PointPart& part);

/// Takes the units of a range in their order and lets the tables of a sweep grow.
class SweepRecorder {
 public:
  /// `sweep` and `journal` are only referred to.
  SweepRecorder(const Sweep& sweep, UnitRange range, Journal& journal);

  /// Goes on where a checkpoint left off. \param points  to get a point from that is only
  /// half done \throws Failure(bad_input) where its state cannot be
  void go_on_from(const Checkpoint& checkpoint, SweepPoints& points);

  /// Called after every checkpoint.
  void after_checkpoint(std::function<void()> call) {
    after_checkpoint_ = std::move(call);
  }

  /// Those that are being played; checkpoints look at them.
  [[nodiscard]] OpenUnits& units() { return units_; }

  // These may be called by several threads.
  /// Text of a unit that is not finished, in its turn; the record loses it.
  void append_text(UnitRecord& record);
  /// The next finished unit.
  void consume(UnitRecord& record);
  /// Makes what was done survive this process; where writing failed in the middle of a
  /// unit, the last checkpoint stays instead.
  void checkpoint();
  void checkpoint_if_due();

  /// The last unit was consumed: what is left of a point becomes a part.
  void finish();

  /// How far it is, such as `3 of 64 units, 2 more under way`.
  [[nodiscard]] std::string standing();
  /// Units that are kept although their turn has not come.
  [[nodiscard]] OpenUnits::Kept under_way();
  /// Units to come.
  [[nodiscard]] UnitRange rest() const { return {next_, range_.end}; }
  /// Parts of the first and the last point, once finished; none of points that are whole.
  [[nodiscard]] const std::vector<PointPart>& parts() const { return parts_; }
  [[nodiscard]] std::uint64_t failed() const { return failed_; }
  /// The first hundred that failed.
  [[nodiscard]] const std::vector<SweepFailure>& failures() const { return failures_; }

 private:
  void append(const CsvRows& rows);
  void move_text(UnitRecord& record);
  void write_checkpoint();
  void write_state(StateWriter& out) const;
  void add_to_point(UnitRecord& record);
  void keep_part(std::uint64_t last);
  const Sweep* sweep_;
  UnitRange range_;
  Journal* journal_;
  std::function<void()> after_checkpoint_;
  std::mutex mutex_;  ///< of all that follows
  std::uint64_t next_;
  bool is_torn_ = false;  ///< whether tables, sums and units do not belong together
  std::uint64_t failed_ = 0;
  std::vector<SweepFailure> failures_;
  std::vector<PointPart> parts_;
  std::unique_ptr<PointSums> open_;  ///< of a point of several units that is under way
  std::uint64_t open_first_ = 0;     ///< its first replicate here
  PointRows rows_;
  OpenUnits units_;
};

}  // namespace tripart
