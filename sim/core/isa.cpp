#include "tripart/core/isa.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

#include "tripart/core/error.hpp"

namespace tripart {

const char* name_of(Isa isa) {
  switch (isa) {
    case Isa::baseline:
      return "baseline";
    case Isa::avx2:
      return "avx2";
    case Isa::avx512:
      return "avx512";
  }
  return "";
}

Isa best_isa() {
#if defined(__x86_64__)
  // What the objects are compiled for: x86-64-v3 and x86-64-v4.
  const bool v3 =
      __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
      __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("fma") != 0;
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") != 0 &&
                  __builtin_cpu_supports("avx512bw") != 0 &&
                  __builtin_cpu_supports("avx512cd") != 0 &&
                  __builtin_cpu_supports("avx512dq") != 0 &&
                  __builtin_cpu_supports("avx512vl") != 0;
  return v4 ? Isa::avx512 : v3 ? Isa::avx2 : Isa::baseline;
#else
  return Isa::baseline;
#endif
}

Width full_width(Isa isa) {
  switch (isa) {
    case Isa::baseline:
      return {isa, 2};
    case Isa::avx2:
      return {isa, 4};
    case Isa::avx512:
      return {isa, 8};
  }
  return reference_width;
}

Width widest() {
  const Isa best = best_isa();
  const char* wanted = std::getenv("TRIPART_ISA");
  if (wanted == nullptr) {
    return full_width(best);
  }
  for (const Isa isa : {Isa::baseline, Isa::avx2, Isa::avx512}) {
    if (std::string_view(wanted) == name_of(isa)) {
      if (isa > best) {
        throw Failure(ExitCode::usage, std::string("TRIPART_ISA asks for ") + wanted +
                                           ", but this processor offers " +
                                           name_of(best) + " at most");
      }
      return full_width(isa);
    }
  }
  throw Failure(
      ExitCode::usage,
      "the environment variable TRIPART_ISA is neither baseline, avx2 nor avx512");
}

}  // namespace tripart
