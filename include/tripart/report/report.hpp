#pragma once

#include <filesystem>
#include <string>

#include "tripart/report/page_parts.hpp"

namespace tripart {

/// One self-contained HTML page about the finished results in `folder`: a run, a sweep
/// (with its sensitivity/, where there is one), a tournament, or whatever else has a
/// manifest, of which it shows the tables.
///
/// It is made from the tables, the manifest and the kept inputs alone, has nothing
/// volatile in it, and asks the network for nothing. Without a script in `parts` it holds
/// the tables and says why there are no charts.
///
/// \throws Failure: cannot_read where there are no results; not_now where shards of a
/// sweep are missing (named) or not merged; bad_input where results are unfinished or are
/// not what their manifest says. InputError where a file cannot be understood.
[[nodiscard]] std::string report_page(const std::filesystem::path& folder,
                                      const PageParts& parts);

}  // namespace tripart
