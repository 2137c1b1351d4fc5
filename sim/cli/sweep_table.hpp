#pragma once

#include <filesystem>
#include <string>

#include "cli/source.hpp"
#include "tripart/results/sweep_manifest.hpp"

namespace tripart {

/// Prints what a finished sweep says: a row per design point with the probabilities of
/// the kinds of deal, or, where there are many points, between what bounds these lie; or
/// its summary.csv, as such or as JSON. Reads the files of `folder`, line by line.
void print_sweep(const std::filesystem::path& folder, const SweepManifest& manifest,
                 Format format);

}  // namespace tripart
