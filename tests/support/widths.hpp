#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

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

/// Of a parameterised test, for its name.
inline std::string name_of_width(const testing::TestParamInfo<Width>& info) {
  return name_of(info.param.isa) + std::to_string(info.param.lanes);
}

}  // namespace tripart::test
