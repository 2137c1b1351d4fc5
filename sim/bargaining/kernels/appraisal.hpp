#pragma once

#include <cstddef>

#include "core/per_isa.hpp"
#include "tripart/bargaining/ratification.hpp"

/// What the texts of a menu are worth (B2, B13) and how likely they are to pass (B15),
/// one text per lane. Arrays are by point of the menu and hold whole vectors (`padded`).
namespace tripart {

/// Below every value: no admissible text.
inline constexpr double worst_value = -1e300;

/// One signatory of the deals that a menu lists, as it appraises them.
struct Appraiser {
  const double* content = nullptr;  ///< A_i
  const double* effect = nullptr;   ///< E7, percent
  double* value = nullptr;          ///< V_i, to be found
  double content_weight = 0.0;      ///< omega_A
  double base = 0.0;                ///< the part of V_i that no text moves, as of today
  double freed_base = 0.0;          ///< the same without the tariffs that come off
  double lift_discount = 0.0;       ///< D(L) of B13
  double reservation = 0.0;         ///< R_0 of B13
  bool ratifies = false;
  double voters_extra = 0.0;        ///< omega_A of the legislature less `content_weight`
  RatificationStakes stakes;        ///< of the vote under today's tariffs
  RatificationStakes freed_stakes;  ///< and without those that come off
};

/// Points `first` (a multiple of `most_lanes`) up to `last` of a menu.
struct Appraisal {
  const Appraiser* appraiser = nullptr;
  std::size_t appraisers = 0;
  std::size_t first = 0, last = 0;
  double* quality = nullptr;          ///< Q, to be found
  const double* comes_off = nullptr;  ///< 1 where the text ends some tariffs, else 0
  double off_at_vote = 0.0;  ///< chance that these are off by the day of the vote
};

struct AppraisalKernels {
  /// V_i and Q of every point, all tariffs staying as they are.
  void (*appraise)(const Appraisal& menu);
  /// The same with the believed lifting of tariffs (B13), of the points where some come
  /// off; leaves the others alone.
  void (*appraise_lifting)(const Appraisal& menu);
  /// 1 in `fair` where a signatory's share of the surplus over R_0 is at least `least`
  /// (B13), else 0; 0 where there is no surplus.
  void (*is_fair)(const Appraisal& menu, std::size_t issuer, double least, double* fair);
  /// EV_i = Q V_i + (1 - Q) R_i of the first `points` points; gives the greatest, at
  /// least `worst_value`.
  double (*expect)(const double* quality, const double* value, double reservation,
                   std::size_t points, double* expected);
};
TRIPART_PER_ISA(AppraisalKernels, appraisal_kernels)

}  // namespace tripart
