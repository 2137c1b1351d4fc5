#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/strategy.hpp"

namespace tripart {

/// What nature draws for one session, or one day of an accession: rows of one uniform per
/// party.
struct MeetingDraws {
  static constexpr std::size_t proposer = 0, track = 1, first_answer = 2;  ///< rows

  bool known = false;
  std::uint32_t meeting = 0, occasion = 0;
  std::vector<std::uint64_t> entity, index;
  std::vector<Real> uniform;
  std::array<Real, max_parties> wait{};  ///< of B8: the shortest proposes first
};

/// Gamma_i of B3: a weighted sum of rows by day as long as dates weigh on it, and a
/// straight line after. Few days are ever asked for; it is worked out for all of them
/// once it is more than such a sum.
struct Patience {
  std::vector<Real> weight;      ///< of each row
  std::vector<const Real*> row;  ///< [day]
  bool is_tabulated = false;
  std::vector<Real> total;  ///< [day], where it is
  std::size_t tail_day = 0;
  Real tail = 0.0;         ///< Gamma on that day
  Real rate = 0.0;         ///< r_i of the government in office, its slope from then on
  Real to_deadline = 0.0;  ///< 1 - D_i(t0, T_i)
  mutable Real clock_day = -1.0, clock = 0.0;    ///< the last clock that was asked for
  mutable Real today = -1.0, until_today = 0.0;  ///< the last day that was counted from

  [[nodiscard]] Real on(std::size_t day) const {
    if (is_tabulated) {
      return total[day];
    }
    Real sum = 0.0;
    for (std::size_t term = 0; term < row.size(); ++term) {
      sum += weight[term] * row[term][day];
    }
    return sum;
  }
  /// On that day and on the next.
  [[nodiscard]] std::pair<Real, Real> around(std::size_t day) const {
    if (is_tabulated) {
      return {total[day], total[day + 1]};
    }
    Real sum = 0.0;
    Real next = 0.0;
    for (std::size_t term = 0; term < row.size(); ++term) {
      sum += weight[term] * row[term][day];
      next += weight[term] * row[term][day + 1];
    }
    return {sum, next};
  }
};

/// What nature drew for one replicate, and what follows from it alone. What a party or a
/// threat drew stands with the party and the threat.
struct Drawn {
  int economy = 0;                       ///< from 0
  std::vector<Real> chapter_clock;       ///< unit exponentials, [track][chapter]
  std::vector<std::uint8_t> has_clocks;  ///< per track
  MeetingDraws meeting;
  std::vector<Real> gap;         ///< by class of chapters with one gap
  std::vector<Real> status_quo;  ///< x0, 0 where there is none
  Real a0 = 0.0, a1 = 0.0, a2 = 0.0, a3 = 0.0;
  Real conservatism = 1.0;  ///< nu
  Real breakdown_day = 0.0;
  std::vector<std::vector<Real>> deadline_weight;  ///< a_ie, [party][event]
  std::vector<std::vector<Real>> lobby_weight;     ///< lambda, [party][lobby]
  std::vector<Patience> patience;
  std::vector<Real> base;  ///< W + lambda dVA, [party][row of the payoffs]
};

}  // namespace tripart
