#include "core/kernels/draws.hpp"

#include "core/lane_instructions.hpp"
#include "core/normal_quantile.hpp"
#include "core/philox.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

using std::size_t;
using std::uint64_t;

template <int W>
[[gnu::always_inline]] inline Words<W> words(std::uint64_t word) {
  return {typename Words<W>::Vector{} + word};
}

template <int W>
[[gnu::always_inline]] inline Words<W> load(const uint64_t* from) {
  typename Words<W>::Vector vector;
  __builtin_memcpy(&vector, from, sizeof(vector));
  return {vector};
}

template <int W>
void uniforms(StreamKey key, const uint64_t* entity, const uint64_t* index, double* x,
              size_t n) {
  const Words<W> low = words<W>(key.replicate);
  const Words<W> high = words<W>(key.replicate >> 32);
  for (size_t i = 0; i < n; i += W) {
    const PhiloxWords<Words<W>> counter{
        {load<W>(index + i), load<W>(entity + i), low, high}};
    uniform_of(philox(counter, key.seed)).store(x + i);
  }
}

/// x[i] = apply(x[i], i) for whole vectors of i.
template <int W, class Apply>
[[gnu::always_inline]] inline void each(double* x, size_t n, Apply apply) {
  for (size_t i = 0; i < n; i += W) {
    apply(Lanes<W>::load(x + i), i).store(x + i);
  }
}

template <int W>
void exponentials(double* x, size_t n) {
  each<W>(x, n, [](Lanes<W> u, size_t) { return -math::log(u); });
}

template <int W>
void between(const double* from, const double* width, double* x, size_t n) {
  each<W>(x, n, [=](Lanes<W> u, size_t i) {
    return Lanes<W>::load(from + i) + Lanes<W>::load(width + i) * u;
  });
}

template <int W>
[[gnu::always_inline]] inline Lanes<W> normal(const double* mean, const double* sd,
                                              Lanes<W> u) {
  return Lanes<W>::load(mean) + Lanes<W>::load(sd) * math::normal_quantile_inside(u);
}

template <int W>
void normals(const double* mean, const double* sd, double* x, size_t n) {
  each<W>(x, n, [=](Lanes<W> u, size_t i) { return normal<W>(mean + i, sd + i, u); });
}

template <int W>
void lognormals(const double* mean, const double* sd, double* x, size_t n) {
  each<W>(x, n, [=](Lanes<W> u, size_t i) {
    return math::exp(normal<W>(mean + i, sd + i, u));
  });
}

// Marsaglia and Tsang (2000).
template <int W>
void log_gammas(const double* d, const double* c, const double* log_d,
                const double* second, double* x, size_t n) {
  each<W>(x, n, [=](Lanes<W> u, size_t i) {
    const Lanes<W> z = math::normal_quantile_inside(u);
    const Lanes<W> shape = Lanes<W>::load(d + i);
    const Lanes<W> root = 1.0 + Lanes<W>::load(c + i) * z;
    const Lanes<W> v = root * root * root;
    const Lanes<W> log_v = math::log(v);
    const Mask<W> accepted = root > 0.0 && math::log(Lanes<W>::load(second + i)) <
                                               0.5 * z * z + shape * (1.0 - v + log_v);
    return where(accepted, Lanes<W>::load(log_d + i) + log_v, math::detail::not_a_number);
  });
}

template <int W>
void gammas(const double* scale, const double* log_x, double* x, size_t n) {
  each<W>(x, n, [=](Lanes<W>, size_t i) {
    return Lanes<W>::load(scale + i) * math::exp(Lanes<W>::load(log_x + i));
  });
}

template <int W>
void betas(const double* log_x, const double* log_y, double* x, size_t n) {
  each<W>(x, n, [=](Lanes<W>, size_t i) {
    return math::logistic(Lanes<W>::load(log_x + i) - Lanes<W>::load(log_y + i));
  });
}

template <int W>
size_t first_outside(const double* low, const double* high, const double* x, size_t at,
                     size_t n) {
  for (; at < n; at += W) {
    const Lanes<W> value = Lanes<W>::load(x + at);
    if (!all(Lanes<W>::load(low + at) <= value && value <= Lanes<W>::load(high + at))) {
      return at;
    }
  }
  return n;
}

}  // namespace

DrawKernels draw_kernels(int lanes) {
  return at_width(lanes, []<int W>() -> DrawKernels {
    return {&uniforms<W>, &exponentials<W>, &between<W>,
            &normals<W>,  &lognormals<W>,   &log_gammas<W>,
            &gammas<W>,   &betas<W>,        &first_outside<W>};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
