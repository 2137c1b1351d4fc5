// Contests of waiting and repeated answers in kind (T10, T10c, T14b).
#include "tripart/bargaining/attrition.hpp"

#include "tripart/core/error.hpp"

namespace tripart {

AttritionOutcome solve_attrition(const Attrition& war) {
  for (std::size_t i = 0; i < 2; ++i) {
    TRIPART_EXPECTS(war.prize[i] > 0.0 && war.cost[i] > 0.0);
  }
  AttritionOutcome outcome;
  outcome.hazard = {war.cost[1] / war.prize[1], war.cost[0] / war.prize[0]};
  const double both = outcome.hazard[0] + outcome.hazard[1];
  outcome.mean_time = 1.0 / both;
  outcome.concedes = {outcome.hazard[0] / both, outcome.hazard[1] / both};
  return outcome;
}

double draw_concession_time(double hazard, std::uint32_t index, const Stream& stream) {
  TRIPART_EXPECTS(hazard > 0.0);
  return draw_exponential(index, stream) / hazard;
}

double backed_down_by(const Crisis& crisis, double time) {
  TRIPART_EXPECTS(crisis.prize > 0.0 && crisis.audience_rate > 0.0 && time >= 0.0);
  const double cost = crisis.audience_rate * time;
  return cost / (crisis.prize + cost);
}

double draw_backing_down(const Crisis& crisis, std::uint32_t index,
                         const Stream& stream) {
  TRIPART_EXPECTS(crisis.prize > 0.0 && crisis.audience_rate > 0.0);
  const double by_then = stream.uniform(index);
  return crisis.prize / crisis.audience_rate * by_then / (1.0 - by_then);
}

double cooperates_after(const Reciprocity& rule, bool cooperation) {
  const double means_to = cooperation ? 1.0 : rule.forgiveness;
  return means_to * (1.0 - rule.error) + (1.0 - means_to) * rule.error;
}

double cooperation_rate(const Reciprocity& rule) {
  const double lapses = 1.0 - cooperates_after(rule, true);
  const double returns = cooperates_after(rule, false);
  TRIPART_EXPECTS(lapses + returns > 0.0);
  return returns / (lapses + returns);
}

}  // namespace tripart
