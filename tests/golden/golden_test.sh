#!/usr/bin/env bash
# Plays a golden run on one and on two threads and compares every CSV, byte for byte, with the digests kept here: the same
# on every compiler, optimisation level and number of threads.
# Usage: golden_test.sh PROGRAM NAME SCRATCH_FOLDER [DIGESTS]
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/golden/runs.sh
source "$here/runs.sh"

program=$1 name=$2 scratch=$3
expected=${4:-$here/$name.sha256}
rm -rf -- "$scratch"
mkdir -p -- "$scratch"
status=0
for jobs in 1 2; do
  play "$program" "$name" "$jobs" "$scratch/jobs-$jobs"
  if ! diff -u --label expected --label "on $jobs threads" "$expected" <(digests "$scratch/jobs-$jobs"); then
    status=1
  fi
done
# What is not a CSV must not know the number of threads either; attempts/ tells how a run went and may.
if ! diff -r --exclude=attempts "$scratch/jobs-1" "$scratch/jobs-2" ||
  ! diff "$scratch/jobs-1.table" "$scratch/jobs-2.table"; then
  status=1
fi
if [ "$status" -ne 0 ]; then
  printf '%s: results have changed. If they should, say why in the commit, raise the results version and run tests/golden/update.sh\n' "$name" >&2
else
  rm -rf -- "$scratch"
fi
exit "$status"
