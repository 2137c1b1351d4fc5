// Tables: the first byte says which one of a baseline's the rest is; the others are good.
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/descriptor.hpp"
#include "fuzz/check.hpp"
#include "tripart/core/file.hpp"
#include "tripart/economy/baseline.hpp"
#include "tripart/economy/table.hpp"

namespace tripart::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 6> tables = {
    "regions.csv", "sectors.csv", "trade.csv", "output.csv", "io.csv", "tariff_mfn.csv"};

/// A copy of the small tables that is gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "tripart-fuzz-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
    for (const char* table : tables) {
      restore(table);
    }
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;
  ~Folder() { fs::remove_all(path_); }

  [[nodiscard]] const fs::path& path() const { return path_; }
  /// However often the fuzzer's clock interrupts it.
  void write(const char* table, std::string_view text) const {
    const Descriptor file = open_path(path_ / table, O_WRONLY | O_CREAT | O_TRUNC);
    write_all(file.number(), text, path_ / table);
  }
  void restore(const char* table) const {
    static const fs::path tiny =
        fs::path(TRIPART_SOURCE_DIR) / "tests/corpus/bases/baselines/tiny";
    static std::map<std::string, std::string> sound;
    std::string& text = sound[table];
    if (text.empty()) {
      text = read_file(tiny / table);
    }
    write(table, text);
  }

 private:
  fs::path path_;
};

void read(const char* table, std::string_view text) {
  static const Folder folder;
  const std::string file = (folder.path() / table).string();
  folder.write(table, text);
  try {
    static_cast<void>(parse_table(text, file));
    static_cast<void>(read_baseline(folder.path()));
  } catch (const InputError& error) {
    expect_good_places(error, text, file);
  } catch (const Failure& failure) {
    expect_readable(message_line(failure.what()));
  }
  folder.restore(table);
}

}  // namespace
}  // namespace tripart::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0) {
    tripart::fuzz::read(tripart::fuzz::tables[data[0] % tripart::fuzz::tables.size()],
                        {reinterpret_cast<const char*>(data) + 1, size - 1});
  }
  return 0;
}
