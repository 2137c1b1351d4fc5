// Offers to somebody whose value is not known (T9b).
#include "tripart/bargaining/screening.hpp"

#include <cmath>

#include "tripart/core/error.hpp"

namespace tripart {

PriceCuts repeated_offers(double discount) {
  TRIPART_EXPECTS(discount >= 0.0 && discount < 1.0);
  const double s = std::sqrt(1.0 - discount);
  PriceCuts cuts;
  cuts.keep = 1.0 / (1.0 + s);  // (1 - s) / d, without 0 / 0
  cuts.price = s * cuts.keep;
  // Sold to a share 1 - keep at once; the rest is the same game, keep times as large.
  cuts.value = (1.0 - cuts.keep) * cuts.price / (1.0 - discount * cuts.keep * cuts.keep);
  return cuts;
}

}  // namespace tripart
