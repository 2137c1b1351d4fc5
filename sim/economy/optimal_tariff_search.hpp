#pragma once

#include <cstddef>
#include <vector>

#include "economy/optimal_tariff_objective.hpp"

namespace tripart {

/// One region's search for its best rates, kept between the turns of a war: where every
/// instrument stands and how far apart its next trials are.
class TariffSearch {
 public:
  /// `objective` outlives the search and stands at the start's rates of this region.
  TariffSearch(TariffObjective& objective, const OptimalTariffProblem& problem,
               const TariffSearchOptions& options);

  /// What a search was worth.
  struct Progress {
    double gain_pct = 0.0;
    int sweeps = 0;
    bool settled = true;
  };
  /// From where the objective stands, whatever the others have done since.
  Progress improve();
  /// The same, trying every rate of the grid first.
  Progress improve_everywhere();
  /// The gain of the best single change to a point of the grid; moves nothing.
  double residual();

  [[nodiscard]] const std::vector<TariffChoice>& choices() const { return choices_; }
  [[nodiscard]] const OptimalTariffProblem& problem() const { return problem_; }
  /// Puts all instruments where they are told. `unchanged` is taken over.
  void move_to(const std::vector<TariffChoice>& choices);
  /// By instrument, as the user wants to know it.
  [[nodiscard]] std::vector<ChosenRate> chosen() const;

 private:
  double value_with(std::size_t instrument, const TariffChoice& choice);
  double value_at(std::size_t instrument, double rate) {
    return value_with(instrument, {rate, false});
  }
  void take(std::size_t instrument, const TariffChoice& choice, double value);
  void restore(std::size_t instrument) {
    objective_->apply(problem_.chooser, problem_.instruments[instrument],
                      choices_[instrument]);
  }
  /// Takes the best of the present choice, the start's and the grid's.
  void search_grid(std::size_t instrument);
  /// Takes the vertex of a parabola through three rates around the present one. Returns
  /// the move, or how far apart the three were if they come closer next time.
  double fit_parabola(std::size_t instrument);
  /// A step along what the last sweep did to all instruments.
  void extrapolate(const std::vector<TariffChoice>& before, double value_before);
  Progress sweep_until_settled();
  [[nodiscard]] double grid_rate(int point) const;
  [[nodiscard]] double within(double rate) const;

  TariffObjective* objective_;
  OptimalTariffProblem problem_;
  TariffSearchOptions options_;
  std::vector<TariffChoice> choices_;
  std::vector<double> spread_;  ///< of the next trials, by instrument
  double value_ = 0.0;          ///< at the choices
};

/// The largest distance between two settings of the same instruments.
[[nodiscard]] double distance(const std::vector<TariffChoice>& one,
                              const std::vector<TariffChoice>& other);

}  // namespace tripart
