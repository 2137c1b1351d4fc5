#include "tripart/monte_carlo/ensemble.hpp"

#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

const std::atomic<bool> never{false};

Parameter drawn(const std::string& path, const Distribution& distribution) {
  return {distribution, {-1e308, 1e308}, entity_hash(Purpose::parameter, path)};
}

Position position(const std::string& path, double ideal, double salience) {
  Position stand;
  stand.present = true;
  stand.ideal = drawn(path + ".ideal", Distribution::uniform(ideal - 0.1, ideal + 0.1));
  stand.salience = drawn(path + ".salience", Distribution::constant(salience));
  stand.red_line_low = drawn(path, Distribution::constant(0.0));
  stand.red_line_high = drawn(path, Distribution::constant(1.0));
  return stand;
}

/// Three governments, two issues, four plenaries in half a year, no economy; impatience,
/// tastes and noise differ from replicate to replicate.
Model short_talks() {
  Model model;
  model.name = "short_talks";
  model.start = *parse_date("2018-03-05");
  model.horizon = model.follow_up = 180.0;
  for (const std::string id : {"A", "B", "C"}) {
    Party party;
    party.id = id;
    party.content_weight = drawn(id + ".content", Distribution::lognormal(0.0, 0.3));
    party.discount_rate = drawn(id + ".rate", Distribution::uniform(0.05, 0.2));
    party.recognition = drawn(id + ".recognition", Distribution::constant(1.0 / 3.0));
    party.private_type = drawn(id + ".type", Distribution::constant(0.25));
    party.strategy.concession_exponent =
        drawn(id + ".exponent", Distribution::uniform(0.3, 3.0));
    party.strategy.noise = drawn(id + ".noise", Distribution::uniform(0.02, 0.1));
    party.ratification.noise = drawn(id + ".legislature", Distribution::constant(0.15));
    model.parties.push_back(party);
  }
  model.retaliation.resize(3);
  model.partner_weight = {0.0, 0.5, 0.5, 0.5, 0.0, 0.5, 0.5, 0.5, 0.0};
  model.chapters.resize(1);
  model.chapters[0].id = "all";
  model.chapters[0].type = ChapterType::contested;
  for (const std::string id : {"cars", "courts"}) {
    Issue issue;
    issue.id = id;
    issue.between = model.everyone();
    const bool cars = id == "cars";
    issue.positions = {position(id + ".A", cars ? 0.9 : 0.2, 1.0),
                       position(id + ".B", cars ? 0.2 : 0.9, cars ? 1.0 : 3.0),
                       position(id + ".C", 0.5, cars ? 2.0 : 1.0)};
    model.issues.push_back(issue);
  }
  for (int round = 0; round < 4; ++round) {
    CalendarEvent plenary;
    plenary.id = "r" + std::to_string(round);
    plenary.from = 30.0 + 40.0 * round;
    plenary.to = plenary.from + 5.0;
    plenary.parties = model.everyone();
    model.calendar.push_back(plenary);
  }
  make_timeline(model);
  return model;
}

/// What a row of outcomes.csv and parties.csv would say.
std::vector<double> numbers_of(const Outcome& outcome) {
  std::vector<double> numbers{
      static_cast<double>(outcome.economy), static_cast<double>(outcome.ending),
      static_cast<double>(outcome.end_day), static_cast<double>(outcome.proposer),
      static_cast<double>(outcome.chapters_closed)};
  for (const PartyOutcome& party : outcome.parties) {
    numbers.insert(numbers.end(), {party.utility, party.reservation_value, party.content,
                                   party.distance_nash});
  }
  numbers.insert(numbers.end(), outcome.text.begin(), outcome.text.end());
  return numbers;
}

struct Collected {
  std::uint64_t next = 0;  ///< replicate expected first in the next block
  std::vector<std::vector<double>> rows;
  std::vector<FailedReplicate> failed;
  std::set<const Outcome*> buffers;
  std::set<const PartyOutcome*> inner;
  void take(const Block& block) {
    EXPECT_TRUE(next == 0 || next == block.first) << "gap before " << block.first;
    next = block.first + block.outcomes.size();
    for (const Outcome& outcome : block.outcomes) {
      rows.push_back(numbers_of(outcome));
    }
    failed.insert(failed.end(), block.failed.begin(), block.failed.end());
    buffers.insert(block.outcomes.data());
    inner.insert(block.outcomes[0].parties.data());
  }
};

