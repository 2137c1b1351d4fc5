# shellcheck shell=bash
# The golden runs, one per line of `golden_runs`: NAME SCENARIO REPLICATES. Every scenario that can be played without tables
# that are not ours is one of them; more than 1,024 replicates are several blocks of work. Sourced by the scripts beside it.
golden_runs='
nafta-2018                   nafta-2018.yaml                     6000
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

# The golden studies make tables of their own, most of them of many runs.
golden_studies='backtest durations sweep patience morris one-at-a-time tournament calibration priors payoffs tariffs'

# golden_names: all of both, one per line.
golden_names() {
  sed -n 's/ .*//; /./p' <<<"$golden_runs"
  printf '%s\n' "${golden_studies// /$'\n'}"
}

# play PROGRAM NAME JOBS FOLDER [OPTION...]: seed 1, with a traced story and all files of a run, for they are part of what
# must not change; what is printed goes into FOLDER.table. `shards` is the sweep again, in three shards and merged.
play() {
  local tool=$1 jobs=$3 folder=$4 here scenario replicates shard
  here=$(dirname -- "${BASH_SOURCE[0]}")
  local shipped=$here/../../scenarios common=(-s 1 -j "$jobs" --quiet -o "$folder" "${@:5}")
  {
    case $2 in
      backtest) "$tool" backtest "$shipped/history/cases.yaml" -n 200 --jitters 2 "${common[@]}" ;;
      durations)
        "$tool" backtest "$shipped/history/us-agreement-launch.yaml" -n 200 \
          --durations "$shipped/history/us-agreement-durations.csv" "${common[@]}"
        ;;
      patience) "$tool" sweep "$shipped/sweeps/patience.yaml" -n 3 "${common[@]}" && "$tool" sensitivity "$folder" ;;
      morris | one-at-a-time) "$tool" sweep "$here/$2.yaml" "${common[@]}" && "$tool" sensitivity "$folder" ;;
      priors) "$tool" run "$shipped/nafta-2018.yaml" -n 500 --prior-predictive "${common[@]}" ;;
      payoffs) "$tool" payoffs "$shipped/nafta-2018.yaml" --details first -s 1 -j "$jobs" -o "$folder" "${@:5}" ;;
      tariffs) "$tool" tariffs "$shipped/nafta-2018.yaml" -j "$jobs" -o "$folder" "${@:5}" ;;
      sweep) "$tool" sweep "$here/sweep.yaml" "${common[@]}" && "$tool" sensitivity "$folder" ;;
      shards)
        for shard in 3 1 2; do
          "$tool" sweep "$here/sweep.yaml" --shard "$shard/3" "${common[@]}" || return
        done
        "$tool" merge "$folder" && "$tool" sensitivity "$folder"
        ;;
      tournament) "$tool" tournament "$shipped/tournaments/nafta-2018-tougher.yaml" -n 100 "${common[@]}" ;;
      calibration) "$tool" calibrate "$here/calibration.yaml" --leave-one-out "${common[@]}" ;;
      *)
        read -r scenario replicates <<<"$(golden_run_named "$2")"
        "$tool" run "$shipped/$scenario" -n "$replicates" --keep all --trace 2 "${common[@]}"
        ;;
    esac
  } | sed "s|$folder|FOLDER|g" >"$folder.table"
}

# digests FOLDER: one line per CSV, but for the one that names scenarios with all their defaults.
digests() {
  (cd -- "$1" && find . \( -path ./inputs -o -path ./shards \) -prune -o -name '*.csv' ! -name cases.csv -printf '%P\0' |
    LC_ALL=C sort -z | xargs -0 sha256sum --)
}
