#include "study/csv_stream.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

CsvStream::CsvStream(std::filesystem::path file)
    : path_(std::move(file)), stream_(path_, std::ios::binary) {
  if (!std::filesystem::is_regular_file(path_) || !stream_.is_open()) {
    throw Failure(ExitCode::cannot_read, path_.string() + ": cannot be read");
  }
}

bool CsvStream::next_line() {
  std::string line;
  if (!std::getline(stream_, line)) {
    if (stream_.bad()) {
      throw Failure(ExitCode::io_failed, path_.string() + ": reading broke off");
    }
    return false;
  }
  if (!stream_.eof()) {
    line += '\n';
  }
  bytes_ += line.size();
  digest_.add(line);
  text_ += line;
  ++line_;
  return true;
}

bool CsvStream::next(std::vector<std::string>& cells) {
  text_.clear();
  if (!next_line()) {
    return false;
  }
  // A line break inside quotes does not end a record.
  while (std::count(text_.begin(), text_.end(), '"') % 2 != 0 && next_line()) {
  }
  if (text_.ends_with('\n')) {
    text_.pop_back();
  }
  std::size_t used = 1;
  const auto begin_cell = [&] {
    if (cells.size() < used) {
      cells.emplace_back();
    }
    cells[used - 1].clear();
  };
  begin_cell();
  bool quoted = false;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const char c = text_[i];
    if (c == '"' && quoted && i + 1 < text_.size() && text_[i + 1] == '"') {
      cells[used - 1] += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      ++used;
      begin_cell();
    } else {
      cells[used - 1] += c;
    }
  }
  cells.resize(used);
  return true;
}

}  // namespace tripart
