# shellcheck shell=bash
# The golden runs, one per line of `golden_runs`: NAME SCENARIO REPLICATES. Every scenario that can be played without tables
# that are not ours is one of them; more than 4,096 replicates are two blocks of work. Sourced by the scripts beside it.
golden_runs='
nafta-2018                   nafta-2018.yaml                     2000
no-threats                   no-threats.yaml                     2000
mexico-80-percent            mexico-80-percent.yaml              2000
auto-tariff                  auto-tariff.yaml                    500
steel-tariffs-no-deal        steel-tariffs-no-deal.yaml          500
bilateral-first              bilateral-first.yaml                500
trilateral-only              trilateral-only.yaml                500
mexican-election             mexican-election.yaml               500
hub-and-spoke                hub-and-spoke.yaml                  500
stacked-alternating-offers   stacked-alternating-offers.yaml     500
template                     template.yaml                       500
starter                      starter.yaml                        500
condorcet                    textbook/condorcet.yaml             5000
fearon                       textbook/fearon.yaml                5000
logrolling                   textbook/logrolling.yaml            5000
outside-option               textbook/outside-option.yaml        5000
payoff-table                 textbook/payoff-table.yaml          5000
rubinstein                   textbook/rubinstein.yaml            2000
setter-ratifier              textbook/setter-ratifier.yaml       5000
three-party-unanimity        textbook/three-party-unanimity.yaml 5000
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

# play PROGRAM NAME JOBS FOLDER [OPTION...]: the run itself, seed 1; a traced story and all files are part of what must not
# change.
play() {
  local scenario replicates
  read -r scenario replicates <<<"$(golden_run_named "$2")"
  "$1" run "$(dirname -- "${BASH_SOURCE[0]}")/../../scenarios/$scenario" -n "$replicates" -s 1 -j "$3" \
    --keep all --trace 2 --quiet -o "$4" "${@:5}" >"$4.table"
}

# digests FOLDER: one line per CSV.
digests() {
  (cd -- "$1" && LC_ALL=C sha256sum -- *.csv)
}
