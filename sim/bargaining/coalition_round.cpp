// Mixed proposals and values of one structure of coalitions (T8).
#include "bargaining/coalition_round.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace tripart {
namespace {

constexpr std::size_t most_unknowns = 2 * max_parties;
using Row = std::array<double, most_unknowns + 1>;

bool holds(std::uint32_t set, std::size_t position) {
  return (set >> position & 1U) != 0;
}

// Gauss with row exchanges; the right-hand side is the last column, and becomes the
// solution. An unknown that nothing decides stays 0.
void solve_rows(std::array<Row, most_unknowns>& row, std::size_t size, Row& x) {
  x.fill(0.0);
  for (std::size_t p = 0; p < size; ++p) {
    std::size_t best = p;
    for (std::size_t r = p + 1; r < size; ++r) {
      best = std::fabs(row[r][p]) > std::fabs(row[best][p]) ? r : best;
    }
    std::swap(row[p], row[best]);
    for (std::size_t r = p + 1; r < size && row[p][p] != 0.0; ++r) {
      const double factor = row[r][p] / row[p][p];
      for (std::size_t c = p; c <= size; ++c) {
        row[r][c] -= factor * row[p][c];
      }
    }
  }
  for (std::size_t p = size; p-- > 0;) {
    double rest = row[p][size];
    for (std::size_t c = p + 1; c < size; ++c) {
      rest -= row[p][c] * x[c];
    }
    x[p] = row[p][p] != 0.0 ? rest / row[p][p] : 0.0;
  }
}

class RoundSolver {
 public:
  explicit RoundSolver(const CoalitionRound& round)
      : round_(round), n_(round.coalitions), count_(round.options.size()) {
    for (std::size_t c = 0; c < n_; ++c) {
      scale_ = std::max(scale_, std::fabs(round.payoff[c]));
    }
    for (const CoalitionOption& option : round.options) {
      scale_ = std::max(scale_, std::fabs(option.worth));
    }
    scale_ = scale_ > 0.0 ? scale_ : 1.0;
  }
  [[nodiscard]] CoalitionRoundOutcome solve();

 private:
  void start();
  [[nodiscard]] double added(const CoalitionOption& option) const;
  void balance(PartyValues& left) const;  // of the value equations
  void step(double target);
  [[nodiscard]] double mean_product() const;

