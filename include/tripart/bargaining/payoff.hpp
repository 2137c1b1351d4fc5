#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"

namespace tripart {

enum class PairState : std::uint8_t { old_agreement, new_deal, no_agreement };
enum class ConfigurationKind : std::uint8_t {
  status_quo,
  bilateral,
  two_bilaterals,
  bilaterals,
  trilateral,
  multilateral,
  exclusion,
  withdrawal,
  no_agreement
};

[[nodiscard]] std::string_view to_text(ConfigurationKind kind);

/// The kind of deal that a configuration is; `none` where it is no deal.
[[nodiscard]] DealKind deal_kind(ConfigurationKind kind);

/// One deal configuration g: for every pair of parties old agreement, new deal or none
/// (MODEL.md, section 1).
struct Configuration {
  std::string name;  ///< `CAN-MEX-USA`, `CAN-USA|MEX-USA`, `` for the status quo,
                     ///< `withdrawn:USA`, ...
  ConfigurationKind kind = ConfigurationKind::status_quo;
  std::vector<PairState> pairs;  ///< [party][party], symmetric
  std::vector<PartySet> deals;   ///< members of each new deal; several only of one hub
};

/// The reachable configurations of a model and how the engine finds them.
class ConfigurationSet {
 public:
  /// \throws InputError never; the caller checks size() against the limit of 4,096
  /// states.
  explicit ConfigurationSet(const Model& model);

  [[nodiscard]] int size() const { return static_cast<int>(list_.size()); }
  [[nodiscard]] const Configuration& operator[](int index) const {
    return list_[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] int status_quo() const { return 0; }
  [[nodiscard]] int no_agreement() const { return no_agreement_; }
  /// The configuration; -1 where it is a deal that Model::configurations leaves out. Of
  /// such deals those remain that are left when a legislature refuses one of several
  /// bilaterals, but nobody meets to strike them.
  [[nodiscard]] int offered(int configuration) const {
    return configuration < 0 || offered_[static_cast<std::size_t>(configuration)]
               ? configuration
               : -1;
  }
  /// New deal among all of `members`; -1 if not reachable.
  [[nodiscard]] int block(PartySet members) const { return block_[members]; }
  /// Bilaterals of `hub` with each of `spokes`.
  [[nodiscard]] int spokes(int hub, PartySet spokes) const;
  /// What becomes of a configuration once `issuer` has left the old agreement towards
  /// `targets`: new deals stand, pairs without one have nothing left. -1 if not
  /// reachable: nobody threatens it.
  [[nodiscard]] int cut(int configuration, int issuer, PartySet targets) const;
  /// The same from the status quo towards everybody.
  [[nodiscard]] int withdrawn(int issuer) const {
    return withdrawn_[static_cast<std::size_t>(issuer)];
  }

 private:
  int add(Configuration configuration, bool is_offered = true);
  void add_spokes(const Model& model, int hub);
  void add_cut(const Model& model, int from, int issuer, PartySet targets);
  std::vector<Configuration> list_;
  std::vector<bool> offered_;
  std::vector<int> block_;
  std::vector<int> spokes_;  // [hub][spokes]
  struct Cut {
    int from = 0;
    int issuer = 0;
    PartySet targets = 0;
    int to = 0;
  };
  std::vector<Cut> cuts_;
  std::vector<int> withdrawn_;
  int no_agreement_ = -1;
};

/// Which executed tariffs are in force and who retaliates. A bit of `imposed` stands for
/// one (threat, target) pair, so that a tariff can come off one target while it stays on
/// another.
struct TariffState {
  std::uint32_t imposed = 0;
  PartySet retaliating = 0;
  friend bool operator==(TariffState, TariffState) = default;
};

/// The (threat, target) pairs behind the bits of TariffState::imposed. A threat that may
/// be carried out in part has a bit per share; no state holds two of one pair.
struct TariffBit {
  int threat = 0;
  int target = 0;
  double share = 1.0;   ///< of the trade that the announced tariffs cover
  bool is_most = true;  ///< the largest share
};
/// Whether a set of bits holds two shares of one tariff, which no state does.
[[nodiscard]] bool is_contradictory(const std::vector<TariffBit>& bits,
                                    std::uint32_t imposed);
[[nodiscard]] std::vector<TariffBit> tariff_bits(const Model& model);

/// W_i(g, m) and the sectoral value-added changes of every reachable configuration x
/// tariff state, for each of the K economies (MODEL.md, section 2, PayoffTable).
/// Replicates only read it.
class PayoffTable {
 public:
  PayoffTable(const Model& model, int economies);

