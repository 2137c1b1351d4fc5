#include "bargaining/payoff_memory.hpp"

#include <algorithm>
#include <string>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

// What one economy keeps beside the numbers of its table, in bytes: per configuration the
// terms of its pairs while its batch is solved; in a run the exact sums of its replicates
// by ending and kind (results/economy_tally.hpp).
constexpr std::uint64_t bytes_per_term = 64;
constexpr std::uint64_t bytes_per_configuration = 256;
constexpr std::uint64_t bytes_per_sum = 64;
constexpr std::uint64_t cells_seen = 8;
constexpr std::uint64_t sums_per_negotiation = 32;
constexpr std::uint64_t sums_per_party = 11;

}  // namespace

std::uint64_t memory_needed(const Model& model, int economies) {
  const PayoffTable one(model, 1);
  const auto configurations = static_cast<std::uint64_t>(one.configurations().size());
  const auto states = static_cast<std::uint64_t>(one.tariff_states());
  const auto parties = static_cast<std::uint64_t>(model.parties.size());
  std::uint64_t deals = 1;
  for (int i = 0; i < one.configurations().size(); ++i) {
    deals = std::max<std::uint64_t>(deals, one.configurations()[i].deals.size());
  }
  const std::uint64_t per_state =
      sizeof(double) * (1 + model.lobby_sectors.size()) + sizeof(PayoffDetail);
  const std::uint64_t per_deal =
      one.has_effects() ? sizeof(double) * deals * model.issues.size() : 0;
  const std::uint64_t table = configurations * parties * (states * per_state + per_deal);
  const std::uint64_t regimes =
      configurations *
      (bytes_per_configuration + bytes_per_term * parties * (parties - 1) / 2);
  const std::uint64_t sums =
      cells_seen * bytes_per_sum * (sums_per_negotiation + sums_per_party * parties);
  return static_cast<std::uint64_t>(economies) * (table + regimes + sums);
}

void expect_room(std::uint64_t needed, std::uint64_t limit, int economies) {
  if (needed <= limit) {
    return;
  }
  constexpr std::uint64_t megabyte = 1'000'000;
  throw Failure(ExitCode::bad_input,
                "economy.economies is " + std::to_string(economies) +
                    ", whose payoffs need about " +
                    std::to_string((needed + megabyte - 1) / megabyte) +
                    " MB of memory, expected what fits into the " +
                    std::to_string(limit / megabyte) +
                    " MB there are; take fewer economies, threats, or parties that "
                    "retaliate or may split");
}

}  // namespace tripart
