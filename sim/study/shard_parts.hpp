#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "study/sweep_recorder.hpp"

/// The file in which a shard keeps its share of points that it has but a part of.
namespace tripart {

inline constexpr std::string_view parts_name = "parts";

[[nodiscard]] std::string parts_bytes(const std::vector<PointPart>& parts);

/// \throws Failure(bad_input) where the file is not what parts_bytes made; cannot_read
[[nodiscard]] std::vector<PointPart> read_parts(const std::filesystem::path& file);

}  // namespace tripart
