#pragma once

#include <algorithm>
#include <vector>

#include "bargaining/engine_state.hpp"
#include "bargaining/observer.hpp"
#include "tripart/bargaining/strategy.hpp"

/// What everybody makes of everybody at a table (B8, B9, B10), as the model states it: of
/// every text, party and type, one after another. The engine skips whatever cannot matter
/// and must come to the same.
namespace tripart::test {

/// Chances of every text at a table, by party and point, from the beliefs held now.
class PlainViews {
 public:
  PlainViews(const EngineView& view, const Track& track)
      : track_(&track),
        parties_(view.parties()),
        beliefs_(view.beliefs()),
        members_(track.members),
        chance_(parties_.size()),
        surplus_(parties_.size()) {}

  /// Phat of `party` at all points, its reservation value being `known` + e.
  void judge(int party, Real known, Real conceded, bool zero_intelligence) {
    const auto i = static_cast<std::size_t>(party);
    const Belief& belief = beliefs_[i];
    chance_[i].assign(static_cast<std::size_t>(track_->size), 0.0);
    surplus_[i].clear();
    for (std::size_t cell = 0; cell < belief.value().size(); ++cell) {
      const Real reservation = known + belief.value()[cell];
      Real surplus = -1.0;
      for (std::size_t n = 0; n < chance_[i].size(); ++n) {
        surplus = std::max(surplus, gain(i, n, reservation));
      }
      surplus_[i].push_back(surplus);
      if (surplus < 0.0 || belief.probability()[cell] <= 0.0) {
        continue;
      }
      const Real least = zero_intelligence ? 0.0 : surplus * (1.0 - conceded);
      const Real noise = zero_intelligence ? 0.0 : parties_[i].noise;
      for (std::size_t n = 0; n < chance_[i].size(); ++n) {
        chance_[i][n] += belief.probability()[cell] *
                         choice_probability(gain(i, n, reservation) - least, noise);
      }
    }
  }

  /// What the answer of a party to a text says about it: the belief about it afterwards.
  [[nodiscard]] Belief after_answer(int party, int point, bool accepted, Real conceded,
                                    bool zero_intelligence) const {
    const auto i = static_cast<std::size_t>(party);
    const auto n = static_cast<std::size_t>(point);
    Belief belief = beliefs_[i];
    std::vector<Real> weight;
    for (std::size_t cell = 0; cell < surplus_[i].size(); ++cell) {
      const Real surplus = surplus_[i][cell];
      const Real least = zero_intelligence ? 0.0 : surplus * (1.0 - conceded);
      const Real worth = track_->quality[n] *
                         (value_at(i, n) - parties_[i].known - belief.value()[cell]);
      const Real yes =
          surplus < 0.0 ? 0.0
                        : choice_probability(worth - least,
                                             zero_intelligence ? 0.0 : parties_[i].noise);
      weight.push_back(accepted ? yes : 1.0 - yes);
    }
    belief.observe(weight, 1.0);
    return belief;
  }

  [[nodiscard]] Real chance(int party, int point) const {
    return chance_[static_cast<std::size_t>(party)][static_cast<std::size_t>(point)];
  }

  /// prod_j Phat_j over all at the table but one.
  [[nodiscard]] std::vector<Real> all_accept_but(int party) const {
    std::vector<Real> product(static_cast<std::size_t>(track_->size), 1.0);
    for (int other = 0; other < static_cast<int>(parties_.size()); ++other) {
      if (other != party && contains(members_, other)) {
        for (std::size_t n = 0; n < product.size(); ++n) {
          product[n] *= chance(other, static_cast<int>(n));
        }
      }
    }
    return product;
  }

  /// EV_i at all points.
  [[nodiscard]] std::vector<Real> expected(int party, Real reservation) const {
    std::vector<Real> value;
    for (std::size_t n = 0; n < static_cast<std::size_t>(track_->size); ++n) {
      const Real quality = track_->quality[n];
      value.push_back(quality * value_at(static_cast<std::size_t>(party), n) +
                      (1.0 - quality) * reservation);
    }
    return value;
  }

  /// max_n [prod EV + (1 - prod) fallback].
  [[nodiscard]] Real prospect(int party, Real fallback) const {
    const std::vector<Real> product = all_accept_but(party);
    const std::vector<Real> value = expected(party, fallback);
    Real best = worst_value;
    for (std::size_t n = 0; n < value.size(); ++n) {
      best = std::max(best, product[n] * value[n] + (1.0 - product[n]) * fallback);
    }
    return best;
  }

 private:
  [[nodiscard]] Real value_at(std::size_t i, std::size_t n) const {
    return track_->value[i * track_->capacity + n];
  }
  [[nodiscard]] Real gain(std::size_t i, std::size_t n, Real reservation) const {
    return track_->quality[n] * (value_at(i, n) - reservation);
  }

  const Track* track_;
  std::vector<PartyState> parties_;
  std::vector<Belief> beliefs_;
  PartySet members_;
  std::vector<std::vector<Real>> chance_;
  std::vector<std::vector<Real>> surplus_;
};

}  // namespace tripart::test
