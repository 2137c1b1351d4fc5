#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/summary.hpp"
#include "tripart/results/summary_rows.hpp"
#include "tripart/study/sweep.hpp"
#include "tripart/study/sweep_points.hpp"

namespace tripart {

void write_state(StateWriter& out, const std::vector<SweepFailure>& failures);
void read_state(StateReader& in, std::vector<SweepFailure>& failures);

/// Sums of the replicates of one design point, with all they refer to.
class PointSums {
 public:
  explicit PointSums(std::shared_ptr<const PlayablePoint> point);
  PointSums(const PointSums&) = delete;
  PointSums& operator=(const PointSums&) = delete;
  PointSums(PointSums&&) = delete;
  PointSums& operator=(PointSums&&) = delete;
  ~PointSums() = default;

  [[nodiscard]] const PlayablePoint& point() const { return *point_; }
  [[nodiscard]] Summary& summary() { return summary_; }
  [[nodiscard]] const Summary& summary() const { return summary_; }

 private:
  std::shared_ptr<const PlayablePoint> point_;
  Summary summary_;
};

/// Row of points.csv and rows of summary.csv that a finished point adds.
struct PointRows {
  explicit PointRows(const Sweep& sweep);
  void clear();
  void write(const Sweep& sweep, std::uint64_t point, const DesignPoint& design,
             const std::vector<SummaryRow>& summary, std::uint64_t replicates);
  CsvRows points;
  CsvRows summary;
};

/// What one unit leaves for the files, until its turn comes.
class UnitRecord {
 public:
  explicit UnitRecord(const Sweep& sweep);

  /// Forgets what was there before.
  void begin(std::shared_ptr<const PlayablePoint> point, const SweepUnit& unit);
  /// A block of the unit, played: summed up and written down as text.
  void digest(const Block& block);
  /// Whether all is played, or as much as the precision needs.
  [[nodiscard]] bool is_complete() const;
  /// Everything is played; where this is the whole point, makes its rows.
  void finish();
  /// Text that is waiting, in bytes.
  [[nodiscard]] std::size_t text_bytes() const;
  /// Forgets the text, which somebody has written.
  void text_is_in_tables();
  [[nodiscard]] bool is_in_tables() const { return is_in_tables_; }
  /// Its turn has come and gone.
  void close() { is_open_ = false; }
  /// Begun and not closed.
  [[nodiscard]] bool is_open() const { return is_open_; }

  /// What was digested and is still here.
  void write_state(StateWriter& out) const;
  /// In place of what was begun.
  void read_state(StateReader& in);

  [[nodiscard]] const SweepUnit& unit() const { return unit_; }
  [[nodiscard]] std::shared_ptr<const PlayablePoint> point() const { return point_; }
  [[nodiscard]] const Summary& summary() const { return sums_->summary(); }
  /// Replicates played, failed ones included.
  [[nodiscard]] std::uint64_t played() const { return played_; }
  [[nodiscard]] std::uint64_t failed() const { return failed_; }
  /// The first hundred that failed.
  [[nodiscard]] const std::vector<SweepFailure>& failures() const { return failures_; }
  /// Rows of single replicates.
  [[nodiscard]] const std::vector<CsvRows>& tables() const { return tables_; }
  [[nodiscard]] const PointRows& rows() const { return rows_; }

 private:
  /// Whether the quantity that the sweep names is known well enough.
  [[nodiscard]] bool is_precise() const;
  void write_rows(std::uint64_t replicate, const Outcome& outcome);
  void record_failure(std::uint64_t replicate, const std::string& reason);
  const Sweep* sweep_;
  SweepUnit unit_;
  std::shared_ptr<const PlayablePoint> point_;
  std::unique_ptr<PointSums> sums_;
  bool is_open_ = false;
  bool is_in_tables_ = false;  ///< whether some of its rows are
  std::uint64_t played_ = 0;
  std::uint64_t failed_ = 0;
  std::vector<SweepFailure> failures_;
  std::vector<const Outcome*> usable_;
  std::vector<CsvRows> tables_;
  PointRows rows_;
};

}  // namespace tripart
