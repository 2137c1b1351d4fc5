#include "tripart/scenario/file_kind.hpp"

#include "tripart/core/error.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

FileKind kind_of_file(const std::filesystem::path& file) {
  try {
    const YamlNode root = read_yaml_file(file);
    const bool lists_cases = root.find("cases") != nullptr;
    if (root.find("parameters") != nullptr ||
        (lists_cases &&
         (root.find("particles") != nullptr || root.find("replicates") != nullptr))) {
      return FileKind::calibration;  // with one of its keys misspelt, maybe
    }
    if (lists_cases) {
      return FileKind::cases;
    }
    if (root.find("design") != nullptr || root.find("factors") != nullptr) {
      return FileKind::sweep;  // whether or not it names a scenario
    }
    if (root.find("scenario") == nullptr) {
      return root.find("parties") != nullptr ? FileKind::scenario : FileKind::other;
    }
    return FileKind::tournament;
  } catch (const InputError&) {
    return FileKind::other;
  } catch (const Failure&) {
    return FileKind::other;
  }
}

}  // namespace tripart
