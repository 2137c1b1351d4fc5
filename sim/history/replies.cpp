#include "tripart/history/replies.hpp"

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

std::vector<WeightedSample> Replies::samples() const {
  std::vector<WeightedSample> samples;
  for (std::size_t row = 0; row < rows(); ++row) {
    samples.emplace_back(values_[row], applies_[row]);
  }
  return samples;
}

}  // namespace tripart
