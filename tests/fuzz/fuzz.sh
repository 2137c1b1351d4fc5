#!/usr/bin/env bash
# Runs one fuzzer from the seeds, which are made from shipped scenarios, the bases of the corpus and seeds/NAME/.
# What it finds is left in FOLDER/found and ends the test; put a small one into seeds/NAME/ with its mending.
# Usage: tests/fuzz/fuzz.sh PROGRAM NAME FOLDER LIBFUZZER_OPTION...
set -euo pipefail
here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
program=$1 name=$2 folder=$3
shift 3
rm -rf -- "$folder"
mkdir -p -- "$folder/seeds" "$folder/grown" "$folder/found"

case $name in
  scenario)
    longest=8192
    # The tables beside the fuzzer's file are small ones. Without comments and with three issues and items of the calendar a
    # scenario is short enough to be tried several hundred times a second, and still good.
    for file in "$here"/../../scenarios/*.yaml "$here"/../../scenarios/textbook/*.yaml "$here"/../corpus/bases/*.yaml; do
      sed -E 's/baseline: base2017/baseline: tiny/; /^ *(#|$)/d; s/ +#.*$//' "$file" |
        awk '/^[a-z]/ { items = /^(issues|calendar):/ ? 0 : -1000 } /^  - / { ++items } items <= 3' >"$folder/seeds/$(basename -- "$file")"
    done
    ;;
  table)
    longest=4096
    number=0
    for table in regions sectors trade output io tariff_mfn; do
      { printf '%b' "\\x0$number" && cat "$here/../corpus/bases/baselines/tiny/$table.csv"; } >"$folder/seeds/$table"
      number=$((number + 1))
    done
    ;;
  options)
    longest=1024
    printf '%s\n' a.yaml -n 10 --seed=7 --set name=x --set 'parties.USA.discount_rate={uniform: [0, 1]}' -o out \
      >"$folder/seeds/long"
    printf '%s\n' --resume -q -- -n >"$folder/seeds/switches"
    printf '%s\n' --set 'issues.auto.positions.USA={ideal: 1, salience: [2]}' --set step_days=0 >"$folder/seeds/set"
    ;;
esac
if [ -d "$here/seeds/$name" ]; then
  cp -- "$here/seeds/$name"/* "$folder/seeds/"
fi
# Most of the time went into the weights by which libFuzzer chooses inputs, and into the stacks of all allocations.
limits=(-timeout=5 -rss_limit_mb=1024 -max_len="$longest" -entropic=0 -seed=20180305 -print_final_stats=1 -verbosity=0)
# The fuzzer of tables writes what it reads, thousands of times.
if [ -z "${TMPDIR-}" ] && [ -w /dev/shm ]; then
  export TMPDIR=/dev/shm
fi
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}malloc_context_size=1:quarantine_size_mb=8
if [ -e "$here/$name.dict" ]; then
  limits+=("-dict=$here/$name.dict")
fi
exec "$program" "${limits[@]}" "-artifact_prefix=$folder/found/" "$@" "$folder/grown" "$folder/seeds"
