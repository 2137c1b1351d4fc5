#include "tripart/scenario/scenario_variants.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace tripart {
namespace {

namespace fs = std::filesystem;

const fs::path nafta = fs::path(TRIPART_SOURCE_DIR) / "scenarios/nafta-2018.yaml";

TEST(ScenarioVariants, AreWhatTheScenarioIsWithTheseSettings) {
  const ScenarioVariants variants(nafta, std::nullopt);
  const std::vector<std::vector<std::string>> settings{
      {},
      {"economy.export_shares={MEX: {USA: 0.6}}"},
      {"parties.USA.strategy.noise=0.1", "horizon=2019-03-31"},
      {}};
  for (const auto& overrides : settings) {
    const Scenario expected = read_scenario(nafta, {overrides, std::nullopt});
    const Scenario variant = variants.read(overrides);
    EXPECT_EQ(variant.resolved, expected.resolved);
    EXPECT_EQ(variant.overrides, expected.overrides);
    EXPECT_EQ(variant.title, expected.title);
    EXPECT_EQ(variant.trade->baseline.expenditure_share,
              expected.trade->baseline.expenditure_share);
    ASSERT_EQ(variant.inputs.size(), expected.inputs.size());
    for (std::size_t i = 0; i < expected.inputs.size(); ++i) {
      EXPECT_EQ(variant.inputs[i].name, expected.inputs[i].name);
      EXPECT_EQ(variant.inputs[i].bytes, expected.inputs[i].bytes);
    }
  }
}

TEST(ScenarioVariants, ComplainAsTheScenarioDoes) {
  const ScenarioVariants variants(nafta, std::nullopt);
  const auto complaint = [](const auto& read) {
    try {
      static_cast<void>(read());
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const std::vector<std::string> wrong{"economy.baseline=nowhere", "horizon=2010-01-01"};
  EXPECT_EQ(complaint([&] { return variants.read(wrong); }), complaint([&] {
              return read_scenario(nafta, {wrong, std::nullopt});
            }));
  EXPECT_NE(complaint([&] { return variants.read(wrong); }), "");
}

}  // namespace
}  // namespace tripart
