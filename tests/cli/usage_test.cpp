#include <gmock/gmock.h>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "tripart/results/manifest.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::Result;

class UsageTest : public testing_support::ProgramTest {
 protected:
  void expect_usage(const std::vector<std::string>& words,
                    const std::string& message) const {
    const Result result = tripart(words);
    EXPECT_EQ(result.code, 64) << message;
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, HasSubstr(message));
    const bool is_command = !words.empty() &&
                            tripart({words.front(), "--help"}).code == 0 &&
                            words.front()[0] != '-';
    EXPECT_THAT(result.err,
                HasSubstr(is_command ? "hint: tripart " + words.front() + " --help"
                                     : "hint: tripart --help"));
    EXPECT_TRUE(fs_is_empty()) << "something was written: " << message;
  }
  [[nodiscard]] bool fs_is_empty() const {
    return testing_support::fs::is_empty(folder_);
  }
};

TEST_F(UsageTest, AnUnknownInstructionSetIsRefusedBeforeAnythingIsWritten) {
  const Result result =
      tripart({"run", scenario("textbook/rubinstein.yaml"), "-n", "10", "-o", "out"},
              "TRIPART_ISA=sse9");
  EXPECT_EQ(result.code, 64);
  EXPECT_THAT(result.err, HasSubstr("TRIPART_ISA is neither baseline, avx2 nor avx512"));
  EXPECT_TRUE(fs_is_empty());
}

TEST_F(UsageTest, TheAttemptNamesTheInstructionsItWasPlayedWith) {
  ASSERT_EQ(
      tripart({"run", scenario("textbook/rubinstein.yaml"), "-n", "10", "-o", "out"},
              "TRIPART_ISA=baseline")
          .code,
      0);
  EXPECT_THAT(content(folder_ / "out/attempts/001.json"),
              HasSubstr("\"instructions\": \"baseline\""));
}

TEST_F(UsageTest, HelpShowsEveryCommandAndAnExampleOfEach) {
  const Result help = tripart({"--help"});
  EXPECT_EQ(help.code, 0);
  for (const std::string command : {"run", "check", "payoffs", "tariffs", "replay"}) {
    EXPECT_THAT(help.out, HasSubstr("tripart " + command + " "));
    const Result page = tripart({command, "--help"});
    EXPECT_EQ(page.code, 0);
    EXPECT_THAT(page.out, HasSubstr("Example:\n  tripart " + command));
  }
}

TEST_F(UsageTest, OptionsAreOneBlockOfLinesThatFitATerminal) {
  std::istringstream help(tripart({"--help"}).out);
  int commands = 0;
  for (std::string line; std::getline(help, line);) {
    std::istringstream words(line);
    std::string program;
    std::string command;
    if (line.rfind("  tripart ", 0) != 0 || !(words >> program >> command) ||
        command.front() == '-') {
      continue;
    }
    ++commands;
    const std::string page = tripart({command, "--help"}).out;
    const std::size_t begin = page.find("Options:\n");
    const std::size_t end = page.find("\n\n", begin);
    ASSERT_NE(begin, std::string::npos) << command;
    EXPECT_EQ(page.substr(end, 10), "\n\nExample:") << command;
    std::istringstream lines(page.substr(begin, end - begin));
    for (std::string option; std::getline(lines, option);) {
      EXPECT_LE(option.size(), 100U) << command << ": " << option;
      EXPECT_NE(option.find_first_not_of(' '), std::string::npos) << command;
    }
  }
  EXPECT_GE(commands, 15);
}

TEST_F(UsageTest, ExplainsAKeyByItsPathOrTheEndOfIt) {
  for (const std::string path :
       {"parties.USA.discount_rate", "parties.*.discount_rate", "discount_rate"}) {
    const Result said = tripart({"explain", path});
    EXPECT_EQ(said.code, 0) << path << said.err;
    EXPECT_THAT(said.out, HasSubstr("parties.*.discount_rate\n  meaning"));
    EXPECT_THAT(said.out, HasSubstr("\n  unit      per year\n"));
  }
  EXPECT_THAT(tripart({"explain", "step_days", "--format", "json"}).out,
              HasSubstr("\"range\": \"[0.25, 92]\""));
  expect_usage({"explain", "discont_rate"}, "neither a key of a scenario nor");
  EXPECT_THAT(tripart({"explain", "discont_rate"}).err,
              HasSubstr("did you mean 'discount_rate'?"));
  expect_usage({"explain"}, "no NAME is named");
}

