#pragma once

#include <cstdint>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/payoff.hpp"

namespace tripart {

/// What is held at one draw for a whole ensemble, so that ensembles differ by it and by
/// nothing else.
enum class Held {
  judgements,  ///< one shift of every ideal and salience within the scenario's band
  parameters   ///< that, and one draw of every distribution of the scenario
};

/// The model whose judged inputs, ideals and saliences, are shifted once and for all by
/// draw `index` (from 1): each by a uniform of its own in plus or minus the scenario's
/// band, which then is 0. Law of total probability: ensembles of `model` itself are the
/// mixture of these.
///
/// With Held::parameters every other parameter that has a distribution is replaced by
/// what replicate `index` would draw of it, too; weights of deadlines, which replicates
/// draw once per date, by one draw for all dates. What is chance and no parameter stays:
/// private types, sessions, proposers, answers, votes.
///
/// A shifted normal, uniform, triangular or discrete distribution keeps its form;
/// another one is held at one draw. \param seed  of the ensembles \pre index >= 1
[[nodiscard]] Model hold(const Model& model, Held held, std::uint64_t seed,
                         std::uint64_t index);

/// The payoffs of the one economy that draw `index` picks, each with the same chance.
[[nodiscard]] PayoffTable hold_economy(const Model& model, const PayoffTable& payoffs,
                                       std::uint64_t seed, std::uint64_t index);

}  // namespace tripart
