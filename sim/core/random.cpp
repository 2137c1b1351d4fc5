#include "tripart/core/random.hpp"

#include <cmath>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"

namespace tripart {

namespace {

double draw_log_gamma(double shape, std::uint32_t index, const Stream& stream) {
  if (shape < 1.0) {
    // Gamma(shape) = Gamma(shape + 1) U^(1 / shape)
    return math::log(stream.uniform(index)) / shape +
           draw_log_gamma(shape + 1.0, index + 1, stream);
  }
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  while (true) {
    const double z = draw_normal(index, stream);
    const double u = stream.uniform(index + 1);
    index += 2;
    const double root = 1.0 + c * z;
    if (root <= 0.0) {
      continue;
    }
    const double v = root * root * root;
    const double log_v = math::log(v);
    if (math::log(u) < 0.5 * z * z + d * (1.0 - v + log_v)) {
      return math::log(d) + log_v;
    }
  }
}

}  // namespace

std::uint32_t entity_hash(Purpose purpose, std::string_view name) {
  std::uint32_t hash = 2166136261u;
  const auto eat = [&hash](std::uint32_t byte) { hash = (hash ^ byte) * 16777619u; };
  for (int shift = 0; shift < 32; shift += 8) {
    eat((static_cast<std::uint32_t>(purpose) >> shift) & 0xffu);
  }
  for (const char letter : name) {
    eat(static_cast<unsigned char>(letter));
  }
  hash ^= hash >> 16;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13;
  hash *= 0xc2b2ae35u;
  return hash ^ (hash >> 16);
}

double draw_normal(std::uint32_t index, const Stream& stream) {
  return math::normal_quantile(stream.uniform(index));
}

double draw_exponential(std::uint32_t index, const Stream& stream) {
  return -math::log(stream.uniform(index));
}

double draw_gamma(double shape, std::uint32_t first_index, const Stream& stream) {
  TRIPART_EXPECTS(shape > 0.0);
  return math::exp(draw_log_gamma(shape, first_index, stream));
}

double draw_beta(double a, double b, std::uint32_t first_index, const Stream& stream) {
  TRIPART_EXPECTS(a > 0.0 && b > 0.0);
  const double log_x = draw_log_gamma(a, first_index, stream);
  const double log_y = draw_log_gamma(b, first_index + gamma_indices, stream);
  return math::logistic(log_x - log_y);
}

}  // namespace tripart
