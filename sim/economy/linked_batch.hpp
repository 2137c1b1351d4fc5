#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "economy/base_response.hpp"
#include "economy/linked_kernels.hpp"
#include "economy/policy_change.hpp"

namespace tripart {

/// The accelerated loop (MODEL.md, E5a) for several counterfactuals of one base year,
/// each in a lane of its own. What one lane finds does not depend on the others.
class LinkedBatch {
 public:
  LinkedBatch(const BaseResponse& response, const LinkedKernels& kernels);

  [[nodiscard]] std::size_t lanes() const { return kernels_.solves; }

  /// Whether untraded sectors are as they were: no cost and no tariff on own sales.
  [[nodiscard]] static bool applies(const BaseResponse& response,
                                    const PolicyChange& change);

  /// Puts a counterfactual into a lane, to start from these: by region and sector, the
  /// rows of sectors in whole groups.
  void begin(const BaseResponse& response, std::size_t lane, const PolicyChange& change,
             const double* log_wage, const double* log_cost, const double* expenditure);

  /// One round of Anderson's acceleration in all lanes.
  void advance(const BaseResponse& response, double tolerance, int max_iterations);

  enum class Status {
    idle,
    running,
    found,  ///< no relative gap was above the tolerance
    lost    ///< stalled, no longer a number, or too many rounds: the state is of no use
  };
  [[nodiscard]] Status status(std::size_t lane) const { return lane_[lane].status; }
  [[nodiscard]] int iterations(std::size_t lane) const { return lane_[lane].iterations; }
  void give_up(std::size_t lane) { lane_[lane].status = Status::lost; }
  void release(std::size_t lane) { lane_[lane].status = Status::idle; }

  /// Writes the state of a lane out in the same way, wages scaled to the numeraire.
  void unfold(const BaseResponse& response, std::size_t lane, double* log_wage,
              double* log_cost, double* expenditure) const;

  /// \name One lane, its equations without acceleration
  /// @{
  void evaluate(const BaseResponse& response);
  void settle(const BaseResponse& response);
  [[nodiscard]] double& state(std::size_t entry) { return array(state_)[entry]; }
  [[nodiscard]] const double* excess() const { return array(excess_); }
  /// @}

 private:
  struct Lane {
    Status status = Status::idle;
    int iterations = 0;
    double best = 0.0;
    int best_at = 0;
    std::vector<std::size_t> changed;  ///< entries of weight_ that are its own
    std::vector<std::size_t> base;     ///< and the base year's in their place
  };

  [[nodiscard]] std::size_t take(std::size_t entries);
  [[nodiscard]] double* array(std::size_t at) { return room_.data() + at; }
  [[nodiscard]] const double* array(std::size_t at) const { return room_.data() + at; }
  [[nodiscard]] LinkedWork work();
  void load(const BaseResponse& response, std::size_t lane, const PolicyChange& change);
  std::size_t row_of(const BaseResponse& response, std::size_t pair);
  void judge(Lane& lane, double gap, double tolerance, int max_iterations);

  LinkedKernels kernels_;
  std::vector<double> room_;
  // places in room_
  std::size_t state_, residual_, last_state_, last_residual_, residual_change_,
      image_change_, gram_, product_;
  std::size_t cost_power_, sum_, net_sum_, demand_, price_term_, sales_term_;
  std::size_t wage_bill_, income_, excess_, move_;
  std::size_t gap_, changes_, held_;
  std::vector<std::int32_t> row_;
  std::size_t rows_ = 0;
  std::vector<double> weight_, net_weight_;
  std::size_t newest_ = 0;
  std::vector<Lane> lane_;
};

}  // namespace tripart
