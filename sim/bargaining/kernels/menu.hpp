#pragma once

#include <cstddef>

#include "core/per_isa.hpp"

/// The arithmetic of the frontier menu (B5): what is done alike for every point.
namespace tripart {

/// Most parties and issues of a table (as max_parties and max_issues of the model).
inline constexpr int most_signatories = 8;
inline constexpr int most_items = 64;

/// An issue whose texts are one of a list of values (B1c).
struct ListedValues {
  const double* value = nullptr;  ///< rising
  int count = 0;                  ///< 0: any text in [0, 1]
  /// By party: u of each value as the scenario states it; null: B1's loss.
  const double* stated[most_signatories] = {};
};

/// What a signatory brings to a table. Rows are per issue, the last three per point;
/// where a party has no stake, salience and coverage are 0 and red lines leave all.
struct Signatory {
  int party = 0;
  const double* ideal = nullptr;     ///< p_ik
  const double* salience = nullptr;  ///< s_ik
  const double* coverage = nullptr;  ///< b_ik (B1a)
  const double* red_low = nullptr;
  const double* red_high = nullptr;
  double* without = nullptr;       ///< u_ik(x0); 0 where there is nothing without a deal
  double* slope = nullptr;         ///< E7 of what moves trade costs
  const double* weight = nullptr;  ///< lambda_i; null: has no say in the texts (B1)
  double* content = nullptr;       ///< A_i
  double* effect = nullptr;        ///< E7, percent
};

/// A table with its menu: signatories in the order of the parties, issues in the order of
/// the file, which is the order of all sums.
struct Agenda {
  int signatories = 0;
  Signatory signatory[most_signatories];
  int loss_exponent = 2;  ///< eta of B1
  int issues = 0;
  const double* status_quo = nullptr;      ///< x0, 0 where there is none
  const double* has_status_quo = nullptr;  ///< 1 or 0
  const ListedValues* listed = nullptr;    ///< per issue; null: no issue has a list
  const double* standing = nullptr;        ///< what stands if the table settles nothing
  double* low = nullptr;                   ///< what red lines leave of the texts ...
  double* high = nullptr;                  ///< ... nothing where low > high
  double* otherwise = nullptr;  ///< text where nobody with weight cares, or none is free

  bool is_free[most_items] = {};  ///< the text depends on the weights
  int settled = 0;                ///< issues that the table's deal would settle ...
  int settled_issue[most_items] = {};
  int costly = 0;  ///< ... and those of them that move trade costs (E7)
  int costly_issue[most_items] = {};

  double* text = nullptr;    ///< [issue][point]
  std::size_t capacity = 0;  ///< length of a row per point
};

/// A way of ranking points: weight * content + effect.
struct Ranking {
  double weight = 0.0;
  const double* content = nullptr;
  const double* effect = nullptr;
  double* worth = nullptr;  ///< scratch
};

struct MenuKernels {
  /// Red lines, u(x0), and the texts as if all had the same weight. Rows per issue are
  /// read and written to whole vectors.
  void (*survey)(const Agenda&);
  /// Texts of the points [0, points).
  void (*texts)(const Agenda&, int points);
  /// Content and effect of the points [from, to) and, to whole vectors, of what follows.
  void (*measure)(const Agenda&, int from, int to);
  /// 1 for points that another one beats or equals in every ranking, else 0; of equal
  /// ones the first is not dominated.
  void (*dominated)(const Ranking* rankings, int count, int points, double* verdict);
};
TRIPART_PER_ISA(MenuKernels, menu_kernels)

}  // namespace tripart
