#include "study/sweep_recorder.hpp"

#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

void write_state(StateWriter& out, const PointPart& part) {
  out.count(part.point);
  out.count(part.first);
  out.count(part.last);
  out.text(part.sums);
}

void read_state(StateReader& in, PointPart& part) {
  part.point = in.count();
  part.first = in.count();
  part.last = in.count();
  part.sums = in.text();
}

SweepRecorder::SweepRecorder(const Sweep& sweep, UnitRange range, Journal& journal)
    : sweep_(&sweep),
      range_(range),
      journal_(&journal),
      next_(range.begin),
      rows_(sweep),
      units_(sweep) {}

void SweepRecorder::go_on_from(const Checkpoint& checkpoint, SweepPoints& points) {
  StateReader in(checkpoint.state);
  next_ = checkpoint.position;
  in.expect(next_ >= range_.begin && next_ <= range_.end);
  failed_ = in.count();
  read_state(in, failures_);
  parts_.resize(in.count() == 1 ? 1 : 0);  // at most that of the first point
  for (PointPart& part : parts_) {
    read_state(in, part);
  }
  open_first_ = in.count();
  const std::string sums = in.text();
  if (in.fine() && open_first_ > 0) {
    in.expect(next_ > range_.begin);
    if (in.fine()) {
      open_ =
          std::make_unique<PointSums>(points.point(sweep_->plan().unit(next_ - 1).point));
      StateReader inner(sums);
      open_->summary().read_state(inner);
      in.expect(inner.finished());
    }
  }
  units_.read_state(in, {next_, range_.end});
  if (!in.finished()) {
    throw Failure(ExitCode::bad_input, "the state of the checkpoint is damaged");
  }
}

std::string SweepRecorder::standing() {
  const std::size_t begun = under_way().units;
  return std::to_string(next_ - range_.begin) + " of " + std::to_string(range_.size()) +
         " units" +
         (begun > 0 ? ", " + std::to_string(begun) + " more under way" : std::string());
}

void SweepRecorder::append(const CsvRows& rows) {
  if (rows.rows() > 0) {
    journal_->table(rows.table()).append(rows);
  }
}

void SweepRecorder::append_text(UnitRecord& record) {
  const std::lock_guard lock(mutex_);
  is_torn_ = true;
  move_text(record);
  is_torn_ = false;
}

// Where this throws, as on a full disk, some tables may hold what others do not.
void SweepRecorder::move_text(UnitRecord& record) {
  for (const CsvRows& rows : record.tables()) {
    append(rows);
  }
  record.text_is_in_tables();
}

void SweepRecorder::consume(UnitRecord& record) {
  const std::lock_guard lock(mutex_);
  is_torn_ = true;
  move_text(record);
  failed_ += record.failed();
  for (const SweepFailure& failure : record.failures()) {
    if (failures_.size() < sweep_failures_remembered) {
      failures_.push_back(failure);
    }
  }
  if (record.rows().points.rows() > 0) {
    append(record.rows().points);
    append(record.rows().summary);
  } else {
    add_to_point(record);
  }
  record.close();
  ++next_;
  is_torn_ = false;
  if (journal_->due()) {
    write_checkpoint();
  }
}

void SweepRecorder::add_to_point(UnitRecord& record) {
  if (!open_) {
    open_ = std::make_unique<PointSums>(record.point());
    open_first_ = record.unit().first;
  }
  open_->summary().merge(record.summary());
  if (record.unit().last < sweep_->plan().replicates()) {
    return;
  }
  if (open_first_ > 1) {
    keep_part(record.unit().last);
    return;
  }
  rows_.clear();
  rows_.write(*sweep_, record.unit().point, open_->point().design,
              summary_rows(open_->summary()), record.unit().last);
  append(rows_.points);
  append(rows_.summary);
  open_.reset();
  open_first_ = 0;
}

void SweepRecorder::keep_part(std::uint64_t last) {
  StateWriter out;
  open_->summary().write_state(out);
  parts_.push_back({open_->point().number, open_first_, last, out.bytes()});
  open_.reset();
  open_first_ = 0;
}

void SweepRecorder::checkpoint() {
  const std::lock_guard lock(mutex_);
  write_checkpoint();
}

void SweepRecorder::checkpoint_if_due() {
  const std::lock_guard lock(mutex_);
  if (journal_->due()) {
    write_checkpoint();
  }
}

void SweepRecorder::write_checkpoint() {
  if (is_torn_) {
    return;
  }
  bool is_written = false;
  units_.while_still([&] {
    if (!units_.is_torn()) {
      journal_->checkpoint({next_, units_.kept().replicates},
                           [this](StateWriter& out) { write_state(out); });
      is_written = true;
    }
  });
  if (is_written && after_checkpoint_) {
    after_checkpoint_();
  }
}

void SweepRecorder::write_state(StateWriter& out) const {
  out.count(failed_);
  tripart::write_state(out, failures_);
  out.count(parts_.size());
  for (const PointPart& part : parts_) {
    tripart::write_state(out, part);
  }
  out.count(open_first_);
  const auto write_sums = [&](StateWriter& sums) {
    if (open_) {
      open_->summary().write_state(sums);
    }
  };
  out.count(StateWriter::size_of(write_sums));
  write_sums(out);
  units_.write_state(out);
}

OpenUnits::Kept SweepRecorder::under_way() {
  OpenUnits::Kept kept;
  units_.while_still([&] { kept = units_.kept(); });
  return kept;
}

void SweepRecorder::finish() {
  TRIPART_EXPECTS(next_ == range_.end);
  if (open_) {
    keep_part(sweep_->plan().unit(next_ - 1).last);
  }
}

}  // namespace tripart
