#include "tripart/results/prior_tally.hpp"

#include <algorithm>
#include <functional>

namespace tripart {
namespace {

void add_tallies(std::vector<std::uint64_t>& into,
                 const std::vector<std::uint64_t>& from) {
  std::transform(into.begin(), into.end(), from.begin(), into.begin(), std::plus<>());
}

}  // namespace

void PriorTally::add(const Outcome& outcome) {
  if (outcome.first_deal >= 0) {
    ++first_deals_[static_cast<std::size_t>(outcome.first_deal)];
    first_deal_days_.add(outcome.first_deal_day);
  }
  // Where nobody joins a first deal, talks end later than it.
  const int last_deal = outcome.configuration == outcome.first_deal
                            ? outcome.first_deal_day
                            : outcome.end_day;
  for (std::size_t i = 0; i < before_deal_.size(); ++i) {
    const ThreatOutcome& threat = outcome.threats[i];
    if (threat.executed_day == no_day) {
      continue;
    }
    const bool first =
        outcome.first_deal_day == no_day || threat.executed_day < outcome.first_deal_day;
    const bool outlives = outcome.kind != DealKind::none &&
                          threat.executed_day <= last_deal &&
                          (threat.lifted_day == no_day || threat.lifted_day > last_deal);
    before_deal_[i] += first ? 1U : 0U;
    outlives_deal_[i] += outlives ? 1U : 0U;
  }
}

void PriorTally::merge(const PriorTally& other) {
  add_tallies(first_deals_, other.first_deals_);
  first_deal_days_.merge(other.first_deal_days_);
  add_tallies(before_deal_, other.before_deal_);
  add_tallies(outlives_deal_, other.outlives_deal_);
}

void PriorTally::clear() {
  *this = PriorTally(first_deals_.size(), before_deal_.size());
}

void PriorTally::write_state(StateWriter& out) const {
  out.counts(first_deals_);
  first_deal_days_.write_state(out);
  out.counts(before_deal_);
  out.counts(outlives_deal_);
}

void PriorTally::read_state(StateReader& in) {
  in.counts(first_deals_);
  first_deal_days_.read_state(in);
  in.counts(before_deal_);
  in.counts(outlives_deal_);
}

}  // namespace tripart
