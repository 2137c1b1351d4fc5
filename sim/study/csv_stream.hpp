#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tripart/core/digest.hpp"

namespace tripart {

/// A table of our own, record by record, whatever its size; hashed as it goes.
class CsvStream {
 public:
  /// \throws Failure (cannot_read)
  explicit CsvStream(std::filesystem::path file);

  /// The next record; false after the last.
  /// \throws Failure (io_failed) where reading breaks off
  [[nodiscard]] bool next(std::vector<std::string>& cells);

  [[nodiscard]] std::size_t line() const { return line_; }  ///< of the last record
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::string sha256() const { return digest_.hex(); }

 private:
  [[nodiscard]] bool next_line();
  std::filesystem::path path_;
  std::ifstream stream_;
  std::string text_;
  std::size_t line_ = 0;
  std::uint64_t bytes_ = 0;
  Sha256 digest_;
};

}  // namespace tripart
