#include "history/row_means.hpp"

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

/// Of all replicates: with fewer in the observed configuration, texts are pooled.
constexpr double fewest_as_observed = 0.1;

double farthest_text(const OutcomeRow& row) {
  return row.value < 0.5 ? 1.0 : 0.0;
}

}  // namespace

SummaryTarget target_of(const OutcomeRow& row, double weight) {
  const bool is_text = row.kind == OutcomeRowKind::text;
  return {is_event(row.kind) ? SummaryForm::event : SummaryForm::number,
          is_text ? row.low : row.value, is_text ? row.high : row.value, weight};
}

RowMeans::RowMeans(const Statements& statements)
    : statements_(&statements), sums_(statements.size()) {}

void RowMeans::add(const Outcome& outcome) {
  ++replicates_;
  for (std::size_t row = 0; row < sums_.size(); ++row) {
    Sums& sums = sums_[row];
    if (const auto value = statements_->value(row, outcome)) {
      sums.sum += *value;
      ++sums.count;
    }
    const OutcomeRow& known = statements_->row(row);
    const auto issue = static_cast<std::size_t>(known.number);
    if (known.kind == OutcomeRowKind::text && outcome.settled[issue] != 0) {
      sums.pooled_sum += outcome.text[issue];
      ++sums.pooled_count;
    }
  }
}

std::vector<double> RowMeans::summaries() const {
  TRIPART_EXPECTS(replicates_ > 0);
  std::vector<double> means;
  const double enough = fewest_as_observed * static_cast<double>(replicates_);
  for (std::size_t row = 0; row < sums_.size(); ++row) {
    const Sums& sums = sums_[row];
    const bool is_text = statements_->row(row).kind == OutcomeRowKind::text;
    const auto count = static_cast<double>(sums.count);
    if (sums.count > 0 && (!is_text || count >= enough)) {
      means.push_back(sums.sum / count);
    } else if (sums.pooled_count > 0) {
      means.push_back(sums.pooled_sum / static_cast<double>(sums.pooled_count));
    } else {
      means.push_back(farthest_text(statements_->row(row)));
    }
  }
  return means;
}

}  // namespace tripart
