#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "bargaining/engine_draws.hpp"
#include "bargaining/engine_progress.hpp"
#include "bargaining/engine_scratch.hpp"
#include "bargaining/engine_setup.hpp"
#include "bargaining/nature.hpp"
#include "bargaining/observer.hpp"

namespace tripart {

class Centre;
class SettlementQueue;
struct NashProblem;
struct StrategicGame;
struct HubTables;
struct HubOutcome;

/// One worker's copy of a negotiation. Everything is allocated here, once; `run` plays
/// one replicate as a pure function of model, payoffs, seed and replicate (MODEL.md,
/// section 3). The step reads top to bottom in negotiation.cpp; the other files hold what
/// it calls, one group of equations each.
class Engine {
 public:
  /// Both are referred to and must outlive the engine. Menus have `fineness` >= 1 times
  /// the divisions of B5; only tests ask what that grid does. No result depends on the
  /// `width` that the points of a menu are worked on with.
  Engine(const Model& model, const PayoffTable& payoffs, int fineness = 1,
         Width width = reference_width);
  ~Engine();
  void run(std::uint64_t seed, std::uint64_t replicate, Outcome& outcome, Trace* trace);
  /// Shows every later replicate to somebody; null: to nobody, as at first.
  void show_to(const Observer* observer) { observer_ = observer; }
  /// Has the distances of settlements measured there, several replicates at once; null:
  /// at the end of each, as at first.
  void measure_in(SettlementQueue* queue) { queue_ = queue; }

 private:
  friend class Centre;  // centre.cpp: the same negotiation with every draw at its median
  friend class EngineView;

  void show(const Glance& glance) const {
    if (observer_ != nullptr) {
      observer_->see(observer_->self, *this, glance);
    }
  }

  // engine.cpp
  void survey_scenario(int fineness);
  void make_room();
  void make_tracks();
  void list_cuts();
  void list_stops();
  void reset();
  void open_talks();
  Event* note(EventType type, Real day, int actor = -1, int target = -1, Real value = 0.0,
              Real reference = 0.0, PartySet set = 0);

  // draws.cpp: nature
  void hash_names();
  void plan_nature();
  void read_nature();
  void draw_replicate();
  void draw_party(int party);
  void draw_successor(const Party& party, const Replacement& replacement,
                      const std::string& election, Government& next);
  void draw_threat(int threat);
  void draw_common();
  void start_clock(int threat);
  [[nodiscard]] Real* chapter_clocks(std::size_t track);
  void draw_meeting(const Stop& stop);
  [[nodiscard]] Real meeting_draw(std::size_t row, std::size_t party) const {
    return drawn_.meeting.uniform[row * parties_ + party];
  }
  [[nodiscard]] Real drawn(const Parameter& parameter) const;
  [[nodiscard]] Real drawn(const Parameter& parameter, std::uint32_t entity) const;
  [[nodiscard]] Real uniform(Purpose purpose, std::uint32_t entity,
                             std::uint32_t index) const;
  void normalise_saliences(Government& government) const;

  // patience.cpp (B3)
  void tabulate_dates();
  void accumulate_patience(int party, int from_day);
  void add_up_patience(int party, std::size_t first);
  void add_up(const Patience& patience, std::vector<Real>& total) const;
  void cut_patience(std::vector<Real>& total) const;
  [[nodiscard]] Real impatience(int party, Real day) const;          // Gamma_i(t0, t)
  [[nodiscard]] Real impatience_today(int party, Real today) const;  // the same, kept
  [[nodiscard]] Real discount(int party, Real from, Real to) const;  // D_i(from, to)
  [[nodiscard]] Real clock(int party, Real day) const;
  void update_clocks();  // and F of B6

