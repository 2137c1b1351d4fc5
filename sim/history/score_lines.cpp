#include <algorithm>
#include <array>

#include "tripart/history/backtest.hpp"

namespace tripart {
namespace {

constexpr std::array<ScoreKind, score_kinds> every_score{
    ScoreKind::brier,     ScoreKind::log_score,  ScoreKind::path_rmse,
    ScoreKind::path_crps, ScoreKind::text_error, ScoreKind::text_outside,
    ScoreKind::text_crps, ScoreKind::text_ends,  ScoreKind::date_crps};

/// The score of one row from its part.
double of_one(ScoreKind kind, double part) {
  return combined(kind, std::array{part});
}

class LineWriter {
 public:
  LineWriter(const std::vector<OutcomeRow>& rows,
             const std::vector<WeightedSample>& samples, std::span<const double> weights,
             double horizon)
      : rows_(rows), horizon_(horizon), model_(rows.size()) {
    double n = 0.0;
    for (const double weight : weights) {
      n += weight;
    }
    n_ = n;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      score_sample(model_, rows[row], row, samples[row], weights, horizon);
    }
  }

  std::vector<ScoreLine> write(const std::vector<Rival>& rivals) {
    for (const ScoreKind kind : every_score) {
      write_model(kind);
      for (const Rival& rival : rivals) {
        write_rival(kind, rival);
      }
    }
    return std::move(lines_);
  }

 private:
  void write_model(ScoreKind kind) {
    std::vector<double> parts;
    std::vector<ScoreLine> rows;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (const auto& part = model_.part(kind, row)) {
        if (rows_[row].is_scored) {
          parts.push_back(*part);
        }
        rows.push_back(line(kind, "model", static_cast<int>(row), of_one(kind, *part)));
      }
    }
    if (!parts.empty()) {
      lines_.push_back(line(kind, "model", -1, combined(kind, parts)));
      lines_.back().rows = parts.size();
    }
    lines_.insert(lines_.end(), rows.begin(), rows.end());
  }

  // A score of the model about the same rows, each as often as the rival speaks of it.
  void write_rival(ScoreKind kind, const Rival& rival) {
    std::vector<double> own;
    std::vector<double> models;
    std::vector<ScoreLine> rows;
    for (const Said& said : rival.said) {
      const OutcomeRow& row = rows_[said.row];
      const auto& model = model_.part(kind, said.row);
      if (!scores(kind, row.kind)) {
        continue;
      }
      ScoreSheet sheet(1);
      row.kind == OutcomeRowKind::deal_date
          ? score_date(sheet, row, 0, said.value, horizon_)
          : score_point(sheet, row, 0, said.value, n_);
      const double part = *sheet.part(kind, 0);
      rows.push_back(
          line(kind, rival.name, static_cast<int>(said.row), of_one(kind, part)));
      rows.back().forecast = said.forecast;
      if (model) {
        rows.back().difference = of_one(kind, *model) - rows.back().value;
        models.push_back(*model);
      }
      own.push_back(part);
    }
    if (!own.empty()) {
      lines_.push_back(line(kind, rival.name, -1, combined(kind, own)));
      lines_.back().rows = own.size();
      if (models.size() == own.size()) {
        lines_.back().difference = combined(kind, models) - lines_.back().value;
      }
    }
    lines_.insert(lines_.end(), rows.begin(), rows.end());
  }

  [[nodiscard]] static ScoreLine line(ScoreKind kind, const std::string& source, int row,
                                      double value) {
    ScoreLine made;
    made.kind = kind;
    made.source = source;
    made.row = row;
    made.value = value;
    return made;
  }

  const std::vector<OutcomeRow>& rows_;
  double horizon_;
  double n_ = 0.0;
  ScoreSheet model_;
  std::vector<ScoreLine> lines_;
};

}  // namespace

std::vector<ScoreLine> score_lines(const std::vector<OutcomeRow>& rows,
                                   const std::vector<WeightedSample>& samples,
                                   std::span<const double> weights, double horizon,
                                   const std::vector<Rival>& rivals) {
  return LineWriter(rows, samples, weights, horizon).write(rivals);
}

}  // namespace tripart
