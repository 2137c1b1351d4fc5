#include "cli/reading.hpp"

#include <string>
#include <vector>

namespace tripart {
namespace {

std::string named(FileKind kind) {
  switch (kind) {
    case FileKind::scenario:
      return "scenario";
    case FileKind::sweep:
      return "sweep";
    case FileKind::tournament:
      return "tournament";
    case FileKind::calibration:
      return "calibration";
    case FileKind::cases:
      return "list of cases";
    case FileKind::other:
      break;
  }
  return "";
}

}  // namespace

void expect_kind(FileKind wanted, const std::filesystem::path& file) {
  const FileKind kind = kind_of_file(file);
  if (kind == wanted || kind == FileKind::other) {
    return;
  }
  const std::string command = kind == FileKind::scenario      ? "run"
                              : kind == FileKind::calibration ? "calibrate"
                              : kind == FileKind::cases       ? "backtest"
                                                              : named(kind);
  throw InputError({file.string(), 0, 0},
                   "is a " + named(kind) + ", expected a " + named(wanted),
                   {"tripart " + command + " plays it"});
}

}  // namespace tripart
