#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "economy/keyed_table.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/baseline.hpp"

namespace tripart {

/// A table found in a folder and the kind of table that it is.
struct TableFile {
  std::string kind;
  std::filesystem::path path;
};

/// What the tables of one folder say, gathered step by step. Keys refer to the names in
/// `accounts`, so it stays where it is.
struct BaselineTables {
  explicit BaselineTables(std::filesystem::path of) : folder(std::move(of)) {}
  BaselineTables(const BaselineTables&) = delete;
  BaselineTables& operator=(const BaselineTables&) = delete;
  BaselineTables(BaselineTables&&) = delete;
  BaselineTables& operator=(BaselineTables&&) = delete;
  ~BaselineTables() = default;

  std::filesystem::path folder;
  Complaints complaints;
  Accounts accounts;
  TableFile trade_file, output_file, input_file;
  bool goods_flag = true;  ///< sectors.csv marks goods; else what is tradable at all
  std::vector<bool> lists_own_sales;      ///< by sector
  KeyedTable output;                      ///< of output.csv
  Money gross_output;                     ///< as stated
  std::vector<double> made;               ///< [region, sector] sum of sales, million USD
  KeyedTable inputs;                      ///< of io.csv or io_shares.csv
  bool as_shares = false;                 ///< inputs come as shares of materials
  std::vector<double> value_added_share;  ///< [region, sector], where as_shares
  std::vector<double> cost_share;         ///< [region, input, user], where as_shares
};

/// Finds the tables of trade, output and inputs: `<kind>.csv` or `<kind>_<year>.csv`.
/// Complains about two of a kind. \throws Failure(cannot_read) if there is none.
void find_table_files(BaselineTables& tables);

/// Names, flags and elasticities. \throws InputError: without names nothing can be read.
void read_regions_and_sectors(BaselineTables& tables);

/// Flows and tariff schedules; which sectors list their own sales.
void read_trade(BaselineTables& tables);

/// Gross output, and own sales where the table of trade has none: output less exports,
/// where output is raised to exports if it is below them.
void read_output(BaselineTables& tables);

/// Inputs, as values or as shares of materials (io_shares.csv).
void read_inputs(BaselineTables& tables);

/// tariff_mfn.csv, if there is one. Rows of the first row's source count.
void read_mfn_rates(BaselineTables& tables);

/// Every identity between the tables that is redundant, to one part in a million.
/// \pre nothing to complain about so far
void check_identities(BaselineTables& tables);

/// A stated number against what it should be, by the size that an error is measured by.
struct AccountIdentity {
  double stated;
  std::string name;  ///< of what it should be
  double found;
  double scale;
};
void check(const KeyedTable& table, std::size_t cell, const std::string& column,
           const AccountIdentity& identity, double per_musd, Complaints& complaints);

}  // namespace tripart
