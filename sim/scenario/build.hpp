#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/names.hpp"
#include "scenario/section.hpp"
#include "tripart/bargaining/trade_model.hpp"

/// From a resolved tree without complaints to what the engine and the trade model take.
/// Nothing here judges: a value that is missing or wrong is our bug.
namespace tripart {

/// What every part of a model is built from.
struct BuildContext {
  Section root;
  Names names;
  Date start;

  /// Days from the start.
  [[nodiscard]] double day(Date date) const { return date.days - start.days; }
  [[nodiscard]] bool pure() const { return names.baseline == nullptr; }
  [[nodiscard]] int party(std::string_view id) const;
  [[nodiscard]] PartySet parties(const std::vector<std::string>& ids) const;
  /// Position in the baseline.
  [[nodiscard]] int sector(std::string_view id) const;
  /// Position in the baseline of a party's region.
  [[nodiscard]] std::size_t region(int party) const;
  /// Every sector with the changes of what `importer` charges each of `targets` that has
  /// one.
  [[nodiscard]] std::vector<TariffLine> tariffs(const Section& by_sector, int importer,
                                                PartySet targets) const;
};

/// What a rate, a change, or a list of parts stands for. Values of covered trade count in
/// `flow`, what the pair traded in the sector in the base-year tables.
[[nodiscard]] std::vector<TariffChange> build_changes(const Baseline& tables,
                                                      const YamlNode& node, double flow);

/// Fills TradeModel::new_deal_tariffs, no_agreement_tariffs and policies.
void build_policies(const BuildContext& context, TradeModel& trade);

[[nodiscard]] int position_of(const std::vector<std::string>& names,
                              std::string_view name);

/// Everything but partner weights and timeline.
[[nodiscard]] Model build_model(const BuildContext& context);

/// Fills Model::parties and Model::lobby_sectors.
void build_parties(const BuildContext& context, Model& model);
/// Fills Model::chapters and Model::issues.
void build_agenda(const BuildContext& context, Model& model);
/// Fills Model::calendar and Model::legal.
void build_calendar(const BuildContext& context, Model& model);
/// Fills Model::threats, Model::retaliation and what the parties know of the latter.
void build_threats(const BuildContext& context, Model& model);

/// Takes out of a model what `mechanisms` switches off. Draws are keyed by name, so that
/// those of everything left stay what they were.
void switch_mechanisms(const Section& mechanisms, Model& model);

/// The trade model on a base year that the export shares were applied to.
[[nodiscard]] TradeModel build_trade_model(const BuildContext& context,
                                           Baseline baseline);

/// Fills TradeModel::war and where it starts.
void build_war(const BuildContext& context, TradeModel& trade);

/// The `economy.export_shares` of a scenario as the baseline counts regions.
[[nodiscard]] std::vector<ExportShare> export_shares_of(const BuildContext& context);

/// Model::partner_weight from base-year trade in both directions, tariffs excluded.
void weigh_partners(const TradeModel& trade, Model& model);
/// The same for every partner.
void weigh_partners_equally(Model& model);

}  // namespace tripart
