#include "tripart/bargaining/belief.hpp"

#include "tripart/core/error.hpp"

namespace tripart {

double cut_normal_quantile(double uniform) {
  const double tail = math::normal_cdf(-private_type_cut);
  return math::normal_quantile(tail + uniform * (1.0 - 2.0 * tail));
}

Belief::Belief(int cells, double spread)
    : cells_(static_cast<std::size_t>(cells)),
      value_(padded(cells_)),
      probability_(padded(cells_)),
      prior_(padded(cells_)) {
  TRIPART_EXPECTS(cells >= 1 && spread >= 0.0);
  const double width = 2.0 * private_type_cut / cells;
  const double tail = math::normal_cdf(-private_type_cut);
  for (int cell = 0; cell < cells; ++cell) {
    const double low = -private_type_cut + width * cell;
    prior_[static_cast<std::size_t>(cell)] =
        (math::normal_cdf(low + width) - math::normal_cdf(low)) / (1.0 - 2.0 * tail);
  }
  reset(spread);
}

Belief::Belief(int cells, double low, double high) : Belief(cells, 1.0) {
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    value_[cell] = low + (high - low) * (static_cast<double>(cell) + 0.5) / cells;
    probability_[cell] = prior_[cell] = 1.0 / cells;
  }
}

void Belief::reset(double spread) {
  const auto cells = static_cast<double>(cells_);
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    value_[cell] = spread * private_type_cut *
                   (2.0 * (static_cast<double>(cell) + 0.5) / cells - 1.0);
    probability_[cell] = prior_[cell];
  }
}

void Belief::observe(std::span<const double> weight, double conservatism) {
  TRIPART_EXPECTS(weight.size() >= cells_);
  double sum = 0.0;
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    sum += weight[cell] > 0.0 ? probability_[cell] * weight[cell] : 0.0;
  }
  if (!(sum > 0.0) || conservatism <= 0.0) {
    return;
  }
  sum = 0.0;
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    double factor = weight[cell] > 0.0 ? weight[cell] : 0.0;
    if (factor > 0.0 && conservatism != 1.0) {
      factor = math::exp(conservatism * math::log(factor));
    }
    probability_[cell] *= factor;
    sum += probability_[cell];
  }
  for (double& probability : probability_) {
    probability /= sum;
  }
}

void Belief::mix_prior(double chance) {
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    probability_[cell] = (1.0 - chance) * probability_[cell] + chance * prior_[cell];
  }
}

double Belief::mean() const {
  double mean = 0.0;
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    mean += probability_[cell] * value_[cell];
  }
  return mean;
}

}  // namespace tripart
