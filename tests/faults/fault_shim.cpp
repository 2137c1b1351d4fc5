// Stands between a program and the C library, counts the calls that reach a folder, and
// makes one of them fail. What it does is said by the environment:
//
//   TRIPART_FAULT_UNDER   the folder; calls on other files are let through uncounted
//   TRIPART_FAULT         CALL:K:WHAT, one call, or CALL:K+:WHAT, it and all behind it
//                         CALL  open, write, fsync, fdatasync, close, rename, link,
//                               unlink, mkdir, truncate, or any
//                         WHAT  an error such as EIO; short (half is written); KILL,
//                               TERM, INT or HUP, a signal just before the call; vanish,
//                               the folder is renamed just before; pause, for half a
//                               second
//   TRIPART_FAULT_LOG     a file that gets one line for each call counted
//   TRIPART_FAULT_CLOCK   steps, a monotonic clock that is 10 s later at each look, so
//                         that every checkpoint is due; back, clocks that run backwards
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dlfcn.h>
#include <fcntl.h>
#include <functional>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace {

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string setting(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? "" : text;
}

int error_number(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, int>, 11> known{{{"EIO", EIO},
                                                                    {"ENOSPC", ENOSPC},
                                                                    {"EDQUOT", EDQUOT},
                                                                    {"EINTR", EINTR},
                                                                    {"EACCES", EACCES},
                                                                    {"EROFS", EROFS},
                                                                    {"EMFILE", EMFILE},
                                                                    {"ENOENT", ENOENT},
                                                                    {"EPERM", EPERM},
                                                                    {"EFBIG", EFBIG},
                                                                    {"ESTALE", ESTALE}}};
  for (const auto& [one, number] : known) {
    if (one == name) {
      return number;
    }
  }
  return 0;
}

struct Plan {
  Plan() {
    const std::string fault = setting("TRIPART_FAULT");
    const std::size_t first = fault.find(':');
    const std::size_t second = fault.find(':', first + 1);
    if (first != std::string::npos && second != std::string::npos) {
      call = fault.substr(0, first);
      const std::string number = fault.substr(first + 1, second - first - 1);
      k = std::atol(number.c_str());
      lasts = number.ends_with('+');
      what = fault.substr(second + 1);
    }
    if (const std::string log = setting("TRIPART_FAULT_LOG"); !log.empty()) {
      descriptor = real<int(const char*, int, ...)>("open")(
          log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    }
  }
  std::string under = setting("TRIPART_FAULT_UNDER");
  std::string clock = setting("TRIPART_FAULT_CLOCK");
  std::string call;
  long k = 0;
  bool lasts = false;
  std::string what;
  int descriptor = -1;
  std::atomic<long> seen{0};
};

Plan& plan() {
  static Plan one;
  return one;
}

std::string link_target(const std::string& link) {
  std::array<char, PATH_MAX> text{};
  const ssize_t size = ::readlink(link.c_str(), text.data(), text.size());
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "";
}

std::string place(int descriptor) {
  return link_target("/proc/self/fd/" + std::to_string(descriptor));
}

std::string place(int folder, const char* path) {
  if (path[0] == '/') {
    return path;
  }
  const std::string base =
      folder == AT_FDCWD ? link_target("/proc/self/cwd") : place(folder);
  return base + "/" + path;
}

void act(const std::string& what) {
  if (what == "KILL") {
    ::kill(::getpid(), SIGKILL);
  } else if (what == "TERM") {
    ::kill(::getpid(), SIGTERM);
  } else if (what == "INT") {
    ::kill(::getpid(), SIGINT);
  } else if (what == "HUP") {
    ::kill(::getpid(), SIGHUP);
  } else if (what == "pause") {
    ::usleep(500000);
  } else if (what == "vanish") {
    const std::string gone = plan().under + ".vanished";
    static_cast<void>(real<int(const char*, const char*)>("rename")(plan().under.c_str(),
                                                                    gone.c_str()));
  }
}

/// What becomes of a call on `path`: nothing, an error number, or -1 for a short write.
int fate(std::string_view call, const std::string& path) {
  Plan& mine = plan();
  const int before = errno;
  if (mine.under.empty() || !path.starts_with(mine.under) ||
      (path.size() > mine.under.size() && path[mine.under.size()] != '/')) {
    return 0;
  }
  if (mine.descriptor >= 0) {
    const std::string line =
        std::string(call) + " " + path.substr(mine.under.size()) + "\n";
    static_cast<void>(real<ssize_t(int, const void*, std::size_t)>("write")(
        mine.descriptor, line.data(), line.size()));
  }
  int result = 0;
  if (mine.call == call || mine.call == "any") {
    const long number = ++mine.seen;
    if (number == mine.k || (mine.lasts && number > mine.k)) {
      result = mine.what == "short" ? -1 : error_number(mine.what);
      if (result == 0) {
        act(mine.what);
      }
    }
  }
  errno = before;
  return result;
}

/// Calls `function` unless `call` on `path` is to fail.
template <class Function>
auto unless_failing(std::string_view call, const std::string& path, Function function)
    -> decltype(function()) {
  const int problem = fate(call, path);
  if (problem > 0) {
    errno = problem;
    return -1;
  }
  return function();
}

// Linux interrupts no open of a folder.
int open_at(int folder, const char* path, int flags, mode_t mode) {
  const auto function = real<int(int, const char*, int, ...)>("openat");
  const int problem = fate("open", place(folder, path));
  if (problem > 0 && !(problem == EINTR && (flags & O_DIRECTORY) != 0)) {
    errno = problem;
    return -1;
  }
  return function(folder, path, flags, mode);
}

mode_t mode_of(int flags, va_list list) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t)
                                                                    : mode_t{0};
}

