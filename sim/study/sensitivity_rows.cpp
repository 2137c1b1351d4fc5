#include "tripart/study/sensitivity_rows.hpp"

#include "tripart/core/digest.hpp"

namespace tripart {
namespace {

CsvRows& begin_row(CsvRows& rows, const QuantityName& name) {
  return rows.text(name.metric).text(name.party).text(name.category).text(name.statistic);
}

void write_estimate(CsvRows& rows, const Estimate& estimate) {
  rows.number(estimate.value)
      .number(estimate.std_error)
      .number(estimate.low)
      .number(estimate.high);
}

/// Boxes in the order of the tables: the trajectory, then the suggested one.
template <class Use>
void for_each_box(const PrimResult& prim, const Use& use) {
  std::uint64_t number = 0;
  for (const PrimBox& box : prim.peeled) {
    use(++number, "peeled", box);
  }
  use(++number, "suggested", prim.suggested);
}

}  // namespace

std::string_view to_text(DesignKind design) {
  switch (design) {
    case DesignKind::grid:
      return "grid";
    case DesignKind::list:
      return "list";
    case DesignKind::latin_hypercube:
      return "latin_hypercube";
    case DesignKind::sobol:
      return "sobol";
    case DesignKind::saltelli:
      return "saltelli";
    case DesignKind::morris:
      return "morris";
    case DesignKind::one_at_a_time:
      return "one_at_a_time";
  }
  return "";
}

void write_quantity_row(CsvRows& rows, const SweepFile& sweep,
                        const QuantityAnalysis& analysis,
                        const BootstrapOptions& bootstrap) {
  const Noisiness& noisiness = analysis.noisiness;
  const bool any = noisiness.points > 0;
  begin_row(rows, analysis.name).text(to_text(sweep.design)).count(noisiness.points);
  rows.count(analysis.without_value)
      .number(any ? std::optional(noisiness.mean) : std::nullopt)
      .number(any ? std::optional(noisiness.variance) : std::nullopt)
      .number(noisiness.share)
      .text(sweep.common_random_numbers ? "yes" : "no")
      .count(bootstrap.resamples)
      .text(std::to_string(bootstrap.seed))
      .text(sha256_hex(sweep.resolved))
      .end_row();
}

void write_sobol_rows(CsvRows& rows, const SweepFile& sweep, const QuantityName& name,
                      const SobolIndices& indices) {
  for (std::size_t i = 0; i < indices.factors.size(); ++i) {
    const FactorIndices& factor = indices.factors[i];
    const auto write = [&](std::string_view index, const Estimate& estimate) {
      begin_row(rows, name).text(sweep.factors[i].id).text(index);
      write_estimate(rows, estimate);
      rows.count(indices.base_points).end_row();
    };
    write("first_order", factor.first_order);
    write("total", factor.total);
    if (!sweep.common_random_numbers) {
      write("first_order_corrected", factor.first_order_corrected);
      write("total_corrected", factor.total_corrected);
    }
  }
}

void write_morris_rows(CsvRows& rows, const SweepFile& sweep, const QuantityName& name,
                       const MorrisScreening& screening) {
  for (std::size_t i = 0; i < screening.factors.size(); ++i) {
    const MorrisEffects& factor = screening.factors[i];
    const auto write = [&](std::string_view index, const Estimate& estimate) {
      begin_row(rows, name).text(sweep.factors[i].id).text(index);
      write_estimate(rows, estimate);
      rows.number(factor.noise_sd).count(screening.trajectories).end_row();
    };
    write("mu", factor.mu);
    write("mu_star", factor.mu_star);
    write("sigma", factor.sigma);
  }
}

void write_level_rows(CsvRows& rows, const SweepFile& sweep, const Design& design,
                      const QuantityName& name, const OneAtATime& levels) {
  std::uint64_t place = 0;
  std::size_t factor = sweep.factors.size();
  for (const LevelResponse& level : levels.levels) {
    place = level.factor == factor ? place + 1 : 1;
    factor = level.factor;
    begin_row(rows, name)
        .text(sweep.factors[factor].id)
        .count(place)
        .text(design.point(level.point).values[factor])
        .text(level.is_central ? "yes" : "no")
        .count(level.point)
        .number(level.value)
        .number(level.std_error)
        .number(level.change)
        .number(level.change_std_error)
        .end_row();
  }
}

void write_tornado_rows(CsvRows& rows, const SweepFile& sweep, const Design& design,
                        const QuantityName& name, const OneAtATime& levels) {
  for (const Swing& swing : levels.swings) {
    begin_row(rows, name)
        .text(sweep.factors[swing.factor].id)
        .text(design.point(swing.low_point).values[swing.factor])
        .text(design.point(swing.high_point).values[swing.factor])
        .number(swing.low)
        .number(swing.central)
        .number(swing.high)
        .number(swing.swing)
        .number(swing.swing_std_error)
        .number(swing.range)
        .end_row();
  }
}

void write_box_rows(CsvRows& rows, const BoxAnalysis& analysis) {
  for_each_box(analysis.prim,
               [&](std::uint64_t number, std::string_view phase, const PrimBox& box) {
                 begin_row(rows, analysis.name)
                     .number(analysis.threshold)
                     .count(number)
                     .text(phase)
                     .count(box.points)
                     .number(box.mass)
                     .number(box.coverage)
                     .number(box.density)
                     .number(box.harmonic_mean)
                     .count(box.limits.size())
                     .end_row();
               });
}

void write_limit_rows(CsvRows& rows, const SweepFile& sweep,
                      const BoxAnalysis& analysis) {
  for_each_box(analysis.prim,
               [&](std::uint64_t number, std::string_view phase, const PrimBox& box) {
                 for (const PrimLimit& limit : box.limits) {
                   begin_row(rows, analysis.name)
                       .number(analysis.threshold)
                       .count(number)
                       .text(phase)
                       .text(sweep.factors[analysis.factors[limit.factor]].id)
                       .number(limit.low)
                       .number(limit.high)
                       .number(analysis.ranges[limit.factor].first)
                       .number(analysis.ranges[limit.factor].second)
                       .number(limit.p_value)
                       .end_row();
                 }
               });
}

}  // namespace tripart
