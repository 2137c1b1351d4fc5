#include "tripart/core/parallel.hpp"

#include <exception>
#include <vector>

#include <omp.h>

#include "tripart/core/error.hpp"

namespace tripart {

void for_each_block(std::size_t blocks, int jobs, const BlockWork& work,
                    const std::atomic<bool>& stop) {
  TRIPART_EXPECTS(jobs >= 1);
  std::vector<std::exception_ptr> failures(blocks);
  std::atomic<std::size_t> lowest_failed{blocks};
#pragma omp parallel for schedule(dynamic) num_threads(jobs)
  for (std::size_t block = 0; block < blocks; ++block) {
    if (stop.load(std::memory_order_relaxed) || block > lowest_failed.load()) {
      continue;
    }
    try {
      work(block, omp_get_thread_num());
    } catch (...) {
      failures[block] = std::current_exception();
      std::size_t lowest = lowest_failed.load();
      while (block < lowest && !lowest_failed.compare_exchange_weak(lowest, block)) {
      }
    }
  }
  if (lowest_failed < blocks) {
    std::rethrow_exception(failures[lowest_failed]);
  }
}

void for_each_block(std::size_t blocks, int jobs, const BlockWork& work) {
  const std::atomic<bool> never{false};
  for_each_block(blocks, jobs, work, never);
}

}  // namespace tripart
