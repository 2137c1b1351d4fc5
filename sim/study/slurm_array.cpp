#include "tripart/study/slurm_array.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {

std::string compact_ranges(std::span<const std::uint64_t> numbers) {
  std::string text;
  for (std::size_t first = 0; first < numbers.size();) {
    std::size_t last = first;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) {
      ++last;
    }
    TRIPART_EXPECTS(last + 1 == numbers.size() || numbers[last + 1] > numbers[last]);
    text += (text.empty() ? "" : ",") + std::to_string(numbers[first]);
    if (last > first) {
      text += (last == first + 1 ? "," : "-") + std::to_string(numbers[last]);
    }
    first = last + 1;
  }
  return text;
}

std::vector<ArrayPart> split_array(std::span<const std::uint64_t> shards,
                                   std::uint64_t largest_task) {
  TRIPART_EXPECTS(largest_task >= 1 && largest_task <= most_array_tasks);
  std::vector<ArrayPart> parts;
  for (const std::uint64_t shard : shards) {
    TRIPART_EXPECTS(shard >= 1);
    const std::uint64_t offset = (shard - 1) / largest_task * largest_task;
    if (parts.empty() || parts.back().offset != offset) {
      parts.push_back({offset, {}});
    }
    parts.back().tasks.push_back(shard - offset);
  }
  return parts;
}

std::optional<std::uint64_t> max_array_size(std::string_view config) {
  constexpr std::string_view key = "MaxArraySize";
  for (std::size_t begin = 0; begin < config.size();) {
    const std::size_t end = std::min(config.find('\n', begin), config.size());
    std::string_view line = config.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(key)) {
      continue;
    }
    line.remove_prefix(std::min(line.find_first_not_of(" =", key.size()), line.size()));
    return parse_count(line.substr(0, line.find_last_not_of(" \r") + 1));
  }
  return std::nullopt;
}

}  // namespace tripart
