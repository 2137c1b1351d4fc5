#include "tripart/bargaining/outcome.hpp"

namespace tripart {

std::string_view to_text(Ending ending) {
  switch (ending) {
    case Ending::agreed:
      return "agreed";
    case Ending::lapsed:
      return "lapsed";
    case Ending::collapsed:
      return "collapsed";
  }
  return "";
}

std::string_view to_text(DealKind kind) {
  switch (kind) {
    case DealKind::none:
      return "none";
    case DealKind::bilateral:
      return "bilateral";
    case DealKind::two_bilaterals:
      return "two_bilaterals";
    case DealKind::bilaterals:
      return "bilaterals";
    case DealKind::trilateral:
      return "trilateral";
    case DealKind::multilateral:
      return "multilateral";
  }
  return "";
}

std::string_view to_text(Solution solution) {
  switch (solution) {
    case Solution::nash:
      return "nash";
    case Solution::asymmetric_nash:
      return "asymmetric_nash";
    case Solution::kalai_smorodinsky:
      return "kalai_smorodinsky";
    case Solution::egalitarian:
      return "egalitarian";
    case Solution::utilitarian:
      return "utilitarian";
    case Solution::rational_utilitarian:
      return "rational_utilitarian";
    case Solution::nash_in_nash:
      return "nash_in_nash";
  }
  return "";
}

std::string_view to_text(Path path) {
  switch (path) {
    case Path::none:
      return "";
    case Path::direct:
      return "direct";
    case Path::accession:
      return "accession";
  }
  return "";
}

std::string_view to_text(Ratified ratified) {
  switch (ratified) {
    case Ratified::none:
      return "";
    case Ratified::yes:
      return "yes";
    case Ratified::no:
      return "no";
    case Ratified::pending:
      return "pending";
  }
  return "";
}

}  // namespace tripart
