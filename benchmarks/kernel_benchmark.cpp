// The arithmetic of a negotiation at every width, on the shapes of nafta-2018: what lanes
// are worth before anything else is counted.

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <numeric>
#include <vector>

#include "bargaining/kernels/judgement.hpp"
#include "bargaining/kernels/menu.hpp"
#include "bargaining/simplex.hpp"
#include "core/draw_list.hpp"
#include "tripart/core/lanes.hpp"
#include "tripart/core/random.hpp"
#include "widths.hpp"

namespace tripart::benchmarks {
namespace {

// Menu of a table (B5): what is open, texts, contents and the points that stay.
void menu(benchmark::State& state, int members) {
  constexpr std::size_t issues = 21;
  const Width width = width_of(state);
  if (!has(state, width)) {
    return;
  }
  const Stream stream(1, 1, Purpose::parameter, "benchmark");
  std::uint32_t drawn = 0;
  const auto draw = [&](std::size_t count) {
    std::vector<double> row(count);
    for (double& value : row) {
      value = stream.uniform(drawn++);
    }
    return row;
  };
  const Simplex simplex = divide_simplex(members, simplex_parts(members, 1));
  const std::size_t row = padded(issues);
  const std::size_t capacity = padded(static_cast<std::size_t>(simplex.vertices));
  const std::vector<double> zeros(row);
  const std::vector<double> ones(row, 1.0);
  const std::vector<double> status_quo = draw(row);
  std::vector<std::vector<double>> rows(8, ones);  // of each signatory, then the table
  std::vector<std::vector<double>> tastes;
  std::vector<std::vector<double>> worth(3 * static_cast<std::size_t>(members),
                                         std::vector<double>(capacity));
  std::vector<double> text(issues * capacity);
  std::vector<double> verdict(capacity);
  Agenda agenda;
  agenda.issues = agenda.settled = static_cast<int>(issues);
  std::iota(agenda.settled_issue, agenda.settled_issue + issues, 0);
  std::fill_n(agenda.is_free, issues, true);
  agenda.costly = 2;
  agenda.costly_issue[1] = 7;
  agenda.status_quo = agenda.standing = status_quo.data();
  agenda.has_status_quo = ones.data();
  agenda.low = rows[6].data();
  agenda.high = rows[7].data();
  std::vector<double> otherwise(row);
  agenda.otherwise = otherwise.data();
  agenda.text = text.data();
  agenda.capacity = capacity;
  agenda.signatories = members;
  for (int i = 0; i < 2 * members; ++i) {
    tastes.push_back(draw(row));
  }
  std::vector<Ranking> rankings;
  for (int party = 0; party < members; ++party) {
    const auto i = static_cast<std::size_t>(party);
    Signatory& one = agenda.signatory[i];
    one.party = party;
    one.ideal = tastes[2 * i].data();
    one.salience = tastes[2 * i + 1].data();
    one.coverage = one.red_high = ones.data();
    one.red_low = zeros.data();
    one.without = rows[2 * i].data();
    one.slope = rows[2 * i + 1].data();
    one.weight = simplex.weight[i].data();
    one.content = worth[3 * i].data();
    one.effect = worth[3 * i + 1].data();
    rankings.push_back({0.35, one.content, one.effect, worth[3 * i + 2].data()});
  }
  const MenuKernels kernels = menu_kernels(width);
  for ([[maybe_unused]] auto iteration : state) {
    kernels.survey(agenda);
    kernels.texts(agenda, simplex.vertices);
    kernels.measure(agenda, 0, simplex.vertices);
    kernels.dominated(rankings.data(), members, simplex.vertices, verdict.data());
    benchmark::DoNotOptimize(verdict.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * simplex.vertices);
}
BENCHMARK_CAPTURE(menu, of_three, 3)->DenseRange(0, 3);
BENCHMARK_CAPTURE(menu, of_two, 2)->DenseRange(0, 3);

// Phat of B8 at every point of a menu of three, over twelve types of the party that is
// asked.
void acceptance(benchmark::State& state) {
  const Width width = width_of(state);
  if (!has(state, width)) {
    return;
  }
  constexpr std::size_t points = 36;
  constexpr std::size_t cells = 12;
  std::vector<double> quality(padded(points), 0.8);
  std::vector<double> value(padded(points));
  std::vector<double> acceptance(padded(points));
  std::vector<double> private_part(padded(cells));
  std::vector<double> probability(padded(cells), 1.0 / cells);
  std::vector<double> surplus(padded(cells));
  for (std::size_t n = 0; n < points; ++n) {
    value[n] = 0.3 * static_cast<double>(n) / points;
  }
  for (std::size_t cell = 0; cell < cells; ++cell) {
    private_part[cell] = 0.01 * (static_cast<double>(cell) - 5.5);
  }
  Types types;
  types.private_part = private_part.data();
  types.probability = probability.data();
  types.surplus = surplus.data();
  types.cells = cells;
  types.known = 0.05;
  types.kept = 0.7;
  types.noise = 0.01;
  const JudgementKernels kernels = judgement_kernels(width);
  for ([[maybe_unused]] auto iteration : state) {
    kernels.find_surpluses(types, quality.data(), value.data(), points);
    kernels.expect_acceptance(types, quality.data(), value.data(), points,
                              acceptance.data());
    benchmark::DoNotOptimize(acceptance.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(points));
}
BENCHMARK(acceptance)->DenseRange(0, 3);

// Random numbers alone: one per stream, as at the start of a replicate.
void philox(benchmark::State& state) {
  const Width width = width_of(state);
  if (!has(state, width)) {
    return;
  }
  constexpr std::size_t numbers = 1024;
  std::vector<std::uint64_t> entity(numbers);
  const std::vector<std::uint64_t> index(numbers, 0);
  std::vector<double> x(numbers);
  for (std::size_t i = 0; i < numbers; ++i) {
    entity[i] = 0x9e3779b9U * i;
  }
  const DrawKernels kernels = draw_kernels(width);
  std::uint64_t replicate = 0;
  for ([[maybe_unused]] auto iteration : state) {
    kernels.uniforms({1, ++replicate}, entity.data(), index.data(), x.data(), numbers);
    benchmark::DoNotOptimize(x.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(numbers));
}
BENCHMARK(philox)->DenseRange(0, 3);

// Draws of one distribution, their random numbers included.
void draws(benchmark::State& state, const Distribution& distribution) {
  const Width width = width_of(state);
  if (!has(state, width)) {
    return;
  }
  constexpr std::uint32_t numbers = 1024;
  DrawList list(width);
  for (std::uint32_t i = 0; i < numbers; ++i) {
    list.add(distribution, {-1e308, 1e308}, 0x9e3779b9U * i);
  }
  list.finish();
  std::uint64_t replicate = 0;
  for ([[maybe_unused]] auto iteration : state) {
    list.draw({1, ++replicate});
    benchmark::DoNotOptimize(list[0]);
  }
  state.SetItemsProcessed(state.iterations() * numbers);
}
BENCHMARK_CAPTURE(draws, uniform, Distribution::uniform(0.0, 1.0))->DenseRange(0, 3);
BENCHMARK_CAPTURE(draws, normal, Distribution::normal(0.0, 1.0))->DenseRange(0, 3);
BENCHMARK_CAPTURE(draws, lognormal, Distribution::lognormal(0.0, 1.0))->DenseRange(0, 3);
BENCHMARK_CAPTURE(draws, gamma, Distribution::gamma(2.0, 1.0))->DenseRange(0, 3);
BENCHMARK_CAPTURE(draws, beta, Distribution::beta(2.0, 2.0))->DenseRange(0, 3);

}  // namespace
}  // namespace tripart::benchmarks