Collected collect(const Model& model, const PayoffTable& payoffs,
                  const EnsembleOptions& options) {
  Collected all;
  const std::uint64_t consumed = run_ensemble(
      model, payoffs, options, [&](const Block& block) { all.take(block); }, never);
  EXPECT_EQ(consumed, all.rows.size());
  return all;
}

constexpr std::uint64_t few_blocks = 4 * block_size + 300;

TEST(Ensemble, GivesTheSameOutcomesOnAnyNumberOfThreads) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  const Collected alone = collect(model, payoffs, {5, few_blocks, 1, 1});
  ASSERT_EQ(alone.rows.size(), few_blocks);
  EXPECT_TRUE(alone.failed.empty());
  const std::set<std::vector<double>> different(alone.rows.begin(), alone.rows.end());
  EXPECT_GT(different.size(), 1000U) << "replicates should differ";
  EXPECT_EQ(collect(model, payoffs, {5, few_blocks, 1, 2}).rows, alone.rows);
  EXPECT_EQ(collect(model, payoffs, {5, few_blocks, 1, 3}).rows, alone.rows);
  EXPECT_NE(collect(model, payoffs, {6, few_blocks, 1, 2}).rows, alone.rows);
}

TEST(Ensemble, GivesTheSameOutcomesInBlocksOfAnySize) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  EnsembleOptions options{5, 300, 1, 2};
  const Collected whole = collect(model, payoffs, options);
  for (const std::uint64_t block : {1U, 7U, 128U}) {
    options.block = block;
    options.first = 1;
    const Collected all = collect(model, payoffs, options);
    EXPECT_EQ(all.rows, whole.rows) << block;
    options.first = 131;
    const Collected rest = collect(model, payoffs, options);
    EXPECT_TRUE(std::equal(rest.rows.begin(), rest.rows.end(), whole.rows.begin() + 130,
                           whole.rows.end()))
        << block;
  }
}

TEST(Ensemble, TakesWholeBlocksOfWhatIsQuick) {
  const Model model = short_talks();
  EXPECT_EQ(fitting_block(model, pure_payoffs(model), 5, 1), block_size);
}

TEST(Ensemble, HoldsTheReplicateThatIsPlayedAlone) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  const Collected all = collect(model, payoffs, {5, few_blocks, 1, 2});
  for (const std::uint64_t replicate :
       {std::uint64_t{1}, std::uint64_t{2}, block_size, block_size + 1, few_blocks}) {
    Trace trace;
    const Outcome alone = run_replicate(model, payoffs, 5, replicate, &trace);
    EXPECT_EQ(numbers_of(alone), all.rows[replicate - 1]) << "replicate " << replicate;
    EXPECT_EQ(numbers_of(run_replicate(model, payoffs, 5, replicate)), numbers_of(alone))
        << "a trace changes nothing";
    EXPECT_FALSE(trace.empty());
  }
}

TEST(Ensemble, EndsBlocksAtMultiplesOfTheirSizeWhereverItBegins) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  std::vector<std::uint64_t> firsts;
  std::vector<std::size_t> sizes;
  const std::uint64_t played = run_ensemble(
      model, payoffs, {5, 2 * block_size + 808, block_size - 96, 2},
      [&](const Block& block) {
        firsts.push_back(block.first);
        sizes.push_back(block.outcomes.size());
      },
      never);
  EXPECT_EQ(firsts, (std::vector<std::uint64_t>{block_size - 96, block_size + 1,
                                                2 * block_size + 1}));
  EXPECT_EQ(sizes, (std::vector<std::size_t>{97, block_size, 808}));
  EXPECT_EQ(played, block_size + 905);
}

TEST(Ensemble, GoesOnWhereItLeftOff) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  const Collected whole = collect(model, payoffs, {5, few_blocks, 1, 2});
  const Collected rest = collect(model, payoffs, {5, few_blocks, block_size + 1, 2});
  EXPECT_TRUE(std::equal(rest.rows.begin(), rest.rows.end(),
                         whole.rows.begin() + static_cast<std::ptrdiff_t>(block_size),
                         whole.rows.end()));
  EXPECT_TRUE(collect(model, payoffs, {5, 10, 11, 2}).rows.empty());
}

