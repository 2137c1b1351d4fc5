// The political clock against B3 summed day by day.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/random_payoffs.hpp"

namespace tripart {
namespace {

constexpr std::uint64_t seed = 5;

/// Three dates for everybody, of which parties may wait for a new government, and a new
/// executive of another patience.
test::DrawnNegotiation with_dates(std::uint64_t number) {
  test::NegotiationTraits traits = test::draw_negotiation_traits(number);
  traits.elections = false;
  test::DrawnNegotiation drawn = test::draw_negotiation(number, traits);
  Model& model = drawn.model;
  for (Party& party : model.parties) {
    party.deadline_weight = {Distribution::normal(0.2, 0.8), {-3.0, 5.0}, 0};
  }
  const auto add = [&](const char* id, EventKind kind, double day, double hardness,
                       double horizon) {
    CalendarEvent event;
    event.id = id;
    event.kind = kind;
    event.from = event.to = day;
    event.parties = model.everyone();
    event.hardness = hardness;
    event.horizon_days = horizon;
    model.calendar.push_back(event);
  };
  add("summit", EventKind::soft_target, 20.0, 0.6, 30.0);
  add("congress", EventKind::soft_target, 90.5, 0.3, 60.0);
  add("beyond", EventKind::soft_target, model.follow_up + 40.0, 1.0, 400.0);
  add("vote", EventKind::election, 60.0, 1.0, 90.0);
  CalendarEvent& vote = model.calendar.back();
  vote.voter = 0;
  vote.takes_office = 75.0;
  vote.replacement.emplace();
  vote.replacement->probability = test::drawing::constant(1.0);
  vote.replacement->discount_rate = test::drawing::constant(0.4);
  make_timeline(model);
  return drawn;
}

/// B3 as it stands there: the integrand at midpoints of days, one day after the other.
class PlainClock {
 public:
  PlainClock(const Model& model, std::size_t party, std::uint64_t replicate)
      : end_(model.horizon) {
    const Party& of = model.parties[party];
    const auto days = static_cast<std::size_t>(std::ceil(model.follow_up));
    const double rate = draw_value(of.discount_rate.distribution, of.discount_rate.range,
                                   Stream(seed, replicate, of.discount_rate.entity));
    total_.push_back(0.0);
    for (std::size_t day = 1; day <= days; ++day) {
      const double middle = static_cast<double>(day) - 0.5;
      double sum = party == 0 && middle > 75.0 ? 0.4 : rate;
      for (const CalendarEvent& event : model.calendar) {
        if (event.hardness > 0.0 && contains(event.parties, static_cast<int>(party)) &&
            middle < event.from) {
          const double weight =
              draw_value(of.deadline_weight.distribution, of.deadline_weight.range,
                         Stream(seed, replicate, Purpose::parameter,
                                "deadline:" + of.id + ":" + event.id));
          sum += event.hardness * weight *
                 std::exp((middle - event.from) / event.horizon_days);
        }
      }
      stands_still_ = stands_still_ || sum < 0.0;
      total_.push_back(total_.back() + std::max(0.0, sum) / days_per_year);
    }
    double deadline = 0.0;
    for (const CalendarEvent& event : model.calendar) {
      if (event.hard && contains(event.parties, static_cast<int>(party))) {
        deadline = std::max(deadline, event.from);
      }
    }
    end_ = deadline > 0.0 ? std::min(deadline, end_) : end_;
  }
  [[nodiscard]] double at(double day) const {
    const double whole = lost(end_);  // 0 where waiting costs nothing
    return day >= end_ ? 1.0 : whole > 0.0 ? lost(day) / whole : day / end_;
  }
  [[nodiscard]] bool stands_still() const { return stands_still_; }

 private:
  // 1 - D(0, day)
  [[nodiscard]] double lost(double day) const {
    const double whole = std::floor(day);
    const auto d = static_cast<std::size_t>(whole);
    const double next = d + 1 < total_.size() ? total_[d + 1] : total_[d];
    return -std::expm1(-(total_[d] + (day - whole) * (next - total_[d])));
  }

  std::vector<double> total_;
  double end_;
  bool stands_still_ = false;
};

struct Clocks {
  std::vector<PlainClock> plain;
  int compared = 0;
};

void compare(void* self, const Engine& engine, const Glance& glance) {
  auto& clocks = *static_cast<Clocks*>(self);
  if (glance.moment != Moment::stepped) {
    return;
  }
  const EngineView view(engine);
  for (std::size_t i = 0; i < clocks.plain.size(); ++i) {
    // Before the new executive takes office nobody reckons with its patience.
    if (i > 0 || view.day() >= 75.0) {
      ASSERT_NEAR(view.clock(static_cast<int>(i)), clocks.plain[i].at(view.day()), 1e-12)
          << "party " << i << ", day " << view.day();
      ++clocks.compared;
    }
  }
}

TEST(Patience, IsTheSumOfB3OverDays) {
  int still = 0;
  int compared = 0;
  for (std::uint64_t number = 1; number <= 30; ++number) {
    const test::DrawnNegotiation negotiation = with_dates(number);
    SCOPED_TRACE(test::describe(negotiation));
    const PayoffTable payoffs = test::draw_payoffs(negotiation);
    Engine engine(negotiation.model, payoffs);
    for (std::uint64_t replicate = 1; replicate <= 5; ++replicate) {
      Clocks clocks;
      for (std::size_t i = 0; i < negotiation.model.parties.size(); ++i) {
        clocks.plain.emplace_back(negotiation.model, i, replicate);
        still += clocks.plain.back().stands_still() ? 1 : 0;
      }
      const Observer observer{compare, &clocks};
      engine.show_to(&observer);
      Outcome outcome;
      engine.run(seed, replicate, outcome, nullptr);
      compared += clocks.compared;
    }
  }
  EXPECT_GT(still, 20);
  EXPECT_GT(compared, 5000);
}

}  // namespace
}  // namespace tripart
