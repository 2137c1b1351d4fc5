#include "scenario/key_rows.hpp"

namespace tripart {

std::vector<Key> policy_keys() {
  using enum KeyType;
  return {
      key(items, "economy.policies", absent, "E8",
          "trade policies solved beside the deals (`tripart payoffs`); nobody bargains "
          "over them")
          .shown("steel_for_all"),
      key(name, "economy.policies.*.id", required, "", "names it in payoffs.csv"),
      key(name, "economy.policies.*.relative_to", "base_year", "E8",
          "base_year, or an earlier policy: its rates are the start, its equilibrium the "
          "measure"),
      key(records, "economy.policies.*.tariffs", absent, "E8",
          "changes of rates, each of what those before it have left")
          .shown("1"),
      key(region_list, "economy.policies.*.tariffs.*.importers", "all", "E8",
          "who charges the rates")
          .shown("[USA]"),
      key(region_list, "economy.policies.*.tariffs.*.exporters", "all", "E8",
          "on whose sales; own sales are passed over"),
      key(sector_list, "economy.policies.*.tariffs.*.sectors", "all", "E8",
          "in which sectors")
          .shown("[basic_metals]"),
      quantity(KeyType::number, "economy.policies.*.tariffs.*.add", required, "fraction",
               {-0.99, 5}, "E8", "added to the rate in force")
          .shown("0.25"),
      quantity(KeyType::number, "economy.policies.*.tariffs.*.level", absent, "fraction",
               {0, 5}, "E8", "the new rate")
          .instead("add")
          .shown("0.25"),
      quantity(KeyType::number, "economy.policies.*.tariffs.*.factor", absent, "",
               {0, 100}, "E8", "multiplies the rate in force")
          .instead("add")
          .shown("2"),
      key(boolean, "economy.policies.*.tariffs.*.mfn", absent, "E8",
          "true: the larger of the rate in force and the importer's MFN rate")
          .instead("add")
          .shown("true"),
      key(schedule, "economy.policies.*.tariffs.*.schedule", absent, "E8",
          "rates of one of the baseline's tariff schedules")
          .instead("add")
          .shown("2005"),
      quantity(KeyType::number, "economy.policies.*.tariffs.*.quota", absent, "fraction",
               {0, 5}, "E8",
               "tariff equivalent of a quota, stated by you; added, its rent stays with "
               "the importer")
          .instead("add")
          .shown("0.3"),
      quantity(KeyType::number, "economy.policies.*.tariffs.*.coverage", "1", "share",
               {1e-6, 1}, "E8", "c: part of each flow that the change applies to")
          .shown("0.35"),
      quantity(KeyType::number, "economy.policies.*.tariffs.*.covers_musd", absent,
               "million USD", {1e-6, 1e12}, "E8",
               "the same as a value of base-year trade of one pair in one sector")
          .instead("coverage")
          .shown("12200"),
      key(records, "economy.policies.*.iceberg", absent, "E8",
          "changes of iceberg costs, multiplied where several hit one flow")
          .shown("1"),
      key(region_list, "economy.policies.*.iceberg.*.importers", "all", "E8",
          "whose imports")
          .shown("[CAN, MEX]"),
      key(region_list, "economy.policies.*.iceberg.*.exporters", "all", "E8",
          "from whom; own sales are passed over"),
      key(sector_list, "economy.policies.*.iceberg.*.sectors", "goods", "E8",
          "in which sectors"),
      quantity(KeyType::number, "economy.policies.*.iceberg.*.factor", required, "",
               {0.01, 100}, "E8", "new over old iceberg cost; 1.1: 10 percent dearer")
          .shown("1.01"),
  };
}

}  // namespace tripart
