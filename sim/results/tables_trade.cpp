#include "tripart/results/tables.hpp"

namespace tripart {
namespace {

using enum ColumnType;

template <std::size_t A, std::size_t B, std::size_t C>
consteval std::array<Column, A + B + C> joined(const std::array<Column, A>& first,
                                               const std::array<Column, B>& second,
                                               const std::array<Column, C>& third) {
  std::array<Column, A + B + C> all{};
  std::size_t at = 0;
  for (const Column& column : first) {
    all[at++] = column;
  }
  for (const Column& column : second) {
    all[at++] = column;
  }
  for (const Column& column : third) {
    all[at++] = column;
  }
  return all;
}

// Levels after a change are in prices at which world value added is that of the base
// year.
constexpr std::string_view money = "million USD";

constexpr std::array case_columns{
    Column{"economy", integer, "", "economy of the outer ensemble, from 1"},
    Column{"elasticities", text, "", "set of trade elasticities"},
    Column{"configuration", text, "",
           "deals by their members, joined by |, or another policy by its name; empty: "
           "status quo"},
    Column{"kind", text, "", "kind of configuration, or policy"},
    Column{"tariff_state", text, "",
           "none, or executed threats and retaliations joined by |"},
};

constexpr std::array closure_columns{
    Column{"deficits", text, "",
           "closure: trade deficits fixed in units of world value added, scaled with "
           "value added, or removed from both years; empty without a trade model"},
    Column{"input_output", text, "",
           "closure: true with intermediate inputs, false where all sales are value "
           "added"},
};

constexpr std::array payoffs_only{
    Column{"party", text, "", "negotiating party"},
    Column{"welfare_pct", number, "percent",
           "exact change of real income against the status quo without tariffs"},
    Column{"terms_of_trade_pct", number, "percent",
           "first-order terms-of-trade effect; empty without a trade model"},
    Column{"volume_of_trade_pct", number, "percent",
           "first-order volume-of-trade effect"},
    Column{"real_wage_pct", number, "percent", "change of the real wage"},
    Column{"tariff_revenue_musd", number, money, "tariff revenue"},
    Column{"price_index_pct", number, "percent",
           "change of consumer prices, world value added as the unit"},
    Column{"iceberg_cost_pct", number, "percent",
           "first-order effect of changed iceberg costs on the importer"},
};

constexpr std::array regions_only{
    Column{"region", text, "", "region of the baseline, party or not"},
    Column{"welfare_pct", number, "percent", "exact change of real income"},
    Column{"terms_of_trade_pct", number, "percent of base-year income",
           "first-order terms-of-trade effect"},
    Column{"volume_of_trade_pct", number, "percent of base-year income",
           "first-order volume-of-trade effect"},
    Column{"iceberg_cost_pct", number, "percent of base-year income",
           "first-order effect of changed iceberg costs on the importer"},
    Column{"first_order_pct", number, "percent of base-year income",
           "sum of the three; differs from welfare_pct by second-order effects"},
    Column{"real_wage_pct", number, "percent", "change of the real wage"},
    Column{"price_index_pct", number, "percent",
           "change of consumer prices, world value added as the unit"},
    Column{"tariff_revenue_before_musd", number, money,
           "tariff revenue in the base year"},
    Column{"tariff_revenue_after_musd", number, money, "tariff revenue afterwards"},
    Column{"value_added_before_musd", number, money, "value added in the base year"},
    Column{"value_added_after_musd", number, money, "value added afterwards"},
    Column{"imports_before_musd", number, money, "imports before tariffs, base year"},
    Column{"imports_after_musd", number, money, "imports before tariffs, afterwards"},
    Column{"exports_before_musd", number, money, "exports before tariffs, base year"},
    Column{"exports_after_musd", number, money, "exports before tariffs, afterwards"},
    Column{
        "imports_created_musd", number, money,
        "imports won from own products (below 0: lost to them), the change of imports"},
    Column{"imports_diverted_musd", number, money,
           "imports that changed from one foreign supplier to another, >= 0"},
    Column{"exports_deflected_musd", number, money,
           "exports that changed from one foreign market to another, >= 0"},
};

constexpr std::array partners_only{
    Column{"region", text, "", "region of the baseline"},
    Column{"partner", text, "", "the region it trades with"},
    Column{"terms_of_trade_pct", number, "percent of the region's base-year income",
           "first-order terms-of-trade effect with this partner"},
    Column{"volume_of_trade_pct", number, "percent of the region's base-year income",
           "first-order volume-of-trade effect of imports from this partner"},
    Column{"iceberg_cost_pct", number, "percent of the region's base-year income",
           "first-order effect of changed iceberg costs of imports from this partner"},
    Column{"imports_before_musd", number, money,
           "imports from the partner before tariffs, base year"},
    Column{"imports_after_musd", number, money,
           "imports from the partner before tariffs, afterwards"},
    Column{"imports_change_pct", number, "percent",
           "their change; empty where there were none"},
    Column{"exports_before_musd", number, money,
           "exports to the partner before tariffs, base year"},
    Column{"exports_after_musd", number, money,
           "exports to the partner before tariffs, afterwards"},
    Column{"exports_change_pct", number, "percent",
           "their change; empty where there were none"},
    Column{"imports_created_musd", number, money,
           "change of imports from the partner that replaces own products or widens the "
           "market (below 0: destroyed)"},
    Column{"imports_diverted_musd", number, money,
           "change of imports from the partner won from other foreign suppliers (below "
           "0: lost to them)"},
    Column{"exports_deflected_musd", number, money,
           "change of exports to the partner moved here from other foreign markets "
           "(below 0: moved away to them)"},
};

constexpr std::array sectors_only{
    Column{"region", text, "", "region of the baseline"},
    Column{"sector", text, "", "sector of the baseline"},
    Column{"terms_of_trade_pct", number, "percent of the region's base-year income",
           "first-order terms-of-trade effect in this sector"},
    Column{"volume_of_trade_pct", number, "percent of the region's base-year income",
           "first-order volume-of-trade effect in this sector"},
    Column{"iceberg_cost_pct", number, "percent of the region's base-year income",
           "first-order effect of changed iceberg costs in this sector"},
    Column{"output_before_musd", number, money, "sales in the base year"},
    Column{"output_after_musd", number, money, "sales afterwards"},
    Column{"output_change_pct", number, "percent",
           "their change; empty where nothing was made"},
    Column{"value_added_before_musd", number, money, "value added in the base year"},
    Column{"value_added_after_musd", number, money, "value added afterwards"},
    Column{
        "real_value_added_pct", number, "percent of the region's base value added",
        "change of the sector's value added, deflated by the region's consumer prices"},
    Column{"employment_share_before_pct", number, "percent of the region's workers",
           "workers in the sector in the base year"},
    Column{"employment_share_after_pct", number, "percent of the region's workers",
           "workers in the sector afterwards"},
    Column{"employment_share_change_points", number, "percentage points",
           "change of the share"},
    Column{"price_index_pct", number, "percent",
           "change of the price that users pay, tariffs and imports included, world "
           "value added as the unit"},
    Column{"imports_created_musd", number, money,
           "imports of the sector's goods won from own products (below 0: lost to them)"},
    Column{"imports_diverted_musd", number, money,
           "imports of the sector's goods that changed foreign supplier, >= 0"},
};

constexpr std::array flows_only{
    Column{"importer", text, "", "region that buys"},
    Column{"exporter", text, "", "region that sells; the importer: own sales"},
    Column{"sector", text, "", "sector of the baseline"},
    Column{"tariff_before_pct", number, "percent ad valorem", "tariff in the base year"},
    Column{"tariff_after_pct", number, "percent ad valorem", "tariff afterwards"},
    Column{"iceberg_change_pct", number, "percent", "change of the iceberg cost"},
    Column{"value_before_musd", number, money, "sales before tariffs, base year"},
    Column{"value_after_musd", number, money, "sales before tariffs, afterwards"},
    Column{"change_pct", number, "percent", "their change; empty where there were none"},
};

constexpr auto payoffs_columns = joined(case_columns, payoffs_only, closure_columns);
constexpr auto regions_columns = joined(case_columns, regions_only, closure_columns);
constexpr auto partners_columns = joined(case_columns, partners_only, closure_columns);
constexpr auto sectors_columns = joined(case_columns, sectors_only, closure_columns);
constexpr auto flows_columns = joined(case_columns, flows_only, closure_columns);

constexpr OutputTable payoffs{
    "payoffs.csv", "One row per economy, configuration, tariff state and party",
    payoffs_columns};
constexpr OutputTable regions{
    "regions.csv", "One row per economy, configuration, tariff state and region",
    regions_columns};
constexpr OutputTable partners{
    "partners.csv", "One row per case and pair of regions: trade and its effects",
    partners_columns};
constexpr OutputTable sectors{"sectors.csv",
                              "One row per case, region and sector: production and work",
                              sectors_columns};
constexpr OutputTable flows{
    "flows.csv", "One row per case and trade flow; flows that are 0 are left out",
    flows_columns};

}  // namespace

const OutputTable& payoffs_table() {
  return payoffs;
}
const OutputTable& regions_table() {
  return regions;
}
const OutputTable& partners_table() {
  return partners;
}
const OutputTable& sectors_table() {
  return sectors;
}
const OutputTable& flows_table() {
  return flows;
}

}  // namespace tripart
