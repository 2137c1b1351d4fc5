// All solutions of a scenario, and which coalitions would rather have a deal of their
// own.
#include "tripart/bargaining/benchmark.hpp"

#include <bit>

#include "bargaining/centre.hpp"

namespace tripart {
namespace {

// Pairs of a member and an outsider that have no agreement.
int lost_pairs(const Model& model, const Configuration& configuration, PartySet members) {
  int lost = 0;
  const auto parties = model.parties.size();
  for (std::size_t a = 0; a < parties; ++a) {
    for (std::size_t b = 0; b < parties; ++b) {
      lost += contains(members, static_cast<int>(a)) &&
                      !contains(members, static_cast<int>(b)) &&
                      configuration.pairs[a * parties + b] == PairState::no_agreement
                  ? 1
                  : 0;
    }
  }
  return lost;
}

// The configuration with this deal alone that leaves the most such pairs; -1: none does.
int without_outsiders(const Model& model, const ConfigurationSet& set, PartySet members) {
  int found = -1;
  int most = 0;
  for (int g = 0; g < set.size(); ++g) {
    if (set[g].deals == std::vector<PartySet>{members}) {
      const int lost = lost_pairs(model, set[g], members);
      found = lost > most ? g : found;
      most = std::max(most, lost);
    }
  }
  return found;
}

}  // namespace

Benchmarks solve_benchmarks(const Model& model, const PayoffTable& payoffs) {
  if (has_listed_values(model)) {
    return {};  // no frontier to be exact about
  }
  Centre centre(model, payoffs);
  Benchmarks all;
  all.fallback = centre.fallback();
  const ConfigurationSet& set = payoffs.configurations();
  for (int g = 0; g < set.size(); ++g) {
    const std::vector<PartySet>& deals = set[g].deals;
    if (deals.size() != 1 || set.offered(set.block(deals[0])) != g) {
      continue;
    }
    all.deals.push_back(*centre.deal(deals[0]));
    if (deals[0] != model.everyone()) {
      all.core.push_back(centre.core_test(deals[0], g));
      const int lost = without_outsiders(model, set, deals[0]);
      if (lost >= 0) {
        all.core.push_back(centre.core_test(deals[0], lost));
        all.core.back().outsiders_keep_old = false;
      }
    }
  }
  for (int hub = 0; hub < model.party_count(); ++hub) {
    if (const DealBenchmark* bilaterals = centre.bilaterals(hub)) {
      all.deals.push_back(*bilaterals);
    }
  }
  return all;
}

}  // namespace tripart
