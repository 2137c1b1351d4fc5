#include "tripart/core/parallel.hpp"

#include <algorithm>
#include <exception>
#include <future>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include <omp.h>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

/// libgomp ends the process where it cannot have a thread, so they are tried before.
/// \throws Failure(not_now) if there cannot be so many
void expect_threads(int jobs) {
  static std::atomic<int> known{1};
  if (jobs <= known.load()) {
    return;
  }
  std::promise<void> all_there;
  const std::shared_future<void> go = all_there.get_future().share();
  std::vector<std::thread> threads;
  std::string problem;
  try {
    while (static_cast<int>(threads.size()) < jobs - 1) {
      threads.emplace_back([go] { go.wait(); });
    }
  } catch (const std::system_error& error) {
    problem = error.code().message();
  }
  all_there.set_value();
  for (std::thread& thread : threads) {
    thread.join();
  }
  if (!problem.empty()) {
    throw Failure(ExitCode::not_now, "cannot have " + std::to_string(jobs) +
                                         " threads: " + problem + "; -j " +
                                         std::to_string(threads.size() + 1) +
                                         " or fewer would do");
  }
  known = std::max(known.load(), jobs);
}

}  // namespace

void for_each_block(std::size_t blocks, int jobs, const BlockWork& work,
                    const std::atomic<bool>& stop) {
  TRIPART_EXPECTS(jobs >= 1);
  expect_threads(jobs);
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
