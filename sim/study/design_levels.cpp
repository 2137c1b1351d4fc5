// Designs that count levels: full grids, and one factor at a time.
#include <utility>

#include "study/design_layout.hpp"

namespace tripart {
namespace {

class Grid : public DesignLayout {
 public:
  explicit Grid(std::vector<std::uint64_t> levels) : levels_(std::move(levels)) {}

  [[nodiscard]] std::vector<double> coordinates(std::uint64_t number) const override {
    std::vector<double> level(levels_.size());
    for (std::size_t factor = levels_.size(); factor-- > 0;) {
      level[factor] = static_cast<double>(number % levels_[factor] + 1);
      number /= levels_[factor];
    }
    return level;
  }

 private:
  std::vector<std::uint64_t> levels_;
};

class OneAtATime : public DesignLayout {
 public:
  explicit OneAtATime(std::vector<std::uint64_t> levels) : levels_(std::move(levels)) {}

  [[nodiscard]] std::vector<double> coordinates(std::uint64_t number) const override {
    std::vector<double> level(levels_.size(), 0.0);
    for (std::size_t factor = 0; factor < levels_.size() && number > 0; ++factor) {
      if (number <= levels_[factor]) {
        level[factor] = static_cast<double>(number);
        break;
      }
      number -= levels_[factor];
    }
    return level;
  }

 private:
  std::vector<std::uint64_t> levels_;
};

}  // namespace

std::unique_ptr<DesignLayout> make_grid(std::vector<std::uint64_t> levels) {
  return std::make_unique<Grid>(std::move(levels));
}

std::unique_ptr<DesignLayout> make_one_at_a_time(std::vector<std::uint64_t> levels) {
  return std::make_unique<OneAtATime>(std::move(levels));
}

}  // namespace tripart