TEST_F(UsageTest, ExplainsColumnsAndMetricsOfResults) {
  const Result column = tripart({"explain", "reservation_value"});
  EXPECT_EQ(column.code, 0) << column.err;
  EXPECT_THAT(column.out, HasSubstr("reservation_value (parties.csv)\n"));
  EXPECT_THAT(column.out, HasSubstr("  unit     percent of own real income a year\n"));
  const Result both = tripart({"explain", "kind"});
  EXPECT_THAT(both.out, HasSubstr("protocol.kind\n"));
  EXPECT_THAT(both.out, HasSubstr("kind (outcomes.csv)\n"));
  EXPECT_THAT(tripart({"explain", "chapters.csv"}).out,
              HasSubstr("ci_high (chapters.csv)\n"));
  EXPECT_THAT(tripart({"explain", "shut_by_time", "--format", "json"}).out,
              HasSubstr("\"table\": \"summary.csv\""));
  EXPECT_THAT(tripart({"explain", "surplus_shar"}).err,
              HasSubstr("did you mean 'surplus_share'?"));
}

TEST_F(UsageTest, ExplainsEveryMetricOfASummary) {
  ASSERT_EQ(tripart({"run", scenario("nafta-2018.yaml"), "-n", "60", "-o", "out", "--set",
                     "issues.auto_us_content.effects=[{importer: USA, exporter: "
                     "CAN, sector: motor_vehicles, tariff: 0.1}]"})
                .code,
            0);
  std::istringstream rows(content(folder_ / "out/summary.csv"));
  std::string line;
  std::getline(rows, line);
  std::set<std::string> metrics;
  while (std::getline(rows, line)) {
    metrics.insert(line.substr(0, line.find(',')));
  }
  EXPECT_GE(metrics.size(), 42U);
  for (const std::string& metric : metrics) {
    EXPECT_THAT(tripart({"explain", metric}).out, HasSubstr(metric + " ("));
  }
}

TEST_F(UsageTest, VersionIsThatOfTheProject) {
  const std::string version(program_version);
  EXPECT_THAT(tripart({"--version"}).out, HasSubstr("tripart " + version));
  EXPECT_THAT(content(std::string(TRIPART_SOURCE_DIR) + "/CMakeLists.txt"),
              HasSubstr("project(tripart VERSION " + version));
}

TEST_F(UsageTest, UnknownCommandsAreRefusedWithAGuess) {
  expect_usage({}, "no command is named");
  expect_usage({"rnu"}, "unknown command 'rnu'");
  EXPECT_THAT(tripart({"rnu"}).err, HasSubstr("hint: did you mean 'run'?"));
  expect_usage({"--frobnicate"}, "unknown option '--frobnicate'");
}

TEST_F(UsageTest, OptionsAreNeverGuessedAndNeverIgnored) {
  expect_usage({"run", "a.yaml", "--replicate", "5"}, "unknown option '--replicate'");
  EXPECT_THAT(tripart({"run", "a.yaml", "--replicate", "5"}).err,
              HasSubstr("did you mean '--replicates'?"));
  expect_usage({"run", "a.yaml", "--se", "5"}, "unknown option '--se'");
  expect_usage({"run", "a.yaml", "b.yaml"}, "stray word 'b.yaml'");
  expect_usage({"run"}, "no SCENARIO is named");
  expect_usage({"run", "a.yaml", "-n"}, "");
  expect_usage({"run", "a.yaml", "-s", "1", "--seed", "2"}, "given twice");
  expect_usage({"run", "a.yaml", "-o", ""}, "empty");
  expect_usage({"run", "a.yaml", "--set", "x.y=1", "--set", "x.y=2"},
               "--set 'x.y=1' would do nothing: --set 'x.y=2' behind it replaces it");
  expect_usage({"sweep", "a.yaml", "--set", "x.y=1", "--set", "x={}"},
               "--set 'x.y=1' would do nothing");
  EXPECT_THAT(tripart({"run", "a.yaml", "--set", "x={}", "--set", "x.y=1"}).err,
              Not(HasSubstr("would do nothing")));
  expect_usage({"run", "a.yaml", "--resume", "--force"}, "choose one");
  expect_usage({"run", "a.yaml", "--keep", "everything"}, "--keep is 'everything'");
  expect_usage({"run", "a.yaml", "--format", "xml"}, "--format is 'xml'");
  expect_usage({"replay", "a.yaml"}, "--replicate K is missing");
}