  const CoalitionRound& round_;
  std::size_t n_;
  std::size_t count_;
  double scale_ = 0.0;
  PartyValues x_{};
  PartyValues best_{};  // what a proposer adds at most: max e
  std::vector<double> chance_, loss_;
};

double RoundSolver::added(const CoalitionOption& option) const {
  if (option.waits()) {
    return 0.0;
  }
  double sum = option.worth;
  for (std::size_t c = 0; c < n_; ++c) {
    sum -= holds(option.joined, c) ? x_[c] : 0.0;
  }
  return sum;
}

void RoundSolver::start() {
  x_ = round_.payoff;
  chance_.assign(count_, 0.0);
  loss_.assign(count_, 0.0);
  for (std::size_t d = 0; d < n_; ++d) {
    double own = 0.0;
    best_[d] = 0.0;
    for (const CoalitionOption& option : round_.options) {
      if (option.proposer == static_cast<int>(d)) {
        own += 1.0;
        best_[d] = std::max(best_[d], added(option));
      }
    }
    best_[d] += scale_;
    for (std::size_t o = 0; o < count_; ++o) {
      const CoalitionOption& option = round_.options[o];
      if (option.proposer == static_cast<int>(d)) {
        chance_[o] = 1.0 / own;
        loss_[o] = best_[d] - added(option);
      }
    }
  }
}

// x_C less what it should be.
void RoundSolver::balance(PartyValues& left) const {
  const double d = round_.discount;
  for (std::size_t c = 0; c < n_; ++c) {
    left[c] = x_[c] - (1.0 - d) * round_.payoff[c] -
              d * (x_[c] + round_.recognition[c] * best_[c]);
  }
  for (std::size_t o = 0; o < count_; ++o) {
    const CoalitionOption& option = round_.options[o];
    const double flow =
        d * round_.recognition[static_cast<std::size_t>(option.proposer)] * chance_[o];
    for (std::size_t c = 0; c < n_ && !option.waits(); ++c) {
      left[c] -= holds(option.joined, c) ? 0.0 : flow * (option.after[c] - x_[c]);
    }
  }
}

// One Newton step towards chance x loss = target; changes of chance and loss are
// eliminated, so that one equation per value and one per proposer are left.
void RoundSolver::step(double target) {
  std::array<Row, most_unknowns> row{};
  const double d = round_.discount;
  const std::size_t size = 2 * n_;
  PartyValues left{};
  balance(left);
  std::vector<double> slack(count_), slope(count_);
  for (std::size_t c = 0; c < n_; ++c) {
    row[c][c] = 1.0 - d;
    row[c][n_ + c] = -d * round_.recognition[c];
    row[c][size] = -left[c];
    if (round_.recognition[c] <= 0.0) {
      row[n_ + c][n_ + c] = 1.0;
    } else {
      row[n_ + c][size] = 1.0;
    }
  }
  for (std::size_t o = 0; o < count_; ++o) {
    const CoalitionOption& option = round_.options[o];
    const auto proposer = static_cast<std::size_t>(option.proposer);
    // change of loss = change of best + sum of changes of x - slack
    slack[o] = loss_[o] - (best_[proposer] - added(option));
    slope[o] = -chance_[o] / loss_[o];
    const double fixed =
        (target - chance_[o] * loss_[o] + chance_[o] * slack[o]) / loss_[o];
    row[n_ + proposer][n_ + proposer] += slope[o];
    row[n_ + proposer][size] -= chance_[o] + fixed;
    for (std::size_t c = 0; c < n_ && !option.waits(); ++c) {
      row[n_ + proposer][c] += holds(option.joined, c) ? slope[o] : 0.0;
    }
    const double p = d * round_.recognition[proposer];
    for (std::size_t c = 0; c < n_ && !option.waits(); ++c) {
      if (holds(option.joined, c)) {
        continue;
      }
      row[c][c] += p * chance_[o];
      const double weight = p * (option.after[c] - x_[c]);
      row[c][size] += weight * fixed;
      row[c][n_ + proposer] -= weight * slope[o];
      for (std::size_t j = 0; j < n_; ++j) {
        row[c][j] -= holds(option.joined, j) ? weight * slope[o] : 0.0;
      }
    }
  }
  Row change{};
  solve_rows(row, size, change);
  std::vector<double> chance_change(count_), loss_change(count_);
  double length = 1.0;
  constexpr double short_of_the_wall = 0.95;
  for (std::size_t o = 0; o < count_; ++o) {
    const CoalitionOption& option = round_.options[o];
    double moved = change[n_ + static_cast<std::size_t>(option.proposer)] - slack[o];
    for (std::size_t c = 0; c < n_ && !option.waits(); ++c) {
      moved += holds(option.joined, c) ? change[c] : 0.0;
    }
    loss_change[o] = moved;
    chance_change[o] = (target - chance_[o] * loss_[o] - chance_[o] * moved) / loss_[o];
    if (loss_change[o] < 0.0) {
      length = std::min(length, -short_of_the_wall * loss_[o] / loss_change[o]);
    }
    if (chance_change[o] < 0.0) {
      length = std::min(length, -short_of_the_wall * chance_[o] / chance_change[o]);
    }
  }
  for (std::size_t c = 0; c < n_; ++c) {
    x_[c] += length * change[c];
    best_[c] += length * change[n_ + c];
  }
  for (std::size_t o = 0; o < count_; ++o) {
    chance_[o] += length * chance_change[o];
    loss_[o] += length * loss_change[o];
  }
}

double RoundSolver::mean_product() const {
  double sum = 0.0;
  for (std::size_t o = 0; o < count_; ++o) {
    sum += chance_[o] * loss_[o];
  }
  return sum / static_cast<double>(count_);
}

CoalitionRoundOutcome RoundSolver::solve() {
  constexpr int most_steps = 400;
  CoalitionRoundOutcome best;
  best.residual = std::numeric_limits<double>::infinity();
  // The slower mu falls, the closer the path is followed.
  for (const double centring : {0.3, 0.7, 0.9}) {
    start();
    for (int steps = 0; steps < most_steps; ++steps) {
      step(std::max(centring * mean_product(), 1e-17 * scale_));
      CoalitionRoundOutcome now;
      now.standing = x_;
      now.chance = chance_;
      now.residual = round_residual(round_, now);
      if (now.residual < best.residual) {
        best = now;
      }
      if (best.residual < 1e-13 * scale_) {
        return best;
      }
    }
  }
  return best;
}

}  // namespace

double round_residual(const CoalitionRound& round, const CoalitionRoundOutcome& at) {
  const double d = round.discount;
  double worst = 0.0;
  PartyValues best{};
  PartyValues sum{};
  std::vector<double> added(round.options.size());
  for (std::size_t o = 0; o < round.options.size(); ++o) {
    const CoalitionOption& option = round.options[o];
    const auto proposer = static_cast<std::size_t>(option.proposer);
    added[o] = option.waits() ? 0.0 : option.worth;
    for (std::size_t c = 0; c < round.coalitions && !option.waits(); ++c) {
      added[o] -= holds(option.joined, c) ? at.standing[c] : 0.0;
    }
    best[proposer] = std::max(best[proposer], added[o]);
    sum[proposer] += at.chance[o];
    worst = std::max(worst, -at.chance[o]);
  }
  PartyValues value{};
  for (std::size_t c = 0; c < round.coalitions; ++c) {
    value[c] = at.standing[c] + round.recognition[c] * best[c];
    if (round.recognition[c] > 0.0) {
      worst = std::max(worst, std::fabs(sum[c] - 1.0));
    }
  }
  for (std::size_t o = 0; o < round.options.size(); ++o) {
    const CoalitionOption& option = round.options[o];
    const auto proposer = static_cast<std::size_t>(option.proposer);
    worst = std::max(worst, at.chance[o] * (best[proposer] - added[o]));
    for (std::size_t c = 0; c < round.coalitions && !option.waits(); ++c) {
      value[c] += holds(option.joined, c) ? 0.0
                                          : round.recognition[proposer] * at.chance[o] *
                                                (option.after[c] - at.standing[c]);
    }
  }
  for (std::size_t c = 0; c < round.coalitions; ++c) {
    const double should = (1.0 - d) * round.payoff[c] + d * value[c];
    worst = std::max(worst, std::fabs(at.standing[c] - should));
  }
  return worst;
}

CoalitionRoundOutcome solve_round(const CoalitionRound& round) {
  return RoundSolver(round).solve();
}

}  // namespace tripart
