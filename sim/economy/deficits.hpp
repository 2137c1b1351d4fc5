#pragma once

#include "tripart/economy/baseline.hpp"
#include "tripart/economy/equilibrium.hpp"

namespace tripart {

/// Trade deficits by region at these wage bills, whose sum is `world` (E5).
void deficits_at(const Baseline& baseline, Deficits rule, const double* wage_bill,
                 double world, double* deficit);

}  // namespace tripart
