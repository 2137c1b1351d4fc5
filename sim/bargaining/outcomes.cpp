// `offer_space: outcomes`: every combination of listed values is a point of the menu
// (B5a).

#include "bargaining/engine.hpp"
#include "bargaining/simplex.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {

double outcome_count(const Model& model, PartySet members) {
  double count = 1.0;
  for (const Issue& issue : model.issues) {
    if (count_bits(issue.between & members) >= 2) {
      count *= static_cast<double>(issue.values.size());
    }
  }
  return count;
}

std::size_t Engine::points_of(const Track& track) const {
  return model_.offer_space == OfferSpace::outcomes
             ? static_cast<std::size_t>(outcome_count(model_, track.members))
             : menu_capacity(count_bits(track.members), model_.loss_exponent,
                             setup_.fineness);
}

namespace {

/// What the texts that an issue may have at a table are worth to each signatory.
struct Choices {
  int issue = 0;
  std::vector<Real> text;
  std::vector<std::array<Real, max_parties>> content, effect;  ///< [text][party]
};

}  // namespace

// Points are counted like numbers, the last issue of the file turning fastest; none is
// dropped. Sums run over issues in the order of `measure`, so that a text is worth the
// same to the last bit whichever menu it comes from.
void Engine::make_outcomes(Track& track) {
  set_agenda(track);
  const Agenda& agenda = track.agenda;
  track.size = 0;
  std::vector<Real> text(agenda.otherwise, agenda.otherwise + issues_);
  std::vector<Choices> choices;
  for (int m = 0; m < agenda.settled; ++m) {
    const int issue = agenda.settled_issue[m];
    const auto k = static_cast<std::size_t>(issue);
    Choices& choice = choices.emplace_back();
    choice.issue = issue;
    for (const double value : model_.issues[k].values) {
      if (agenda.is_free[k] && value >= agenda.low[k] && value <= agenda.high[k]) {
        choice.text.push_back(value);
      }
    }
    if (choice.text.empty()) {
      choice.text.push_back(text[k]);
    }
    for (const Real one : choice.text) {
      auto& content = choice.content.emplace_back();
      auto& effect = choice.effect.emplace_back();
      for (int party = 0; party < static_cast<int>(parties_); ++party) {
        const auto i = static_cast<std::size_t>(party);
        const Real part = coverage(party, issue, track.signatories);
        content[i] =
            part > 0.0 ? part * gain(now_.party[i].government, party, issue, one) : 0.0;
        effect[i] = (one - drawn_.status_quo[k]) *
                    payoffs_.issue_effect(drawn_.economy, track.configuration, issue,
                                          party, track.signatories);
      }
    }
  }
  std::array<Real, max_parties> other_content{};
  std::array<Real, max_parties> other_effect{};
  for (std::size_t i = 0; track.kind == TrackKind::second_bilateral && i < parties_;
       ++i) {
    for (int deal = 0; deal < now_.deal_count; ++deal) {
      const Deal& one = now_.deals[static_cast<std::size_t>(deal)];
      other_content[i] += content_of(now_.party[i].government, static_cast<int>(i), one);
      other_effect[i] += effect_of(static_cast<int>(i), one, track.configuration);
    }
  }
  std::vector<std::size_t> digit(choices.size());
  for (bool more = true; more; ++track.size) {
    const auto n = static_cast<std::size_t>(track.size);
    for (std::size_t c = 0; c < choices.size(); ++c) {
      text[static_cast<std::size_t>(choices[c].issue)] = choices[c].text[digit[c]];
    }
    track.write_texts(track.size, text);
    for (std::size_t i = 0; i < parties_; ++i) {
      Real content = 0.0;
      Real effect = 0.0;
      const bool signs = contains(track.signatories, static_cast<int>(i));
      for (std::size_t c = 0; signs && c < choices.size(); ++c) {
        content += choices[c].content[digit[c]][i];
        effect += choices[c].effect[digit[c]][i];
      }
      track.content[i * track.capacity + n] = content + other_content[i];
      track.effect[i * track.capacity + n] = effect + other_effect[i];
    }
    std::size_t turn = choices.size();
    while (turn > 0 && digit[turn - 1] + 1 == choices[turn - 1].text.size()) {
      digit[--turn] = 0;
    }
    more = turn > 0;
    if (more) {
      ++digit[turn - 1];
    }
  }
  track.version = now_.version;
}

}  // namespace tripart
