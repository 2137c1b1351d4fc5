#pragma once

#include "scenario/section.hpp"

namespace tripart {

/// Complains if the trade model would have to be solved for more than 4,096 deal
/// configurations x tariff states per economy (E7), and if two configurations would have
/// one name.
void check_states(const Section& root, const Model& model, Complaints& complaints);

}  // namespace tripart
