#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "bargaining/nash_solver.hpp"
#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// A stretch of one issue's text along which every V_j is a parabola: it moves by
/// linear_j t - square_j t^2 as t goes from 0 to 1. With eta 2 an issue is one stretch,
/// with eta 1 it has a stretch between every two neighbouring ideals; since V is concave
/// the earlier of these are worth filling first.
struct Stretch {
  std::size_t issue = 0;
  double low = 0.0, width = 0.0;  ///< of the text
  bool bounded = true;            ///< false: every party's best text lies inside
  PartyValues linear{}, square{};
};

/// The concave programme behind an offer: the highest sum_j wish_j V_j such that V_j >=
/// least_j for those who are asked. A primal-dual interior-point method (Wright 1997)
/// finds who is held to their demand and which stretches are neither full nor empty; with
/// these known Newton's method ends at the exact answer.
class OfferProgram {
 public:
  int parties = 0;
  std::vector<Stretch> stretches;
  PartyValues start{};  ///< V_j at t = 0
  PartyValues wish{};
  PartyValues least{};
  std::array<bool, max_parties> asked{};

  /// False where no t leaves everybody as much with something to spare.
  [[nodiscard]] bool solve();
  [[nodiscard]] const std::vector<double>& filled() const { return t_; }
  /// Is this party held to its demand?
  [[nodiscard]] bool binds(int party) const {
    return binds_[static_cast<std::size_t>(party)];
  }

 private:
  using Row = std::array<double, max_parties + 1>;  // 0: the objective; then the asked

  [[nodiscard]] bool make_rows();
  void begin();
  void look();
  void move(double aim);
  void finish();
  [[nodiscard]] bool settle(std::vector<double>& t, PartyValues multiplier) const;
  [[nodiscard]] Row values_at(const std::vector<double>& t) const;
  [[nodiscard]] double slope(std::size_t k, std::size_t row, double t) const {
    return linear_[k][row] - 2.0 * square_[k][row] * t;
  }

  std::size_t rows_ = 0;  // demands that texts can move
  std::array<std::size_t, max_parties> party_of_{};
  std::vector<Row> linear_, square_;  // in units of each row's stakes
  Row constant_{}, value_{};          // V_j - least_j at t = 0, and now
  std::vector<double> t_, below_, above_;
  std::vector<double> step_t_, step_below_, step_above_;
  PartyValues multiplier_{}, slack_{};
  double gap_ = 0.0, error_ = 0.0;
  std::array<bool, max_parties> binds_{};
};

}  // namespace tripart
