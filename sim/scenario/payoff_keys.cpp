// Which keys of a scenario leave the solved payoffs alone.
#include <algorithm>
#include <array>
#include <string_view>

#include "scenario/variation.hpp"

namespace tripart {
namespace {

/// What lies at or below these is read by the negotiation only. Solved payoffs depend on
/// the baseline and the whole of `economy`, on who there is, may split or withdraw, on
/// the sectors of lobbies, on what threats and retaliation do to tariffs, and on what
/// issues do to trade costs; anything not listed here is taken to matter.
constexpr std::array tastes = std::to_array<std::string_view>({
    "horizon",
    "follow_up",
    "step_days",
    "loss_exponent",
    "judgement_jitter",
    "belief_cells",
    "conservatism",
    "transition",
    "renegotiation",
    "breakdown_rate",
    "protocol",
    "mechanisms.elections",
    "mechanisms.beliefs",
    "mechanisms.ratification",
    "chapter_hazard",
    "accession",
    "entry_into_force",
    "parties.*.strategy",
    "parties.*.weights",
    "parties.*.discount_rate",
    "parties.*.deadline_weight",
    "parties.*.recognition",
    "parties.*.private_type",
    "parties.*.switching",
    "parties.*.ratification",
    "parties.*.takes_back",
    "chapters.*.closed",
    "chapters.*.gap",
    "issues.*.status_quo",
    "issues.*.positions.*.ideal",
    "issues.*.positions.*.salience",
    "issues.*.positions.*.red_line",
    "calendar.*.from",
    "calendar.*.to",
    "calendar.*.every_days",
    "calendar.*.length_days",
    "calendar.*.date",
    "calendar.*.takes_office",
    "calendar.*.sign_before",
    "calendar.*.notice_days",
    "calendar.*.text_days",
    "calendar.*.parties",
    "calendar.*.hardness",
    "calendar.*.reach_days",
    "calendar.*.hard",
    "calendar.*.replacement",
    "threats.*.announced",
    "threats.*.announcement",
    "threats.*.hazard",
    "threats.*.expires_after_days",
    "threats.*.extension",
    "threats.*.max_extensions",
    "threats.*.audience_cost",
    "threats.*.audience_cap_months",
    "threats.*.noise",
    "threats.*.expected_duration",
    "threats.*.execution_cost",
    "threats.*.credibility",
    "threats.*.credibility_spillover",
    "threats.*.notice_days",
    "threats.*.uncertainty_cost",
    "threats.*.lift",
});

/// The same, of what is there already: where it is not, setting it makes a party leave,
/// answer or be lobbied that did not.
constexpr std::array tastes_of_the_able = std::to_array<std::string_view>({
    "parties.*.lobbies.*",
    "parties.*.withdrawal.notice_days",
    "parties.*.withdrawal.cost",
    "retaliation.*.stock",
    "retaliation.*.noise",
    "retaliation.*.forgiveness",
});

/// Whether the path is what the pattern says, or lies below it.
bool is_at(std::string_view path, std::string_view pattern) {
  while (!pattern.empty()) {
    const std::string_view segment = path.substr(0, path.find('.'));
    const std::string_view expected = pattern.substr(0, pattern.find('.'));
    if (segment.empty() || (expected != "*" && segment != expected)) {
      return false;
    }
    path.remove_prefix(std::min(path.size(), segment.size() + 1));
    pattern.remove_prefix(std::min(pattern.size(), expected.size() + 1));
  }
  return true;
}

}  // namespace

std::vector<std::string_view> keys_that_keep_payoffs() {
  std::vector<std::string_view> keys(tastes.begin(), tastes.end());
  keys.insert(keys.end(), tastes_of_the_able.begin(), tastes_of_the_able.end());
  return keys;
}

bool keeps_payoffs(const std::string& path, bool is_there) {
  const auto covers = [&](std::string_view pattern) { return is_at(path, pattern); };
  return std::any_of(tastes.begin(), tastes.end(), covers) ||
         (is_there &&
          std::any_of(tastes_of_the_able.begin(), tastes_of_the_able.end(), covers));
}

}  // namespace tripart
