#pragma once

#include <string>
#include <vector>

#include "support/small_economy.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart::test {

inline Parameter parameter(double value) {
  return {Distribution::constant(value), {-1e308, 1e308}, 0};
}

inline int sector_of(const Baseline& baseline, const std::string& name) {
  return static_cast<int>(baseline.sector(name));
}

inline int party_of(const Model& model, const std::string& id) {
  for (int party = 0; party < model.party_count(); ++party) {
    if (model.parties[static_cast<std::size_t>(party)].id == id) {
      return party;
    }
  }
  return -1;
}

/// The entry of a party by party matrix from `a` to `b`.
inline double iceberg(const Model& model, const std::vector<double>& matrix,
                      const char* a, const char* b) {
  return matrix[static_cast<std::size_t>(party_of(model, a)) * model.parties.size() +
                static_cast<std::size_t>(party_of(model, b))];
}

/// Three parties in the given order, no agenda. The United States may split, withdraw,
/// and put 8.7 points on Canadian and 4.2 on Mexican metals; Canada answers in kind,
/// Mexico with 15 points on food. Lobbies care for basic metals and motor vehicles.
inline Model north_america(const std::vector<std::string>& order = {"USA", "CAN",
                                                                    "MEX"}) {
  const Baseline& b = base2017();
  Model model;
  model.name = "north_america";
  model.pure_bargaining = false;
  model.horizon = 365.0;
  model.follow_up = 730.0;
  for (const std::string& id : order) {
    Party party;
    party.id = id;
    party.may_split = id == "USA";
    party.may_withdraw = id == "USA";
    model.parties.push_back(party);
  }
  model.retaliation.resize(order.size());
  const int usa = party_of(model, "USA");
  const int can = party_of(model, "CAN");
  const int mex = party_of(model, "MEX");
  Threat metals;
  metals.id = "us_metals";
  metals.issuer = usa;
  metals.targets = set_of(can) | set_of(mex);
  metals.tariffs = {{can, sector_of(b, "basic_metals"), 0.087},
                    {mex, sector_of(b, "basic_metals"), 0.042}};
  model.threats = {metals};
  model.retaliation[static_cast<std::size_t>(can)].mode =
      RetaliationMode::dollar_for_dollar;
  model.retaliation[static_cast<std::size_t>(mex)] = {
      RetaliationMode::list, {{usa, sector_of(b, "food"), 0.15}}};
  model.lobby_sectors = {sector_of(b, "basic_metals"), sector_of(b, "motor_vehicles")};
  return model;
}

/// An issue by which the United States buy fewer Mexican cars the closer its text is to
/// pole 1.
inline Issue car_content(const Model& model) {
  Issue issue;
  issue.id = "auto_content";
  issue.positions.resize(3);
  issue.effects = {{party_of(model, "USA"), party_of(model, "MEX"),
                    sector_of(base2017(), "motor_vehicles"), 0.01, 0.0}};
  return issue;
}

/// One economy on the 2017 table with one set of elasticities.
inline TradeModel trade_of(const Model& model, const std::string& elasticities,
                           double no_agreement_iceberg = 0.0) {
  TradeModel trade;
  trade.baseline = base2017();
  for (const Party& party : model.parties) {
    trade.region_of.push_back(static_cast<int>(trade.baseline.region(party.id)));
  }
  trade.elasticities = {{elasticities, 1.0}};
  trade.no_agreement_iceberg = parameter(no_agreement_iceberg);
  trade.new_deal_iceberg = parameter(0.0);
  return trade;
}

/// K economies over the three published sets, icebergs of the NAFTA scenario's size.
inline TradeModel uncertain_trade(const Model& model, int economies) {
  TradeModel trade = trade_of(model, "ll2023");
  trade.elasticities = {
      {"cp2015", 1.0 / 3.0}, {"ll2023", 1.0 / 3.0}, {"gtap", 1.0 / 3.0}};
  trade.economies = economies;
  trade.no_agreement_iceberg = {Distribution::triangular(0.0, 0.1, 0.2), {-0.5, 5.0}, 0};
  trade.new_deal_iceberg = {Distribution::uniform(-0.02, 0.0), {-0.5, 5.0}, 0};
  trade.correlation = 0.7;
  return trade;
}

}  // namespace tripart::test
