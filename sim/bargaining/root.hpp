#pragma once

namespace tripart {

/// Root of a continuous function that is >= 0 at `low` and falls to below 0 at `high`;
/// `high` itself where it does not. False position with Illinois weights (Dowell &
/// Jarratt 1971), exact in one step for a straight line, with bisection where that is
/// slow.
template <class Function>
[[nodiscard]] double solve_falling(const Function& function, double low, double high) {
  double at_low = function(low);
  double at_high = function(high);
  if (at_high >= 0.0) {
    return high;
  }
  if (at_low <= 0.0) {
    return low;
  }
  constexpr int most_steps = 200;
  const double tolerance = 4e-16 * (high - low);
  int side = 0;
  for (int step = 0; step < most_steps && high - low > tolerance; ++step) {
    double middle = (low * at_high - high * at_low) / (at_high - at_low);
    if (step % 4 == 3 || !(middle > low && middle < high)) {
      middle = 0.5 * (low + high);
      if (!(middle > low && middle < high)) {
        break;
      }
    }
    const double value = function(middle);
    if (value == 0.0) {
      return middle;
    }
    if (value > 0.0) {
      low = middle;
      at_low = value;
      at_high *= side == 1 ? 0.5 : 1.0;
      side = 1;
    } else {
      high = middle;
      at_high = value;
      at_low *= side == -1 ? 0.5 : 1.0;
      side = -1;
    }
  }
  return 0.5 * (low + high);
}

}  // namespace tripart
