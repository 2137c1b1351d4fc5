#pragma once

#include <cstddef>
#include <vector>

#include "economy/base_response.hpp"

namespace tripart {

class Anderson;

/// The equations E1-E5 at one policy as a map from the state of a BaseResponse to itself.
class LinkedLoop {
 public:
  /// \param weight, net_weight  pi kappa_hat^-theta and the same over 1 + tau', orders as
  /// in Baseline \param room  memory to work in, reused from call to call
  LinkedLoop(const Baseline& baseline, const Closure& closure,
             const BaseResponse& response, const double* weight, const double* net_weight,
             std::vector<double>& room);

  /// Whether untraded sectors are as they were: no cost and no tariff on own sales.
  [[nodiscard]] bool applies() const;

  [[nodiscard]] double* state() { return x_; }
  [[nodiscard]] const double* residual() const { return f_; }
  [[nodiscard]] const double* excess() const { return excess_; }

  /// E1 to E5 at the state.
  void evaluate();
  /// Image of costs and expenditures at given wages; takes the place of the state.
  void settle();
  /// Image less state, all wages moving; returns the largest relative gap.
  double reply();

  /// Repeats with Anderson's acceleration until no relative gap is above `tolerance`.
  /// False if that stalls, leaves the numbers or takes more than max_iterations; the
  /// state is then of no use. `iterations` counts evaluations.
  [[nodiscard]] bool accelerate(double tolerance, int max_iterations, int& iterations);

  /// Writes the state out as logs and levels, orders as in Baseline, wages scaled to the
  /// numeraire.
  void unfold(double* log_wage, double* log_cost, double* expenditure) const;
  void fold(const double* log_wage, const double* log_cost, const double* expenditure);

 private:
  void evaluate_incomes();
  void images(double* image) const;
  [[nodiscard]] double largest_gap() const;
  void step(Anderson& mixing);

  const Baseline* baseline_;
  Closure closure_;
  const BaseResponse* r_;
  const double* weight_;
  const double* net_weight_;
  double *x_, *f_, *previous_;                                // [state]
  double* memory_;                                            // of the acceleration
  double *cost_power_, *sum_, *net_sum_, *demand_;            // [region, traded sector]
  double *price_term_, *sales_term_;                          // [region, traded sector]
  double *wage_bill_, *deficit_, *income_, *excess_, *move_;  // [region]
  double level_ = 0.0;  // world value added against the numeraire
};

}  // namespace tripart
