#include "economy/kernels/anderson.hpp"
#include "economy/kernels/linked_equations.hpp"

namespace tripart::TRIPART_ISA_NAMESPACE {
namespace {

template <class L>
LinkedKernels kernels_of() {
  return {L::solves,
          [](const LinkedYear& year, const LinkedWork& work) {
            LinkedEquations<L>(year, work).evaluate();
          },
          [](const LinkedYear& year, const LinkedWork& work) {
            LinkedEquations<L> equations(year, work);
            equations.evaluate();
            equations.reply();
          },
          [](const LinkedYear& year, const LinkedWork& work) {
            Anderson<L>(year, work).step();
          },
          [](const LinkedYear& year, const LinkedWork& work) {
            LinkedEquations<L> equations(year, work);
            equations.evaluate();
            equations.settle();
          }};
}

}  // namespace

LinkedLoopKernels linked_loop(int lanes) {
  return at_width(lanes, []<int W>() -> LinkedLoopKernels {
    constexpr int group = static_cast<int>(cell_group);
    return {kernels_of < Layout<W<group ? W : group, 1>>(), kernels_of<Layout<1, W>>()};
  });
}

}  // namespace tripart::TRIPART_ISA_NAMESPACE
