// What a sequential Monte Carlo had come to, as bytes for a process that goes on.
#include "tripart/history/abc_smc.hpp"

namespace tripart {
namespace {

void write_particles(StateWriter& out, const std::vector<AbcParticle>& particles) {
  out.count(particles.size());
  for (const AbcParticle& particle : particles) {
    out.numbers(particle.position);
    out.numbers(particle.summaries);
    out.number(particle.distance);
    out.number(particle.weight);
  }
}

std::vector<AbcParticle> read_particles(StateReader& in) {
  std::vector<AbcParticle> particles;
  const std::uint64_t size = in.count();
  for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
    AbcParticle& particle = particles.emplace_back();
    particle.position = in.numbers();
    particle.summaries = in.numbers();
    particle.distance = in.number();
    particle.weight = in.number();
  }
  return particles;
}

void write_optional(StateWriter& out, const std::optional<double>& value) {
  out.count(value ? 1 : 0);
  out.number(value.value_or(0.0));
}

std::optional<double> read_optional(StateReader& in) {
  const bool is_there = in.count() == 1;
  const double value = in.number();
  return is_there ? std::optional(value) : std::nullopt;
}

}  // namespace

void AbcSmc::write_state(StateWriter& out) const {
  out.count(static_cast<std::uint64_t>(stage_));
  out.count(round_);
  out.count(simulations_);
  write_optional(out, tolerance_);
  out.numbers(distance_.scales());
  out.count(rounds_.size());
  for (const AbcRound& round : rounds_) {
    write_optional(out, round.tolerance);
    out.count(round.simulations);
    out.count(round.accepted);
    out.number(round.effective_size);
    out.count(round.is_kept ? 1 : 0);
  }
  write_particles(out, prior_);
  write_particles(out, particles_);
  write_particles(out, next_);
  out.count(open_.size());
  for (const Open& one : open_) {
    out.count(one.attempts);
    out.count(one.is_done ? 1 : 0);
  }
  out.count(predictive_.size());
  for (const std::vector<double>& summaries : predictive_) {
    out.numbers(summaries);
  }
  out.numbers(mean_);
  out.numbers(factor_);
}

void AbcSmc::read_state(StateReader& in) {
  const std::uint64_t stage = in.count();
  in.expect(stage <= static_cast<std::uint64_t>(Stage::done));
  stage_ = static_cast<Stage>(in.fine() ? stage : 0);
  round_ = in.count();
  simulations_ = in.count();
  tolerance_ = read_optional(in);
  std::vector<double> scales = in.numbers();
  in.expect(scales.size() == distance_.targets().size());
  distance_.take_scales(std::move(scales));
  rounds_.clear();
  const std::uint64_t rounds = in.count();
  for (std::uint64_t i = 0; i < rounds && in.fine(); ++i) {
    AbcRound& round = rounds_.emplace_back();
    round.tolerance = read_optional(in);
    round.simulations = in.count();
    round.accepted = in.count();
    round.effective_size = in.number();
    round.is_kept = in.count() == 1;
  }
  prior_ = read_particles(in);
  particles_ = read_particles(in);
  next_ = read_particles(in);
  open_.clear();
  const std::uint64_t open = in.count();
  in.expect(open == options_.particles);
  for (std::uint64_t i = 0; i < open && in.fine(); ++i) {
    Open& one = open_.emplace_back();
    one.attempts = in.count();
    one.is_done = in.count() == 1;
  }
  predictive_.clear();
  const std::uint64_t fresh = in.count();
  for (std::uint64_t i = 0; i < fresh && in.fine(); ++i) {
    predictive_.push_back(in.numbers());
  }
  mean_ = in.numbers();
  factor_ = in.numbers();
}

}  // namespace tripart
