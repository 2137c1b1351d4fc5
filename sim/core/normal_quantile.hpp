#pragma once

#include "core/lane_instructions.hpp"
#include "tripart/core/math.hpp"

/// math::normal_quantile for a double or lanes of them: Wichura's AS 241 (Applied
/// Statistics 37, 1988), routine PPND16.
namespace tripart::math {

namespace detail {

/// c[0] + c[1] x + ... + c[7] x^7 over the same in d, as AS 241 writes its three regions.
struct Ratio {
  double c[8];
  double d[8];
};

inline constexpr Ratio quantile_centre = {
    {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
     3.3430575583588128105e4, 2.5090809287301226727e3},
    {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
     5.2264952788528545610e3}};
inline constexpr Ratio quantile_shoulder = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};
inline constexpr Ratio quantile_tail = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

/// `inner` where the condition holds, else `outer`, at x.
template <class X>
[[gnu::always_inline]] inline X ratio_at(X x, Truth<X> condition, const Ratio& inner,
                                         const Ratio& outer) {
  X above = select<X>(condition, inner.c[7], outer.c[7]);
  X below = select<X>(condition, inner.d[7], outer.d[7]);
  for (int i = 6; i >= 0; --i) {
    above = above * x + select<X>(condition, inner.c[i], outer.c[i]);
    below = below * x + select<X>(condition, inner.d[i], outer.d[i]);
  }
  return above / below;
}

[[gnu::always_inline]] inline bool any(bool truth) {
  return truth;
}

}  // namespace detail

/// \pre 0 < p < 1
template <class X>
[[nodiscard, gnu::always_inline]] inline X normal_quantile_inside(X p) {
  TRIPART_COUNTED(normal_quantile, X);
  using detail::any;
  using detail::magnitude;
  using detail::select;
  const X q = p - 0.5;
  const detail::Truth<X> central = magnitude(q) <= 0.425;
  const detail::Truth<X> lower = q < 0.0;
  const X r = sqrt(-detail::log_of(select<X>(lower, p, 1.0 - p)));
  // A lane beyond r = 5 (p below 1.4e-11) comes hardly ever: the other two regions are
  // worked out together.
  const X x = select<X>(central, 0.180625 - q * q, r - 1.6);
  const X near =
      detail::ratio_at<X>(x, central, detail::quantile_centre, detail::quantile_shoulder);
  const detail::Truth<X> far = r > 5.0;
  const X size = any(far)
                     ? select<X>(far,
                                 detail::ratio_at<X>(r - 5.0, far, detail::quantile_tail,
                                                     detail::quantile_tail),
                                 near)
                     : near;
  return select<X>(central, q * near, select<X>(lower, -size, size));
}

}  // namespace tripart::math
