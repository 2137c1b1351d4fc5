// Whatever is written is read or refused, never half of each.
#include "reader_support.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

const std::vector<std::string> odd_values = {"0",
                                             "-1",
                                             "25",
                                             "1e300",
                                             "none",
                                             "true",
                                             "''",
                                             "[]",
                                             "{}",
                                             "[USA]",
                                             "[0, 1]",
                                             "USA",
                                             "2018-03-05",
                                             "{uniform: [0, 1]}",
                                             "{normal: [0, 1e300]}",
                                             "withdrawal",
                                             "strategic",
                                             "{discrete: []}",
                                             "{beta: [1e-9, 1]}",
                                             "[{id: a}]"};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

/// Numbers 0 <= k < n, one after the other from a stream of its own.
class Dice {
 public:
  explicit Dice(std::uint64_t replicate)
      : stream_(1, replicate, Purpose::parameter, "mutation") {}
  std::size_t roll(std::size_t n) {
    return static_cast<std::size_t>(stream_.uniform(index_++) * static_cast<double>(n));
  }

 private:
  Stream stream_;
  std::uint32_t index_ = 0;
};

/// Drops, doubles or swaps a line, or puts another value after a key.
std::string mutated(std::string_view text, Dice& dice) {
  std::vector<std::string> lines = lines_of(text);
  const std::size_t at = dice.roll(lines.size());
  const auto here = lines.begin() + static_cast<std::ptrdiff_t>(at);
  switch (dice.roll(4)) {
    case 0:
      lines.erase(here);
      break;
    case 1:
      lines.insert(here, lines[dice.roll(lines.size())]);
      break;
    case 2:
      std::swap(lines[at], lines[dice.roll(lines.size())]);
      break;
    default: {
      const std::string line = lines[at];
      const std::size_t colon = line.rfind(": ");
      if (colon != std::string::npos) {
        const std::size_t end = std::min(line.find_first_of("},", colon), line.size());
        lines[at] = line.substr(0, colon + 2) + odd_values[dice.roll(odd_values.size())] +
                    line.substr(end);
      }
    }
  }
  std::string changed;
  for (const std::string& line : lines) {
    changed += line + "\n";
  }
  return changed;
}

void expect_all_or_nothing(std::string_view text, std::uint64_t mutations) {
  int good = 0;
  int refused = 0;
  for (std::uint64_t i = 0; i < mutations; ++i) {
    Dice dice(i);
    std::string changed = mutated(text, dice);
    if (dice.roll(2) == 0) {
      changed = mutated(changed, dice);
    }
    try {
      const Scenario scenario = scenario_of(changed);
      ++good;
      ASSERT_EQ(scenario_of(scenario.resolved).resolved, scenario.resolved) << changed;
    } catch (const InputError& error) {
      ++refused;
      for (const Complaint& complaint : error.complaints()) {
        ASSERT_GT(complaint.where.line, 0U) << error.what() << changed;
      }
    } catch (const std::exception& error) {
      FAIL() << error.what() << "\n" << changed;
    }
  }
  EXPECT_GT(good, 0);
  EXPECT_GT(refused, good);
}

TEST(ReaderMutation, LeavesAScenarioWholeOrRefused) {
  expect_all_or_nothing(pair_text, 600);
  expect_all_or_nothing(trade_text, 120);
}

}  // namespace
}  // namespace tripart
