// `--set a.b.c=V`: the same checks as in the file, at a place without a line.
#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

std::string told_with(std::string_view text, std::vector<std::string> set) {
  ReadOptions options;
  options.overrides = std::move(set);
  return told(text, options);
}

TEST(ReaderOverrides, ReplaceWhatTheFileSays) {
  const Model model =
      model_of(trade_text, {"threats.metals.tariffs.basic_metals={CAN: 0.1, MEX: 0.2}",
                            "horizon=2019-06-30", "economy.economies=3"});
  EXPECT_EQ(model.threats[0].tariffs[1].change.value, 0.2);
  EXPECT_EQ(model.horizon, 482.0);
  EXPECT_EQ(scenario_of(trade_text, {"economy.economies=3"}).trade->economies, 3);
}

TEST(ReaderOverrides, AddressListItemsById) {
  const Model model = model_of(trade_text, {"threats.exit.hazard=0.7"});
  EXPECT_EQ(model.threats[1].hazard.distribution, Distribution::constant(0.7));
  EXPECT_EQ(told_with(trade_text, {"threats.metal.hazard=0.7"}),
            "--set threats.metal.hazard: error: no item 'metal' in threats\n"
            "hint: did you mean 'metals'?\n");
  EXPECT_EQ(told_with(trade_text, {"threats.0.hazard=0.7"}),
            "--set threats.0.hazard: error: no item '0' in threats\n"
            "hint: there are: metals, exit\n");
}

TEST(ReaderOverrides, MakeSectionsThatTheFileLeftOut) {
  const Model model = model_of(
      pair_text, {"parties.MEX.ratification.noise=0.2", "protocol.kind=rotating"});
  EXPECT_FALSE(model.parties[0].ratifies);
  EXPECT_TRUE(model.parties[1].ratifies);
  EXPECT_EQ(model.parties[1].ratification.noise.distribution,
            Distribution::constant(0.2));
  EXPECT_EQ(model.protocol, ProtocolKind::rotating);
}

TEST(ReaderOverrides, ComplainAHundredTimesAtMostInAll) {
  const auto wrong = [](int times) {
    std::string text = "ni={";
    for (int i = 0; i < times; ++i) {
      text += "a?b, ";
    }
    return text + "}";
  };
  // A value's complaints end at twenty; the hundredth may be about a path or a value.
  for (const int times : {17, 18, 19, 20}) {
    ReadOptions options;
    options.overrides = std::vector<std::string>(4, wrong(20));
    options.overrides.push_back(wrong(times));
    options.overrides.insert(options.overrides.end(), 4, "sd.x=1");
    try {
      static_cast<void>(read_scenario_text(pair_text, "t.yaml", options));
      ADD_FAILURE() << "not refused";
    } catch (const InputError& error) {
      EXPECT_EQ(error.complaints().size(), 100U) << times;
    }
  }
}

TEST(ReaderOverrides, LaterOnesWin) {
  EXPECT_EQ(model_of(pair_text, {"step_days=2", "step_days=3"}).step_days, 3.0);
}

TEST(ReaderOverrides, MayBeDistributions) {
  const Model model =
      model_of(pair_text, {"parties.USA.discount_rate={uniform: [0.05, 0.1]}"});
  EXPECT_EQ(model.parties[0].discount_rate.distribution,
            Distribution::uniform(0.05, 0.1));
}

TEST(ReaderOverrides, AreCheckedLikeTheFile) {
  const auto one = [](const std::string& item) { return told_with(pair_text, {item}); };
  EXPECT_EQ(one("accession.days=010"),
            "--set accession.days: error: accession.days is 010, expected a number in "
            "[1, 3650]\nhint: write 10\n");
  EXPECT_EQ(one("horizn=2019-01-01"),
            "--set horizn: error: unknown key 'horizn'\nhint: did you mean 'horizon'?\n");
  EXPECT_EQ(one("parties.UAS.recognition=2"),
            "--set parties.UAS.recognition: error: unknown party 'UAS' in parties\n"
            "hint: did you mean 'USA'?\n");
  EXPECT_EQ(one("parties.USA.discount_rate.uniform=[0, 1]"),
            "--set parties.USA.discount_rate.uniform: error: unknown key 'uniform' in "
            "parties.USA.discount_rate\n");
  EXPECT_EQ(one("rounds=3"),
            "--set rounds: error: key 'rounds' does not belong here, expected only with "
            "mode: strategic\n");
  EXPECT_EQ(one("parties.USA"),
            "--set parties.USA: error: expected a path and a value\n"
            "hint: for example --set parties.USA.recognition=0.6\n");
  EXPECT_EQ(one("name="),
            "--set name: error: the value is empty\n"
            "hint: write a value, or \"\" for an empty text\n");
  EXPECT_EQ(one("name={").substr(0, 30), "--set name: error: '{' is neve");
}

TEST(ReaderOverrides, MayMendTheFile) {
  const std::string text = with(pair_text, "horizon: 2019-03-05", "horizon: 2017-03-05");
  EXPECT_NE(told(text), "");
  EXPECT_EQ(told_with(text, {"horizon=2019-03-05"}), "");
}

TEST(ReaderOverrides, AreToldBesideTheMistakesOfTheFile) {
  const std::string text = with(pair_text, "discount_rate: 0.2", "discount_rate: x");
  EXPECT_EQ(told_with(text, {"step_days=0"}),
            "--set step_days: error: step_days is 0, expected a number in [0.25, 92]\n"
            "t.yaml:8:24: error: parties.MEX.discount_rate is 'x', expected a number in "
            "[0, 10] or a distribution\n");
}

TEST(ReaderOverrides, AreKeptWithTheScenario) {
  const std::vector<std::string> set = {"step_days=2", "accession.days=3"};
  EXPECT_EQ(scenario_of(pair_text, set).overrides, set);
}

}  // namespace
}  // namespace tripart
