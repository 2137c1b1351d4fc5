#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tripart/results/manifest.hpp"

/// What manifests of all kinds write and say alike.
namespace tripart {

/// The text of a manifest: `json` behind which stands the SHA-256 of all before it, as
/// `checksum`, so that damage shows wherever it is.
[[nodiscard]] std::string sealed(nlohmann::ordered_json json);

/// The manifest in `file`, whose text must be what `sealed` made.
/// \param kind  what it should be, for the complaint: "a manifest of tripart"
/// \throws InputError  with the place, if it is none, is damaged, or `read` throws
void read_sealed(const std::filesystem::path& file, std::string_view kind,
                 const std::function<void(const nlohmann::ordered_json&)>& read);

/// A whole number from 0 on, without sign, point or exponent.
/// \throws std::exception where there is none
[[nodiscard]] std::uint64_t count_at(const nlohmann::ordered_json& json, const char* key);

[[nodiscard]] nlohmann::ordered_json file_record_json(const FileRecord& record);
/// \throws std::exception where it is none, or its name leads out of its folder
[[nodiscard]] FileRecord read_file_record(const nlohmann::ordered_json& json);

/// The JSON in `file`; `read` may throw.
/// \param kind  as of read_sealed; \param text  what stands in the file
/// \throws InputError  that knows line and column where the text is no JSON
void read_json_text(const std::filesystem::path& file, std::string_view kind,
                    const std::string& text,
                    const std::function<void(const nlohmann::ordered_json&)>& read);

/// The text of a file of results that is not a table: a few megabytes at most.
/// \throws InputError  if it is larger
[[nodiscard]] std::string read_small_file(const std::filesystem::path& file);

/// That the name of a file stays within the folder that it is told in.
/// \throws std::exception if it does not
void expect_within(const std::string& name);

/// What the library says of a value or key, without the words that only its authors know.
[[nodiscard]] std::string in_plain_words(const std::exception& problem);

/// The first line in which two texts differ, of each, in words.
[[nodiscard]] std::string differing_line(const std::string& there,
                                         const std::string& here);

}  // namespace tripart