// Where 32 bits are full, and where doubles stop telling whole numbers apart.
TEST(Ensemble, CountsOnPast32BitsAndPastTheWholeNumbersOfDoubles) {
  const Model model = short_talks();
  const PayoffTable payoffs(model, 3);
  std::set<std::vector<double>> different;
  for (const unsigned bits : {32U, 53U}) {
    const std::uint64_t full = std::uint64_t{1} << bits;
    Collected all;
    std::vector<std::uint64_t> firsts;
    const std::uint64_t consumed = run_ensemble(
        model, payoffs, {5, full + 4, full - 2, 2},
        [&](const Block& block) {
          firsts.push_back(block.first);
          all.take(block);
        },
        never);
    EXPECT_EQ(consumed, 7U);
    EXPECT_EQ(firsts, (std::vector<std::uint64_t>{full - 2, full + 1}));
    ASSERT_EQ(all.rows.size(), 7U);
    for (std::uint64_t i = 0; i < 7; ++i) {
      const std::uint64_t replicate = full - 2 + i;
      EXPECT_EQ(all.rows[i], numbers_of(run_replicate(model, payoffs, 5, replicate)));
      EXPECT_EQ(all.rows[i][0], 1.0 + static_cast<double>((replicate - 1) % 3));
      different.insert(all.rows[i]);
      // What a counter cut to 32 bits, or rounded to a double, would have played.
      different.insert(numbers_of(run_replicate(model, payoffs, 5, i + 1)));
    }
  }
  EXPECT_EQ(different.size(), 21U) << "replicates should differ";
}

TEST(Ensemble, SharesReplicatesOutOverTheEconomies) {
  const Model model = short_talks();
  const PayoffTable payoffs(model, 3);
  const Collected all = collect(model, payoffs, {5, 10, 1, 1});
  for (std::size_t slot = 0; slot < all.rows.size(); ++slot) {
    EXPECT_EQ(all.rows[slot][0], 1.0 + static_cast<double>(slot % 3));
  }
}

TEST(Ensemble, StopsBetweenBlocksWithoutLosingAny) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  std::atomic<bool> stop{false};
  Collected all;
  const std::uint64_t consumed = run_ensemble(
      model, payoffs, {5, 100 * block_size, 1, 2},
      [&](const Block& block) {
        all.take(block);
        stop = true;
      },
      stop);
  EXPECT_EQ(consumed, all.rows.size());
  EXPECT_EQ(consumed % block_size, 0U);
  EXPECT_GE(consumed, block_size);
  EXPECT_LE(consumed, 5 * block_size);
}

/// The same talks every day for ten years, with nobody conceding anything before the last
/// one: a block takes ten seconds or more.
Model endless_talks() {
  Model model = short_talks();
  constexpr int days = 3600;
  model.horizon = model.follow_up = days;
  model.calendar.clear();
  for (int day = 1; day < days; ++day) {
    CalendarEvent plenary;
    plenary.id = "day" + std::to_string(day);
    plenary.from = plenary.to = day;
    plenary.parties = model.everyone();
    model.calendar.push_back(plenary);
  }
  for (Party& party : model.parties) {
    party.strategy.concession_exponent =
        drawn(party.id + ".exponent", Distribution::constant(1e-4));
    party.strategy.noise = drawn(party.id + ".noise", Distribution::constant(0.0));
  }
  make_timeline(model);
  return model;
}

TEST(Ensemble, DropsABlockThatCannotBeFinishedInASecond) {
  const Model model = endless_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  std::atomic<bool> stop{false};
  std::thread signal([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop = true;
  });
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t consumed = run_ensemble(
      model, payoffs, {5, 10 * block_size, 1, 2}, [](const Block&) {}, stop);
  signal.join();
  EXPECT_EQ(consumed, 0U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Ensemble, KeepsNoMoreThanTwoBlocksAThreadAndUsesThemAgain) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  const Collected all = collect(model, payoffs, {5, 5 * block_size, 1, 2});
  EXPECT_LE(all.buffers.size(), 4U);
  EXPECT_LE(all.inner.size(), 4U) << "outcomes should keep their vectors";
}

