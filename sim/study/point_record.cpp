#include "study/point_record.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/results/replicate_rows.hpp"

namespace tripart {
namespace {

enum Table : std::size_t { outcomes, parties, terms, closings };

}  // namespace

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

// What differs between economies is left out: splitting the variance of one point takes
// as long as playing tens of thousands of replicates.
PointSums::PointSums(std::shared_ptr<const PlayablePoint> point)
    : point_(std::move(point)),
      summary_(point_->scenario.model, point_->payoffs->table.configurations()) {}

PointRows::PointRows(const Sweep& sweep)
    : points(sweep.points_table().table()), summary(sweep_summary_table()) {}

void PointRows::clear() {
  points.clear();
  summary.clear();
}

void PointRows::write(const Sweep& sweep, std::uint64_t point, const DesignPoint& design,
                      const std::vector<SummaryRow>& list, std::uint64_t replicates) {
  sweep.points_table().write_row(points, point, design.values, replicates);
  summary.lead(point);
  write_summary_rows(summary, list);
}

UnitRecord::UnitRecord(const Sweep& sweep) : sweep_(&sweep), rows_(sweep) {
  tables_.emplace_back(sweep_outcomes_table());
  tables_.emplace_back(sweep_parties_table());
  tables_.emplace_back(sweep_terms_table());
  tables_.emplace_back(sweep_closings_table());
}

void UnitRecord::begin(std::shared_ptr<const PlayablePoint> point,
                       const SweepUnit& unit) {
  unit_ = unit;
  sums_ = std::make_unique<PointSums>(point);
  point_ = std::move(point);
  is_open_ = true;
  is_in_tables_ = false;
  played_ = 0;
  failed_ = 0;
  failures_.clear();
  rows_.clear();
  for (CsvRows& rows : tables_) {
    rows.clear();
    rows.lead(unit.point);
  }
}

void UnitRecord::digest(const Block& block) {
  usable_.clear();
  std::size_t next_failed = 0;
  for (std::size_t i = 0; i < block.outcomes.size(); ++i) {
    const std::uint64_t replicate = block.first + i;
    const Outcome& outcome = block.outcomes[i];
    if (next_failed < block.failed.size() &&
        block.failed[next_failed].replicate == replicate) {
      record_failure(replicate, block.failed[next_failed++].reason);
    } else if (const auto reason = unusable(outcome)) {
      record_failure(replicate, *reason);
    } else {
      usable_.push_back(&outcome);
      write_rows(replicate, outcome);
    }
  }
  sums_->summary().add(usable_);
  played_ += block.outcomes.size();
}

void UnitRecord::write_rows(std::uint64_t replicate, const Outcome& outcome) {
  const Model& model = point_->scenario.model;
  if (sweep_->keep() != Keep::summary) {
    write_outcome_row(tables_[outcomes], model, point_->payoffs->table.configurations(),
                      replicate, outcome);
    write_party_rows(tables_[parties], model, replicate, outcome);
  }
  if (sweep_->keep() == Keep::all) {
    write_term_rows(tables_[terms], model, replicate, outcome);
    write_closing_rows(tables_[closings], model, replicate, outcome);
  }
}

void UnitRecord::record_failure(std::uint64_t replicate, const std::string& reason) {
  ++failed_;
  if (failures_.size() < sweep_failures_remembered) {
    failures_.push_back({unit_.point, replicate, reason});
  }
  if (sweep_->keep() != Keep::summary) {
    write_failed_row(tables_[outcomes], point_->scenario.model, replicate);
  }
}

bool UnitRecord::is_precise() const {
  const Precision& wanted = sweep_->file().precision.value();
  for (const SummaryRow& row : summary_rows(summary())) {
    if (row.metric == wanted.metric && row.party == wanted.party &&
        row.category == wanted.category && row.statistic == wanted.statistic) {
      return row.estimate.low && row.estimate.high &&
             (*row.estimate.high - *row.estimate.low) / 2.0 <= wanted.half_width;
    }
  }
  return false;
}

bool UnitRecord::is_complete() const {
  return played_ == unit_.last - unit_.first + 1 ||
         (played_ > 0 && sweep_->file().precision && is_precise());
}

void UnitRecord::finish() {
  if (unit_.first == 1 && unit_.last == sweep_->plan().replicates()) {
    rows_.write(*sweep_, unit_.point, point_->design, summary_rows(summary()), played_);
  }
}

std::size_t UnitRecord::text_bytes() const {
  std::size_t bytes = 0;
  for (const CsvRows& rows : tables_) {
    bytes += rows.gathered().size();
  }
  return bytes;
}

void UnitRecord::write_state(StateWriter& out) const {
  out.count(played_);
  out.count(is_in_tables_ ? 1 : 0);
  out.count(failed_);
  tripart::write_state(out, failures_);
  summary().write_state(out);
  for (const CsvRows& rows : tables_) {
    out.count(rows.rows());
    out.text(rows.gathered());
  }
}

void UnitRecord::read_state(StateReader& in) {
  played_ = in.count();
  in.expect(played_ <= unit_.last - unit_.first + 1);
  is_in_tables_ = in.count() == 1;
  failed_ = in.count();
  tripart::read_state(in, failures_);
  sums_->summary().read_state(in);
  for (CsvRows& rows : tables_) {
    const std::uint64_t count = in.count();
    rows.put_back(in.text(), count);
  }
}

void UnitRecord::text_is_in_tables() {
  is_in_tables_ = true;
  for (CsvRows& rows : tables_) {
    rows.clear();
  }
}

}  // namespace tripart
