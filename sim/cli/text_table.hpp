#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tripart {

/// Rows of words set in columns: the first ones flush left, the others flush right.
class TextTable {
 public:
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// \param left  number of columns that are set flush left
  [[nodiscard]] std::string text(std::size_t left) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace tripart
