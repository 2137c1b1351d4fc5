// What the parties expected of one another, beside what came (B10c).
#include <algorithm>
#include <cmath>

#include "bargaining/engine.hpp"

namespace tripart {

void Engine::foresee(ForecastKind kind, int party, Real probability, bool happened) {
  const Real units = std::rint(std::min(std::max(probability, 0.0), 1.0) * forecast_unit);
  outcome_->forecasts.push_back({static_cast<std::uint32_t>(units), kind,
                                 static_cast<std::int8_t>(party), happened});
}

}  // namespace tripart
