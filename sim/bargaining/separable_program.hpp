#pragma once

#include <array>
#include <cstddef>

#include "bargaining/nash_solver.hpp"
#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// What is asked of the texts of a frontier:
///
///     max  sum_i objective_i V_i(x) + gain_weight t
///     s.t. V_i(x) - claim_i t >= floor_i  for every bound party i
struct ProgramQuestion {
  PartyValues objective{};  ///< >= 0
  PartyValues claim{};      ///< >= 0; all 0: there is no t
  PartyValues floor{};      ///< of the bound parties
  std::array<bool, max_parties> bound{};
};

struct ProgramAnswer {
  bool found = false;  ///< false where the method stalled
  double gain = 0.0;   ///< t
  Texts text{};
  PartyValues multiplier{};  ///< of the bound parties' floors
};

/// Concave programs over the texts of a frontier, by a primal-dual interior-point method
/// with Mehrotra's predictor and corrector (Nocedal & Wright 2006, section 16.6). Texts
/// are separate from one another given the weights of the parties, so each step solves
/// one system with a row per party. Under bent losses (eta 1) every stretch between two
/// neighbouring ideals is a variable of its own: V_i is concave in the text, so filling
/// the stretches in order is best for everybody and the program is linear.
class SeparableProgram {
 public:
  explicit SeparableProgram(const Frontier& frontier);

  /// \pre some text satisfies all floors strictly, for some t where there is one. Errors
  /// of V and t are about 1e-12 of what the parties have at stake.
  [[nodiscard]] ProgramAnswer solve(const ProgramQuestion& question);

 private:
  static constexpr std::size_t most_variables = max_issues * (max_parties + 1);
  using Variables = std::array<double, most_variables>;

  void add_stretch(std::size_t issue, double from, double to);
  void set_scales(const ProgramQuestion& question);
  void begin();
  [[nodiscard]] double look();
  [[nodiscard]] ProgramAnswer answer() const;

  // separable_step.cpp
  void gather();
  void solve_system();
  void step_towards(double target, bool corrected);
  [[nodiscard]] double longest_step() const;
  [[nodiscard]] double complementarity(double length) const;
  void move(double length);

  const Frontier& frontier_;
  const std::size_t parties_;
  std::size_t count_ = 0;
  std::array<std::size_t, most_variables> issue_;
  Variables length_;                                   // of the stretch
  std::array<PartyValues, most_variables> slope_;      // of V_i in the filled part, at 0
  std::array<PartyValues, most_variables> curvature_;  // V_i = slope y - curvature y^2
  PartyValues constant_{};                             // V_i with nothing filled

  // the question, every party's values in units of what it has at stake
  PartyValues scale_{}, objective_{}, claim_{}, floor_{};
  std::array<bool, max_parties> bound_{};
  double claim_scale_ = 1.0;
  bool has_gain_ = false;

  // where the method stands; filled parts of stretches are in [0, 1]
  Variables y_, low_, high_;  // multipliers of y >= 0 and y <= 1
  PartyValues slack_{}, multiplier_{};
  double gain_ = 0.0;

  // one step
  Variables bend_, pull_, y_step_, low_step_, high_step_;
  std::array<PartyValues, most_variables> marginal_;
  PartyMatrix system_{};
  PartyValues short_{}, right_{}, slack_step_{}, multiplier_step_{};
  double gain_step_ = 0.0, error_ = 0.0, claim_error_ = 0.0, firmness_ = 0.0;
};

}  // namespace tripart
