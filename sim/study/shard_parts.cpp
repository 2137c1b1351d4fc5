#include "study/shard_parts.hpp"

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/state.hpp"

namespace tripart {
namespace {

constexpr std::string_view parts_kind = "tripart parts of design points 1";

}  // namespace

std::string parts_bytes(const std::vector<PointPart>& parts) {
  StateWriter out;
  out.count(parts.size());
  for (const PointPart& part : parts) {
    write_state(out, part);
  }
  return sealed(parts_kind, out.bytes());
}

std::vector<PointPart> read_parts(const std::filesystem::path& file) {
  const std::string bytes = read_file(file);
  std::vector<PointPart> parts;
  if (const auto body = unsealed(parts_kind, bytes)) {
    StateReader in(*body);
    const std::uint64_t size = in.count();
    in.expect(size <= 2);  // of the first point and of the last
    for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
      read_state(in, parts.emplace_back());
    }
    if (in.finished()) {
      return parts;
    }
  }
  throw Failure(ExitCode::bad_input,
                file.string() + ": is damaged, or of another version of tripart");
}

}  // namespace tripart
