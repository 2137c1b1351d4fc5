# shellcheck shell=bash
# The golden runs, one per line of `golden_runs`: NAME SCENARIO REPLICATES. Sourced by golden_test.sh and update.sh.
golden_runs='
nafta-2018         nafta-2018.yaml          2000
no-threats         no-threats.yaml          2000
mexico-80-percent  mexico-80-percent.yaml   2000
rubinstein         textbook/rubinstein.yaml 2000
'

# golden_run_named NAME: its SCENARIO and REPLICATES.
golden_run_named() {
  local name scenario replicates
  while read -r name scenario replicates; do
    if [ "$name" = "$1" ]; then
      printf '%s %s\n' "$scenario" "$replicates"
      return
    fi
  done <<<"$golden_runs"
  printf 'no golden run is called %s\n' "$1" >&2
  return 64
}

# play PROGRAM NAME JOBS FOLDER: the run itself, seed 1; a traced story and all files are part of what must not change.
play() {
  local scenario replicates
  read -r scenario replicates <<<"$(golden_run_named "$2")"
  "$1" run "$(dirname -- "${BASH_SOURCE[0]}")/../../scenarios/$scenario" -n "$replicates" -s 1 -j "$3" \
    --keep all --trace 2 --quiet -o "$4" >"$4.table"
}

# digests FOLDER: one line per CSV.
digests() {
  (cd -- "$1" && LC_ALL=C sha256sum -- *.csv)
}
