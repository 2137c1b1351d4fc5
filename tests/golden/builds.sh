#!/usr/bin/env bash
# Builds the program with other compilers, optimisation levels and processors in mind, and plays every golden run with each:
# the digests are those kept here. A build takes minutes, so this belongs to the long tier.
# Usage: builds.sh SCRATCH_FOLDER [BUILD...]   (default: all of them; `builds.sh --list` names them)
#
# A build for a processor that this machine is not is said to be skipped.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/golden/runs.sh
source "$here/runs.sh"

# NAME COMPILER OPTION...
all_builds='
gcc-O0       g++     -O0
gcc-O2       g++     -O2
gcc-O3       g++     -O3
gcc-O2-v3    g++     -O2 -march=x86-64-v3
gcc-O3-v3    g++     -O3 -march=x86-64-v3
gcc-O3-v4    g++     -O3 -march=x86-64-v4
clang-O0     clang++ -O0
clang-O2     clang++ -O2
clang-O3     clang++ -O3
clang-O3-v3  clang++ -O3 -march=x86-64-v3
clang-O3-v4  clang++ -O3 -march=x86-64-v4
'
names() { sed -n 's/^\([a-zO0-9-]*\) .*/\1/p' <<<"$all_builds"; }
if [ "${1-}" = --list ]; then
  names
  exit
fi
scratch=$1
shift
wanted=("$@")
[ "$#" -gt 0 ] || mapfile -t wanted < <(names)
mkdir -p -- "$scratch"

runs_here() {
  case $1 in
    *-v3) grep -qm1 '^flags.* avx2 .*' /proc/cpuinfo ;;
    *-v4) grep -qm1 '^flags.* avx512vl.*' /proc/cpuinfo ;;
  esac
}

failed=0 good=0
for name in "${wanted[@]}"; do
  read -ra words <<<"$(sed -n "s/^$name  *//p" <<<"$all_builds")"
  if [ "${#words[@]}" -lt 2 ]; then
    printf 'no build is called %s\n' "$name" >&2
    exit 64
  fi
  if ! runs_here "$name"; then
    printf '%s: skipped, not this processor\n' "$name"
    continue
  fi
  folder=$scratch/$name
  printf '%s: building with %s\n' "$name" "${words[*]}"
  if ! { cmake -S "$here/../.." -B "$folder" -G Ninja -DTRIPART_TESTS=OFF -DCMAKE_UNITY_BUILD=ON -DCMAKE_BUILD_TYPE= \
    -DCMAKE_CXX_COMPILER="${words[0]}" -DCMAKE_CXX_FLAGS="${words[*]:1}" &&
    cmake --build "$folder" --target tripart; } >"$folder.said" 2>&1; then
    tail -n 30 -- "$folder.said" >&2
    exit 1
  fi
  while read -r run; do
    "$here/ways.sh" "$folder/tripart" "$run" "$scratch/$name-$run" threads-2 || failed=1
  done < <(golden_names)
  good=$((good + 1))
  rm -rf -- "$folder"
done
[ "$failed" -eq 0 ] && [ "$good" -gt 0 ]
