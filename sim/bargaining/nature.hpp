#pragma once

#include "core/draw_list.hpp"
#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/strategy.hpp"

namespace tripart {

/// What nature draws once per replicate (MODEL.md, section 4), all of it at once.
///
/// The list of draws is made by the code that reads it: while it is planned, `next` notes
/// what is asked for; in a replicate it answers the same questions, in the same order,
/// with what `draw` has drawn. What is asked must therefore not depend on an answer.
class Nature {
 public:
  explicit Nature(Width width) : list_(width) {}

  /// Ends the planning.
  void finish();
  /// Draws everything for one replicate, and returns to the first question.
  void draw(StreamKey key);
  /// From now on every answer is a median.
  void stand_at_medians() { state_ = State::at_medians; }

  /// draw_value(distribution, range, Stream(seed, replicate, entity))
  Real next(const Parameter& parameter) { return next(parameter, parameter.entity); }
  Real next(const Parameter& parameter, std::uint32_t entity) {
    return state_ == State::drawn ? list_[next_++] : undrawn(parameter, entity);
  }
  /// Stream(seed, replicate, entity).uniform(index)
  Real next_uniform(std::uint32_t entity, std::uint32_t index) {
    return state_ == State::drawn ? list_[next_++] : undrawn_uniform(entity, index);
  }
  /// The private type e / s of B9 behind that uniform.
  Real next_type(std::uint32_t entity, std::uint32_t index);

  /// Where the list stands, to come back to.
  [[nodiscard]] std::size_t mark() const { return next_; }
  void return_to(std::size_t mark) { next_ = mark; }

 private:
  enum class State { planned, drawn, at_medians };

  Real undrawn(const Parameter& parameter, std::uint32_t entity);
  Real undrawn_uniform(std::uint32_t entity, std::uint32_t index);

  DrawList list_;
  State state_ = State::planned;
  std::size_t next_ = 0;
};

}  // namespace tripart
