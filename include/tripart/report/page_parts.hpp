#pragma once

#include <string_view>

namespace tripart {

/// What every report page is made of, whatever it is about.
struct PageParts {
  std::string_view frame;          ///< HTML with `{{name}}` where the rest goes
  std::string_view style;          ///< CSS
  std::string_view script;         ///< draws the charts; empty: there are none
  std::string_view licences;       ///< of the libraries in the script
  std::string_view why_no_charts;  ///< a sentence, where there is no script
};

/// What the program was built with.
[[nodiscard]] const PageParts& built_in_page_parts();

}  // namespace tripart
