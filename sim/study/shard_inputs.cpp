#include "study/shard_inputs.hpp"

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/own_folder.hpp"

namespace tripart {

namespace fs = std::filesystem;

fs::path shards_folder(const fs::path& sweep_folder) {
  return sweep_folder / "shards";
}

void keep_inputs(const fs::path& sweep_folder, const std::vector<InputFile>& inputs,
                 Existing existing, const fs::path& own) {
  const fs::path kept = shards_folder(sweep_folder) / "inputs";
  const fs::path beside = own / "input";
  expect_no_link(kept);
  for (const InputFile& input : inputs) {
    const fs::path target = kept / input.name;
    if (fs::exists(target)) {
      if (read_file(target) == input.bytes) {
        continue;
      }
      if (existing != Existing::force) {
        throw Failure(ExitCode::bad_input,
                      sweep_folder.string() + ": holds shards of other inputs (" +
                          input.name + " is not byte for byte the one kept in " +
                          kept.string() +
                          "); take that one, use another directory, or --force");
      }
    }
    create_folder_within(sweep_folder, target.parent_path());
    write_file_atomically(beside, input.bytes);
    rename_path(beside, target);
    sync_folder(target.parent_path());
  }
}

}  // namespace tripart
