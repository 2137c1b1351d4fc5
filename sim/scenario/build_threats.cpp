#include "scenario/build.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

ThreatKind threat_kind(const std::string& word) {
  return word == "withdrawal"  ? ThreatKind::withdrawal
         : word == "exclusion" ? ThreatKind::exclusion
         : word == "walkout"   ? ThreatKind::walkout
                               : ThreatKind::tariff;  // a sanction is one by its effects
}

/// `signature`, or the draw of signature, ratification and separate lifting (B13).
void build_lifting(const Section& lift, Threat& threat) {
  threat.fair_share = lift.parameter("fair_share");
  threat.lift_hazard = lift.number("hazard").value_or(threat.lift_hazard);
  const YamlNode* at = lift.value("at");
  if (at == nullptr) {
    return;
  }
  const auto chance = [at](std::string_view word) {
    if (at->kind == YamlNode::Kind::scalar) {
      return at->text == word ? 1.0 : 0.0;
    }
    for (const YamlNode& pair : at->entries.front().value.items) {
      if (pair.items[0].text == word) {
        return parse_number(pair.items[1].text).value();
      }
    }
    return 0.0;
  };
  threat.lift_at_signature = chance("signature");
  threat.lift_at_ratification = chance("ratification");
  threat.lift_separately = chance("separate");
}

Threat build_threat(const BuildContext& context, const Section& section) {
  Threat threat;
  threat.id = section.id();
  threat.kind = threat_kind(section.text("kind"));
  threat.issuer = context.party(section.text("issuer"));
  threat.targets = context.parties(section.words("targets"));
  threat.tariffs =
      context.tariffs(section.section("tariffs"), threat.issuer, threat.targets);
  if (const auto announced = section.date("announced")) {
    threat.announced_day = context.day(*announced);
  }
  threat.hazard = section.parameter("hazard");
  threat.expires_after_days = section.parameter("expires_after_days");
  threat.extension = section.parameter("extension");
  threat.max_extensions = static_cast<int>(section.number_or_zero("max_extensions"));
  threat.audience_cost = section.parameter("audience_cost");
  threat.audience_cap_months = section.number_or_zero("audience_cap_months");
  threat.noise = section.parameter("noise");
  threat.expected_duration = section.parameter("expected_duration");
  threat.execution_cost = section.parameter("execution_cost");
  const std::vector<std::string> counts = section.words("credibility");
  threat.credibility_successes = parse_number(counts.at(0)).value();
  threat.credibility_failures = parse_number(counts.at(1)).value();
  const std::string announcement = section.text("announcement");
  threat.announcement = announcement == "certain"  ? Announcement::certain
                        : announcement == "choice" ? Announcement::choice
                                                   : Announcement::usual;
  threat.spillover = section.number_or_zero("credibility_spillover");
  if (section.has("execution_shares")) {
    threat.execution_shares.clear();
    for (const std::string& share : section.words("execution_shares")) {
      threat.execution_shares.push_back(parse_number(share).value());
    }
  }
  threat.may_exempt = section.is_true("may_exempt");
  threat.away_days = section.number("away_days");
  if (section.has("effects")) {
    const Section effects = section.section("effects");
    for (const std::string& party : context.names.parties) {
      threat.effects.push_back(effects.parameter(party));
    }
  }
  threat.uncertainty_cost = section.number_or_zero("uncertainty_cost");
  threat.notice_days = section.number_or_zero("notice_days");
  build_lifting(section.section("lift"), threat);
  return threat;
}

/// What threats say of one another.
void link_threats(const std::vector<Section>& sections, Model& model) {
  const auto position = [&model](const std::string& id) {
    for (std::size_t t = 0; t < model.threats.size(); ++t) {
      if (model.threats[t].id == id) {
        return static_cast<int>(t);
      }
    }
    return -1;
  };
  for (std::size_t t = 0; t < sections.size(); ++t) {
    Threat& threat = model.threats[t];
    const Section rung = sections[t].section("escalation");
    threat.escalates_to = position(rung.text("to"));
    threat.escalates_after_days = rung.number_or_zero("after_days");
    threat.escalates_on_retaliation = rung.is_true("on_retaliation");
    threat.if_executed = position(sections[t].text("if_executed"));
  }
}

}  // namespace

void build_threats(const BuildContext& context, Model& model) {
  for (const Section& section : context.root.members("threats")) {
    model.threats.push_back(build_threat(context, section));
  }
  link_threats(context.root.members("threats"), model);
  model.retaliation.resize(model.parties.size());
  for (const Section& section : context.root.members("retaliation")) {
    const auto index = static_cast<std::size_t>(context.party(section.id()));
    Party& party = model.parties[index];
    party.retaliates = true;
    party.retaliation_stock = section.parameter("stock");
    party.retaliation_noise = section.parameter("noise");
    party.forgiveness = section.parameter("forgiveness");
    RetaliationList& list = model.retaliation[index];
    list.mode = section.text("mode") != "list"    ? RetaliationMode::dollar_for_dollar
                : section.text("scale") == "none" ? RetaliationMode::list
                                                  : RetaliationMode::scaled_list;
    const PartySet others = model.everyone() & ~set_of(static_cast<int>(index));
    list.tariffs =
        context.tariffs(section.section("tariffs"), static_cast<int>(index), others);
  }
}

}  // namespace tripart
