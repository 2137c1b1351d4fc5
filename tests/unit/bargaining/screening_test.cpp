#include "tripart/bargaining/screening.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace tripart {
namespace {

struct Period {
  double keep, price, value;
};

// Backward induction from a last offer. If the highest type left is 1, a type k is
// indifferent between p now and price x k later when k - p = d (k - price k), and the
// offer maximises (1 - k) p + d value k^2 with p = c k, c = 1 - d + d price.
Period many_periods(double d, int periods) {
  Period now{0.5, 0.5, 0.25};
  for (int period = 1; period < periods; ++period) {
    const double c = 1.0 - d + d * now.price;
    const double keep = 0.5 * c / (c - d * now.value);
    const double price = c * keep;
    now = {keep, price, (1.0 - keep) * price + d * now.value * keep * keep};
  }
  return now;
}

TEST(RepeatedOffers, AreTheLimitOfManyRounds) {
  for (const double d : {0.9, 0.5, 0.99, 0.2}) {
    const PriceCuts cuts = repeated_offers(d);
    const Period limit = many_periods(d, 20000);
    EXPECT_NEAR(cuts.keep, limit.keep, 1e-9) << d;
    EXPECT_NEAR(cuts.price, limit.price, 1e-9) << d;
    EXPECT_NEAR(cuts.value, limit.value, 1e-9) << d;
  }
}

TEST(RepeatedOffers, AreTheClosedForm) {
  EXPECT_NEAR(repeated_offers(0.9).keep, 0.759747, 5e-7);  // T9b
  EXPECT_NEAR(repeated_offers(0.9).price, 0.240253, 5e-7);
  EXPECT_EQ(repeated_offers(0.0).keep, 0.5);
  EXPECT_EQ(repeated_offers(0.0).price, 0.5);
  EXPECT_EQ(repeated_offers(0.75).keep, 2.0 / 3.0);
}

// Coase (1972): who may offer again soon has no power left.
TEST(RepeatedOffers, StartLowerTheSoonerTheNextOne) {
  double last = 1.0;
  for (const double d : {0.0, 0.5, 0.9, 0.99, 0.9999}) {
    EXPECT_LT(repeated_offers(d).price, last);
    last = repeated_offers(d).price;
  }
  EXPECT_LT(last, 0.01);
}

}  // namespace
}  // namespace tripart
