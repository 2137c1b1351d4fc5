#pragma once

namespace tripart {

/// Instruction sets that kernels are compiled for. `baseline` is what every processor of
/// the architecture has: SSE2 on x86-64, NEON on arm64, where there is no other.
enum class Isa { baseline, avx2, avx512 };

/// "baseline", "avx2" or "avx512".
[[nodiscard]] const char* name_of(Isa isa);

/// The widest set that this processor offers.
[[nodiscard]] Isa best_isa();

/// How a kernel is run: with which instructions, and how many lanes at once. No result
/// depends on it.
struct Width {
  Isa isa = Isa::baseline;
  int lanes = 1;  ///< 1, 2, 4 or 8; avx2 has 4 only, avx512 8 only

  friend bool operator==(const Width&, const Width&) = default;
};

/// One lane: what a single replicate is replayed with.
inline constexpr Width reference_width{};

/// As many lanes as a register of this set holds.
[[nodiscard]] Width full_width(Isa isa);

/// What ensembles are run with: the full width of the widest set, or of the one that the
/// environment variable TRIPART_ISA names.
/// \throws Failure(usage) where TRIPART_ISA is none of the three names, or one that this
/// processor does not have
[[nodiscard]] Width widest();

}  // namespace tripart
