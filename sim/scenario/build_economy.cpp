#include "scenario/build.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

Deficits deficits_of(const std::string& word) {
  return word == "scaled"    ? Deficits::scaled
         : word == "removed" ? Deficits::removed
                             : Deficits::fixed;
}

/// `{draw: [a, b]}` gives every set the same chance, a name alone is certain.
std::vector<std::pair<std::string, double>> build_elasticities(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::scalar) {
    return {{node.text, 1.0}};
  }
  const YamlEntry& draw = node.entries.front();
  std::vector<std::pair<std::string, double>> sets;
  for (const YamlNode& item : draw.value.items) {
    if (draw.key == "draw") {
      sets.emplace_back(item.text, 1.0 / static_cast<double>(draw.value.items.size()));
    } else {
      sets.emplace_back(item.items[0].text, parse_number(item.items[1].text).value());
    }
  }
  return sets;
}

/// `pairs:` of a section, each with an iceberg term of its own.
std::vector<PairIceberg> build_pairs(const BuildContext& context,
                                     const Section& section) {
  std::vector<PairIceberg> pairs;
  for (const Section& pair : section.members("pairs")) {
    const auto [one, other] = members_of_pair(pair.id(), context.names.parties);
    pairs.push_back(
        {context.party(one), context.party(other), pair.parameter("iceberg")});
  }
  return pairs;
}

double trade_both_ways(const Baseline& baseline, std::size_t a, std::size_t b) {
  double sum = 0.0;
  for (std::size_t sector = 0; sector < baseline.sector_count(); ++sector) {
    sum += baseline.flow(a, b, sector) + baseline.flow(b, a, sector);
  }
  return sum;
}

}  // namespace

std::size_t BuildContext::region(int party) const {
  const std::string name = root.section("parties")
                               .section(names.parties[static_cast<std::size_t>(party)])
                               .text("region");
  return static_cast<std::size_t>(position_of(names.baseline->regions, name));
}

std::vector<ExportShare> export_shares_of(const BuildContext& context) {
  std::vector<ExportShare> shares;
  const Section economy = context.root.section("economy");
  for (const Section& exporter : economy.members("export_shares")) {
    for (const std::string& partner : exporter.keys()) {
      shares.push_back({context.region(context.party(exporter.id())),
                        context.region(context.party(partner)),
                        exporter.number(partner).value()});
    }
  }
  return shares;
}

TradeModel build_trade_model(const BuildContext& context, Baseline baseline) {
  const Section economy = context.root.section("economy");
  const Section closure = economy.section("closure");
  const Section no_agreement = economy.section("no_agreement");
  TradeModel trade;
  trade.baseline = std::move(baseline);
  for (int party = 0; party < static_cast<int>(context.names.parties.size()); ++party) {
    trade.region_of.push_back(static_cast<int>(context.region(party)));
  }
  trade.elasticities = build_elasticities(*economy.value("elasticities"));
  const Section theta = economy.section("theta");
  trade.theta_factor = theta.parameter("factor");
  const Section sectors = theta.section("sectors");
  for (const std::string& sector : sectors.keys()) {
    trade.sector_theta.emplace_back(static_cast<std::size_t>(context.sector(sector)),
                                    sectors.parameter(sector));
  }
  trade.closure.deficits = deficits_of(closure.text("deficits"));
  trade.closure.input_output = closure.is_true("input_output");
  trade.economies = static_cast<int>(economy.number_or_zero("economies"));
  trade.no_agreement_iceberg = no_agreement.parameter("iceberg");
  trade.correlation = no_agreement.number_or_zero("correlation");
  trade.war_without_agreement = no_agreement.text("tariffs") == "war";
  trade.mfn_without_agreement =
      no_agreement.text("tariffs") == "mfn" || trade.war_without_agreement;
  build_war(context, trade);
  trade.new_deal_iceberg = economy.section("new_deal").parameter("iceberg");
  build_policies(context, trade);
  trade.no_agreement_pairs = build_pairs(context, no_agreement);
  trade.new_deal_pairs = build_pairs(context, economy.section("new_deal"));
  return trade;
}

void weigh_partners(const TradeModel& trade, Model& model) {
  const std::size_t parties = model.parties.size();
  model.partner_weight.assign(parties * parties, 0.0);
  for (std::size_t party = 0; party < parties; ++party) {
    double sum = 0.0;
    double* row = &model.partner_weight[party * parties];
    for (std::size_t partner = 0; partner < parties; ++partner) {
      if (partner != party) {
        row[partner] = trade_both_ways(
            trade.baseline, static_cast<std::size_t>(trade.region_of[party]),
            static_cast<std::size_t>(trade.region_of[partner]));
        sum += row[partner];
      }
    }
    for (std::size_t partner = 0; partner < parties; ++partner) {
      if (partner != party) {
        row[partner] =
            sum > 0.0 ? row[partner] / sum : 1.0 / static_cast<double>(parties - 1);
      }
    }
  }
}

void weigh_partners_equally(Model& model) {
  const std::size_t parties = model.parties.size();
  model.partner_weight.assign(parties * parties, 1.0 / static_cast<double>(parties - 1));
  for (std::size_t party = 0; party < parties; ++party) {
    model.partner_weight[party * parties + party] = 0.0;
  }
}

}  // namespace tripart
