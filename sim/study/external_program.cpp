#include "study/external_program.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include "core/descriptor.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  Descriptor read{-1};
  Descriptor write{-1};
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw Failure(ExitCode::io_failed,
                  "cannot make a pipe: " + std::generic_category().message(errno));
  }
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  for (std::string& word : words) {
    list.push_back(word.data());
  }
  list.push_back(nullptr);
  return list;
}

std::vector<std::string> environment_without(const std::string& beginning) {
  std::vector<std::string> kept;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (beginning.empty() || !std::string_view(*entry).starts_with(beginning)) {
      kept.emplace_back(*entry);
    }
  }
  return kept;
}

// \return 0 or the reason why it could not be started
int start(std::vector<std::string> words, std::vector<std::string> environment, int out,
          int err, pid_t& process) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (::posix_spawn_file_actions_init(&actions) != 0 ||
      ::posix_spawnattr_init(&attributes) != 0) {
    return ENOMEM;
  }
  sigset_t none;
  sigset_t usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGINT);
  sigaddset(&usual, SIGTERM);
  sigaddset(&usual, SIGPIPE);
  sigaddset(&usual, SIGXFSZ);
  int problem = ::posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  for (const int result :
       {::posix_spawnattr_setsigmask(&attributes, &none),
        ::posix_spawnattr_setsigdefault(&attributes, &usual),
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY,
                                           0),
        ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO),
        ::posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO)}) {
    problem = problem != 0 ? problem : result;
  }
  if (problem == 0) {
    problem = ::posix_spawnp(&process, words.front().c_str(), &actions, &attributes,
                             pointers(words).data(), pointers(environment).data());
  }
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  return problem;
}

// Takes in what is there. \return whether more may come
bool take(int descriptor, std::string& text) {
  std::array<char, 65536> piece{};
  const ssize_t size = ::read(descriptor, piece.data(), piece.size());
  if (size > 0) {
    text.append(piece.data(), static_cast<std::size_t>(size));
  }
  return size > 0 || (size < 0 && errno == EINTR);
}

// Reads both to their ends. \return false if that takes too long
bool listen(int out, int err, ExternalAnswer& answer, Clock::time_point until) {
  std::array<pollfd, 2> waiting{pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
  while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) {
      return false;
    }
    const int ready = ::poll(waiting.data(), waiting.size(),
                             static_cast<int>(std::min<long long>(left.count(), 1000)));
    if (ready <= 0) {
      continue;
    }
    for (std::size_t which = 0; which < waiting.size(); ++which) {
      if (waiting[which].fd >= 0 && waiting[which].revents != 0 &&
          !take(waiting[which].fd, which == 0 ? answer.out : answer.err)) {
        waiting[which].fd = -1;
      }
    }
  }
  return true;
}

// A program may close what it writes to and live on: it gets the rest of its time.
bool wait_for(pid_t process, int& status, Clock::time_point until) {
  for (;;) {
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process || (ended < 0 && errno != EINTR)) {
      return true;
    }
    if (Clock::now() >= until) {
      return false;
    }
    ::usleep(2000);
  }
}

}  // namespace

ExternalAnswer run_external(const std::vector<std::string>& words,
                            std::chrono::seconds patience, const std::string& without) {
  TRIPART_EXPECTS(!words.empty());
  ExternalAnswer answer;
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  pid_t process = -1;
  const int problem = start(words, environment_without(without), out.write.number(),
                            err.write.number(), process);
  if (problem != 0) {
    answer.end = ExternalAnswer::End::absent;
    answer.err = std::generic_category().message(problem);
    return answer;
  }
  ::close(out.write.release());
  ::close(err.write.release());
  const Clock::time_point until = Clock::now() + patience;
  int status = 0;
  if (!listen(out.read.number(), err.read.number(), answer, until) ||
      !wait_for(process, status, until)) {
    ::kill(process, SIGKILL);
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    answer.end = ExternalAnswer::End::timed_out;
    answer.status = static_cast<int>(patience.count());
    return answer;
  }
  answer.end =
      WIFEXITED(status) ? ExternalAnswer::End::exited : ExternalAnswer::End::killed;
  answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
  return answer;
}

std::string complaint_of(const std::string& program, const ExternalAnswer& answer) {
  std::string said = answer.err.empty() ? answer.out : answer.err;
  constexpr std::size_t most = 300;
  said.resize(std::min(said.find_last_not_of(" \n\r") + 1, said.size()));
  said.resize(std::min(said.size(), most));
  for (char& c : said) {
    c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  switch (answer.end) {
    case ExternalAnswer::End::absent:
      return program + " cannot be started here: " + said;
    case ExternalAnswer::End::timed_out:
      return program + " did not answer within " + std::to_string(answer.status) + " s";
    case ExternalAnswer::End::killed:
      return program + " was killed by signal " + std::to_string(answer.status);
    case ExternalAnswer::End::exited:
      break;
  }
  return program + " ended with " + std::to_string(answer.status) +
         (said.empty() ? "" : ": " + said);
}

}  // namespace tripart
