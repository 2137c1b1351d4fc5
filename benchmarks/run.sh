#!/usr/bin/env bash
# Builds the benchmarks in Release, runs them on an otherwise idle machine, and prints one table in Markdown: the median of
# several repetitions, their spread, the rate, and the ratio to the first line of the same family.
# Usage: benchmarks/run.sh [REPETITIONS] [NAME_OF_BENCHMARKS_AS_REGULAR_EXPRESSION]
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
repetitions=${1:-5} filter=${2:-.}

folder=build/benchmarks
mkdir -p -- "$folder/measured"
log=$folder/build.log
{
  cmake --preset release -B "$folder" -DTRIPART_TESTS=OFF -DTRIPART_BENCHMARKS=ON &&
    cmake --build "$folder" -j "$(nproc)"
} >"$log" 2>&1 || {
  tail -n 40 -- "$log" >&2
  exit 1
}
rm -f -- "$folder"/measured/*.json
for program in "$folder"/benchmarks/*_benchmark; do
  name=$(basename -- "$program")
  printf 'measuring %s\n' "$name" >&2
  "$program" --benchmark_filter="$filter" --benchmark_repetitions="$repetitions" \
    --benchmark_out="$folder/measured/$name.json" --benchmark_out_format=json >"$folder/measured/$name.txt" 2>&1 || {
    cat -- "$folder/measured/$name.txt" >&2
    exit 1
  }
done
python3 benchmarks/table.py "$folder"/measured/*.json
