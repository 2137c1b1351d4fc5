#include "bargaining/nature.hpp"

#include "tripart/bargaining/belief.hpp"
#include "tripart/core/median.hpp"

namespace tripart {

void Nature::finish() {
  list_.finish();
  state_ = State::drawn;
  next_ = 0;
}

void Nature::draw(StreamKey key) {
  list_.draw(key);
  next_ = 0;
}

Real Nature::undrawn(const Parameter& parameter, std::uint32_t entity) {
  if (state_ == State::at_medians) {
    return median_within(parameter.distribution, parameter.range);
  }
  next_ = list_.add(parameter.distribution, parameter.range, entity) + 1;
  return 0.0;
}

Real Nature::undrawn_uniform(std::uint32_t entity, std::uint32_t index) {
  if (state_ == State::planned) {
    next_ = list_.add_uniform(entity, index) + 1;
  }
  return 0.5;
}

Real Nature::next_type(std::uint32_t entity, std::uint32_t index) {
  if (state_ == State::drawn) {
    return list_[next_++];
  }
  if (state_ == State::planned) {
    const double tail = math::normal_cdf(-private_type_cut);
    next_ = list_.add_cut_normal(tail, 1.0 - 2.0 * tail, entity, index) + 1;
  }
  return cut_normal_quantile(0.5);
}

}  // namespace tripart
