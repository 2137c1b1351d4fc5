#include "scenario/checks.hpp"

#include <algorithm>
#include <map>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/key_table.hpp"

namespace tripart {
namespace {

void check_export_shares(const Section& shares, Complaints& complaints) {
  for (const Section& exporter : shares.members("export_shares")) {
    double sum = 0.0;
    for (const std::string& partner : exporter.keys()) {
      if (partner == exporter.id()) {
        complaints.add(exporter.where(partner),
                       exporter.path() + " names " + partner +
                           " itself, expected the share of a partner");
      }
      sum += exporter.number_or_zero(partner);
    }
    // Shares written to a few digits may add up to a rounding more than 1.
    if (sum > 1.0 + 1e-9) {
      complaints.add(
          exporter.where(),
          exporter.path() + " sums to " + to_text(sum) + ", expected at most 1",
          {"each is a share of all goods exports of " + exporter.id()});
    }
  }
}

void check_war(const Section& economy, Complaints& complaints) {
  const Section war = economy.section("tariff_war");
  if (war.words("parties").size() == 1) {
    complaints.add(war.where("parties"),
                   war.below("parties") + " names one party, expected two or more",
                   {"what one party would charge alone is in tripart tariffs"});
  }
  const std::vector<std::string> bounds = war.words("bounds");
  if (bounds.size() == 2 &&
      parse_number(bounds[0]).value() > parse_number(bounds[1]).value()) {
    complaints.add(war.where("bounds"), war.below("bounds") + " is [" + bounds[0] + ", " +
                                            bounds[1] + "], expected the lower first");
  }
  if (war.text("partners") == "all" &&
      economy.section("no_agreement").text("tariffs") == "war") {
    complaints.add(war.where("partners"),
                   war.below("partners") +
                       " is 'all', expected 'members' where "
                       "economy.no_agreement.tariffs is 'war'",
                   {"the loss of an agreement changes tariffs between parties only"});
  }
}

/// The sets that `economy.elasticities` can come to.
std::vector<std::string> sets_drawn(const Section& economy) {
  const YamlNode* node = economy.value("elasticities");
  std::vector<std::string> sets;
  if (node != nullptr && node->entries.empty()) {
    sets.push_back(node->text);
  } else if (node != nullptr) {
    for (const YamlNode& item : node->entries.front().value.items) {
      sets.push_back(item.items.empty() ? item.text : item.items.front().text);
    }
  }
  return sets;
}

/// A factor that is no distribution is not drawn again: it must do for every set
/// in use. Where it is drawn, it is drawn around an elasticity that must do.
void check_theta_factor(const Section& economy, const Names& names,
                        Complaints& complaints) {
  const Section theta = economy.section("theta");
  const auto factor = theta.number("factor");
  const std::vector<std::string> direct = theta.section("sectors").keys();
  if (!theta.has("factor") || (factor && *factor == 1.0)) {
    return;
  }
  const std::vector<std::string> sets = sets_drawn(economy);
  for (const ThetaSet& set : names.baseline->theta_sets) {
    for (std::size_t sector = 0; holds(sets, set.name) && sector < set.theta.size();
         ++sector) {
      const double value = set.theta[sector] * factor.value_or(1.0);
      if ((value < theta_range.lo || value > theta_range.hi) &&
          !holds(direct, names.baseline->sectors[sector])) {
        complaints.add(theta.where("factor"),
                       theta.below("factor") +
                           (factor ? " makes the elasticity of "
                                   : " is drawn around the elasticity of ") +
                           names.baseline->sectors[sector] + " in set " + set.name +
                           (factor ? " " : ", which is ") + to_text(value) +
                           ", expected a number in " + range_text(theta_range));
        return;
      }
    }
  }
}

bool meets_within(const Section& session, std::optional<Date> start,
                  std::optional<Date> horizon) {
  const auto from = session.date("from");
  const auto to = session.date("to");
  // Dates in a wrong order have their own complaint.
  return !from || !to || !start || !horizon || *horizon <= *start || *to < *from ||
         (*to >= *start && *from <= *horizon);
}

}  // namespace

void expect_order(const Section& section, std::string_view key, Order order,
                  std::optional<Date> other, std::string_view what,
                  Complaints& complaints) {
  const auto date = section.date(key);
  if (!date || !other) {
    return;
  }
  const bool good = order == Order::after        ? *date > *other
                    : order == Order::not_before ? *date >= *other
                                                 : *date <= *other;
  if (!good) {
    const std::string limit = to_text(*other) + " (" + std::string(what) + ")";
    complaints.add(section.where(key),
                   section.below(key) + " is " + to_text(*date) + ", expected " +
                       (order == Order::after        ? "a day after " + limit
                        : order == Order::not_before ? limit + " or later"
                                                     : limit + " or earlier"));
  }
}

void check_frame(const Section& root, Complaints& complaints) {
  const auto start = root.date("start");
  const auto horizon = root.date("horizon");
  expect_order(root, "horizon", Order::after, start, "start", complaints);
  expect_order(root, "follow_up", Order::not_before, horizon, "horizon", complaints);
  if (root.text("mode") != "behavioural" ||
      root.section("protocol").text("kind") == "stacked_alternating_offers") {
    return;
  }
  bool meets = false;
  for (const Section& event : root.members("calendar")) {
    const std::string kind = event.text("kind");
    const bool session = kind.empty() || kind == "plenary" || kind == "inter_session";
    meets = meets || (session && meets_within(event, start, horizon));
  }
  if (!meets) {
    complaints.add(root.where("calendar"),
                   "nobody would ever meet: the calendar has no plenary or inter_session "
                   "between start and horizon",
                   {"add one, for example {id: round, kind: plenary, from: ..., to: "
                    "...}, or set mode: strategic"});
  }
}

void check_economy(const Section& root, const Names& names, Complaints& complaints) {
  check_export_shares(root.section("economy"), complaints);
  check_war(root.section("economy"), complaints);
  if (names.baseline == nullptr) {
    return;
  }
  check_theta_factor(root.section("economy"), names, complaints);
  const std::string without =
      root.section("economy").section("no_agreement").text("tariffs");
  const bool needs_mfn = without == "mfn" || without == "war";
  std::map<std::string, std::string> taken;
  for (const Section& party : root.members("parties")) {
    const std::string region = party.text("region");
    if (region.empty()) {
      continue;
    }
    if (!holds(names.baseline->regions, region)) {
      complaints.add(
          party.where("region"),
          party.path() + ".region is '" + region + "', expected a region of the baseline",
          name_hints(region, names.baseline->regions));
    } else if (const auto [first, fresh] = taken.emplace(region, party.id()); !fresh) {
      complaints.add(party.where("region"), party.path() + ".region is '" + region +
                                                "', which is the region of " +
                                                first->second + " already");
    }
    const auto at =
        std::find(names.baseline->regions.begin(), names.baseline->regions.end(), region);
    if (needs_mfn && at != names.baseline->regions.end() &&
        !names.baseline->has_mfn_rate[static_cast<std::size_t>(
            at - names.baseline->regions.begin())]) {
      complaints.add(party.where(),
                     party.path() +
                         " has no MFN tariffs in the baseline, which a pair "
                         "without agreement goes back to",
                     {"add its rows to tariff_mfn.csv, or set "
                      "economy.no_agreement.tariffs: unchanged"});
    }
  }
}

}  // namespace tripart
