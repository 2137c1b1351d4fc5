#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tripart {

/// One set of trade elasticities theta(j) > 0 under the name it was published by.
struct ThetaSet {
  std::string name;
  std::vector<double> theta;  ///< by sector
};

/// Tariffs that the tables know under a name, whether or not they are in force.
struct TariffSchedule {
  std::string name;          ///< `2005` of a column tariff_2005_pct
  std::vector<double> rate;  ///< [importer, exporter, sector] fraction, 0 on own sales
};

/// What baseline and accounts share: who trades what at which tariffs.
///
/// Flat arrays run importer, exporter, sector, the last one fastest; index them with the
/// functions below, which say so in their argument order.
struct TradeWorld {
  std::vector<std::string> regions;
  std::vector<std::string> sectors;
  std::vector<bool> tradable_goods;  ///< by sector; false for services
  std::vector<ThetaSet> theta_sets;  ///< in the order of the table's columns
  std::vector<double>
      tariff_rate;               ///< [importer, exporter, sector] applied, 0 on own sales
  std::vector<double> mfn_rate;  ///< [importer, sector] 0 where there is none
  std::vector<bool> has_mfn_rate;  ///< by importer
  std::vector<TariffSchedule>
      tariff_schedules;  ///< in the order of the table's columns, the one in force too
  std::vector<std::string>
      notes;  ///< what was made of the tables that the user should know, as sentences

  [[nodiscard]] std::size_t region_count() const { return regions.size(); }
  [[nodiscard]] std::size_t sector_count() const { return sectors.size(); }
  [[nodiscard]] std::size_t at(std::size_t importer, std::size_t exporter,
                               std::size_t sector) const {
    return (importer * region_count() + exporter) * sector_count() + sector;
  }
  [[nodiscard]] std::size_t at(std::size_t region, std::size_t sector) const {
    return region * sector_count() + sector;
  }
  /// Place of an input-output cell: gamma(k, j, n) is [n, k, j], the using sector
  /// fastest.
  [[nodiscard]] std::size_t at_input(std::size_t region, std::size_t input,
                                     std::size_t user) const {
    return (region * sector_count() + input) * sector_count() + user;
  }
  /// Numbers by name. \throws Failure(bad_input) naming the ones that exist.
  [[nodiscard]] std::size_t region(std::string_view name) const;
  [[nodiscard]] std::size_t sector(std::string_view name) const;
  [[nodiscard]] const std::vector<double>& theta(std::string_view set) const;
  [[nodiscard]] const std::vector<double>& tariff_schedule(std::string_view name) const;
};

/// The tables as statistical offices publish them: values before tariffs, in one
/// currency.
struct Accounts : TradeWorld {
  std::vector<double>
      flow;  ///< [importer, exporter, sector] sales before tariffs, own sales included
  std::vector<double> input;  ///< [region, input, user] intermediate use before tariffs
};

/// A base year that is an exact equilibrium of E1-E5 (MODEL.md, section 2), tariffs
/// included; or one that becomes so in `close_baseline`.
struct Baseline : TradeWorld {
  std::vector<double> expenditure;  ///< X [importer, sector], tariffs included
  std::vector<double>
      expenditure_share;  ///< pi [importer, exporter, sector], sums to 1 over exporters
  std::vector<double> output;             ///< Y [region, sector], sales before tariffs
  std::vector<double> value_added_share;  ///< gamma(j, n) as [region, sector]
  std::vector<double> input_share;        ///< gamma(k, j, n) as [region, input k, user j]
  std::vector<double>
      final_share;  ///< alpha(j, n) as [region, sector], sums to 1 over sectors
  std::vector<double> value_added;  ///< w L by region
  std::vector<double> deficit;      ///< imports minus exports before tariffs, sums to 0
  std::vector<double> tariff_revenue;  ///< by region
  std::vector<double> income;          ///< I = value added + tariff revenue + deficit
  bool is_equilibrium = true;  ///< false: negative final demand was set to zero, so use
                               ///< and supply differ until it is solved

  /// Sales of exporter to importer before tariffs, pi X / (1 + tau).
  [[nodiscard]] double flow(std::size_t importer, std::size_t exporter,
                            std::size_t sector) const {
    const std::size_t cell = at(importer, exporter, sector);
    return expenditure_share[cell] * expenditure[at(importer, sector)] /
           (1.0 + tariff_rate[cell]);
  }
};

/// What to do where producers use more of a product than is bought.
enum class NegativeFinalDemand { refuse, set_to_zero };

/// Values the accounts at tariff-inclusive prices so that they are an exact equilibrium:
///
///     X = sum_i flow (1 + tau),  wedge = X / sum_i flow,  value added = output - sum_k
///     wedge(k) input(k), final demand = X - wedge sum_j input(j),  deficit = imports -
///     exports
///
/// Every user of a product in a region pays the same wedge. Own sales carry no tariff.
/// Where nothing is sold the own share is 1, where nothing is made the value-added share
/// is 1: neither can matter. \throws InputError(file) if value added would be negative
/// anywhere, or final demand under `refuse`. Under `set_to_zero` the final shares are
/// those of what is left, a note counts the cells and their part of all final demand in
/// absolute value, and the result is no equilibrium.
[[nodiscard]] Baseline baseline_from_accounts(
    const Accounts& accounts, const std::string& file = "accounts",
    NegativeFinalDemand rule = NegativeFinalDemand::refuse);

/// The inverse: values before tariffs that give this baseline.
[[nodiscard]] Accounts accounts_of(const Baseline& baseline);

/// Reads the tables of a folder, laid out as scenarios/baselines/README.md says: regions,
/// sectors, trade, output, inputs as values (io.csv) or as shares of materials
/// (io_shares.csv), and MFN tariffs where there are any. Any number of regions and
/// sectors. Values become million USD, tariffs fractions. What is redundant is checked;
/// what was made up for what is missing is said in `notes`. \throws InputError with every
/// wrong cell and every broken accounting identity (relative 1e-6); Failure(cannot_read)
/// if a file is missing.
[[nodiscard]] Baseline read_baseline(const std::filesystem::path& folder);

/// `share` of the exporter's exports of goods that go to `partner`.
struct ExportShare {
  std::size_t exporter = 0;
  std::size_t partner = 0;
  double share = 0.0;  ///< in (0, 1)
};

/// Share of the exporter's exports of goods (before tariffs) that partner buys.
[[nodiscard]] double export_share(const Baseline& baseline, std::size_t exporter,
                                  std::size_t partner);

/// Moves the goods exports of some regions towards given partners, leaving totals where
/// they are.
///
/// First the named exporters: sales to a partner are multiplied by one factor for all
/// goods (at most all of a sector), the other destinations of the sector shrink or grow
/// in proportion, so that exports of every sector stay; the factor is the one that gives
/// the stated share. Then, sector by sector, the sales of all other regions, own sales
/// included, are fitted biproportionally to their outputs and to what every importer
/// still needs. Outputs, absorption before tariffs, input use and deficits of all
/// regions, the exports per sector of the named exporters and all services trade stay;
/// zero flows stay zero; tariff revenue and wedges follow. Where exporters are named more
/// than once, their shares hold together. \pre exporter and partner differ, 0 < share <
/// 1, no pair named twice \throws Failure(bad_input) if no such table exists, naming the
/// share that cannot be reached.
[[nodiscard]] Baseline rebalance_export_shares(const Baseline& baseline,
                                               const std::vector<ExportShare>& targets);
[[nodiscard]] Baseline rebalance_export_shares(const Baseline& baseline,
                                               std::size_t exporter, std::size_t partner,
                                               double share);

}  // namespace tripart
