// What the parties expected of one another, beside what came (B10c).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"

namespace tripart {

void Engine::foresee(ForecastKind kind, int party, Real probability, bool happened) {
  // Written so that a NaN, which only a failed replicate can make, becomes 0 as well.
  const Real in_range = probability > 0.0 ? std::min(probability, 1.0) : 0.0;
  const Real units = std::rint(in_range * forecast_unit);
  outcome_->forecasts.push_back({static_cast<std::uint32_t>(units), kind,
                                 static_cast<std::int8_t>(party), happened});
}

}  // namespace tripart
