#include "tripart/results/story.hpp"

#include <array>
#include <cmath>

#include "tripart/core/error.hpp"
#include "tripart/results/replicate_rows.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

enum class About { nothing, party, threat, chapter };

/// How a type of event reads. In a sentence {actor}, {target}, {parties}, {value},
/// {reference} and {percent} (the value as a probability) stand for the event's own.
struct Phrase {
  EventType type;
  std::string_view name;
  About about;
  bool has_value;
  std::string_view sentence;
};

constexpr std::array phrases{
    Phrase{EventType::talks_open, "talks_open", About::nothing, false,
           "Talks open between {parties}."},
    Phrase{EventType::offer, "offer", About::nothing, true,
           "{actor} proposes a text to {parties}: worth {value} to itself, aspiration "
           "{reference}."},
    Phrase{EventType::no_offer, "no_offer", About::nothing, true,
           "{actor} proposes nothing: the best text is worth {value}, its reservation "
           "value is {reference}."},
    Phrase{EventType::refusal, "refusal", About::party, true,
           "{actor} refuses: worth {value}, aspiration {reference}."},
    Phrase{EventType::acceptance, "acceptance", About::party, true,
           "{actor} accepts: worth {value}, aspiration {reference}."},
    Phrase{EventType::agreement, "agreement", About::nothing, false,
           "{parties} agree on the text of {actor}."},
    Phrase{EventType::track_left, "track_left", About::party, true,
           "{actor} leaves the plenary for talks among {parties}: gain {value}, cost of "
           "switching {reference}."},
    Phrase{EventType::chapter_closed, "chapter_closed", About::chapter, false,
           "Chapter {target} closes between {parties}."},
    Phrase{EventType::threat_announced, "threat_announced", About::threat, false,
           "{actor} announces {target} against {parties}."},
    Phrase{EventType::threat_extended, "threat_extended", About::threat, false,
           "{actor} puts off {target} against {parties}."},
    Phrase{EventType::threat_executed, "threat_executed", About::threat, true,
           "{actor} carries out {target} against {parties} (probability {percent})."},
    Phrase{EventType::threat_backed_down, "threat_backed_down", About::threat, true,
           "{actor} backs down from {target} against {parties} (probability of carrying "
           "it out {percent})."},
    Phrase{EventType::threat_withdrawn, "threat_withdrawn", About::threat, false,
           "{actor} withdraws {target} against {parties}: its condition is met."},
    Phrase{EventType::retaliation, "retaliation", About::threat, true,
           "{actor} retaliates for {target} (probability {percent})."},
    Phrase{EventType::forgiveness, "forgiveness", About::threat, true,
           "{actor} does not answer {target} (probability of retaliating {percent})."},
    Phrase{EventType::notice_given, "notice_given", About::threat, false,
           "{actor} gives notice of withdrawal towards {parties}."},
    Phrase{EventType::withdrawal_effective, "withdrawal_effective", About::threat, false,
           "The withdrawal of {actor} takes effect."},
    Phrase{EventType::election_held, "election_held", About::party, false,
           "{actor} votes."},
    Phrase{EventType::government_changes, "government_changes", About::party, false,
           "A new government takes office in {actor}."},
    Phrase{EventType::tariff_lifted, "tariff_lifted", About::threat, false,
           "{actor} lifts the tariff {target} from {parties}."},
    Phrase{EventType::retaliation_ended, "retaliation_ended", About::threat, false,
           "{actor} ends its retaliation."},
    Phrase{EventType::signature, "signature", About::nothing, false, "{parties} sign."},
    Phrase{EventType::ratified, "ratified", About::party, true,
           "The legislature of {actor} approves (probability {percent})."},
    Phrase{EventType::rejected, "rejected", About::party, true,
           "The legislature of {actor} rejects the deal (probability of approval "
           "{percent})."},
    Phrase{EventType::renegotiated, "renegotiated", About::party, false,
           "The deal is renegotiated between {parties}."},
    Phrase{EventType::lapsed, "lapsed", About::nothing, false,
           "The horizon is reached: talks lapse."},
    Phrase{EventType::breakdown, "breakdown", About::nothing, false, "Talks break down."},
    Phrase{EventType::no_surplus, "no_surplus", About::nothing, true,
           "No text among {parties} beats the reservation value of {actor}: best "
           "{value}, reservation value {reference}."},
    Phrase{EventType::blocked, "blocked", About::nothing, false,
           "Red lines leave {parties} no text that all could sign."},
    Phrase{EventType::threat_not_worth, "threat_not_worth", About::threat, false,
           "{actor} does not announce {target} against {parties}: it would not pay."},
    Phrase{EventType::threat_in_part, "threat_in_part", About::threat, true,
           "{actor} carries out only {percent} of {target} on {parties}."},
    Phrase{EventType::target_exempted, "target_exempted", About::threat, false,
           "{actor} exempts {parties} from {target}."},
    Phrase{EventType::walkout, "walkout", About::threat, false,
           "{actor} leaves the table for good: talks end."},
    Phrase{EventType::talks_suspended, "talks_suspended", About::threat, true,
           "{actor} leaves the table for {value} days."},
    Phrase{EventType::concessions_taken_back, "concessions_taken_back", About::threat,
           true,
           "{actor} takes back its last offers after {target} (probability {percent})."},
    Phrase{EventType::chapter_reopened, "chapter_reopened", About::chapter, false,
           "{actor} opens chapter {target} again."},
};

