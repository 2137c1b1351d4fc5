// Counts what one replicate evaluates on average: random numbers, exponentials and the
// like, one line each. Compiled with work_count.hpp before everything else, as are the
// layers that play a negotiation.
// Usage: work_counter SCENARIO REPLICATES

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "bargaining/engine.hpp"
#include "situation.hpp"

int main(int count, char** arguments) try {
  using namespace tripart;
  if (count != 3) {
    std::fprintf(stderr, "usage: work_counter SCENARIO REPLICATES\n");
    return 64;
  }
  const benchmarks::Situation situation(arguments[1]);
  const auto replicates = std::strtoull(arguments[2], nullptr, 10);
  Engine engine(situation.scenario.model, situation.payoffs.table);
  Outcome outcome;
  engine.run(1, 1, outcome, nullptr);  // the first one also solves what all refer to
  const auto play = [&] {
    for (auto& evaluated : counting::evaluated) {
      evaluated = 0;
    }
    for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
      engine.run(1, replicate, outcome, nullptr);
    }
  };
  play();  // references are solved once somebody asks for them
  play();
  for (int kernel = 0; kernel < counting::kernels; ++kernel) {
    std::printf("%s %.17g\n", counting::names[kernel],
                static_cast<double>(counting::evaluated[kernel]) /
                    static_cast<double>(replicates));
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "work_counter: %s\n", error.what());
  return 70;
}
