#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/history/outcome_table.hpp"

namespace tripart {

/// What replicates say about the rows of an outcomes file.
///
/// A deal is known by its members: `USA+MEX` is not had by who signs with three. The
/// *observed configuration* are the deals of the rows of kind deal_date, without those
/// whose members are all in a larger one of them (a deal that another party joined).
class Statements {
 public:
  Statements(const Model& model, std::vector<OutcomeRow> rows);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] const OutcomeRow& row(std::size_t number) const { return rows_[number]; }
  [[nodiscard]] const std::vector<OutcomeRow>& rows() const { return rows_; }
  /// Members of each deal of the observed configuration; empty where no row dates one.
  [[nodiscard]] const std::vector<PartySet>& observed() const { return observed_; }

  /// 0 or 1 for events; a number of chapters; a text in [0, 1]; days from the start to a
  /// deal, the horizon where it does not come before. Nothing for a text that is not
  /// settled, or in another configuration than the observed one.
  [[nodiscard]] std::optional<double> value(std::size_t row,
                                            const Outcome& outcome) const;

  /// Day on which the deal of exactly these members was agreed; nothing without one.
  [[nodiscard]] std::optional<int> deal_day(PartySet members,
                                            const Outcome& outcome) const;
  /// Day of the last deal; nothing without one.
  [[nodiscard]] static std::optional<int> last_deal_day(const Outcome& outcome);
  /// Whether the replicate ends in the observed configuration.
  [[nodiscard]] bool ends_as_observed(const Outcome& outcome) const;
  /// Chapters closed at the end of day `day`, counted from the start.
  [[nodiscard]] double chapters_by(int day, const Outcome& outcome) const;

 private:
  [[nodiscard]] int day_of(Date date) const { return date.days - start_.days; }
  [[nodiscard]] double event(const OutcomeRow& row, const Outcome& outcome) const;

  Date start_;
  double horizon_ = 0.0;
  std::vector<bool> closed_before_;  ///< by chapter
  std::vector<OutcomeRow> rows_;
  std::vector<std::vector<PartySet>> deals_;  ///< by configuration, ascending
  std::vector<PartySet> observed_;            ///< ascending
};

}  // namespace tripart