  // fallback.cpp: what is had without a deal (B9)
  void make_base();
  void add_stated_values();
  void add_sanctions();
  [[nodiscard]] Real base(int party, int configuration, TariffState state) const {
    return base_at(party, configuration, payoffs_.state_index(state));
  }
  [[nodiscard]] Real base_at(int party, int configuration, int state) const {
    return drawn_.base[static_cast<std::size_t>(party) * payoffs_.rows() +
                       payoffs_.row(configuration, state)];
  }
  [[nodiscard]] Real current_content(int party) const;  // omega A of the deals in force
  using ByParty = std::array<Real, max_parties>;
  struct Answers;    // tariff states that retaliation may end in
  struct Lotteries;  // what whoever stays still waits for
  void list_answers(std::uint32_t imposed, PartySet retaliating, const Real* chance,
                    Answers& answers) const;
  [[nodiscard]] Real expected_base(int party, int configuration,
                                   const Answers& answers) const;
  [[nodiscard]] Real expected_base(int party, int configuration, std::uint32_t imposed,
                                   PartySet retaliating, const Real* chance) const;
  void list_lotteries(Lotteries& lotteries) const;
  [[nodiscard]] ByParty stay_values(const Lotteries& lotteries, TariffState state,
                                    const ByParty& content) const;
  void add_uncertainty(const Lotteries& lotteries, TariffState state,
                       ByParty& value) const;
  [[nodiscard]] Real exit_value(int party, TariffState state, Real gone) const;
  [[nodiscard]] Real notice_discount(int party) const;
  void update_fallbacks();     // S and E
  void update_reservations();  // R

  // valuation.cpp: what a deal is worth, and what others will make of it (B2, B8, B13,
  // B15)
  void evaluate(Track& track);       // value and quality of every point, and EVmax
  void update_values(Track& track);  // value and quality, where anything has changed
  struct Lifting {  // tariffs that a deal could end, and the states with and without
    std::uint32_t liftable = 0;
    int now = 0, freed = 0;
  };
  [[nodiscard]] Lifting lifting_of(const Track& track) const;
  [[nodiscard]] TariffState without(std::uint32_t lifted) const;
  void appraise(Track& track, int first, int last, const Lifting& lifting);
  void appraise_lifting(Track& track, Appraisal& menu, const Lifting& lifting);
  void consider_types(const Track& track, int party, Real known);
  void judge(Track& track, int asking, std::span<const int> points, Real* product);
  [[nodiscard]] Real expected(const Track& track, int party, int point,
                              Real reservation) const {
    const auto n = static_cast<std::size_t>(point);
    const Real quality = track.quality[n];
    return quality * track.value[static_cast<std::size_t>(party) * track.capacity + n] +
           (1.0 - quality) * reservation;
  }
  Real expect(const Track& track, int party, Real reservation);  // EV_i, and its maximum
  void fair_lifts(Track& track, const Appraisal& menu, std::uint32_t liftable);
  [[nodiscard]] Real chance_off_at_vote(std::uint32_t lifted) const;
  [[nodiscard]] RatificationStakes stakes_of(int party, int configuration,
                                             TariffState state) const;
  [[nodiscard]] Real ratification_chance(int party, Real value, Real content,
                                         int configuration, TariffState state) const;
  [[nodiscard]] int reverted(int configuration) const;
  [[nodiscard]] Real sign_day(const Track& track) const;
  void update_lift_discounts(const Track& track);

  // other_deals.cpp (B9, B14)
  /// Whether somebody is about to choose a table by what the others promise; else they
  /// only matter where they are worth more than going without them.
  enum class Asked { to_choose, to_reserve };
  void update_other_deals(const Track& current, Asked asked);
  [[nodiscard]] Real other_deal(int party, Track& track, Real least);
  [[nodiscard]] bool is_alternative(const Track& track, const Track& current,
                                    int party) const;
  Real bound_promises(const Track& track, int party, Real fallback);
  [[nodiscard]] Real prospect(Track& track, int party, Real fallback,
                              Real least = worst_value, Real enough = -worst_value);

  // menu.cpp (B5)
  void prepare(Track& track);
  void make_menu(Track& track);
  void add_edges(Track& track, const Simplex& simplex);
  void measure(Track& track, int from, int to);
  void measure(Track& track, int point);
  void drop_dominated(Track& track);
  [[nodiscard]] Real gain(const Government& government, int party, int issue,
                          Real text) const;  // s [u(x) - u(x0)]
  [[nodiscard]] Real content_of(const Government& government, int party,
                                const Deal& deal) const;
  [[nodiscard]] Real effect_of(int party, const Deal& deal, int configuration) const;

