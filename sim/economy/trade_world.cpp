#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/economy/baseline.hpp"

namespace tripart {
namespace {

std::size_t number_of(const std::vector<std::string>& names, std::string_view name,
                      const char* kind) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    std::string existing;
    for (const std::string& other : names) {
      existing += (existing.empty() ? "" : ", ") + other;
    }
    throw Failure(ExitCode::bad_input, std::string("unknown ") + kind + " '" +
                                           std::string(name) + "'; there are " +
                                           existing);
  }
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::size_t TradeWorld::region(std::string_view name) const {
  return number_of(regions, name, "region");
}

std::size_t TradeWorld::sector(std::string_view name) const {
  return number_of(sectors, name, "sector");
}

const std::vector<double>& TradeWorld::theta(std::string_view set) const {
  std::vector<std::string> names;
  for (const ThetaSet& known : theta_sets) {
    names.push_back(known.name);
  }
  return theta_sets[number_of(names, set, "set of elasticities")].theta;
}

const std::vector<double>& TradeWorld::tariff_schedule(std::string_view name) const {
  std::vector<std::string> names;
  for (const TariffSchedule& known : tariff_schedules) {
    names.push_back(known.name);
  }
  return tariff_schedules[number_of(names, name, "tariff schedule")].rate;
}

}  // namespace tripart
