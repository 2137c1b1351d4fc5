#pragma once

#include <cstdint>
#include <vector>

#include "core/kernels/draws.hpp"
#include "tripart/core/distribution.hpp"

namespace tripart {

/// Draws that are made together, once per replicate: a list made once, in which those of
/// one kind of distribution stand side by side, so that all are made at once over lanes.
/// Numbers are written once.
///
/// Every draw has the bits of the scalar function that it stands for.
class DrawList {
 public:
  explicit DrawList(Width width) : width_(width.lanes), kernels_(draw_kernels(width)) {}

  /// \name The list: each gives the draw's number
  /// @{
  /// draw_value(distribution, range, Stream(seed, replicate, entity))
  std::size_t add(const Distribution& distribution, Range range, std::uint32_t entity);
  /// Stream(seed, replicate, entity).uniform(index)
  std::size_t add_uniform(std::uint32_t entity, std::uint32_t index);
  /// math::normal_quantile(from + width * uniform) of that uniform
  std::size_t add_cut_normal(double from, double width, std::uint32_t entity,
                             std::uint32_t index);
  /// Nothing can be added any more.
  void finish();
  /// @}

  /// \throws Failure(bad_input) where a distribution hardly touches its range
  void draw(StreamKey key);
  [[nodiscard]] double operator[](std::size_t number) const {
    return value_[place_[number]];
  }
  [[nodiscard]] std::size_t size() const { return draws_.size(); }

 private:
  /// How a value is made, in the order in which the kinds are stored. `other` draws are
  /// made one by one.
  enum class Kind { uniform, normal, lognormal, gamma, beta, other, number };
  static constexpr std::size_t kinds = 7;

  struct Draw {
    Kind kind = Kind::number;
    Distribution distribution;
    Range range{};
    std::uint32_t entity = 0;
    std::uint32_t index = 0;
    double from = 0.0, width = 1.0;  ///< normal: what its uniform is taken to
  };

  /// Values of a kind: `size` from `first` on, padded to whole vectors.
  struct Group {
    std::size_t first = 0;
    std::size_t size = 0;
    [[nodiscard]] std::size_t last() const { return first + size; }
  };

  std::size_t add(Draw draw);
  [[nodiscard]] Group& group(Kind kind) { return group_[static_cast<std::size_t>(kind)]; }
  void place_gamma(std::size_t at, double shape, std::uint32_t entity,
                   std::uint32_t index);
  void draw_gammas(StreamKey key);
  [[nodiscard]] std::size_t whole(std::size_t count) const {
    const auto lanes = static_cast<std::size_t>(width_);
    return (count + lanes - 1) / lanes * lanes;
  }

  int width_;
  DrawKernels kernels_;
  std::vector<Draw> draws_;
  std::vector<std::size_t> place_;  ///< of each in value_
  Group group_[kinds];
  // By place: the uniform's name, two parameters of the distribution, its range, and
  // whose it is (null: padding).
  std::vector<double> value_;
  std::vector<std::uint64_t> entity_, index_;
  std::vector<double> from_, width_of_, first_, second_, low_, high_;
  std::vector<const Draw*> draw_at_;
  // Gammas, then the first and the second one of every beta.
  struct Gammas {
    std::size_t size = 0;
    std::vector<std::uint64_t> entity, index, next_index;
    std::vector<double> d, c, log_d, uniform, log_x;
  } gammas_;
};

}  // namespace tripart
