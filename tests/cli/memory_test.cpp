#include <fcntl.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "program.hpp"

namespace tripart {
namespace {

class MemoryTest : public testing_support::ProgramTest {
 protected:
  /// Peak of the memory in use by `tripart run` of a textbook scenario, in kilobytes.
  [[nodiscard]] long peak(const std::string& replicates, const std::string& keep) const {
    std::vector<std::string> words{TRIPART_PROGRAM,
                                   "run",
                                   scenario("textbook/fearon.yaml"),
                                   "-n",
                                   replicates,
                                   "-j",
                                   "2",
                                   "--keep",
                                   keep,
                                   "--force",
                                   "--quiet",
                                   "-o",
                                   (folder_ / keep).string()};
    std::vector<char*> arguments;
    for (std::string& word : words) {
      arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(STDOUT_FILENO);
      ::open("/dev/null", O_WRONLY);
      ::execv(arguments[0], arguments.data());
      ::_exit(127);
    }
    int status = -1;
    struct rusage usage {};
    EXPECT_EQ(::wait4(child, &status, 0, &usage), child);
    EXPECT_EQ(status, 0);
    return usage.ru_maxrss;
  }
};

// From 5 blocks, when every slot has been in use, to 25.
TEST_F(MemoryTest, DoesNotGrowWithReplicates) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer keeps memory for itself";
#endif
  for (const std::string& keep : {std::string("summary"), std::string("all")}) {
    const long few = peak("20000", keep);
    const long many = peak("100000", keep);
    EXPECT_GT(few, 1000);
    EXPECT_LT(many, few + few / 10 + 2000) << keep;
  }
}

}  // namespace
}  // namespace tripart
