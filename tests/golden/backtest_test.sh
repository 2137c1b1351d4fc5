#!/usr/bin/env bash
# Scores the shipped cases on one and on two threads and with every instruction set that this processor has, and compares
# every CSV with the digests kept here, byte for byte; cases.csv, which names the scenarios with all defaults, only with itself.
# Usage: backtest_test.sh PROGRAM SCRATCH_FOLDER
#        backtest_test.sh --update PROGRAM   writes the digests anew
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

# score PROGRAM JOBS FOLDER
score() {
  "$1" backtest "$here/../../scenarios/history/cases.yaml" -n 200 --jitters 2 -s 1 -j "$2" --quiet -o "$3" >"$3.table"
}
digests() {
  (cd -- "$1" && LC_ALL=C sha256sum -- *.csv | grep -v ' cases.csv$')
}

if [ "$1" = --update ]; then
  scratch=$(mktemp -d)
  trap 'rm -rf -- "$scratch"' EXIT
  score "$2" 2 "$scratch/run" 2>"$scratch/errors"
  digests "$scratch/run" >"$here/backtest.sha256"
  exit
fi
program=$1 scratch=$2
rm -rf -- "$scratch"
mkdir -p -- "$scratch"
status=0
compared=''
for way in 1:baseline 1:avx2 1:avx512 2:; do
  jobs=${way%:*} isa=${way#*:} run=$scratch/jobs-$way
  unset TRIPART_ISA
  [ -z "$isa" ] || export TRIPART_ISA=$isa
  refused=0
  score "$program" "$jobs" "$run" 2>"$run.errors" || refused=$?
  if [ "$refused" -eq 64 ] && grep -q 'this processor offers' "$run.errors"; then
    printf 'backtest: skipped, this processor has no %s\n' "$isa"
    continue
  fi
  [ "$refused" -eq 0 ] || { cat -- "$run.errors" >&2; exit "$refused"; }
  diff -u --label expected --label "$jobs threads, ${isa:-widest}" "$here/backtest.sha256" <(digests "$run") || status=1
  if [ -n "$compared" ] && ! { diff -r "$compared" "$run" && diff "$compared.table" "$run.table"; }; then
    status=1
  fi
  compared=$run
done
if [ "$status" -ne 0 ]; then
  printf 'backtest: results have changed. If they should, say why in the commit and run tests/golden/backtest_test.sh --update PROGRAM\n' >&2
fi
exit "$status"
