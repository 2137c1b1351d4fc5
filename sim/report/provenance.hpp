#pragma once

#include <string>

#include "report/finished_results.hpp"

namespace tripart {

/// `nafta_2018: run, seed 1, ...` in one line of HTML.
[[nodiscard]] std::string provenance_line(const FinishedResults& results);

/// How the results were made, from their manifest alone, as HTML: versions, seed, inputs
/// and files with their digests, the scenario with all defaults.
[[nodiscard]] std::string provenance_html(const FinishedResults& results);

}  // namespace tripart
