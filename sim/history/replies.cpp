#include "tripart/history/replies.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

Replies::Replies(const Statements& statements, std::size_t replicates)
    : statements_(&statements),
      replicates_(replicates),
      values_(statements.size(), std::vector<double>(replicates, 0.0)),
      applies_(statements.size(), std::vector<std::uint8_t>(replicates, 0)),
      weights_(replicates, 0.0) {}

void Replies::add(std::size_t number, const Outcome& outcome) {
  TRIPART_EXPECTS(number < replicates_ && weights_[number] == 0.0);
  weights_[number] = 1.0;
  ++played_;
  as_observed_ += statements_->ends_as_observed(outcome) ? 1U : 0U;
  for (std::size_t row = 0; row < rows(); ++row) {
    if (const std::optional<double> value = statements_->value(row, outcome)) {
      values_[row][number] = *value;
      applies_[row][number] = 1;
    }
  }
}

void Replies::write_state(StateWriter& out) const {
  out.count(as_observed_);
  out.numbers(weights_);
  for (std::size_t row = 0; row < rows(); ++row) {
    for (std::size_t number = 0; number < replicates_; ++number) {
      if (weights_[number] > 0.0) {
        out.count(applies_[row][number]);
        if (applies_[row][number] != 0) {
          out.number(values_[row][number]);
        }
      }
    }
  }
}

void Replies::read_state(StateReader& in) {
  as_observed_ = in.count();
  std::vector<double> weights = in.numbers();
  in.expect(weights.size() == replicates_);
  if (!in.fine()) {
    return;
  }
  weights_ = std::move(weights);
  played_ = static_cast<std::size_t>(std::count(weights_.begin(), weights_.end(), 1.0));
  for (std::size_t row = 0; row < rows(); ++row) {
    for (std::size_t number = 0; number < replicates_; ++number) {
      if (weights_[number] > 0.0) {
        applies_[row][number] = in.count() == 1 ? 1 : 0;
        values_[row][number] = applies_[row][number] != 0 ? in.number() : 0.0;
      }
    }
  }
}

std::vector<WeightedSample> Replies::samples() const {
  std::vector<WeightedSample> samples;
  for (std::size_t row = 0; row < rows(); ++row) {
    samples.emplace_back(values_[row], applies_[row]);
  }
  return samples;
}

}  // namespace tripart