  // agenda.cpp (B1a, B5)
  void prepare_menus();
  void set_agenda(Track& track);
  [[nodiscard]] const Real* standing_texts(const Track& track, Real* row) const;
  /// Texts already settled bind a newcomer, except on issues that only some parties, hub
  /// and newcomer among them, have a stake in (B1, accession).
  [[nodiscard]] bool is_open(const Track& track, int issue) const {
    const auto k = static_cast<std::size_t>(issue);
    return track.shared[k] != 0 &&
           (!is_bound(track, issue) || model_.issues[k].between != model_.everyone());
  }
  [[nodiscard]] bool is_bound(const Track& track, int issue) const {  // by a deal joined
    return track.kind == TrackKind::accession &&
           now_.deals[0].settled[static_cast<std::size_t>(issue)] != 0;
  }
  [[nodiscard]] Real covered_share(int party, int issue, PartySet members) const;
  [[nodiscard]] std::size_t coverage_row(int party, PartySet members) const {
    return (static_cast<std::size_t>(members) * parties_ +
            static_cast<std::size_t>(party)) *
           setup_.issue_row;
  }
  [[nodiscard]] Real coverage(int party, int issue, PartySet members) const {
    return setup_
        .coverage[coverage_row(party, members) + static_cast<std::size_t>(issue)];
  }

  // red_lines.cpp (B1b, B5)
  struct Interval {
    Real low = 0.0, high = 1.0;
  };
  void apply_red_lines(Track& track);
  void clip_to_red_lines(const Track& track, Real* text) const;

  // listed_values.cpp and outcomes.cpp (B1c, B5a)
  [[nodiscard]] std::size_t value_near(int issue, Real text, Interval within) const;
  [[nodiscard]] bool has_value(int issue, Interval within) const;
  [[nodiscard]] Real listed_utility(const Government& government, int party, int issue,
                                    std::size_t value) const;
  [[nodiscard]] std::size_t points_of(const Track& track) const;
  void make_outcomes(Track& track);
  void measure_listed_nash(const Track& track, int point);

  // stacked_offers.cpp (B8c)
  struct Bids {
    std::vector<Real> value;  // EV_i, rising
    std::vector<int> point;   // of the menu
  };
  void play_stacked_offers();
  void sort_bids(const Track& table, int party, Bids& bids) const;
  [[nodiscard]] int choose_bid(const Track& table, int party, const Bids& bids,
                               int round);
  [[nodiscard]] bool takes(const Track& table, int party, int offer, int bid, int round);

  // negotiation.cpp: the step, in the order of B17
  void step(const Stop& stop);
  [[nodiscard]] std::size_t stop_after(std::size_t stop) const;
  void calendar_and_elections(const Stop& stop);
  void hold_election(const CalendarEvent& election, int event);
  void change_government(const CalendarEvent& election, int event);
  void forget_offers();
  [[nodiscard]] bool has_talks(const Stop& stop) const;
  void name_occasion(const Stop& stop);
  [[nodiscard]] bool is_last_offer() const;
  void update_views(Asked asked = Asked::to_reserve);
  void choose_track(const Stop& stop);
  void leave_for(int next);
  void inherit_closings(Track& track) const;
  void group_chapters();
  void close_chapters(const Stop& stop);
  struct LatestOffers {  // of the members of a table
    std::size_t count = 0;
    std::array<int, max_parties> point{};
    bool all_made = true;
  };
  [[nodiscard]] bool offers_are_close(const Track& track, std::size_t chapter,
                                      const LatestOffers& offers) const;
  void bargain(const Stop& stop);
  [[nodiscard]] bool prefers_other(Track& track, int party, Real& here);
  void end_if_due(const Stop& stop);

