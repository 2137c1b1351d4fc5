#include "tripart/scenario/yaml_reader.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include "scenario/yaml_builder.hpp"
#include "scenario/yaml_outline.hpp"
#include "scenario/yaml_source.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

[[noreturn]] void fail_to_read(const std::string& name, const std::string& reason) {
  throw Failure(ExitCode::cannot_read, name + ": cannot read: " + reason);
}

void expect_regular(const std::string& name, int status, const struct stat& found) {
  if (status != 0) {
    fail_to_read(name, std::generic_category().message(errno));
  }
  if (!S_ISREG(found.st_mode)) {
    fail_to_read(
        name, S_ISDIR(found.st_mode) ? "it is a directory" : "it is not a regular file");
  }
}

int open_to_read(const std::string& name) {
  int descriptor = -1;
  do {
    descriptor = ::open(name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

/// The whole file, or one byte more than is allowed.
std::string read_bytes(const std::string& name) {
  struct stat found = {};
  // Looked at before opening: to open a device or pipe can already do something.
  expect_regular(name, ::stat(name.c_str(), &found), found);
  const OpenFile file(open_to_read(name));
  if (file.descriptor() < 0) {
    fail_to_read(name, std::generic_category().message(errno));
  }
  expect_regular(name, ::fstat(file.descriptor(), &found), found);
  std::string bytes;
  std::array<char, 65536> buffer = {};
  while (bytes.size() <= largest_yaml_bytes) {
    const ssize_t count = ::read(file.descriptor(), buffer.data(), buffer.size());
    if (count < 0 && errno != EINTR) {
      fail_to_read(name, std::generic_category().message(errno));
    }
    if (count == 0) {
      break;
    }
    bytes.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0U);
  }
  return bytes;
}

YamlNode read_scope(const YamlSource& source, YamlScope scope) {
  Complaints complaints;
  const std::vector<OutlineScalar> outline = outline_scalars(source, scope, complaints);
  complaints.throw_if_any();
  std::optional<YamlNode> root = build_yaml_tree(source, outline, complaints);
  if (!root.has_value()) {
    const bool document = scope == YamlScope::document;
    throw InputError({source.file(), 0, 0},
                     document ? "the file is empty" : "the value is empty",
                     {document ? "write 'key: value' lines"
                               : "write a value, or \"\" for an empty text"});
  }
  return std::move(*root);
}

}  // namespace

YamlNode read_yaml_file(const std::filesystem::path& path) {
  return read_yaml_text(read_bytes(path.string()), path.string());
}

YamlNode read_yaml_text(std::string_view text, const std::string& file_name) {
  YamlNode root = read_scope(YamlSource(text, file_name), YamlScope::document);
  if (root.kind != YamlNode::Kind::mapping) {
    throw InputError(root.where,
                     "expected 'key: value' lines, found a single text or list",
                     {"put a blank after ':' and no '-' before the keys of the file"});
  }
  return root;
}

YamlNode read_yaml_flow_value(std::string_view text, const std::string& origin) {
  return read_scope(YamlSource(text, origin), YamlScope::flow_value);
}

}  // namespace tripart