TEST_F(UsageTest, NumbersAreReadByTheOneReader) {
  for (const std::string wrong :
       {"-1", "010", "0x10", "1e3", "1.0", "+1", " 1", "18446744073709551616", "nan"}) {
    expect_usage({"run", "a.yaml", "--seed=" + wrong}, "--seed is '" + wrong + "'");
  }
  expect_usage({"run", "a.yaml", "--replicates=0"},
               "--replicates is '0', expected a whole number from 1");
  expect_usage({"run", "a.yaml", "-j0"}, "--jobs is '0'");
  expect_usage({"replay", "a.yaml", "--replicate=0"}, "--replicate is '0'");
}

TEST_F(UsageTest, FileThatCannotBeReadIsCode66AndNothingIsWritten) {
  for (const std::string command : {"run", "check", "payoffs", "tariffs"}) {
    const Result result = tripart({command, "absent.yaml"});
    EXPECT_EQ(result.code, 66) << command;
    EXPECT_THAT(result.err, HasSubstr("absent.yaml"));
  }
  EXPECT_EQ(tripart({"replay", "absent.yaml", "--replicate", "1"}).code, 66);
  EXPECT_TRUE(fs_is_empty());
}

TEST_F(UsageTest, FullStandardOutputIsCode74) {
  if (!testing_support::fs::exists("/dev/full")) {
    GTEST_SKIP() << "no /dev/full here";
  }
  const std::string command =
      std::string("'") + TRIPART_PROGRAM + "' --help >/dev/full 2>/dev/null";
  const int status = std::system(command.c_str());  // NOLINT(cert-env33-c)
  EXPECT_EQ(WEXITSTATUS(status), 74);
}

TEST_F(UsageTest, TemplateAndReferenceArePrintedWithoutAFile) {
  const Result reference = tripart({"check", "--reference"});
  EXPECT_EQ(reference.code, 0);
  EXPECT_THAT(reference.out, HasSubstr("horizon"));
  const Result model = tripart({"check", "--template"});
  EXPECT_EQ(model.code, 0);
  EXPECT_THAT(model.out, HasSubstr("format: 1"));
  EXPECT_EQ(tripart({"check", "--template", "a.yaml"}).code, 64);
}

TEST_F(UsageTest, CheckNamesGoodFilesAndReportsBadOnesByTheirLine) {
  const std::string good = scenario("textbook/rubinstein.yaml");
  const Result fine = tripart({"check", good});
  EXPECT_EQ(fine.code, 0);
  EXPECT_THAT(fine.out, HasSubstr(good + ": good: "));
  std::ofstream(folder_ / "bad.yaml") << "format: 1\nname: bad\nnmae: twice\n";
  const Result both = tripart({"check", "bad.yaml", good});
  EXPECT_EQ(both.code, 65);
  EXPECT_THAT(both.err, HasSubstr("bad.yaml:3:1: error: "));
  EXPECT_THAT(both.out, HasSubstr(good + ": good: "));
}

TEST_F(UsageTest, ResolvedScenarioReadsBackAsItself) {
  const Result resolved =
      tripart({"check", "--resolved", scenario("textbook/rubinstein.yaml")});
  ASSERT_EQ(resolved.code, 0) << resolved.err;
  std::ofstream(folder_ / "resolved.yaml") << resolved.out;
  const Result again = tripart({"check", "--resolved", "resolved.yaml"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.out, resolved.out);
}

}  // namespace
}  // namespace tripart
