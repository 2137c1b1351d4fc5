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
