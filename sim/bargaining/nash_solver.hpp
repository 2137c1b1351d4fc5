#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "tripart/bargaining/solution.hpp"

namespace tripart {

using PartyMatrix = std::array<PartyValues, max_parties>;

/// Solves matrix x = right for a positive definite matrix of `size` rows, of which the
/// lower half is read, by Cholesky's method. \return right' x
double solve_positive(const PartyMatrix& matrix, const PartyValues& right,
                      std::size_t size, PartyValues& x);

/// The Nash point of the exact frontier, by Newton's method on the dual: the text that
/// maximises sum_i power_i log(V_i - d_i) also maximises sum_i mu_i V_i for mu_i =
/// power_i / (V_i - d_i), so the search is over one positive weight per party, and
///
///     G(mu) = max_x sum_i mu_i (V_i(x) - d_i) - sum_i power_i log mu_i
///
/// is convex with its minimum there. Where a bent (eta 1) or straight issue lets the
/// maximiser jump, G is smoothed by a charge for moving away from the last text (proximal
/// point method, Rockafellar 1976), which vanishes as the texts settle.
class NashSolver {
 public:
  explicit NashSolver(const NashProblem& problem);
  [[nodiscard]] FrontierPoint solve();

 private:
  /// G at some weights, with what its slope and curvature need.
  struct Look {
    PartyValues weight{};
    Texts text{};
    std::array<bool, max_issues> free{};  ///< text between ideals and red lines
    PartyValues surplus{};                ///< V_i - d_i
    PartyMatrix curvature{};
    double dual = 0.0;
  };

  // nash.cpp
  [[nodiscard]] bool start();
  [[nodiscard]] double most_worth(std::size_t issue, std::size_t party) const;
  [[nodiscard]] bool minimise();
  void look(Look& at) const;
  [[nodiscard]] double choose_text(std::size_t issue, Look& at) const;
  void add_issue(std::size_t issue, double bend, Look& at) const;
  [[nodiscard]] bool proves_no_surplus(const PartyValues& weight) const;

  // nash_bent.cpp: eta 1
  void sort_ideals();
  [[nodiscard]] double choose_bent_text(std::size_t issue, Look& at) const;
  [[nodiscard]] bool finish();
  [[nodiscard]] bool stays_put(std::size_t issue, const PartyValues& weight) const;

  const NashProblem& problem_;
  const Frontier& frontier_;
  const std::size_t parties_;
  const std::size_t issues_;
  bool proximal_ = false;
  double charge_ = 0.0;  ///< for moving, relative to issue_weight_
  Texts issue_weight_{};
  Texts centre_{};
  std::array<std::array<std::uint8_t, max_parties>, max_issues> order_{};  ///< by ideal
  Look now_;
  Look trial_;
};

}  // namespace tripart
