#!/usr/bin/env bash
# Plays a golden run or study on one and on two threads and with every instruction set that this processor has, and compares every
# CSV, byte for byte, with the digests kept here: the same on every compiler, optimisation level, number of threads and width
# of the vectors. With --once, as for a sanitizer, only on two threads with the widest.
# Usage: golden_test.sh PROGRAM NAME SCRATCH_FOLDER [DIGESTS | --once]
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/golden/runs.sh
source "$here/runs.sh"

program=$1 name=$2 scratch=$3
expected=${4:-$here/$name.sha256}
ways=(1:baseline 1:avx2 1:avx512 2:)
if [ "$expected" = --once ]; then
  expected=$here/$name.sha256 ways=(2:)
fi
rm -rf -- "$scratch"
mkdir -p -- "$scratch"
status=0
compared=''
for way in "${ways[@]}"; do
  jobs=${way%:*} isa=${way#*:} run=$scratch/jobs-$way
  unset TRIPART_ISA
  [ -z "$isa" ] || export TRIPART_ISA=$isa
  refused=0
  play "$program" "$name" "$jobs" "$run" 2>"$run.errors" || refused=$?
  if [ "$refused" -eq 64 ] && grep -q 'this processor offers' "$run.errors"; then
    printf '%s: skipped, this processor has no %s\n' "$name" "$isa"
    continue
  fi
  cat -- "$run.errors" >&2
  [ "$refused" -eq 0 ] || exit "$refused"
  if ! diff -u --label expected --label "$jobs threads, ${isa:-widest}" "$expected" <(digests "$run"); then
    status=1
  fi
  # What is not a CSV must not know how it was run either; attempts/ tells how a run went and may.
  if [ -n "$compared" ] && ! { diff -r --exclude=attempts "$compared" "$run" && diff "$compared.table" "$run.table"; }; then
    status=1
  fi
  compared=$run
done
if [ "$status" -ne 0 ]; then
  printf '%s: results have changed. If they should, say why in the commit, raise the results version and run tests/golden/update.sh\n' "$name" >&2
else
  rm -rf -- "$scratch"
fi
exit "$status"
