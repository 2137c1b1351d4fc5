#!/usr/bin/env bash
# What reproducible bits cost: the program as it is built, against the same source in a scratch folder without the rules (its
# expressions may be contracted, divisions become products, Eigen may use vectors, and the compiler may use all of this
# processor; it may not reassociate, since our exp and log round by adding a large number and taking it away again). Both play
# the same run in turn, on one thread of an otherwise idle machine.
# Usage: benchmarks/strict.sh [PAIRS] [SCENARIO] [REPLICATES]
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
pairs=${1:-9} scenario=${2:-scenarios/nafta-2018.yaml} replicates=${3:-200000}

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
mkdir -- "$scratch/fast"
cp -r -- CMakeLists.txt sim include scenarios "$scratch/fast/"
fast='-O3 -march=native -fno-math-errno -fno-trapping-math -fno-signed-zeros -freciprocal-math'
sed -i "s/-ffp-contract=off/-ffp-contract=fast/; s/EIGEN_DONT_VECTORIZE //; /MATCHES \"-ffast-math/,/endif()/d" "$scratch/fast/CMakeLists.txt"
sed -i '/__FAST_MATH__/,/#endif/d' "$scratch/fast/include/tripart/core/math.hpp"
build() {
  if ! { cmake -S "$1" -B "$scratch/build-$2" -G Ninja -DCMAKE_UNITY_BUILD=ON -DTRIPART_TESTS=OFF -DTRIPART_CONTRACTS=OFF \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS="$3" &&
    cmake --build "$scratch/build-$2" --target tripart; } >"$scratch/$2.log" 2>&1; then
    tail -n 30 -- "$scratch/$2.log" >&2
    return 1
  fi
}
build . strict ''
build "$scratch/fast" fast "$fast"

# seconds WHICH REPLICATES: processor seconds of one run, without what is solved before the first replicate.
seconds() {
  local TIMEFORMAT='%U'
  { time "$scratch/build-$1/tripart" run "$scenario" -n "$2" -j 1 --quiet --force -o "$scratch/out-$1" >"$scratch/said" 2>&1; } 2>&1
}
for _ in $(seq "$pairs"); do
  for which in strict fast; do
    whole=$(seconds "$which" "$replicates")
    before=$(seconds "$which" 1)
    printf '%s %s %s\n' "$which" "$whole" "$before"
  done
done >"$scratch/times"
python3 - "$scratch/times" <<'PY'
import statistics
import sys

ratios = []
strict = None
for line in open(sys.argv[1], encoding="utf-8"):
    which, whole, before = line.split()
    play = float(whole) - float(before)
    if which == "strict":
        strict = play
    else:
        ratios.append(strict / play)
ratios.sort()
print(f"strict / fast: median {statistics.median(ratios):.3f} of {len(ratios)} pairs, {ratios[0]:.3f} to {ratios[-1]:.3f}")
PY
