// Menus (B5) are the same to the last bit however many points are worked on at once.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "bargaining/simplex.hpp"
#include "support/random_payoffs.hpp"
#include "support/widths.hpp"

namespace tripart {
namespace {

/// All that an engine's tables hold after every stop of a replicate.
struct MenuCopier {
  std::vector<std::vector<double>> menus;
  int pruned = 0;  ///< menus of everybody that lost points

  void copy(const EngineView& view) {
    for (const Track& track : view.tracks()) {
      std::vector<double> menu{static_cast<double>(track.size),
                               track.blocked ? 1.0 : 0.0};
      for (int n = 0; n < track.size; ++n) {
        for (std::size_t k = 0; k < view.model().issues.size(); ++k) {
          menu.push_back(track.text_at(n, k));
        }
        for (std::size_t i = 0; i < view.parties().size(); ++i) {
          const std::size_t at = i * track.capacity + static_cast<std::size_t>(n);
          menu.insert(menu.end(), {track.content[at], track.effect[at]});
        }
      }
      const auto size = static_cast<std::size_t>(track.size);
      const bool is_pruned = track.kind == TrackKind::plenary && size > 0 &&
                             size < menu_capacity(view.model().party_count(), 2);
      pruned += is_pruned ? 1 : 0;
      menus.push_back(std::move(menu));
    }
  }

  [[nodiscard]] Observer observer() {
    return {[](void* self, const Engine& engine, const Glance& /*glance*/) {
              static_cast<MenuCopier*>(self)->copy(EngineView(engine));
            },
            this};
  }
};

MenuCopier menus_at(const test::DrawnNegotiation& negotiation, Width width) {
  const PayoffTable payoffs = test::draw_payoffs(negotiation);
  Engine engine(negotiation.model, payoffs, 1, width);
  MenuCopier copier;
  const Observer observer = copier.observer();
  engine.show_to(&observer);
  Outcome outcome;
  engine.run(1, 1, outcome, nullptr);
  return copier;
}

/// Every second issue takes listed values only, some of them worth what is stated.
void list_values(Model& model) {
  for (std::size_t k = 0; k < model.issues.size(); k += 2) {
    Issue& issue = model.issues[k];
    issue.values = {0.0, 0.25, 0.4, 0.9};
    issue.positions[0].utilities = {0.2, 0.6, 0.6, 0.1};
  }
}

TEST(Menu, IsTheSameAtEveryWidth) {
  int menus = 0;
  int pruned = 0;
  for (const std::uint64_t number : test::negotiation_numbers(60)) {
    test::NegotiationTraits traits = test::draw_negotiation_traits(number);
    traits.parties = std::min(traits.parties, traits.loss_exponent == 1 ? 3 : 5);
    test::DrawnNegotiation negotiation = test::draw_negotiation(number, traits);
    if (number % 3 == 0) {
      list_values(negotiation.model);
    }
    SCOPED_TRACE(test::describe(negotiation));
    const MenuCopier reference = menus_at(negotiation, reference_width);
    for (const Width width : test::all_widths()) {
      SCOPED_TRACE(name_of(width.isa) + (" " + std::to_string(width.lanes)));
      ASSERT_EQ(menus_at(negotiation, width).menus, reference.menus);
    }
    menus += static_cast<int>(reference.menus.size());
    pruned += reference.pruned;
  }
  if (test::negotiation_numbers(60).size() > 1) {  // else nothing was compared
    EXPECT_GT(menus, 1000);
    EXPECT_GT(pruned, 100);
  }
}

// A frontier, on which most points stay, with points moved inside, repeated, or worth the
// same to somebody.
TEST(Menu, LosesWhatAnotherPointBeatsForEverybody) {
  int lost = 0;
  int stayed = 0;
  for (int size = 1; size <= 40; ++size) {
    test::drawing::Dice dice(static_cast<std::uint64_t>(size));
    const std::size_t capacity = padded(static_cast<std::size_t>(size));
    std::vector<std::vector<double>> content(3, std::vector<double>(capacity));
    const std::vector<double> effect(capacity);
    for (std::size_t n = 0; n < static_cast<std::size_t>(size); ++n) {
      const bool repeated = n > 0 && dice.happens(0.1);
      for (std::vector<double>& row : content) {
        row[n] = repeated ? row[n - 1] : dice.count(0, 6);
      }
    }
    for (const Width width : test::all_widths()) {
      std::vector<std::vector<double>> worth(3, std::vector<double>(capacity));
      std::vector<Ranking> rankings;
      for (std::size_t i = 0; i < 3; ++i) {
        rankings.push_back({2.0, content[i].data(), effect.data(), worth[i].data()});
      }
      std::vector<double> verdict(capacity);
      menu_kernels(width).dominated(rankings.data(), 3, size, verdict.data());
      for (std::size_t n = 0; n < static_cast<std::size_t>(size); ++n) {
        bool beaten = false;
        for (std::size_t other = 0; other < static_cast<std::size_t>(size); ++other) {
          bool at_least = other != n;
          bool better = other < n;
          for (const std::vector<double>& row : content) {
            at_least = at_least && row[other] >= row[n];
            better = better || row[other] > row[n];
          }
          beaten = beaten || (at_least && better);
        }
        EXPECT_EQ(verdict[n] != 0.0, beaten) << "point " << n << " of " << size;
        lost += beaten ? 1 : 0;
        stayed += beaten ? 0 : 1;
      }
    }
  }
  EXPECT_GT(lost, 500);
  EXPECT_GT(stayed, 500);
}

TEST(Simplex, HasEveryDivisionOnce) {
  const Simplex pair = divide_simplex(2, 14);
  EXPECT_EQ(pair.vertices, 15);
  EXPECT_EQ(pair.weight[0][3], 3.0 / 14.0);
  EXPECT_EQ(pair.weight[1][3], 11.0 / 14.0);
  EXPECT_EQ(pair.edges.size(), 14U);
  const int vertices[] = {15, 36, 56, 70, 56, 84, 120};
  for (int members = 2; members <= max_parties; ++members) {
    const int parts = simplex_parts(members, 1);
    const Simplex simplex = divide_simplex(members, parts);
    EXPECT_EQ(simplex.vertices, vertices[members - 2]);
    EXPECT_EQ(menu_capacity(members, 1),
              menu_capacity(members, 2) + edge_points * simplex.edges.size());
    for (std::size_t n = 0; n < static_cast<std::size_t>(simplex.vertices); ++n) {
      double sum = 0.0;
      for (const std::vector<double>& row : simplex.weight) {
        sum += row[n];
      }
      EXPECT_NEAR(sum, 1.0, 1e-15);
    }
  }
}

}  // namespace
}  // namespace tripart
