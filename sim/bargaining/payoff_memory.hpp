#pragma once

#include <cstdint>

namespace tripart {

/// \throws Failure(bad_input) if the tables of so many economies need more than there is.
void expect_room(std::uint64_t needed, std::uint64_t limit, int economies);

}  // namespace tripart
