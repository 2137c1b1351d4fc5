#pragma once

#include <vector>

#include "tripart/core/isa.hpp"

namespace tripart::test {

/// Every way in which this processor can run a kernel, the reference first.
inline std::vector<Width> all_widths() {
  std::vector<Width> widths{reference_width};
  for (const int lanes : {2, 4, 8}) {
    widths.push_back({Isa::baseline, lanes});
  }
  for (const Isa isa : {Isa::avx2, Isa::avx512}) {
    if (isa <= best_isa()) {
      widths.push_back(full_width(isa));
    }
  }
  return widths;
}

}  // namespace tripart::test
