#include "study/sobol.hpp"

#include <boost/random/sobol.hpp>

#include "study/design_layout.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using Table = boost::random::default_sobol_table;
using Directions = std::array<std::uint32_t, SobolSequence::bits>;

/// v_j = m_j 2^(31 - j), where the m of a dimension follow from its first ones by the
/// recurrence of its primitive polynomial (Bratley and Fox 1988).
Directions directions_of(std::size_t dimension) {
  Directions m{};
  if (dimension == 0) {
    m.fill(1);
  } else {
    const std::uint32_t polynomial = Table::polynomial(dimension - 1);
    std::size_t degree = 0;
    while (polynomial >> (degree + 1) != 0) {
      ++degree;
    }
    for (std::size_t j = 0; j < degree; ++j) {
      m.at(j) = Table::minit(dimension - 1, j);
    }
    for (std::size_t j = degree; j < m.size(); ++j) {
      m.at(j) = m.at(j - degree);
      for (std::size_t lag = 1; lag <= degree; ++lag) {
        const std::uint32_t coefficient = polynomial >> (degree - lag) & 1U;
        m.at(j) ^= coefficient * m.at(j - lag) << lag;
      }
    }
  }
  Directions v{};
  for (std::size_t j = 0; j < v.size(); ++j) {
    v.at(j) = m.at(j) << (v.size() - 1 - j);
  }
  return v;
}

/// The sequence itself.
class Sobol : public DesignLayout {
 public:
  Sobol(std::size_t factors, std::uint64_t seed)
      : factors_(factors), sequence_(factors, seed) {}

  [[nodiscard]] std::vector<double> coordinates(std::uint64_t number) const override {
    std::vector<double> point(factors_);
    for (std::size_t factor = 0; factor < factors_; ++factor) {
      point[factor] = sequence_.coordinate(factor, static_cast<std::uint32_t>(number));
    }
    return point;
  }

 private:
  std::size_t factors_;
  SobolSequence sequence_;
};

/// SaltelliLayout: the first half of the dimensions is matrix A, the second B.
class Saltelli : public DesignLayout {
 public:
  Saltelli(std::size_t factors, std::uint64_t seed)
      : factors_(factors), sequence_(2 * factors, seed) {}

  [[nodiscard]] std::vector<double> coordinates(std::uint64_t number) const override {
    const std::uint64_t points = factors_ + 2;
    const auto base = static_cast<std::uint32_t>(number / points);
    const std::uint64_t which = number % points;
    std::vector<double> point(factors_);
    for (std::size_t factor = 0; factor < factors_; ++factor) {
      const bool of_b = which == 1 || which == factor + 2;
      point[factor] = sequence_.coordinate(factor + (of_b ? factors_ : 0), base);
    }
    return point;
  }

 private:
  std::size_t factors_;
  SobolSequence sequence_;
};

}  // namespace

SobolSequence::SobolSequence(std::size_t dimensions, std::uint64_t seed) : seed_(seed) {
  TRIPART_EXPECTS(dimensions <= most_dimensions);
  static_assert(most_dimensions == Table::max_dimension);
  for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
    directions_.push_back(directions_of(dimension));
  }
}

std::uint32_t SobolSequence::digits(std::size_t dimension, std::uint32_t point) const {
  const Directions& directions = directions_[dimension];
  std::uint32_t digits = 0;
  std::size_t j = 0;
  for (std::uint32_t gray = point ^ (point >> 1); gray != 0; gray >>= 1, ++j) {
    digits ^= (gray & 1U) != 0 ? directions.at(j) : 0U;
  }
  return digits;
}

double SobolSequence::coordinate(std::size_t dimension, std::uint32_t point) const {
  const std::uint32_t plain = digits(dimension, point);
  const Stream turns(seed_, dimension, Purpose::design, "sobol digits");
  std::uint32_t turned = plain;
  for (int digit = 0; digit < bits; ++digit) {
    // The digits above, with a one before them: every such number once.
    const std::uint32_t above =
        digit == 0 ? 1U : (1U << digit) | (plain >> (bits - digit));
    turned ^= (turns.block(above)[0] & 1U) << (bits - 1 - digit);
  }
  const Stream rest(seed_, dimension, Purpose::design, "sobol rest");
  const std::uint64_t digits52 =
      (std::uint64_t{turned} << 20) | (rest.block(plain)[0] >> 12);
  return (static_cast<double>(digits52) + 0.5) * 0x1p-52;
}

std::unique_ptr<DesignLayout> make_sobol(std::size_t factors, std::uint64_t seed) {
  return std::make_unique<Sobol>(factors, seed);
}

std::unique_ptr<DesignLayout> make_saltelli(std::size_t factors, std::uint64_t seed) {
  return std::make_unique<Saltelli>(factors, seed);
}

}  // namespace tripart
