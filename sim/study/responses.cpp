#include "tripart/study/responses.hpp"

#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {

Noisiness noisiness(const Responses& responses) {
  TRIPART_EXPECTS(responses.values.size() == responses.noise.size());
  Noisiness result;
  double sum = 0.0;
  double noise = 0.0;
  double first = 0.0;
  bool varies = false;
  for (std::size_t i = 0; i < responses.values.size(); ++i) {
    if (!std::isnan(responses.values[i])) {
      first = result.points == 0 ? responses.values[i] : first;
      varies = varies || responses.values[i] != first;
      ++result.points;
      sum += responses.values[i];
      noise += responses.noise[i];
    }
  }
  const auto points = static_cast<double>(result.points);
  result.mean = result.points == 0 ? 0.0 : varies ? sum / points : first;
  if (!varies) {
    return result;
  }
  double squares = 0.0;
  for (const double value : responses.values) {
    if (!std::isnan(value)) {
      squares += (value - result.mean) * (value - result.mean);
    }
  }
  result.variance = squares / (points - 1.0);
  result.share = noise / points / result.variance;
  return result;
}

}  // namespace tripart
