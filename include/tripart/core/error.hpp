#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tripart {

/// How the program ends (sysexits numbers; SPEC section 2).
enum class ExitCode : int {
  done = 0,
  usage = 64,
  bad_input = 65,
  cannot_read = 66,
  our_bug = 70,
  cannot_create = 73,
  io_failed = 74,
  not_now = 75,
  interrupted = 130,
  terminated = 143,
};

/// The name of a file as the user knows it. All positions in it share one text: a tree
/// with a position at every value is copied for each point of a sweep.
class FileName {
 public:
  FileName() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a name is what its text is
  FileName(std::string text)
      : text_(std::make_shared<const std::string>(std::move(text))) {}
  FileName(const char* text) : FileName(std::string(text)) {}

  [[nodiscard]] const std::string& text() const {
    static const std::string none;
    return text_ == nullptr ? none : *text_;
  }

 private:
  std::shared_ptr<const std::string> text_;
};

/// Where in a file the user wrote something; line and column count from 1, 0 means "the
/// file as a whole".
struct SourcePosition {
  FileName file;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// One thing wrong with an input: where, what was found and expected, and what to do
/// about it.
struct Complaint {
  SourcePosition where;
  std::string what;
  std::vector<std::string> hints;
};

/// `file:line:column: WORD: what`, then one `hint: ...` line each; every line at most
/// 500 characters.
[[nodiscard]] std::string to_text(const Complaint& complaint,
                                  std::string_view word = "error");

/// A file says something that cannot be (exit 65): all complaints at once, in order of
/// lines.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Complaint> complaints);
  InputError(SourcePosition where, std::string what, std::vector<std::string> hints = {});
  [[nodiscard]] const std::vector<Complaint>& complaints() const { return complaints_; }

 private:
  std::vector<Complaint> complaints_;
};

/// Any other failure that the user can mend; carries the exit code it ends with.
class Failure : public std::runtime_error {
 public:
  Failure(ExitCode code, const std::string& what)
      : std::runtime_error(what), code_(code) {}
  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

/// A broken promise between two parts of the program: our bug, exit 70.
class ContractViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Gathers complaints so that the user sees every mistake at once.
class Complaints {
 public:
  void add(SourcePosition where, std::string what, std::vector<std::string> hints = {});
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  /// \throws InputError with everything gathered so far, if anything was.
  void throw_if_any() const;

 private:
  std::vector<Complaint> list_;
};

[[noreturn]] void contract_failed(const char* condition, const char* file, int line);

}  // namespace tripart

#ifdef TRIPART_CONTRACTS
#define TRIPART_EXPECTS(condition)    \
  ((condition) ? static_cast<void>(0) \
               : ::tripart::contract_failed(#condition, __FILE__, __LINE__))
#else
#define TRIPART_EXPECTS(condition) static_cast<void>(0)
#endif
