#pragma once

#include <array>

#include "tripart/core/random.hpp"

/// Contests in which each side waits for the other to give in.
namespace tripart {

/// Two parties fight for a prize: waiting costs c_i per unit of time, and who outlasts
/// the other gets v_i.
struct Attrition {
  std::array<double, 2> prize{};  ///< v_i > 0
  std::array<double, 2> cost{};   ///< c_i > 0
};

/// Mixed equilibrium of the war of attrition (Maynard Smith 1974; T10): i concedes at a
/// constant hazard that leaves the other indifferent, h_i = c_j / v_j.
struct AttritionOutcome {
  std::array<double, 2> hazard{};    ///< of i's conceding, per unit of time
  double mean_time = 0.0;            ///< until somebody concedes
  std::array<double, 2> concedes{};  ///< probability that it is i
};

[[nodiscard]] AttritionOutcome solve_attrition(const Attrition& war);

/// Time at which a party with this hazard gives in if nothing happens before.
[[nodiscard]] double draw_concession_time(double hazard, std::uint32_t index,
                                          const Stream& stream);

/// A crisis in public (Fearon 1994; T10c): backing down costs side j its audience a_j t,
/// more the later, and hands the prize v_i to side i, who is indifferent between fighting
/// on and backing down while j's hazard of backing down is a_i / (v_i + a_i t).
struct Crisis {
  double prize = 1.0;          ///< v_i > 0, of the side that waits
  double audience_rate = 1.0;  ///< a_i > 0: what i's own backing down costs more by the
                               ///< unit of time
};

/// Probability that the other side has backed down by `time` >= 0: a t / (v + a t).
[[nodiscard]] double backed_down_by(const Crisis& crisis, double time);

/// Time at which the other side backs down.
[[nodiscard]] double draw_backing_down(const Crisis& crisis, std::uint32_t index,
                                       const Stream& stream);

/// Generous tit-for-tat (Nowak & Sigmund 1992; T14b): cooperate after cooperation,
/// forgive a defection with chance g; every act goes wrong with chance e.
struct Reciprocity {
  double error = 0.0;        ///< e in [0, 1]
  double forgiveness = 0.0;  ///< g in [0, 1]
};

/// Chance to cooperate after the other has cooperated, or not.
[[nodiscard]] double cooperates_after(const Reciprocity& rule, bool cooperation);

/// Share of acts that are cooperative in the long run between two such players:
/// r / (e + r), r = g (1 - e) + (1 - g) e. Not defined where e = g = 0 (nothing is ever
/// forgotten: all depends on how it began).
[[nodiscard]] double cooperation_rate(const Reciprocity& rule);

}  // namespace tripart
