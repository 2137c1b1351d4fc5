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

void write_state(StateWriter& out, const std::vector<SweepFailure>& failures) {
  out.count(failures.size());
  for (const SweepFailure& failure : failures) {
    out.count(failure.point);
    out.count(failure.replicate);
    out.text(failure.reason);
  }
}

void read_state(StateReader& in, std::vector<SweepFailure>& failures) {
  failures.clear();
  const std::uint64_t size = in.count();
  in.expect(size <= sweep_failures_remembered);
  for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
    SweepFailure& failure = failures.emplace_back();
    failure.point = in.count();
    failure.replicate = in.count();
    failure.reason = in.text();
  }
}

SweepRecorder::SweepRecorder(const Sweep& sweep, UnitRange range, Journal& journal)
    : sweep_(&sweep),
      range_(range),
      journal_(&journal),
      next_(range.begin),
      rows_(sweep) {}

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
  if (!in.finished()) {
    throw Failure(ExitCode::bad_input, "the state of the checkpoint is damaged");
  }
}

void SweepRecorder::append(const CsvRows& rows) {
  if (rows.rows() > 0) {
    journal_->table(rows.table()).append(rows);
  }
}

void SweepRecorder::append_text(UnitRecord& record) {
  between_units_ = false;
  for (const CsvRows& rows : record.tables()) {
    append(rows);
  }
  record.clear_text();
}

void SweepRecorder::consume(UnitRecord& record) {
  append_text(record);
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
  ++next_;
  between_units_ = true;
  if (journal_->due()) {
    checkpoint();
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
  if (!between_units_) {
    return;
  }
  StateWriter out;
  out.count(failed_);
  write_state(out, failures_);
  out.count(parts_.size());
  for (const PointPart& part : parts_) {
    write_state(out, part);
  }
  out.count(open_first_);
  StateWriter sums;
  if (open_) {
    open_->summary().write_state(sums);
  }
  out.text(sums.bytes());
  journal_->checkpoint(next_, out.bytes());
  if (after_checkpoint_) {
    after_checkpoint_();
  }
}

void SweepRecorder::finish() {
  TRIPART_EXPECTS(next_ == range_.end);
  if (open_) {
    keep_part(sweep_->plan().unit(next_ - 1).last);
  }
}

}  // namespace tripart
