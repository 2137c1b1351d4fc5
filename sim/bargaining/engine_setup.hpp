#pragma once

#include <cstdint>
#include <vector>

#include "bargaining/kernels/appraisal.hpp"
#include "bargaining/kernels/judgement.hpp"
#include "bargaining/kernels/menu.hpp"
#include "bargaining/kernels/tables.hpp"
#include "core/kernels/draws.hpp"
#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/bargaining/strategy.hpp"

namespace tripart {

struct Simplex;

/// Entities of random streams, hashed from ids once.
struct StreamNames {
  std::vector<std::uint32_t> party, threat, announcement, chapter, event, track;
  std::vector<std::uint32_t> concessions;                   ///< [party]
  std::vector<std::vector<std::uint32_t>> deadline;         ///< [party][event]
  std::vector<std::vector<std::uint32_t>> ideal, salience;  ///< [party][issue] jitter
  std::uint32_t common = 0, accession = 0, mediator = 0;
};

/// What a scenario fixes: worked out once, the same in every replicate.
struct Setup {
  int fineness = 1;  ///< of menus
  std::size_t states = 0, capacity = 0, configurations = 0;
  bool listed = false;      ///< some issue takes listed values only
  bool stationary = false;  ///< everybody plays the equilibrium (B8g)
  bool walks_out = false;   ///< somebody may (B11g)
  std::vector<TariffBit> bits;
  std::vector<PartySet> hit;  ///< by whom some of these bits are felt, [imposed]
  std::vector<int> cut;       ///< [threat][configuration]
  std::vector<int> by_name;  ///< parties in the order of their names, whatever the file's
  StreamNames names;
  std::vector<std::uint64_t> chapter_entity;  ///< names of the draws of clocks, padded
  std::vector<std::size_t> successor_mark;    ///< in the list of draws, per event
  Real force_mean_factor = 1.0;               ///< mean of a Weibull of scale 1

  /// \name At or after every stop, the first that matters while there are sessions, while
  /// a newcomer is met, once talks are over
  /// @{
  std::vector<std::size_t> next_session, next_meeting, next_election;
  /// @}
  /// \name B3: days, nothing, and how long each date has weighed by the end of each day
  /// @{
  std::vector<Real> days, no_days;
  std::vector<std::vector<Real>> weighed;
  std::size_t dates_end = 0;  ///< last day on which a date weighs
  /// @}
  /// \name B4: chapters with one gap, and the issues of each chapter
  /// @{
  std::vector<std::size_t> gap_class, first_of_class;
  std::vector<std::vector<std::size_t>> issues_of;
  /// @}
  /// \name B1a to B5: what menus are made with
  /// @{
  std::size_t issue_row = 0;         ///< length of a row per issue: padded(issues)
  std::vector<Real> coverage;        ///< b of B1a, [members][party][issue]
  std::vector<Real> has_status_quo;  ///< 1 or 0, per issue
  std::vector<ListedValues> values;  ///< per issue, where some are listed
  std::vector<Simplex> simplex;      ///< by number of members
  std::vector<Real> equal_weight;    ///< a vector of ones
  /// @}
};

/// What works over lanes, at the width that the engine is run with.
struct Kernels {
  explicit Kernels(Width width)
      : appraisal(appraisal_kernels(width)),
        judgement(judgement_kernels(width)),
        menu(menu_kernels(width)),
        reference_menu(menu_kernels(reference_width)),
        draws(draw_kernels(width)),
        tables(table_kernels(width)) {}

  AppraisalKernels appraisal;
  JudgementKernels judgement;
  MenuKernels menu, reference_menu;
  DrawKernels draws;
  TableKernels tables;
};

}  // namespace tripart