TEST(Ensemble, ListsReplicatesThatFailAndPlaysTheOthers) {
  Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  // 10,000 draws miss this range in about half of the replicates
  model.chapters[0].gap = {Distribution::uniform(0.0, 1.0),
                           {1.0 - 7e-5, 1.0},
                           entity_hash(Purpose::parameter, "gap")};
  const Collected one = collect(model, payoffs, {5, 200, 1, 1});
  const Collected two = collect(model, payoffs, {5, 200, 1, 2});
  EXPECT_GT(one.failed.size(), 50U);
  EXPECT_LT(one.failed.size(), 150U);
  ASSERT_EQ(two.failed.size(), one.failed.size());
  std::set<std::uint64_t> failed;
  for (std::size_t k = 0; k < one.failed.size(); ++k) {
    EXPECT_EQ(two.failed[k].replicate, one.failed[k].replicate);
    EXPECT_NE(one.failed[k].reason.find("10000 draws lie outside"), std::string::npos);
    EXPECT_THROW(
        static_cast<void>(run_replicate(model, payoffs, 5, one.failed[k].replicate)),
        std::exception);
    failed.insert(one.failed[k].replicate);
  }
  for (std::uint64_t replicate = 1; replicate <= 200; ++replicate) {
    if (failed.count(replicate) == 0) {
      EXPECT_EQ(one.rows[replicate - 1],
                numbers_of(run_replicate(model, payoffs, 5, replicate)));
      EXPECT_EQ(two.rows[replicate - 1], one.rows[replicate - 1]);
    }
  }
}

TEST(Ensemble, DigestsEveryBlockBeforeItIsConsumedInASlotOfItsOwn) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  for (const int jobs : {1, 3}) {
    std::vector<std::atomic<std::uint64_t>> digested(block_slots(jobs));
    std::uint64_t next = 1;
    BlockUse use;
    use.digest = [&](const Block& block) {
      ASSERT_LT(block.slot, digested.size());
      EXPECT_EQ(digested[block.slot].exchange(block.first), 0U) << "still in use";
    };
    use.consume = [&](const Block& block) {
      EXPECT_EQ(block.first, next);
      EXPECT_EQ(digested[block.slot].exchange(0), block.first);
      next += block.outcomes.size();
    };
    const std::uint64_t last = 5 * block_size + 7;
    EXPECT_EQ(run_ensemble(model, payoffs, {5, last, 1, jobs}, use, never), last);
    EXPECT_EQ(next, last + 1);
  }
}

TEST(Ensemble, HandsABlockOverInPiecesWhereThatIsAskedFor) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  const Collected whole = collect(model, payoffs, {5, few_blocks, 100, 1});
  for (const int jobs : {1, 2}) {
    std::vector<std::vector<std::vector<double>>> rows(block_slots(jobs));
    std::vector<std::vector<double>> all;
    std::uint64_t next = 100;
    BlockUse use;
    use.digested_at_a_time = 70;
    use.digest = [&](const Block& block) {
      EXPECT_LE(block.outcomes.size(), 70U);
      for (const Outcome& outcome : block.outcomes) {
        rows[block.slot].push_back(numbers_of(outcome));
      }
    };
    use.consume = [&](const Block& block) {
      EXPECT_EQ(block.first, next);
      EXPECT_TRUE(block.outcomes.empty());
      next = last_of_block(block.first, few_blocks) + 1;
      EXPECT_EQ(rows[block.slot].size(), next - block.first);
      all.insert(all.end(), rows[block.slot].begin(), rows[block.slot].end());
      rows[block.slot].clear();
    };
    EXPECT_EQ(run_ensemble(model, payoffs, {5, few_blocks, 100, jobs}, use, never),
              few_blocks - 99);
    EXPECT_EQ(next, few_blocks + 1);
    EXPECT_TRUE(all == whole.rows);
  }
}

TEST(Ensemble, PassesOnWhatADigestThrows) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  for (const int jobs : {1, 2}) {
    std::atomic<int> consumed{0};
    BlockUse use;
    use.digest = [&](const Block& block) {
      if (block.first > 1) {
        throw std::runtime_error("no memory");
      }
    };
    use.consume = [&](const Block&) { ++consumed; };
    EXPECT_THROW(run_ensemble(model, payoffs, {5, 6 * block_size, 1, jobs}, use, never),
                 std::runtime_error);
    EXPECT_LE(consumed, 1);
  }
}

TEST(Ensemble, PassesOnWhatItsConsumerThrows) {
  const Model model = short_talks();
  const PayoffTable payoffs = pure_payoffs(model);
  for (const int jobs : {1, 2}) {
    int calls = 0;
    const auto full = [&](const Block&) {
      ++calls;
      throw std::runtime_error("disk full");
    };
    EXPECT_THROW(run_ensemble(model, payoffs, {5, 6 * block_size, 1, jobs}, full, never),
                 std::runtime_error);
    EXPECT_EQ(calls, 1);
  }
}

}  // namespace
}  // namespace tripart
