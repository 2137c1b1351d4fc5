#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include <Eigen/Dense>

#include "tripart/study/normal_form_game.hpp"

namespace tripart::testing_support {

/// All equilibria of a two-party game without ties by the vertices of its best-response
/// polytopes (von Stengel 2002): shares nothing with the solver under test. Vertex pairs
/// in which every strategy is either unused or a best response are the equilibria.
class BimatrixOracle {
 public:
  explicit BimatrixOracle(const NormalFormGame& game)
      : m_(game.strategy_count(0)), n_(game.strategy_count(1)), a_(m_, n_), b_(n_, m_) {
    for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
      const int i = game.choice(profile, 0);
      const int j = game.choice(profile, 1);
      a_(i, j) = game.payoff(profile, 0);
      b_(j, i) = game.payoff(profile, 1);
    }
    a_.array() += 1.0 - a_.minCoeff();  // positive payoffs make the polytopes bounded
    b_.array() += 1.0 - b_.minCoeff();
  }

  [[nodiscard]] std::vector<MixedProfile> equilibria() const {
    std::vector<MixedProfile> found;
    // Labels of the first party's strategies come first in both lists.
    for (const Vertex& x : vertices(b_, true)) {
      for (const Vertex& y : vertices(a_, false)) {
        if ((x.labels | y.labels) == (std::uint32_t{1} << (m_ + n_)) - 1) {
          found.push_back({scaled(x.point), scaled(y.point)});
        }
      }
    }
    return found;
  }

 private:
  struct Vertex {
    Eigen::VectorXd point;
    std::uint32_t labels;
  };

  // {z >= 0, values z <= 1}. Labels: an unused strategy, or a best response of the other.
  [[nodiscard]] std::vector<Vertex> vertices(const Eigen::MatrixXd& values,
                                             bool of_first) const {
    const auto size = static_cast<int>(values.cols());
    const int rows = static_cast<int>(values.rows()) + size;
    Eigen::MatrixXd all(rows, size);
    all << -Eigen::MatrixXd::Identity(size, size), values;
    Eigen::VectorXd limit = Eigen::VectorXd::Zero(rows);
    limit.tail(values.rows()).setOnes();
    std::vector<Vertex> list;
    for (std::uint32_t tight = 0; tight < (std::uint32_t{1} << rows); ++tight) {
      if (std::popcount(tight) != size) {
        continue;
      }
      Eigen::MatrixXd left(size, size);
      Eigen::VectorXd right(size);
      int row = 0;
      for (int k = 0; k < rows; ++k) {
        if (((tight >> k) & 1U) != 0) {
          left.row(row) = all.row(k);
          right(row++) = limit(k);
        }
      }
      const Eigen::FullPivLU<Eigen::MatrixXd> lu(left);
      if (!lu.isInvertible()) {
        continue;
      }
      const Eigen::VectorXd point = lu.solve(right);
      if (((all * point - limit).array() > 1e-10).any() || point.maxCoeff() < 1e-10) {
        continue;
      }
      list.push_back({point, labels_of(tight, size, rows, of_first)});
    }
    return list;
  }

  [[nodiscard]] std::uint32_t labels_of(std::uint32_t tight, int size, int rows,
                                        bool of_first) const {
    std::uint32_t labels = 0;
    for (int k = 0; k < rows; ++k) {
      if (((tight >> k) & 1U) != 0) {
        const bool own = k < size;
        const int strategy = own ? k : k - size;
        labels |= std::uint32_t{1} << (own == of_first ? strategy : m_ + strategy);
      }
    }
    return labels;
  }

  static std::vector<double> scaled(const Eigen::VectorXd& point) {
    const Eigen::VectorXd unit = point / point.sum();
    return {unit.data(), unit.data() + unit.size()};
  }

  int m_;
  int n_;
  Eigen::MatrixXd a_;
  Eigen::MatrixXd b_;
};

}  // namespace tripart::testing_support
