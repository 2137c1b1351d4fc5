#include "tripart/report/report.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "support/scratch_folder.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr PageParts parts{
    "<style>{{style}}</style><title>{{title}}</title>{{policy}}{{provenance}}{{headline}}"
    "{{why}}{{sections}}{{made}}{{licences}}{{data}}{{script}}",
    "p {}", "draw(\"{{title}}\");", "ISC & others", "nobody bundled them."};

constexpr PageParts without_script{parts.frame, parts.style, "", "", parts.why_no_charts};

/// A tournament's directory with one table.
class ReportPage : public ::testing::Test {
 protected:
  void write(const std::string& strategy) const {
    const std::string csv =
        "profile,strategies,party,strategy,mean,replicates\n1,x|y,USA,\"" + strategy +
        "\",0.5,300\n";
    folder.write("profiles.csv", csv);
    folder.write(
        "datapackage.json",
        R"({"name": "tough</title>", "resources": [{"path": "profiles.csv", "title": "T",)"
        R"( "bytes": )" +
            std::to_string(csv.size()) + R"(, "hash": "sha256:)" + sha256_hex(csv) +
            R"(", "schema": {"fields": [{"name": "profile", "type": "integer"},)"
            R"( {"name": "mean", "type": "number"},)"
            R"( {"name": "replicates", "type": "integer"}]}}]})");
  }
  testing_support::ScratchFolder folder;
};

TEST_F(ReportPage, WithoutAScriptHasTheTablesAndSaysWhyNoCharts) {
  write("</td><script>alert(1)</script>");
  const std::string page = report_page(folder.path(), without_script);
  EXPECT_THAT(page, HasSubstr("no charts: nobody bundled them."));
  EXPECT_THAT(page, HasSubstr("data-source=\"profiles.csv:1:mean\">0.5</td>"));
  EXPECT_THAT(page,
              HasSubstr("<td>&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;</td>"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("script-src &#39;none&#39;"));
}

TEST_F(ReportPage, WithAScriptHoldsDataForItThatCannotEscape) {
  write("</script><script>alert(1)//{{made}}");
  const std::string page = report_page(folder.path(), parts);
  EXPECT_THAT(page, HasSubstr("<script>draw(\"{{title}}\");</script>"))
      << "what is put in is not filled in again";
  EXPECT_THAT(page, HasSubstr("\\u003c/script>\\u003cscript>alert(1)//{{made}}"));
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, HasSubstr("<title>tough&lt;/title&gt;</title>"));
  EXPECT_THAT(page, HasSubstr("ISC &amp; others"));
}

TEST_F(ReportPage, IsNotMadeOfATableThatIsAnother) {
  write("x");
  folder.write(
      "profiles.csv",
      "profile,strategies,party,strategy,mean,replicates\n1,x|y,USA,\"x\",0.6,300\n");
  EXPECT_THROW(static_cast<void>(report_page(folder.path(), parts)), InputError);
  folder.write("profiles.csv", "profile\n");
  EXPECT_THROW(static_cast<void>(report_page(folder.path(), parts)), Failure);
}

}  // namespace
}  // namespace tripart
