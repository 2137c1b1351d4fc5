// What many cases come to together: pooled scores with their range, and calibration.
#include <algorithm>
#include <array>

#include "tripart/history/backtest.hpp"

namespace tripart {
namespace {

constexpr int tenths = 10;

// The bin that a probability lies in; its lower end belongs to it, 1 to the last.
std::size_t bin_of(double probability) {
  return static_cast<std::size_t>(
      std::min(tenths - 1, static_cast<int>(probability * tenths)));
}

PooledLine& line_for(std::vector<PooledLine>& lines, const ScoreLine& line) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const PooledLine& one) {
    return one.kind == line.kind && one.source == line.source;
  });
  if (found != lines.end()) {
    return *found;
  }
  lines.emplace_back();
  lines.back().kind = line.kind;
  lines.back().source = line.source;
  return lines.back();
}

void take(PooledLine& pooled, const ScoreLine& line, const std::string& id) {
  const bool is_first = pooled.cases == 0;
  if (is_first || line.value < pooled.least) {
    pooled.least = line.value;
    pooled.least_case = id;
  }
  if (is_first || line.value > pooled.most) {
    pooled.most = line.value;
    pooled.most_case = id;
  }
  ++pooled.cases;
  pooled.rows += line.rows;
  pooled.mean += line.value;
  if (line.difference) {
    const double by = *line.difference;
    pooled.difference_mean = pooled.difference_mean.value_or(0.0) + by;
    pooled.difference_least = std::min(pooled.difference_least.value_or(by), by);
    pooled.difference_most = std::max(pooled.difference_most.value_or(by), by);
    pooled.better += by < 0.0 ? 1 : 0;
  }
}

}  // namespace

std::vector<PooledLine> pooled_lines(const std::vector<CaseResult>& results) {
  std::vector<PooledLine> lines;
  for (const CaseResult& result : results) {
    for (const ScoreLine& line : result.lines) {
      if (line.row < 0) {
        take(line_for(lines, line), line, result.id);
      }
    }
  }
  for (PooledLine& line : lines) {
    const auto cases = static_cast<double>(line.cases);
    line.mean /= cases;
    if (line.difference_mean) {
      line.difference_mean = *line.difference_mean / cases;
    }
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const PooledLine& a, const PooledLine& b) {
                     return static_cast<int>(a.kind) < static_cast<int>(b.kind);
                   });
  return lines;
}

std::vector<ForecastBin> calibration_bins(const std::vector<ReadCase>& cases,
                                          const std::vector<CaseResult>& results) {
  std::vector<ForecastBin> all;
  for (const std::string source : {"model", "forecasters"}) {
    std::array<ForecastBin, tenths> bins;
    const auto add = [&bins](double probability, double happened) {
      ForecastBin& bin = bins[bin_of(probability)];
      ++bin.events;
      bin.mean_forecast += probability;
      bin.happened += happened > 0.5 ? 1U : 0U;
    };
    for (std::size_t number = 0; number < cases.size(); ++number) {
      const std::vector<OutcomeRow>& rows = cases[number].rows;
      for (std::size_t row = 0; source == "model" && row < rows.size(); ++row) {
        if (is_event(rows[row].kind) && rows[row].is_scored) {
          add(results[number].rows[row].mean, rows[row].value);
        }
      }
      for (const Rival& rival : results[number].rivals) {
        for (const Said& said : rival.said) {
          if (rival.name == source) {
            add(said.value, rows[said.row].value);
          }
        }
      }
    }
    for (int bin = 0; bin < tenths; ++bin) {
      ForecastBin& one = bins[static_cast<std::size_t>(bin)];
      one.source = source;
      one.low = static_cast<double>(bin) / tenths;
      one.high = static_cast<double>(bin + 1) / tenths;
      if (one.events > 0) {
        one.mean_forecast /= static_cast<double>(one.events);
        all.push_back(one);
      }
    }
  }
  return all;
}

}  // namespace tripart
