#!/usr/bin/env bash
# The shards of a sweep under GNU parallel, merged: the bytes of the sweep in one piece, on one thread.
# Usage: parallel_test.sh TRIPART
set -euo pipefail

program=$(realpath -- "$1")
here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
# shellcheck source=tests/slurm/sweep_files.sh
. "$here/sweep_files.sh"
export PARALLEL_HOME=$scratch/parallel  # it would write into the user's folder
command -v parallel >/dev/null || { echo 'GNU parallel is missing: ./setup.sh test' >&2; exit 1; }

write_sweep "$scratch" 9 2000
"$program" sweep "$scratch/patience.yaml" -o "$scratch/alone" --jobs 1 --quiet >/dev/null

status=0
"$program" merge "$scratch/out" 2>"$scratch/said" || status=$?
[ "$status" -ne 0 ] || { echo 'merges what is not there' >&2; exit 1; }

# More shards than points, and each is played twice, at the same time.
parallel --jobs 3 "'$program'" sweep "$scratch/patience.yaml" --shard '{1}/12' -o "$scratch/out" --jobs 1 --quiet \
  ::: {1..12} ::: first second >/dev/null
"$program" merge "$scratch/out"
same_results "$scratch/alone" "$scratch/out"
