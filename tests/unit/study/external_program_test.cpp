#include "study/external_program.hpp"

#include <csignal>
#include <cstdlib>

#include <gtest/gtest.h>

namespace tripart {
namespace {

constexpr std::chrono::seconds patience{60};

TEST(ExternalProgram, IsGivenItsWordsAsTheyAre) {
  const ExternalAnswer answer =
      run_external({"printf", "%s|", "a b", "$HOME", "it's", "", "\n"}, patience);
  EXPECT_TRUE(answer.is_well());
  EXPECT_EQ(answer.out, "a b|$HOME|it's||\n|");
}

TEST(ExternalProgram, FailureIsToldWithWhatItSaid) {
  const ExternalAnswer answer =
      run_external({"sh", "-c", "echo out; echo 'not\nnow' >&2; exit 7"}, patience);
  EXPECT_FALSE(answer.is_well());
  EXPECT_EQ(answer.status, 7);
  EXPECT_EQ(answer.out, "out\n");
  EXPECT_EQ(complaint_of("sh", answer), "sh ended with 7: not now");
}

TEST(ExternalProgram, AbsenceIsTold) {
  const ExternalAnswer answer = run_external({"no-such-program"}, patience);
  EXPECT_EQ(answer.end, ExternalAnswer::End::absent);
  EXPECT_EQ(complaint_of("no-such-program", answer),
            "no-such-program cannot be started here: No such file or directory");
}

TEST(ExternalProgram, DoesNotKeepUsWaiting) {
  for (const char* script : {"exec sleep 1000", "exec >&- 2>&-; exec sleep 1000"}) {
    const ExternalAnswer answer =
        run_external({"sh", "-c", script}, std::chrono::seconds(1));
    EXPECT_EQ(answer.end, ExternalAnswer::End::timed_out) << script;
    EXPECT_EQ(complaint_of("sh", answer), "sh did not answer within 1 s");
  }
}

TEST(ExternalProgram, DeathIsTold) {
  const ExternalAnswer answer = run_external({"sh", "-c", "kill -9 $$"}, patience);
  EXPECT_EQ(answer.end, ExternalAnswer::End::killed);
  EXPECT_EQ(complaint_of("sh", answer), "sh was killed by signal 9");
}

TEST(ExternalProgram, LongAnswersOnBothWaysArriveWhole) {
  const ExternalAnswer answer = run_external(
      {"sh", "-c", "head -c 3000000 /dev/zero; head -c 2000000 /dev/zero >&2"}, patience);
  EXPECT_EQ(answer.out.size(), 3000000U);
  EXPECT_EQ(answer.err.size(), 2000000U);
}

TEST(ExternalProgram, DoesNotSeeVariablesThatWouldChangeItsAnswer) {
  ::setenv("TRIPART_TEST_ONE", "1", 1);
  ::setenv("TRIPART_TEXT", "2", 1);
  const ExternalAnswer answer = run_external({"env"}, patience, "TRIPART_TEST_");
  EXPECT_EQ(answer.out.find("TRIPART_TEST_ONE"), std::string::npos);
  EXPECT_NE(answer.out.find("TRIPART_TEXT=2"), std::string::npos);
  ::unsetenv("TRIPART_TEST_ONE");
  ::unsetenv("TRIPART_TEXT");
}

TEST(ExternalProgram, ReadsNothing) {
  const ExternalAnswer answer = run_external({"cat"}, patience);
  EXPECT_TRUE(answer.is_well());
  EXPECT_EQ(answer.out, "");
}

}  // namespace
}  // namespace tripart