  // offers.cpp (B6 to B8, B10)
  [[nodiscard]] Real conceded(int party) const;
  [[nodiscard]] int choose_proposer(const Track& track, const Stop& stop);
  [[nodiscard]] Real mean_concession(const Track& track, int party) const;
  void update_aspirations(const Track& track);
  [[nodiscard]] Real next_aspiration(const Track& track, int party, Real clock,
                                     Real share) const;
  void note_imitation(const Track& track, int party);
  void note_surpluses(const Track& track);
  [[nodiscard]] int propose(Track& track, int proposer);
  [[nodiscard]] int choose_by_expected_utility(Track& track, int proposer);
  [[nodiscard]] bool answers_yes(const Track& track, int party, int point);
  void learn_from_silence(int proposer);
  void learn_from_offer(const Track& track, int proposer, int point);
  void learn_from_answer(const Track& track, int party, int point, bool accepted);

  // zeuthen.cpp (B8f)
  [[nodiscard]] int zeuthen_demand(const Track& track, int party) const;

  // stationary.cpp (B8g)
  [[nodiscard]] bool find_equilibrium(Track& track);
  void play_equilibrium(const Stop& stop);

  // single_text.cpp (B8d)
  void mediate();
  void open_draft(const Track& track);
  void change_draft(const Track& track, std::uint32_t ballot, Real* text) const;
  [[nodiscard]] bool prefer_to_draft(const Track& track, std::uint32_t ballot) const;

  // forecasts.cpp (B10c)
  void foresee(ForecastKind kind, int party, Real probability, bool happened);

  // tariffs.cpp and retaliation.cpp (B11, B12)
  void update_threat_views();
  enum class Until { the_day_before, the_day };
  void act_on_dates(Real day, Until until);
  [[nodiscard]] Real next_expiry(int& threat) const;
  [[nodiscard]] Real next_effect(int& threat) const;
  [[nodiscard]] Real next_announcement(int& threat) const;
  void announce_threat(int threat);
  [[nodiscard]] bool is_worth_announcing(int threat);
  void wait_for_occasion(int threat);
  void decide_threat(int threat);
  [[nodiscard]] Real gain_from_execution(int threat) const;
  [[nodiscard]] int after_withdrawal(int threat) const;
  /// What becomes of a configuration once the threat's issuer has left its targets; -1:
  /// not reachable.
  [[nodiscard]] int cut(int configuration, int threat) const {
    return setup_.cut[static_cast<std::size_t>(threat) * setup_.configurations +
                      static_cast<std::size_t>(configuration)];
  }
  void withdraw_threat(int threat, Real day);
  void impose(int threat, std::uint32_t bits);
  void retaliate(int threat, PartySet targets);
  void give_notice(int threat, PartySet targets);
  void withdrawal_takes_effect(int threat);
  void break_down();
  void act_on_notices();
  void remember_execution(int threat, Real success, Real failure);
  [[nodiscard]] PartySet uncovered(const Threat& threat) const;
  [[nodiscard]] Real retaliation_chance(int party, int threat, std::uint32_t imposed,
                                        PartySet retaliating) const;
  [[nodiscard]] std::uint32_t bits_on(int threat, PartySet targets) const;
  [[nodiscard]] PartySet hit_by(std::uint32_t imposed) const {
    return setup_.hit[imposed];
  }

  // execution_plan.cpp (B11e)
  [[nodiscard]] bool has_choices(int threat) const;
  [[nodiscard]] Real executed_share(int threat, std::uint32_t bits) const;
  [[nodiscard]] std::uint32_t planned_bits(int threat) const;
  [[nodiscard]] std::uint32_t plan_execution(int threat) const;
  void carry_out(int threat, PartySet targets);

  // escalation.cpp (B11f, B11g)
  enum class Rung { after_execution, after_retaliation };
  void announce_next_rung(int threat, Real day, Rung rung);
  [[nodiscard]] int rung_after(int threat, int party) const;
  void announce_counter_threats(int threat);
  void settle_counter_threats(int threat, Real day);
  [[nodiscard]] bool has_walkout_in_answer(int threat) const;
  [[nodiscard]] Real gain_after_answers(int threat, std::uint32_t imposed,
                                        const Real* chance) const;
  [[nodiscard]] Real cost_of_absence(int party, const Threat& walkout) const;
  void walk_out(int threat);
  [[nodiscard]] bool somebody_is_away() const;

