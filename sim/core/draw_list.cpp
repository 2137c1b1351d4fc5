#include "core/draw_list.hpp"

#include <cmath>
#include <limits>

#include "tripart/core/error.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {

std::size_t DrawList::add(Draw draw) {
  TRIPART_EXPECTS(place_.empty());
  draws_.push_back(std::move(draw));
  return draws_.size() - 1;
}

std::size_t DrawList::add(const Distribution& distribution, Range range,
                          std::uint32_t entity) {
  const auto& p = distribution.parameter;
  Kind kind = Kind::other;
  switch (distribution.kind) {
    case Distribution::Kind::constant:
      kind = Kind::number;
      break;
    case Distribution::Kind::uniform:
      kind = Kind::uniform;
      break;
    case Distribution::Kind::normal:
      kind = Kind::normal;
      break;
    case Distribution::Kind::lognormal:
      kind = Kind::lognormal;
      break;
    // Below 1 the method takes another uniform and a power of it.
    case Distribution::Kind::gamma:
      kind = p[0] >= 1.0 ? Kind::gamma : Kind::other;
      break;
    case Distribution::Kind::beta:
      kind = p[0] >= 1.0 && p[1] >= 1.0 ? Kind::beta : Kind::other;
      break;
    case Distribution::Kind::triangular:
    case Distribution::Kind::discrete:
      break;
  }
  return add(Draw{kind, distribution, range, entity});
}

std::size_t DrawList::add_uniform(std::uint32_t entity, std::uint32_t index) {
  return add(
      Draw{Kind::uniform, Distribution::uniform(0.0, 1.0), {0.0, 1.0}, entity, index});
}

std::size_t DrawList::add_cut_normal(double from, double width, std::uint32_t entity,
                                     std::uint32_t index) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return add(Draw{Kind::normal,
                  Distribution::normal(0.0, 1.0),
                  {-infinity, infinity},
                  entity,
                  index,
                  from,
                  width});
}

// Marsaglia and Tsang's constants of a shape, as draw_gamma works them out.
void DrawList::place_gamma(std::size_t at, double shape, std::uint32_t entity,
                           std::uint32_t index) {
  const double d = shape - 1.0 / 3.0;
  gammas_.entity[at] = entity;
  gammas_.index[at] = index;
  gammas_.next_index[at] = index + 1;
  gammas_.d[at] = d;
  gammas_.c[at] = 1.0 / std::sqrt(9.0 * d);
  gammas_.log_d[at] = math::log(d);
}

void DrawList::finish() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const Draw& draw : draws_) {
    ++group(draw.kind).size;
  }
  std::size_t size = 0;
  for (Group& each : group_) {
    each.first = size;
    size += padded(each.size);
  }
  value_.assign(size, 0.0);
  entity_.assign(size, 0);
  index_.assign(size, 0);
  from_.assign(size, 0.0);
  width_of_.assign(size, 1.0);
  first_.assign(size, 0.0);
  second_.assign(size, 0.0);
  low_.assign(size, -infinity);
  high_.assign(size, infinity);
  draw_at_.assign(size, nullptr);
  const std::size_t gammas = group(Kind::gamma).size;
  const std::size_t betas = group(Kind::beta).size;
  gammas_.size = gammas + 2 * betas;
  // A vector of betas is loaded from where they start, which is anywhere.
  const std::size_t room = padded(gammas_.size) + most_lanes;
  for (std::vector<std::uint64_t>* names :
       {&gammas_.entity, &gammas_.index, &gammas_.next_index}) {
    names->assign(room, 0);
  }
  for (std::vector<double>* values :
       {&gammas_.d, &gammas_.c, &gammas_.log_d, &gammas_.uniform, &gammas_.log_x}) {
    values->assign(room, 0.0);
  }
  std::size_t count[kinds] = {};
  for (const Draw& draw : draws_) {
    const std::size_t nth = count[static_cast<std::size_t>(draw.kind)]++;
    const std::size_t at = group(draw.kind).first + nth;
    const auto& p = draw.distribution.parameter;
    place_.push_back(at);
    draw_at_[at] = &draw;
    entity_[at] = draw.entity;
    index_[at] = draw.index;
    from_[at] = draw.from;
    width_of_[at] = draw.width;
    first_[at] = p[0];
    second_[at] = draw.kind == Kind::uniform ? p[1] - p[0] : p[1];
    low_[at] = draw.range.lo;
    high_[at] = draw.range.hi;
    if (draw.kind == Kind::number) {
      value_[at] = p[0];
    } else if (draw.kind == Kind::gamma) {
      place_gamma(nth, p[0], draw.entity, 0);
    } else if (draw.kind == Kind::beta) {
      place_gamma(gammas + nth, p[0], draw.entity, 0);
      place_gamma(gammas + betas + nth, p[1], draw.entity, gamma_indices);
    }
  }
}

void DrawList::draw_gammas(StreamKey key) {
  if (gammas_.size == 0) {
    return;
  }
  Gammas& g = gammas_;
  const std::size_t n = whole(g.size);
  kernels_.uniforms(key, g.entity.data(), g.index.data(), g.log_x.data(), n);
  kernels_.uniforms(key, g.entity.data(), g.next_index.data(), g.uniform.data(), n);
  kernels_.log_gammas(g.d.data(), g.c.data(), g.log_d.data(), g.uniform.data(),
                      g.log_x.data(), n);
  const Group gammas = group(Kind::gamma);
  kernels_.gammas(&second_[gammas.first], g.log_x.data(), &value_[gammas.first],
                  whole(gammas.size));
  const Group betas = group(Kind::beta);
  const double* log_x = g.log_x.data() + gammas.size;
  kernels_.betas(log_x, log_x + betas.size, &value_[betas.first], whole(betas.size));
}

void DrawList::draw(StreamKey key) {
  const Group uniform = group(Kind::uniform);
  const Group normal = group(Kind::normal);
  const Group lognormal = group(Kind::lognormal);
  const std::size_t drawn = lognormal.first + whole(lognormal.size);
  double* x = value_.data();
  kernels_.uniforms(key, entity_.data(), index_.data(), x, drawn);
  kernels_.between(first_.data(), second_.data(), x, whole(uniform.size));
  const std::size_t n = normal.first;
  kernels_.between(from_.data() + n, width_of_.data() + n, x + n, whole(normal.size));
  kernels_.normals(first_.data() + n, second_.data() + n, x + n, whole(normal.size));
  const std::size_t l = lognormal.first;
  kernels_.lognormals(first_.data() + l, second_.data() + l, x + l,
                      whole(lognormal.size));
  draw_gammas(key);
  // What was rejected, or lies outside its range, is drawn by itself. NaN is outside.
  const std::size_t end = group(Kind::other).first;
  for (std::size_t at = kernels_.first_outside(low_.data(), high_.data(), x, 0, end);
       at < end; at = kernels_.first_outside(low_.data(), high_.data(), x, at, end)) {
    const std::size_t next = at + static_cast<std::size_t>(width_);
    for (; at < next; ++at) {
      const Draw* draw = draw_at_[at];
      if (draw != nullptr && !(low_[at] <= x[at] && x[at] <= high_[at])) {
        x[at] = draw_value(draw->distribution, draw->range,
                           Stream(key.seed, key.replicate, draw->entity));
      }
    }
  }
  for (std::size_t at = end; at < group(Kind::other).last(); ++at) {
    const Draw& draw = *draw_at_[at];
    x[at] = draw_value(draw.distribution, draw.range,
                       Stream(key.seed, key.replicate, draw.entity));
  }
}

}  // namespace tripart
