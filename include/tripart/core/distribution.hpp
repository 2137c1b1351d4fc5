#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tripart/core/random.hpp"

namespace tripart {

/// The values a scalar may take; both ends belong to it.
struct Range {
  double lo;
  double hi;
};

/// What a user may write for any scalar: a number, or a distribution it is drawn from.
struct Distribution {
  enum class Kind {
    constant,
    normal,
    uniform,
    beta,
    lognormal,
    triangular,
    gamma,
    discrete
  };

  Kind kind = Kind::constant;
  std::array<double, 3> parameter{};  ///< in the order of the constructors below
  std::vector<std::pair<double, double>>
      points;  ///< discrete only: (value, p) in order of values

  static Distribution constant(double value);
  static Distribution normal(double mean, double sd);
  static Distribution uniform(double lo, double hi);
  static Distribution beta(double a, double b);
  /// exp of a normal with mean mu and standard deviation sigma.
  static Distribution lognormal(double mu, double sigma);
  static Distribution triangular(double lo, double mode, double hi);
  static Distribution gamma(double shape, double scale);
  /// Sorts the points, so that their order in a file does not matter.
  static Distribution discrete(std::vector<std::pair<double, double>> points);

  [[nodiscard]] bool is_constant() const { return kind == Kind::constant; }

  /// What is wrong with the parameters, as the second half of an error message; nothing
  /// if all is well. Degenerate cases (sd 0, lo = hi) are valid. Everything below expects
  /// a valid distribution.
  [[nodiscard]] std::optional<std::string> why_invalid() const;

  /// Of the distribution as written, not cut to any range.
  [[nodiscard]] double mean() const;

  /// False for beta and gamma, which are drawn by rejection.
  [[nodiscard]] bool has_quantile() const {
    return kind != Kind::beta && kind != Kind::gamma;
  }

  /// Smallest x with P(X <= x) >= u.
  /// \pre has_quantile() and 0 < u < 1
  [[nodiscard]] double quantile(double u) const;

  friend bool operator==(const Distribution&, const Distribution&) = default;
};

/// One value within the range; a constant is returned without a draw and without a look
/// at the range.
///
/// The quantile of uniform 0 of the stream; while the value lies outside the range, of
/// uniform 1, 2, ... (beta and gamma start again beta_indices and gamma_indices further
/// on). \throws Failure(bad_input) when 10,000 draws lie outside.
[[nodiscard]] double draw_value(const Distribution& distribution, Range range,
                                const Stream& stream);

}  // namespace tripart
