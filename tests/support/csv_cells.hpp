#pragma once

#include <cstddef>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/number.hpp"

namespace tripart::test {

/// A CSV without quoted fields, as a reader of the files sees it.
class CsvCells {
 public:
  explicit CsvCells(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    while (std::getline(lines, line)) {
      std::vector<std::string> cells(1);
      for (const char c : line) {
        if (c == ',') {
          cells.emplace_back();
        } else {
          cells.back() += c;
        }
      }
      rows_.push_back(cells);
    }
  }
  [[nodiscard]] std::size_t rows() const { return rows_.size() - 1; }
  [[nodiscard]] const std::vector<std::string>& header() const { return rows_[0]; }
  [[nodiscard]] const std::string& text(std::size_t row,
                                        const std::string& column) const {
    for (std::size_t at = 0; at < rows_[0].size(); ++at) {
      if (rows_[0][at] == column) {
        return rows_[row + 1].at(at);
      }
    }
    ADD_FAILURE() << "no column " << column;
    return rows_[0][0];
  }
  /// An empty field is 0.
  [[nodiscard]] double number(std::size_t row, const std::string& column) const {
    const std::string& cell = text(row, column);
    return cell.empty() ? 0.0 : parse_number(cell).value();
  }
  /// Sums of a column by the texts of others, joined by a blank.
  [[nodiscard]] std::map<std::string, double> sums(
      const std::string& column, const std::vector<std::string>& by) const {
    std::map<std::string, double> sums;
    for (std::size_t row = 0; row < rows(); ++row) {
      std::string key;
      for (const std::string& name : by) {
        key += (key.empty() ? "" : " ") + text(row, name);
      }
      sums[key] += number(row, column);
    }
    return sums;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

inline void expect_same_sums(const std::map<std::string, double>& parts,
                             const std::map<std::string, double>& wholes,
                             double tolerance) {
  ASSERT_EQ(parts.size(), wholes.size());
  for (const auto& [key, sum] : parts) {
    ASSERT_EQ(wholes.count(key), 1U) << key;
    EXPECT_NEAR(sum, wholes.at(key), tolerance) << key;
  }
}

}  // namespace tripart::test
