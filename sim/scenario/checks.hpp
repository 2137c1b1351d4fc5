#pragma once

#include <optional>
#include <string_view>

#include "scenario/names.hpp"
#include "scenario/section.hpp"

/// What the key table cannot say about a scenario: how its values fit one another. All of
/// these take a resolved tree from which wrong values were left out, and pass over what
/// is not there. Where absence itself is a mistake they look at what the user wrote, so
/// that a wrong value is not complained about twice.
namespace tripart {

/// Dates of the whole, and who meets whom at all.
void check_frame(const Section& root, Complaints& complaints);
/// What the equilibria of mode: strategic are about: no events on the way, and an end or
/// impatience.
void check_strategic(const Section& root, Complaints& complaints);
/// Protocols against mode and parties.
void check_protocol(const Section& root, Complaints& complaints);
/// Regions of the parties and export shares.
void check_economy(const Section& root, const Names& names, Complaints& complaints);
/// Chapters, issues and positions.
void check_agenda(const Section& root, const Section& user, const Names& names,
                  Complaints& complaints);
/// Strategies and protocols that need certain parties or a certain mode.
void check_tactics(const Section& root, Complaints& complaints);
/// Lists of values and stated utilities, and what may be offered.
void check_offers(const Section& root, const Section& user, Complaints& complaints);
void check_calendar(const Section& root, Complaints& complaints);
/// Changes of tariffs against what the tables say: covered trade, MFN rates; and named
/// policies.
void check_tariffs(const Section& root, const Names& names, Complaints& complaints);
/// Threats and retaliation.
void check_threats(const Section& root, const Section& user, Complaints& complaints);

/// The smallest and largest value that a parameter can take.
[[nodiscard]] Range support_of(const Parameter& parameter);

enum class Order { after, not_before, not_after };

/// Complains unless the date of `key` stands in this order to another, named `what`; says
/// nothing where either is absent.
void expect_order(const Section& section, std::string_view key, Order order,
                  std::optional<Date> other, std::string_view what,
                  Complaints& complaints);

}  // namespace tripart
