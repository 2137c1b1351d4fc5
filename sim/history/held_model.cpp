#include "tripart/history/held_model.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

/// The scenario's band for judged inputs, in one place.
double& judgement_band(Model& model) {
  return model.judgement_jitter;
}

class Holder {
 public:
  Holder(Model model, std::uint64_t seed, std::uint64_t index)
      : model_(std::move(model)), seed_(seed), index_(index) {}

  Model judgements() {
    const double band = judgement_band(model_);
    for (Issue& issue : model_.issues) {
      for (std::size_t i = 0; i < issue.positions.size(); ++i) {
        Position& position = issue.positions[i];
        const std::string name = model_.parties[i].id + ":" + issue.id;
        shift(position.ideal, band * either_way("held ideal:" + name));
        shift(position.salience, band * either_way("held salience:" + name));
        cut(position);
      }
    }
    judgement_band(model_) = 0.0;
    return std::move(model_);
  }

  Model parameters() {
    judgements_in_place();
    for (Party& party : model_.parties) {
      hold_party(party);
    }
    for (Issue& issue : model_.issues) {
      hold(issue.status_quo);
      for (Position& position : issue.positions) {
        hold_all(position.ideal, position.salience, position.red_line_low,
                 position.red_line_high);
        cut(position);
      }
    }
    for (Chapter& chapter : model_.chapters) {
      hold(chapter.gap);
    }
    for (Threat& threat : model_.threats) {
      hold_threat(threat);
    }
    for (CalendarEvent& event : model_.calendar) {
      if (event.replacement) {
        hold_replacement(*event.replacement);
      }
    }
    hold_all(model_.conservatism, model_.hazard.a0, model_.hazard.a1, model_.hazard.a2,
             model_.hazard.a3);
    return std::move(model_);
  }

 private:
  void judgements_in_place() { model_ = judgements(); }

  // Uniform in (-1, 1).
  [[nodiscard]] double either_way(const std::string& name) const {
    return 2.0 * Stream(seed_, index_, Purpose::parameter, name).uniform(0) - 1.0;
  }

  void hold(Parameter& parameter) const {
    if (!parameter.distribution.is_constant()) {
      parameter.distribution =
          Distribution::constant(draw_value(parameter.distribution, parameter.range,
                                            Stream(seed_, index_, parameter.entity)));
    }
  }
  void hold(std::optional<Parameter>& parameter) const {
    if (parameter) {
      hold(*parameter);
    }
  }
  template <class... Parameters>
  void hold_all(Parameters&... parameters) const {
    (hold(parameters), ...);
  }

  // Moves what is drawn, before anything is cut, as the engine does.
  void shift(Parameter& parameter, double by) const {
    Distribution& distribution = parameter.distribution;
    auto& numbers = distribution.parameter;
    switch (distribution.kind) {
      case Distribution::Kind::beta:
      case Distribution::Kind::gamma:
      case Distribution::Kind::lognormal:
        hold(parameter);
        numbers[0] += by;
        break;
      case Distribution::Kind::constant:
      case Distribution::Kind::normal:
        numbers[0] += by;
        break;
      case Distribution::Kind::uniform:
        numbers[0] += by;
        numbers[1] += by;
        break;
      case Distribution::Kind::triangular:
        for (double& number : numbers) {
          number += by;
        }
        break;
      case Distribution::Kind::discrete:
        for (auto& point : distribution.points) {
          point.first += by;
        }
        break;
    }
    parameter.range = {parameter.range.lo + by, parameter.range.hi + by};
  }

  // What the engine would cut, so that whoever reads the model sees what is played.
  static void cut(Position& position) {
    const auto cut_one = [](Parameter& parameter, double most) {
      if (parameter.distribution.is_constant()) {
        double& value = parameter.distribution.parameter[0];
        value = std::clamp(value, 0.0, most);
      }
    };
    cut_one(position.ideal, 1.0);
    cut_one(position.salience, 1e308);
  }

  void hold_party(Party& party) const {
    Strategy& strategy = party.strategy;
    hold_all(strategy.concession_exponent, strategy.initial_concession,
             strategy.reciprocity, strategy.noise);
    hold_all(party.content_weight, party.discount_rate, party.deadline_weight,
             party.recognition, party.private_type, party.switching_cost,
             party.switching_noise);
    for (Lobby& lobby : party.lobbies) {
      hold(lobby.weight);
    }
    Ratification& ratification = party.ratification;
    hold_all(ratification.threshold, ratification.noise, ratification.tariff_penalty,
             ratification.bilateral_penalty, ratification.content);
    hold_all(party.withdrawal_cost, party.disagreement, party.breakdown,
             party.retaliation_stock, party.retaliation_noise, party.forgiveness,
             party.takes_back_chance, party.outside_option);
  }

  void hold_threat(Threat& threat) const {
    hold_all(threat.hazard, threat.expires_after_days, threat.extension,
             threat.audience_cost, threat.noise, threat.expected_duration,
             threat.execution_cost, threat.fair_share);
    for (Parameter& effect : threat.effects) {
      hold(effect);
    }
  }

  void hold_replacement(Replacement& replacement) const {
    hold_all(replacement.probability, replacement.discount_rate,
             replacement.content_weight, replacement.concession_exponent,
             replacement.ratification_threshold);
    for (Replacement::Stand& stand : replacement.positions) {
      hold_all(stand.ideal, stand.salience);
    }
  }

  Model model_;
  std::uint64_t seed_;
  std::uint64_t index_;
};

}  // namespace

Model hold(const Model& model, Held held, std::uint64_t seed, std::uint64_t index) {
  TRIPART_EXPECTS(index >= 1);
  Holder holder(model, seed, index);
  return held == Held::judgements ? holder.judgements() : holder.parameters();
}

PayoffTable hold_economy(const Model& model, const PayoffTable& payoffs,
                         std::uint64_t seed, std::uint64_t index) {
  const double uniform =
      Stream(seed, index, Purpose::parameter, "held economy").uniform(0);
  const int economy = static_cast<int>(std::floor(uniform * payoffs.economies()));
  PayoffTable held(model, 1);
  const auto slots = static_cast<int>(model.lobby_sectors.size());
  const auto issues = static_cast<int>(model.issues.size());
  for (int g = 0; g < payoffs.configurations().size(); ++g) {
    const auto deals = payoffs.configurations()[g].deals;
    for (int party = 0; party < model.party_count(); ++party) {
      for (int state = 0; state < payoffs.tariff_states(); ++state) {
        held.set_welfare(0, g, state, party, payoffs.welfare(economy, g, state, party));
        for (int slot = 0; slot < slots; ++slot) {
          held.set_value_added(0, g, state, party, slot,
                               payoffs.value_added(economy, g, state, party, slot));
        }
      }
      for (int issue = 0; payoffs.has_effects() && issue < issues; ++issue) {
        for (std::size_t deal = 0; deal < deals.size(); ++deal) {
          held.set_issue_effect(
              0, g, issue, party,
              payoffs.issue_effect(economy, g, issue, party, deals[deal]), deal);
        }
      }
    }
  }
  return held;
}

}  // namespace tripart
