#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/economy/baseline.hpp"

namespace tripart::test {

inline void write_table(const std::filesystem::path& folder, const std::string& file,
                        const std::string& text) {
  std::ofstream(folder / file, std::ios::binary) << text;
}

/// The same two regions as Caliendo and Parro lay their data out: foreign trade only,
/// inputs as shares of materials. B states less output of goods than it exports, and no
/// inputs of its services.
inline void write_small_shares(const std::filesystem::path& folder) {
  write_table(folder, "regions.csv", "region,name\nA,Aland\nB,Beland\n");
  write_table(folder, "sectors.csv", "sector,tradable,theta\ngoods,1,4\nservices,0,5\n");
  write_table(folder, "trade_1993.csv",
              "sector,importer,exporter,imports_kusd,tariff_1993_pct,tariff_2005_pct\n"
              "goods,A,B,20000,10,0\ngoods,B,A,30000,5,2.5\n");
  write_table(folder, "output_1993.csv",
              "region,sector,gross_output_usd,value_added_share\n"
              "A,goods,100000000,0.5\nA,services,200000000,0.6\n"
              "B,goods,10000000,0.5\nB,services,150000000,0.8\n");
  write_table(folder, "io_shares.csv",
              "region,input_sector,using_sector,share_of_materials\n"
              "A,goods,goods,0.6\nA,services,goods,0.4\n"
              "A,goods,services,0.3\nA,services,services,0.7\n"
              "B,goods,goods,0.5\nB,services,goods,0.5\n"
              "B,goods,services,0\nB,services,services,0\n");
}

/// A folder of tables that is gone with the test.
class TableFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              ("baseline-" + std::to_string(getpid()) + "-" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& file, const std::string& text) {
    write_table(folder_, file, text);
  }

  void replace(const std::string& file, const std::string& from, const std::string& to) {
    std::ifstream in(folder_ / file, std::ios::binary);
    std::stringstream buffer;
    buffer << in.rdbuf();
    std::string text = buffer.str();
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    write(file, text);
  }

  /// What reading complains about, `FOLDER/` left out.
  std::string complaints() {
    std::string text = "no complaint";
    try {
      (void)read_baseline(folder_);
    } catch (const InputError& error) {
      text = error.what();
    }
    const std::string prefix = folder_.string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos;
         at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return text;
  }

  /// Two regions and two sectors, services untraded, as statistical offices publish them:
  /// values, own sales listed, everything redundant stated too.
  void write_values() {
    write("regions.csv",
          "region,gross_output_musd,value_added_musd,final_demand_musd,imports_musd,"
          "exports_musd,deficit_musd\n"
          "A,300,170,160,20,30,-10\nB,210,135,145,30,20,10\n");
    write("sectors.csv", "sector,tradable_goods,theta_x\ngoods,1,4\nservices,0,5\n");
    write("trade.csv",
          "sector,importer,exporter,value_musd,tariff_applied_pct\n"
          "goods,A,A,70,0\ngoods,A,B,20,10\ngoods,B,A,30,5\ngoods,B,B,40,0\n");
    write("output.csv",
          "region,sector,gross_output_musd,value_added_musd,value_added_share,"
          "final_demand_musd,final_share\n"
          "A,goods,100,50,0.5,40,0.25\nA,services,200,120,0.6,120,0.75\n"
          "B,goods,60,30,0.5,40,0.2758620690\nB,services,150,105,0.7,105,0.7241379310\n");
    write("io.csv",
          "region,input_sector,using_sector,value_musd,share_of_gross_output\n"
          "A,goods,goods,30,0.3\nA,goods,services,20,0.1\n"
          "A,services,goods,20,0.2\nA,services,services,60,0.3\n"
          "B,goods,goods,15,0.25\nB,goods,services,15,0.1\n"
          "B,services,goods,15,0.25\nB,services,services,30,0.2\n");
  }

  void write_shares() { write_small_shares(folder_); }

  std::filesystem::path folder_;
};

}  // namespace tripart::test
