#include "cli/estimate_text.hpp"

#include <algorithm>
#include <vector>

#include "cli/text_table.hpp"
#include "tripart/results/rounded.hpp"
#include "tripart/study/sweep_estimate.hpp"

namespace tripart {
namespace {

std::string duration(double seconds) {
  if (seconds < 100.0) {
    return rounded(seconds, 1) + " s";
  }
  return seconds < 6000.0 ? rounded(seconds / 60.0, 0) + " min"
                          : rounded(seconds / 3600.0, 1) + " h";
}

std::string size(std::uint64_t bytes) {
  constexpr double mega = 1e6;
  const auto value = static_cast<double>(bytes);
  if (value < 1e9) {
    return rounded(value / mega, value < 10.0 * mega ? 1 : 0) + " MB";
  }
  return rounded(value / 1e9, 1) + " GB";
}

/// Least, median and most of what the shards take.
std::string shard_lines(const SweepRequest& request, const SweepSample& sample) {
  const std::uint64_t of = request.shard->of;
  std::vector<SweepEstimate> shards;
  for (std::uint64_t number = 1; number <= of; ++number) {
    shards.push_back(
        sample.estimate(request.sweep->plan().shard(number, of), request.jobs));
  }
  const SweepEstimate own = shards[request.shard->number - 1];
  std::sort(
      shards.begin(), shards.end(), [](const SweepEstimate& a, const SweepEstimate& b) {
        return std::pair(a.seconds, a.replicates) < std::pair(b.seconds, b.replicates);
      });
  TextTable table;
  table.add({"shards", "replicates", "economies solved", "time", "disk"});
  const auto add = [&](const std::string& name, const SweepEstimate& one) {
    table.add({name, with_commas(one.replicates), with_commas(one.solves),
               duration(one.seconds), size(one.bytes)});
  };
  add("shortest of " + with_commas(of), shards.front());
  add("median", shards[shards.size() / 2]);
  add("longest", shards.back());
  add("number " + with_commas(request.shard->number), own);
  return "\n" + table.text(1);
}

}  // namespace

std::string estimate_text(const SweepRequest& request) {
  const Sweep& sweep = *request.sweep;
  const SweepSample sample(sweep);
  const SweepEstimate all = sample.estimate({0, sweep.plan().units()}, request.jobs);
  const std::string most = sweep.file().precision ? "at most " : "";
  TextTable table;
  table.add({"design points", with_commas(all.points)});
  table.add({"replicates of each", most + with_commas(sweep.plan().replicates())});
  table.add({"replicates", most + with_commas(all.replicates)});
  if (sweep.base().trade) {
    table.add({"economies solved", with_commas(all.solves) + " times " +
                                       with_commas(static_cast<std::uint64_t>(
                                           sweep.base().trade->economies))});
  }
  table.add({"time on " + with_commas(static_cast<std::uint64_t>(request.jobs)) +
                 (request.jobs == 1 ? " thread" : " threads"),
             most + "about " + duration(all.seconds)});
  table.add({"disk", most + "about " + size(all.bytes)});
  return "\n" + sweep.file().name + "\n\n" + table.text(2) +
         (request.shard ? shard_lines(request, sample) : "");
}

}  // namespace tripart