ssize_t write_some(int descriptor, std::size_t size,
                   const std::function<ssize_t(std::size_t)>& function) {
  const int problem = fate("write", place(descriptor));
  if (problem > 0) {
    errno = problem;
    return -1;
  }
  return function(problem < 0 ? (size + 1) / 2 : size);
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_at(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_at(AT_FDCWD, path, flags, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_at(folder, path, flags, mode);
}
int openat64(int folder, const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_at(folder, path, flags, mode);
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
  const auto function = real<ssize_t(int, const void*, std::size_t)>("write");
  return write_some(descriptor, size,
                    [&](std::size_t some) { return function(descriptor, bytes, some); });
}
ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t at) {
  const auto function = real<ssize_t(int, const void*, std::size_t, off_t)>("pwrite");
  return write_some(descriptor, size, [&](std::size_t some) {
    return function(descriptor, bytes, some, at);
  });
}

int fsync(int descriptor) {
  return unless_failing("fsync", place(descriptor),
                        [&] { return real<int(int)>("fsync")(descriptor); });
}
int fdatasync(int descriptor) {
  return unless_failing("fdatasync", place(descriptor),
                        [&] { return real<int(int)>("fdatasync")(descriptor); });
}
int ftruncate(int descriptor, off_t size) noexcept {
  return unless_failing("truncate", place(descriptor), [&] {
    return real<int(int, off_t)>("ftruncate")(descriptor, size);
  });
}
// The number is free afterwards even where this fails, as on Linux.
int close(int descriptor) {
  const int problem = fate("close", place(descriptor));
  const int result = real<int(int)>("close")(descriptor);
  if (problem > 0) {
    errno = problem;
    return -1;
  }
  return result;
}

int rename(const char* from, const char* to) noexcept {
  return unless_failing("rename", place(AT_FDCWD, to), [&] {
    return real<int(const char*, const char*)>("rename")(from, to);
  });
}
int link(const char* from, const char* to) noexcept {
  return unless_failing("link", place(AT_FDCWD, to), [&] {
    return real<int(const char*, const char*)>("link")(from, to);
  });
}
int unlink(const char* path) noexcept {
  return unless_failing("unlink", place(AT_FDCWD, path),
                        [&] { return real<int(const char*)>("unlink")(path); });
}
int unlinkat(int folder, const char* path, int flags) noexcept {
  return unless_failing("unlink", place(folder, path), [&] {
    return real<int(int, const char*, int)>("unlinkat")(folder, path, flags);
  });
}
int rmdir(const char* path) noexcept {
  return unless_failing("unlink", place(AT_FDCWD, path),
                        [&] { return real<int(const char*)>("rmdir")(path); });
}
int remove(const char* path) noexcept {
  return unless_failing("unlink", place(AT_FDCWD, path),
                        [&] { return real<int(const char*)>("remove")(path); });
}
int mkdir(const char* path, mode_t mode) noexcept {
  return unless_failing("mkdir", place(AT_FDCWD, path), [&] {
    return real<int(const char*, mode_t)>("mkdir")(path, mode);
  });
}

int clock_gettime(clockid_t which, timespec* time) noexcept {
  static std::atomic<long> looks{0};
  const int result = real<int(clockid_t, timespec*)>("clock_gettime")(which, time);
  if (plan().clock == "steps" && which == CLOCK_MONOTONIC) {
    time->tv_sec += 10 * ++looks;
  } else if (plan().clock == "back") {
    time->tv_sec = std::max<time_t>(0, time->tv_sec - 3600 * ++looks);
  }
  return result;
}
std::time_t time(std::time_t* out) noexcept {
  timespec now{};
  static_cast<void>(clock_gettime(CLOCK_REALTIME, &now));
  if (out != nullptr) {
    *out = now.tv_sec;
  }
  return now.tv_sec;
}

}  // extern "C"
