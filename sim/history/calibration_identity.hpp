#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tripart/history/calibration_file.hpp"
#include "tripart/results/result_directory.hpp"

namespace tripart {

/// What determines the results of a calibration.
class CalibrationIdentity : public Identity {
 public:
  /// `file` is only referred to. \param tables  that it may write; to outlive this
  CalibrationIdentity(const CalibrationFile& file, std::uint64_t seed,
                      bool has_leave_one_out, std::vector<const OutputTable*> tables)
      : file_(&file),
        seed_(seed),
        has_leave_one_out_(has_leave_one_out),
        tables_(std::move(tables)) {}

  [[nodiscard]] std::string manifest(const std::vector<FileRecord>& files) const override;
  [[nodiscard]] std::string work() const override;
  [[nodiscard]] std::string name() const override { return file_->name; }
  [[nodiscard]] std::optional<std::string> difference(
      const std::filesystem::path& file) const override;
  [[nodiscard]] std::vector<const OutputTable*> tables() const override {
    return tables_;
  }

 private:
  const CalibrationFile* file_;
  std::uint64_t seed_;
  bool has_leave_one_out_;
  std::vector<const OutputTable*> tables_;
};

}  // namespace tripart