  [[nodiscard]] int economies() const { return economies_; }
  [[nodiscard]] const ConfigurationSet& configurations() const { return configurations_; }
  [[nodiscard]] const std::vector<TariffBit>& bits() const { return bits_; }
  /// Number of distinct tariff states; retaliation without a tariff to answer is the
  /// state without it.
  [[nodiscard]] int tariff_states() const { return static_cast<int>(states_.size()); }
  [[nodiscard]] TariffState tariff_state(int index) const {
    return states_[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] int state_index(TariffState state) const {
    return state_of_[std::size_t{state.imposed} * party_sets_ + state.retaliating];
  }
  /// `none`, or threat ids and `retaliation:CAN` joined by `|`.
  [[nodiscard]] std::string state_name(const Model& model, int index) const;

  /// Exact real income change, percent.
  [[nodiscard]] double welfare(int economy, int configuration, int state,
                               int party) const {
    return welfare_row(economy, party)[row(configuration, state)];
  }
  void set_welfare(int economy, int configuration, int state, int party, double percent) {
    welfare_[first_welfare(economy, party) + row(configuration, state)] = percent;
  }
  /// Change of value added of lobby sector `slot`, percent of base GDP, deflated by own
  /// consumer prices.
  [[nodiscard]] double value_added(int economy, int configuration, int state, int party,
                                   int slot) const {
    return value_added_row(economy, party, slot)[row(configuration, state)];
  }
  void set_value_added(int economy, int configuration, int state, int party, int slot,
                       double percent) {
    value_added_[first_value_added(economy, party, slot) + row(configuration, state)] =
        percent;
  }
  /// \name Every configuration x tariff state of one party side by side
  /// Whole vectors of `rows()` numbers, for lanes to run over; those after the last state
  /// of the last configuration are 0.
  /// @{
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t row(int configuration, int state) const {
    return static_cast<std::size_t>(configuration) * states_.size() +
           static_cast<std::size_t>(state);
  }
  [[nodiscard]] const double* welfare_row(int economy, int party) const {
    return &welfare_[first_welfare(economy, party)];
  }
  [[nodiscard]] const double* value_added_row(int economy, int party, int slot) const {
    return &value_added_[first_value_added(economy, party, slot)];
  }
  /// @}
  /// E7: change of W_i once the issue is at pole 1 in the text of one deal of a
  /// configuration, no tariffs in force. `members` says which deal; where there is but
  /// one, it is that. 0 for a deal that the configuration does not hold.
  [[nodiscard]] double issue_effect(int economy, int configuration, int issue, int party,
                                    PartySet members) const;
  /// The same at pole 1 in the texts of all its deals.
  [[nodiscard]] double issue_effect(int economy, int configuration, int issue,
                                    int party) const;
  /// \param deal  position in Configuration::deals
  void set_issue_effect(int economy, int configuration, int issue, int party,
                        double percent, std::size_t deal = 0);
  [[nodiscard]] bool has_effects() const { return !issue_effect_.empty(); }

 private:
  [[nodiscard]] std::size_t first_welfare(int economy, int party) const {
    return (static_cast<std::size_t>(economy) * parties_ +
            static_cast<std::size_t>(party)) *
           rows_;
  }
  [[nodiscard]] std::size_t first_value_added(int economy, int party, int slot) const {
    return first_welfare(economy, party) * slots_ +
           static_cast<std::size_t>(slot) * rows_;
  }
  [[nodiscard]] std::size_t effect_at(int economy, int configuration, int issue,
                                      int party, std::size_t deal) const {
    return (((static_cast<std::size_t>(economy) *
                  static_cast<std::size_t>(configurations_.size()) +
              static_cast<std::size_t>(configuration)) *
                 most_deals_ +
             deal) *
                issues_ +
            static_cast<std::size_t>(issue)) *
               parties_ +
           static_cast<std::size_t>(party);
  }
  ConfigurationSet configurations_;
  std::vector<TariffBit> bits_;
  std::vector<TariffState> states_;
  std::vector<int>
      state_of_;  // [imposed bits x retaliating parties], aliased to reachable states
  int economies_ = 1;
  PartySet party_sets_ = 0;
  std::size_t parties_ = 0;
  std::size_t rows_ = 0;
  std::size_t slots_ = 0;
  std::size_t issues_ = 0;
  std::size_t most_deals_ = 1;  // of any configuration
  std::vector<double> welfare_;
  std::vector<double> value_added_;
  std::vector<double> issue_effect_;
};

}  // namespace tripart
