#include "tripart/bargaining/trade_model.hpp"

namespace tripart {

// Every W_i(g, m) is 0: without an economy a deal is worth its content (B2) and no deal
// what the scenario states for disagreement and breakdown, which are read by the engine.
PayoffTable pure_payoffs(const Model& model) {
  return PayoffTable(model, 1);
}

}  // namespace tripart
