#!/usr/bin/env bash
# What reproducible bits cost: the program as it is built, against the same source in a scratch folder without some rule: its
# expressions may be contracted (`contraction`), divisions become products and zeros lose their sign (`arithmetic`), Eigen use
# vectors (`eigen`), the compiler use all of this processor everywhere (`processor`), or all of it (`all`). It may never
# reassociate, since our exp and log round by adding a large number and taking it away again. All play the same run in turn,
# on one thread of an otherwise idle machine.
# Usage: benchmarks/strict.sh [PAIRS [SCENARIO [REPLICATES [FREEDOM...]]]]   (default: 9 pairs of 200,000 of NAFTA, all)
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
pairs=${1:-9} scenario=${2:-scenarios/nafta-2018.yaml} replicates=${3:-200000}
freedoms=("${@:4}")
[ "${#freedoms[@]}" -gt 0 ] || freedoms=(all)

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

# build NAME SOURCE [OPTION...]
build() {
  if ! { cmake -S "$2" -B "$scratch/build-$1" -G Ninja -DCMAKE_UNITY_BUILD=ON -DTRIPART_TESTS=OFF -DTRIPART_CONTRACTS=OFF \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS="${*:3}" &&
    cmake --build "$scratch/build-$1" --target tripart; } >"$scratch/$1.log" 2>&1; then
    tail -n 30 -- "$scratch/$1.log" >&2
    return 1
  fi
}
# build_free FREEDOM
build_free() {
  local source=$scratch/$1 options=() known=0
  mkdir -- "$source"
  cp -r -- CMakeLists.txt sim include scenarios "$source/"
  allows() { [ "$2" = "$1" ] || [ "$2" = all ]; }
  if allows contraction "$1"; then
    sed -i 's/-ffp-contract=off/-ffp-contract=fast/' "$source/CMakeLists.txt"
    known=1
  fi
  if allows eigen "$1"; then
    sed -i 's/EIGEN_DONT_VECTORIZE //' "$source/CMakeLists.txt"
    known=1
  fi
  if allows processor "$1"; then
    options+=(-march=native)
    known=1
  fi
  if allows arithmetic "$1"; then
    options+=(-fno-math-errno -fno-trapping-math -fno-signed-zeros -freciprocal-math)
    sed -i '/MATCHES "-ffast-math/,/endif()/d' "$source/CMakeLists.txt"
    sed -i '/__FAST_MATH__/,/#endif/d' "$source/include/tripart/core/math.hpp"
    known=1
  fi
  if [ "$known" -eq 0 ]; then
    printf 'no freedom is called %s\n' "$1" >&2
    return 64
  fi
  build "$1" "$source" "${options[@]}"
}
build strict .
for freedom in "${freedoms[@]}"; do
  build_free "$freedom"
done

# seconds WHICH REPLICATES: processor seconds of one run, without what is solved before the first replicate.
seconds() {
  local TIMEFORMAT='%U'
  { time "$scratch/build-$1/tripart" run "$scenario" -n "$2" -j 1 --quiet --force -o "$scratch/out-$1" >"$scratch/said" 2>&1; } 2>&1
}
for _ in $(seq "$pairs"); do
  for which in strict "${freedoms[@]}"; do
    whole=$(seconds "$which" "$replicates")
    before=$(seconds "$which" 1)
    printf '%s %s %s\n' "$which" "$whole" "$before"
  done
done >"$scratch/times"
python3 - "$scratch/times" <<'PY'
import statistics
import sys

ratios = {}
strict = None
for line in open(sys.argv[1], encoding="utf-8"):
    which, whole, before = line.split()
    play = float(whole) - float(before)
    if which == "strict":
        strict = play
    else:
        ratios.setdefault(which, []).append(strict / play)
for which, list_ in ratios.items():
    print(f"strict / {which}: median {statistics.median(list_):.3f} of {len(list_)} pairs, {min(list_):.3f} to {max(list_):.3f}")
PY
