#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "program.hpp"

namespace tripart {
namespace {

class MemoryTest : public testing_support::ProgramTest {
 protected:
  /// Peak of the resident memory of `tripart run`, in kilobytes.
  [[nodiscard]] long peak(const std::string& played, const std::string& replicates,
                          const std::string& keep) const {
    std::vector<std::string> words{TRIPART_PROGRAM,
                                   "run",
                                   scenario(played),
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
    long highest = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
      highest = std::max(highest, resident(child));
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_EQ(status, 0);
    return highest;
  }

 private:
  /// By its mapped pages, in kilobytes; the maximum that the kernel keeps of a short run
  /// lacks up to half a megabyte, what single processors had counted and not yet said.
  static long resident(pid_t process) {
    std::ifstream pages("/proc/" + std::to_string(process) + "/smaps_rollup");
    for (std::string line; std::getline(pages, line);) {
      if (line.starts_with("Rss:")) {
        return std::stol(line.substr(4));
      }
    }
    return 0;  // it has just ended
  }
};

TEST_F(MemoryTest, DoesNotGrowWithReplicates) {
#if defined(TRIPART_SANITIZED)
  GTEST_SKIP() << "a sanitizer keeps memory for itself";
#endif
  const std::string fearon = "textbook/fearon.yaml";
  const long few = peak(fearon, "20000", "summary");
  EXPECT_GT(few, 1000);
  EXPECT_LT(peak(fearon, "400000", "summary"), few + few / 20);
  // Here values differ more from each other, and what counts them grows a little.
  // Which blocks are in flight together is luck in a run of ten of them.
  const std::string nafta = "nafta-2018.yaml";
  long few_of_nafta = 0;
  for (int time = 0; time < 3; ++time) {
    few_of_nafta = std::max(few_of_nafta, peak(nafta, "10000", "summary"));
  }
  EXPECT_LT(peak(nafta, "100000", "summary"), few_of_nafta + few_of_nafta / 20);
  // How many of the blocks that may be in flight are so at once is a matter of time: 1 MB
  // more or less for each. What grew with replicates would show beside that: 4 MB are 11
  // bytes for each of those that the longer run plays more.
  EXPECT_LT(peak(fearon, "400000", "all"), peak(fearon, "20000", "all") + 4000);
}

}  // namespace
}  // namespace tripart
