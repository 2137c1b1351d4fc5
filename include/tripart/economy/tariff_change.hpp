#pragma once

#include <cstddef>
#include <cstdint>

namespace tripart {

/// What becomes of one tariff rate tau: new(tau) on the part of the flow that is covered,
/// tau on the rest (MODEL.md, eq. E8),
///
///     tau' = (1 - c) tau + c new(tau)
///
/// A number alone is an add-on on the whole sector, as in a scenario. The rent of a quota
/// that is stated as a tariff equivalent stays with the importer: it is an add-on.
struct TariffChange {
  enum class Kind : std::uint8_t {
    add,       ///< tau + value
    level,     ///< value
    factor,    ///< value tau
    mfn,       ///< max(tau, MFN rate of the importer)
    schedule,  ///< the rate of TradeWorld::tariff_schedules[schedule]
  };

  Kind kind = Kind::add;
  double value = 0.0;        ///< fraction, or a factor >= 0
  double coverage = 1.0;     ///< c in [0, 1]; times x - x0 at a text (E7)
  std::size_t schedule = 0;  ///< only for Kind::schedule
  /// Covers another part of the flow than the change just before it, on the same pair and
  /// sector: both start from the rate that was there before either.
  bool is_next_part = false;

  TariffChange(double points = 0.0) : value(points) {}
  TariffChange(Kind what, double by, double covered = 1.0)
      : kind(what), value(by), coverage(covered) {}
  friend bool operator==(const TariffChange&, const TariffChange&) = default;
};

}  // namespace tripart