const Phrase& phrase_of(EventType type) {
  for (const Phrase& phrase : phrases) {
    if (phrase.type == type) {
      return phrase;
    }
  }
  throw ContractViolation("an event type has no words");
}

std::string party_name(const Model& model, int party) {
  return party >= 0 && party < model.party_count()
             ? model.parties[static_cast<std::size_t>(party)].id
             : "";
}

std::string target_name(const Model& model, About about, int target) {
  if (target < 0) {
    return "";
  }
  const auto index = static_cast<std::size_t>(target);
  switch (about) {
    case About::threat:
      return index < model.threats.size() ? model.threats[index].id : "";
    case About::chapter:
      return index < model.chapters.size() ? model.chapters[index].id : "";
    case About::party:
      return party_name(model, target);
    case About::nothing:
      break;
  }
  return "";
}

void replace_all(std::string& text, std::string_view slot, std::string_view by) {
  for (std::size_t at = text.find(slot); at != std::string::npos;
       at = text.find(slot, at + by.size())) {
    text.replace(at, slot.size(), by);
  }
}

std::string spaced(const Model& model, PartySet parties) {
  std::string list = party_list(model, parties, ',');
  replace_all(list, ",", ", ");
  return list;
}

// What the words of its type do not say of an event: a threat that stood when the talks
// opened was announced earlier, and a sanction is no tariff.
std::string_view sentence_of(const Model& model, const Event& event,
                             std::string_view usual) {
  const auto index = static_cast<std::size_t>(event.target);
  if (event.target < 0 || index >= model.threats.size()) {
    return usual;
  }
  const Threat& threat = model.threats[index];
  if (event.type == EventType::threat_announced && event.day == 0.0 &&
      threat.announced_day && *threat.announced_day < 0.0) {
    return "{target} of {actor} against {parties} stands, announced on {announced}.";
  }
  if (event.type == EventType::tariff_lifted && !threat.effects.empty()) {
    return "{actor} ends the sanction {target} on {parties}.";
  }
  return usual;
}

std::string date_of(const Model& model, double day) {
  return to_text(Date{model.start.days + static_cast<int>(std::floor(day))});
}

}  // namespace

EventWords describe_event(const Model& model, const Event& event) {
  const Phrase& phrase = phrase_of(event.type);
  EventWords words;
  words.date = Date{model.start.days + static_cast<int>(std::floor(event.day))};
  words.actor = party_name(model, event.actor);
  words.event = phrase.name;
  words.target = target_name(model, phrase.about, event.target);
  words.has_value = phrase.has_value;
  words.sentence = sentence_of(model, event, phrase.sentence);
  PartySet parties = event.parties;
  if (parties == 0 && phrase.about == About::threat && event.target >= 0 &&
      event.target < static_cast<int>(model.threats.size())) {
    parties = model.threats[static_cast<std::size_t>(event.target)].targets;
  }
  replace_all(words.sentence, "{actor}", words.actor);
  replace_all(words.sentence, "{target}", words.target);
  replace_all(words.sentence, "{parties}", spaced(model, parties));
  if (words.sentence.find("{announced}") != std::string::npos) {
    replace_all(
        words.sentence, "{announced}",
        date_of(model,
                *model.threats[static_cast<std::size_t>(event.target)].announced_day));
  }
  replace_all(words.sentence, "{value}", rounded(event.value, 3));
  replace_all(words.sentence, "{reference}", rounded(event.reference, 3));
  replace_all(words.sentence, "{percent}", rounded(100.0 * event.value, 1) + " %");
  return words;
}

std::vector<std::string> reasons_of(const Model& model, const Event& event) {
  std::vector<std::string> reasons;
  if (event.reservation) {
    reasons.push_back("No deal would be worth " + rounded(*event.reservation, 3) +
                      " to it" +
                      (event.chance ? "; it says yes to such a text with probability " +
                                          rounded(100.0 * *event.chance, 1) + " %."
                                    : "."));
  }
  std::string texts;
  for (std::size_t k = 0; k < event.text.size(); ++k) {
    texts += (k == 0 ? "" : ", ") + model.issues[k].id + " " + rounded(event.text[k], 2);
  }
  if (!texts.empty()) {
    reasons.push_back("Text: " + texts + ".");
  }
  return reasons;
}

std::string tell_story(const Model& model, const Trace& trace, Telling telling) {
  std::string story;
  for (const Event& event : trace) {
    const EventWords words = describe_event(model, event);
    const std::string date = to_text(words.date) + "  ";
    story += date + words.sentence + "\n";
    if (telling == Telling::with_reasons) {
      for (const std::string& reason : reasons_of(model, event)) {
        story += std::string(date.size() + 2, ' ') + reason + "\n";
      }
    }
  }
  return story;
}

}  // namespace tripart
