#include "report/page_json.hpp"

#include <gtest/gtest.h>

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

TEST(PageJson, HoldsNothingThatEndsAScriptElementOrALineOfAProgram) {
  const Json json{{"</script><!--", "</SCRIPT>\xE2\x80\xA8\xE2\x80\xA9\u00e9"}};
  const std::string text = script_safe(json);
  EXPECT_EQ(text.find('<'), std::string::npos) << text;
  for (const char c : text) {
    EXPECT_TRUE(c >= ' ' && c <= '~') << text;
  }
  EXPECT_EQ(Json::parse(text), json);
}

TEST(PageJson, BytesThatAreNoTextBecomeReplacementCharacters) {
  EXPECT_EQ(script_safe(Json("a\xFFz")), "\"a\\ufffdz\"");
}

TEST(PageJson, ATableKeepsItsNumbersItsGapsAndItsRowNumbers) {
  PageTable table;
  table.file = "x.csv";
  table.columns = {{"party", "", "", false}, {"mean", "percent", "", true}};
  table.rows = {{"USA", "0.1"}, {"CAN", ""}, {"USA", "-3e-05"}};
  table.numbers = {1, 2, 3};
  table.rows_in_file = 3;
  Json json = table_json(table);
  EXPECT_TRUE(json["numbers"].is_null()) << "all rows from the first: nothing to list";
  EXPECT_EQ(json["columns"][0]["texts"],
            Json({{"levels", {"USA", "CAN"}}, {"codes", {0, 1, 0}}}));
  EXPECT_EQ(json["columns"][1]["values"], Json::parse("[0.1, null, -3e-05]"));
  table.numbers = {1, 2, 7};
  EXPECT_EQ(table_json(table)["numbers"], Json({1, 2, 7}));
}

}  // namespace
}  // namespace tripart
