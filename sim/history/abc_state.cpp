// What a sequential Monte Carlo had come to, as bytes for a process that goes on.
#include "tripart/history/abc_smc.hpp"

namespace tripart {
namespace {

void write_numbers(StateWriter& out, const std::vector<double>& values) {
  out.count(values.size());
  for (const double value : values) {
    out.number(value);
  }
}

std::vector<double> read_numbers(StateReader& in) {
  std::vector<double> values;
  const std::uint64_t size = in.count();
  for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
    values.push_back(in.number());
  }
  return values;
}

void write_particles(StateWriter& out, const std::vector<AbcParticle>& particles) {
  out.count(particles.size());
  for (const AbcParticle& particle : particles) {
    write_numbers(out, particle.position);
    write_numbers(out, particle.summaries);
    out.number(particle.distance);
    out.number(particle.weight);
  }
}

std::vector<AbcParticle> read_particles(StateReader& in) {
  std::vector<AbcParticle> particles;
  const std::uint64_t size = in.count();
  for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
    AbcParticle& particle = particles.emplace_back();
    particle.position = read_numbers(in);
    particle.summaries = read_numbers(in);
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
  write_numbers(out, distance_.scales());
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
    write_numbers(out, summaries);
  }
  write_numbers(out, mean_);
  write_numbers(out, factor_);
}

void AbcSmc::read_state(StateReader& in) {
  const std::uint64_t stage = in.count();
  in.expect(stage <= static_cast<std::uint64_t>(Stage::done));
  stage_ = static_cast<Stage>(in.fine() ? stage : 0);
  round_ = in.count();
  simulations_ = in.count();
  tolerance_ = read_optional(in);
  std::vector<double> scales = read_numbers(in);
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
    predictive_.push_back(read_numbers(in));
  }
  mean_ = read_numbers(in);
  factor_ = read_numbers(in);
}

}  // namespace tripart