  // concessions.cpp (B12b)
  void provoke(Provocation provocation, int party, int threat);
  void reopen_chapters(int party);

  // settlement.cpp (B13, B14, B16)
  void conclude(Track& track, int point, int proposer);
  void write_deal(const Track& track, int point);
  void show_texts();
  void close_remaining(Track& track);
  void next_outsider();
  void open_accession(int outsider);
  void end_talks(Ending ending, Real day);
  void decide_lifting(const Track& track, int point);
  [[nodiscard]] TariffState tariffs_on(Real day) const;
  void settle();
  void finish_tariffs();
  void note_tariff_ends(TariffState last);

  // approval.cpp (B15)
  void ratify();
  [[nodiscard]] PartySet vote(PartySet voters, std::uint32_t round);
  void renegotiate(Track& track);
  void revert(PartySet against);

  // nash_distance.cpp (T3)
  void frontier_of(const Track& track, int point, NashProblem& problem) const;
  void describe_table(const Track& track, int point, NashProblem& problem) const;
  void remember_settlement(const Track& track, int point);
  void record_distances(Outcome& outcome);

  // benchmark_distance.cpp: from the solutions at the central values
  [[nodiscard]] Centre& centre();
  void find_references(PartySet signatories);
  void measure_nash_in_nash_distance();

  // strategic_play.cpp (T1 to T2b, T5 to T5c)
  void play_strategic();
  void describe_game(const Track& table, StrategicGame& game) const;
  [[nodiscard]] bool agree_strategically(Track& table);

  // condorcet.cpp (K1)
  void elect_text(const Stop& stop);

  // coalition_play.cpp (T6 to T8)
  [[nodiscard]] bool is_coalition_game() const;
  void add_coalition_tracks();
  void play_coalition_game();
  [[nodiscard]] bool draft(Track& table, Deal& deal);
  [[nodiscard]] Real value_of_deals(int party, int configuration,
                                    const std::vector<Deal>& deals) const;
  [[nodiscard]] bool play_majority();
  [[nodiscard]] bool play_coalitions();
  void sign_draft(int track, int configuration, int proposer);
  void record_transfers(Outcome& outcome) const;

  // hub_play.cpp (T7)
  [[nodiscard]] bool is_hub_game() const {
    return model_.protocol == ProtocolKind::nash_in_nash ||
           model_.protocol == ProtocolKind::delegates;
  }
  [[nodiscard]] bool play_hub();
  void describe_hub(HubTables& hub);
  [[nodiscard]] int hub_configuration(const HubTables& hub, PartySet deals) const;
  [[nodiscard]] HubOutcome share_at_once(HubTables& hub) const;
  [[nodiscard]] HubOutcome share_by_delegates(const HubTables& hub) const;

  // record.cpp (B16)
  [[nodiscard]] bool is_in_a_deal(int party) const;
  [[nodiscard]] Real settled_content(int party) const;
  [[nodiscard]] Real settled_effect(int party) const;
  void remember_terms(const Track& track, int point);
  void record(Outcome& outcome);
  void record_chapters(Outcome& outcome) const;
  void record_threats(Outcome& outcome) const;
  void record_shares(Outcome& outcome) const;

  const Model& model_;
  const PayoffTable& payoffs_;
  std::size_t parties_ = 0, issues_ = 0, chapters_ = 0;
  Setup setup_;
  Kernels kernels_;

  // one replicate
  std::uint64_t seed_ = 0, replicate_ = 0;
  Nature nature_;
  Drawn drawn_;
  Standing now_;
  History history_;
  Outcome* outcome_ = nullptr;
  Trace* trace_ = nullptr;
  const Observer* observer_ = nullptr;
  SettlementQueue* queue_ = nullptr;

  // what settlements are measured against, once the first one asks
  bool is_central_ = false;
  std::unique_ptr<Centre> centre_;
  Deal benchmark_deal_;

  Scratch scratch_;
};

}  // namespace tripart
