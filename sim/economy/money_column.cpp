#include <algorithm>
#include <array>

#include "economy/keyed_table.hpp"

namespace tripart {
namespace {

/// No economy comes near: the whole world makes about 1e8 million USD a year.
constexpr double most_musd = 1e15;

struct Unit {
  std::string_view suffix;
  double per_musd;  ///< where a million USD is a whole number of the unit, else 1
  double in_musd;   ///< the unit in million USD where that is a whole number, else 1
};

constexpr std::array units{Unit{"usd", 1e6, 1.0}, Unit{"kusd", 1e3, 1.0},
                           Unit{"musd", 1.0, 1.0}, Unit{"bnusd", 1.0, 1e3}};

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts(1);
  for (const char c : list) {
    if (c == ',') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace

std::optional<Money> KeyedTable::money(const std::string& stems, double least,
                                       Complaints& complaints) const {
  std::optional<Money> money;
  for (const std::string& stem : split(stems)) {
    for (const Unit& unit : units) {
      const std::string name = stem + "_" + std::string(unit.suffix);
      if (!table_.has(name)) {
        continue;
      }
      if (money) {
        complaints.add({table_.file(), 1, 1}, "columns '" + money->column + "' and '" +
                                                  name + "' say the same, expected one");
        continue;
      }
      money = Money{name, {}, unit.per_musd / unit.in_musd};
      const double most = most_musd * money->per_musd;
      money->musd = column(name, {std::max(least, -most), most}, complaints);
      for (double& value : money->musd) {
        value = value / unit.per_musd * unit.in_musd;
      }
    }
  }
  return money;
}

Money KeyedTable::expect_money(const std::string& stems, double least,
                               Complaints& complaints) const {
  std::optional<Money> money = this->money(stems, least, complaints);
  if (!money) {
    std::string existing;
    for (const std::string& column : table_.columns()) {
      existing += (existing.empty() ? "" : ", ") + column;
    }
    throw InputError({table_.file(), 1, 1},
                     "missing column '" + split(stems).front() + "_musd'",
                     {"the unit at the end may be usd, kusd, musd or bnusd",
                      "the columns are: " + existing});
  }
  return *std::move(money);
}

}  // namespace tripart
