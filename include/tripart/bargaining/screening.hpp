#pragma once

namespace tripart {

/// How a party that makes all the offers comes down round by round.
struct PriceCuts {
  double keep = 0.0;   ///< highest type left after an offer, of the highest before it
  double price = 0.0;  ///< asked, of the highest type before the offer
  double value = 0.0;  ///< expected discounted price, of the highest type at the start
};

/// Repeated offers without end to a responder whose value is uniform on [0, 1] and known
/// to itself only, both with the same discount factor (Sobel & Takahashi 1983; T9b). With
/// s = sqrt(1 - d) each offer asks s x keep of the highest type b that may be left, all
/// types above keep x b accept, keep = (1 - s) / d, and offers go on without commitment.
/// d = 0 is a single offer: half the types accept a price of half.
///
/// \param discount  d in [0, 1), per round
[[nodiscard]] PriceCuts repeated_offers(double discount);

}  // namespace tripart
