#pragma once

#include <exception>
#include <nlohmann/json.hpp>
#include <string>

#include "tripart/results/manifest.hpp"

/// What manifests of all kinds write and say alike.
namespace tripart {

[[nodiscard]] nlohmann::ordered_json file_record_json(const FileRecord& record);
/// \throws an exception of nlohmann::json where it is none
[[nodiscard]] FileRecord read_file_record(const nlohmann::ordered_json& json);

/// Why a text is no manifest, without the words that only the library's authors know.
[[nodiscard]] std::string why_none(const std::exception& problem);

/// The first line in which two texts differ, of each, in words.
[[nodiscard]] std::string differing_line(const std::string& there,
                                         const std::string& here);

}  // namespace tripart
