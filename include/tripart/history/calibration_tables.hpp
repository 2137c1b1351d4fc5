#pragma once

#include <string>
#include <vector>

#include "tripart/history/calibration_file.hpp"
#include "tripart/history/calibration_result.hpp"
#include "tripart/results/tables.hpp"

/// The tables of a calibration.
namespace tripart {

[[nodiscard]] const OutputTable& rounds_table();
[[nodiscard]] const OutputTable& parameters_table();
[[nodiscard]] const OutputTable& estimates_table();
[[nodiscard]] const OutputTable& predictive_table();
[[nodiscard]] const OutputTable& identification_table();
[[nodiscard]] const OutputTable& leave_one_out_table();

/// posterior.csv, whose columns follow the parameters.
class PosteriorTable {
 public:
  explicit PosteriorTable(const CalibrationFile& file);
  PosteriorTable(const PosteriorTable&) = delete;
  PosteriorTable& operator=(const PosteriorTable&) = delete;
  PosteriorTable(PosteriorTable&&) = delete;
  PosteriorTable& operator=(PosteriorTable&&) = delete;
  ~PosteriorTable() = default;

  [[nodiscard]] const OutputTable& table() const { return table_; }

 private:
  std::vector<std::string> names_;
  std::vector<Column> columns_;
  OutputTable table_;
};

void write_posterior_rows(CsvRows& rows, const CalibrationFinding& finding);
void write_round_rows(CsvRows& rows, const CalibrationFinding& finding);
void write_parameter_rows(CsvRows& rows, const CalibrationFinding& finding);
void write_estimate_rows(CsvRows& rows, const CalibrationFinding& finding);
void write_predictive_rows(CsvRows& rows, const CalibrationFile& file,
                           const CalibrationFinding& finding);
void write_identification_rows(CsvRows& rows, const CalibrationFile& file,
                               const CalibrationFinding& finding);
void write_leave_one_out_rows(CsvRows& rows, const CalibrationFile& file,
                              const CalibrationFinding& finding);

}  // namespace tripart
