#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "study/sweep_recorder.hpp"
#include "tripart/study/sweep_run.hpp"

namespace tripart {

/// Plays the units that `recorder` still lacks on `jobs` threads and hands them to it in
/// order, so that what it makes of them does not depend on `jobs`.
///
/// Once `stop` is set nothing more is begun; what is under way gets one more second and
/// is dropped then. No more units than twice the threads exist at a time. Where a point
/// cannot be, the units before it are recorded, and what is wrong with it is thrown.
/// \param progress  called after each unit, one at a time, with what is done and all
/// that is to be done
/// \return what was done here; all of it where that is the size of recorder.rest()
SweepDone play_units(
    const Sweep& sweep, SweepPoints& points, SweepRecorder& recorder, int jobs,
    const std::function<void(const SweepDone&, const SweepDone&)>& progress,
    const std::atomic<bool>& stop);

}  // namespace tripart
