#pragma once

#include <string>

#include "results/manifest_json.hpp"

namespace tripart::testing_support {

/// The text of a manifest that was changed, with the checksum that it then needs: as if
/// it had been written so.
inline std::string resealed(const std::string& manifest) {
  return sealed(nlohmann::ordered_json::parse(manifest));
}

}  // namespace tripart::testing_support
