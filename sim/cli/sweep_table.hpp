#pragma once

#include <filesystem>
#include <string>

#include "cli/source.hpp"
#include "tripart/study/finished_sweep.hpp"

namespace tripart {

/// Prints what a finished sweep says: a row per design point with the probabilities of
/// the kinds of deal, or, where there are many points, between what bounds these lie; or
/// its summary.csv, as such or as JSON. Reads its files line by line.
void print_sweep(const FinishedSweep& sweep, Format format);

/// How many points of a sweep with a precision have played all their replicates and not
/// come to it, and which is the widest; "" where all have, or none was asked for.
[[nodiscard]] std::string missed_precision(const FinishedSweep& sweep);

}  // namespace tripart
