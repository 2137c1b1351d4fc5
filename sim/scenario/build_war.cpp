#include "scenario/build.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

std::vector<std::size_t> sectors_of(const Section& war, const Baseline& baseline) {
  const std::string word = war.text("sectors");
  std::vector<std::size_t> sectors;
  for (std::size_t j = 0; j < baseline.sector_count(); ++j) {
    if (word == "all" || (word == "goods" && baseline.tradable_goods[j])) {
      sectors.push_back(j);
    }
  }
  for (const std::string& name : war.words("sectors")) {
    sectors.push_back(static_cast<std::size_t>(position_of(baseline.sectors, name)));
  }
  return sectors;
}

TariffGrouping grouping_of(const std::string& word) {
  return word == "uniform"                 ? TariffGrouping::uniform
         : word == "by_sector"             ? TariffGrouping::by_sector
         : word == "by_partner_and_sector" ? TariffGrouping::by_partner_and_sector
                                           : TariffGrouping::by_partner;
}

}  // namespace

void build_war(const BuildContext& context, TradeModel& trade) {
  const Section keys = context.root.section("economy").section("tariff_war");
  TariffWar& war = trade.war;
  std::vector<bool> fights(trade.baseline.region_count(), false);
  for (const std::string& party : keys.words("parties")) {
    const auto region = static_cast<std::size_t>(
        trade.region_of[static_cast<std::size_t>(context.party(party))]);
    war.members.push_back(region);
    fights[region] = true;
  }
  for (std::size_t n = 0; n < fights.size() && keys.text("partners") == "all"; ++n) {
    if (!fights[n]) {
      war.bystanders.push_back(n);
    }
  }
  war.sectors = sectors_of(keys, trade.baseline);
  war.grouping = grouping_of(keys.text("grouping"));
  const std::vector<std::string> bounds = keys.words("bounds");
  war.bounds = {parse_number(bounds[0]).value(), parse_number(bounds[1]).value()};
  trade.war_start = keys.text("start") == "upper" ? WarStart::upper : WarStart::current;
}

}  // namespace tripart
