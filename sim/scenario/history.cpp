#include "scenario/history.hpp"

#include <system_error>

#include "scenario/plain_path.hpp"
#include "tripart/economy/table.hpp"

namespace tripart {

namespace fs = std::filesystem;

std::optional<InputFile> find_history(const Section& root, const fs::path& file,
                                      Complaints& complaints) {
  if (!root.has("history")) {
    return std::nullopt;
  }
  const std::string name = root.text("history");
  if (!is_plain_path(name)) {
    complaints.add(root.where("history"),
                   "history is '" + name +
                       "', expected a path of plain names below the scenario's folder");
    return std::nullopt;
  }
  std::error_code error;
  const fs::path path = file.parent_path() / name;
  if (!fs::is_regular_file(fs::symlink_status(path, error))) {
    complaints.add(root.where("history"),
                   "history is '" + name +
                       "', a file that does not exist beside the "
                       "scenario",
                   {"looked for " + path.string()});
    return std::nullopt;
  }
  try {
    return InputFile{name, read_table_bytes(path)};
  } catch (const Failure& failure) {
    complaints.add(root.where("history"),
                   std::string("history cannot be read: ") + failure.what());
    return std::nullopt;
  }
}

}  // namespace tripart
