#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace tripart {

/// Work on one block; `worker` counts from 0 to jobs - 1 and no two blocks share one at
/// the same time.
using BlockWork = std::function<void(std::size_t block, int worker)>;

/// Calls work(0, .), ..., work(blocks - 1, .) on up to `jobs` threads: the only parallel
/// loop there is.
///
/// If blocks throw, the exception of the lowest one is rethrown here, the same on any
/// number of threads: blocks above a failed one may be left out, blocks below it never
/// are. \param jobs  >= 1
void for_each_block(std::size_t blocks, int jobs, const BlockWork& work);

/// Likewise, but begins no block after `stop` has turned true; begun blocks are finished.
/// Which blocks were done is for `work` to record.
void for_each_block(std::size_t blocks, int jobs, const BlockWork& work,
                    const std::atomic<bool>& stop);

}  // namespace tripart
