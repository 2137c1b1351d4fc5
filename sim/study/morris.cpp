// Trajectories of Morris (1991): a random start on a grid, then one step of each factor.
#include <algorithm>
#include <utility>

#include "study/design_layout.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

/// On the grid 0, 1/(p-1), ..., 1 a step is p / (2 (p-1)), up or down with equal chance;
/// factors move in random order. Each level is as likely as any other.
class Morris : public DesignLayout {
 public:
  Morris(std::size_t factors, int levels, std::uint64_t seed)
      : factors_(factors), levels_(static_cast<std::uint32_t>(levels)), seed_(seed) {}

  [[nodiscard]] std::vector<double> coordinates(std::uint64_t number) const override {
    const std::uint64_t trajectory = number / (factors_ + 1);
    const std::size_t moved = number % (factors_ + 1);
    const Stream starts(seed_, trajectory, Purpose::design, "morris starts");
    const Stream order(seed_, trajectory, Purpose::design, "morris order");
    std::vector<std::size_t> sequence;
    for (std::size_t i = 0; i < factors_; ++i) {
      const auto other = static_cast<std::size_t>(
          order.uniform(static_cast<std::uint32_t>(i)) * static_cast<double>(i + 1));
      sequence.push_back(i);
      std::swap(sequence[i], sequence[other]);
    }
    std::vector<bool> has_moved(factors_, false);
    for (std::size_t step = 0; step < moved; ++step) {
      has_moved[sequence[step]] = true;
    }
    const std::uint32_t half = levels_ / 2;
    std::vector<double> point;
    for (std::size_t i = 0; i < factors_; ++i) {
      // Lower of the two levels of the factor, and whether it starts on the upper one.
      const double draw =
          starts.uniform(static_cast<std::uint32_t>(i)) * static_cast<double>(levels_);
      const auto slot = static_cast<std::uint32_t>(draw);
      const std::uint32_t lower = slot % half;
      const bool starts_high = slot >= half;
      const std::uint32_t level = lower + (starts_high != has_moved[i] ? half : 0U);
      point.push_back(static_cast<double>(level) / static_cast<double>(levels_ - 1));
    }
    return point;
  }

 private:
  std::size_t factors_;
  std::uint32_t levels_;
  std::uint64_t seed_;
};

}  // namespace

std::unique_ptr<DesignLayout> make_morris(std::size_t factors, int levels,
                                          std::uint64_t seed) {
  return std::make_unique<Morris>(factors, levels, seed);
}

}  // namespace tripart
