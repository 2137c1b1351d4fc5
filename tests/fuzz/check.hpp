#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tripart/core/error.hpp"
#include "tripart/core/unicode.hpp"

/// What must hold of every input, however odd: a fuzzer looks for one of which it does
/// not.
namespace tripart::fuzz {

inline void expect(bool holds, const char* what, std::string_view about) {
  if (!holds) {
    std::fprintf(stderr, "not so: %s\n%.*s\n", what, static_cast<int>(about.size()),
                 about.data());
    std::abort();
  }
}

/// Lines of a message are short and printable.
inline void expect_readable(std::string_view message) {
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    const std::string line(message.substr(0, end));
    expect(line.size() <= 500, "at most 500 bytes", line);
    expect(printable(line) == line, "printable", line);
    message.remove_prefix(std::min(end + 1, message.size()));
  }
}

/// Complaints name places in the text.
inline void expect_good_places(const InputError& error, std::string_view text,
                               std::string_view file) {
  const auto lines =
      static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  expect(!error.complaints().empty(), "something is wrong", text);
  expect(error.complaints().size() <= 100, "not too many", error.what());
  for (const Complaint& complaint : error.complaints()) {
    expect(complaint.where.file.text() != file || complaint.where.line <= lines,
           "a line of the file", error.what());
  }
  expect_readable(error.what());
}

}  // namespace tripart::fuzz

/// What libFuzzer calls with one input after the other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
