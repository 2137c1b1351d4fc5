#pragma once

#include <cstdint>
#include <string>

#include "tripart/history/calibration_file.hpp"
#include "tripart/history/calibration_result.hpp"

namespace tripart {

/// What a calibration found, for a reader at a terminal: what the data say about each
/// parameter, how close the cases come, and the scores of cases left out.
[[nodiscard]] std::string calibration_table(const CalibrationFile& file,
                                            std::uint64_t seed,
                                            const CalibrationFinding& finding);

}  // namespace tripart
