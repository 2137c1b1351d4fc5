#!/usr/bin/env bash
# A sweep on a real Slurm of two nodes that breaks while it runs, and must end with the bytes of the same sweep on one
# thread without Slurm.
# Usage: cluster_test.sh TRIPART some|all
#   some   a task is killed with SIGKILL, a node dies and is declared dead (two minutes)
#   all    also: the controller is killed right after the submission and loses the jobs, and is killed once more while tasks
#          run; a node dies undeclared; a node's daemon dies alone and the old copy of its shard wakes up after the new one
#          is through; a task is cancelled and sent again; arrays of at most 40 tasks (ten minutes)
set -euo pipefail

program=$(realpath -- "$1")
extent=$2
here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cluster=$(mktemp -d /tmp/tripart-slurm.XXXXXX)
# shellcheck source=tests/slurm/local_slurm.sh
. "$here/local_slurm.sh"
# shellcheck source=tests/slurm/sweep_files.sh
. "$here/sweep_files.sh"

ended() {
  local status=$?
  trap - EXIT
  if [ "$status" -ne 0 ]; then
    printf 'cluster test: FAILED (status %s)\n' "$status" >&2
    { scontrol show job "${task:-1}"; squeue --array --states=all; tail -n 5 "$out"/slurm/log/*; tail -n 5 "$cluster"/log/*; } >&2 2>/dev/null || true
  fi
  cluster_stop || status=1
  rm -rf -- "$cluster"
  exit "$status"
}
trap ended EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

case $extent in
  some) points=16 shards=8 replicates=100000 ;;
  all) points=64 shards=64 replicates=150000 ;;
  *) exit 64 ;;
esac
files="$cluster/Ana's \"files\" \$x;%a"
out="$files/out of it"
sweep="$files/patience.yaml"

say() { printf '%4s s: %s\n' "$SECONDS" "$*"; }
fail() {
  printf 'cluster test: error: %s\n' "$*" >&2
  exit 1
}
tripart() { "$program" "$@"; }
send() { tripart slurm "$sweep" --shards "$shards" -o "$out" --memory=100M --time=30 --submit 2>"$cluster/said"; }
status_is() {  # status_is STATUS: 0 or 75
  local status=0
  tripart slurm --status "$out" >"$cluster/status" || status=$?
  cat "$cluster/status"
  [ "$status" -eq "$1" ] || fail "--status ended with $status, expected $1"
}

shard_of() { tr '\0' '\n' <"/proc/$1/cmdline" 2>/dev/null | grep -x "[0-9]*/$shards" | cut -d/ -f1 || true; }
folder_of() { printf '%s/shards/%0*d-of-%d' "$out" "${#shards}" "$1" "$shards"; }
variable_of() { tr '\0' '\n' <"/proc/$1/environ" 2>/dev/null | sed -n "s/^$2=//p"; }
# Catches a process in the middle of a shard on a node, and puts it to sleep there. Sets `player`, its `shard` and its
# `task`, 12_7 for Slurm.
catches() {
  for player in $(job_processes "$1"); do
    shard=$(shard_of "$player")
    task=$(variable_of "$player" SLURM_ARRAY_JOB_ID)_$(variable_of "$player" SLURM_ARRAY_TASK_ID)
    if [[ -n $shard && $task == [0-9]*_[0-9]* && -n $(ls "$(folder_of "$shard")/attempts" 2>/dev/null) ]] &&
      kill -STOP "$player" 2>/dev/null; then
      # A controller that was restarted may know nothing of it.
      if is_alive "$player" && [ ! -e "$(folder_of "$shard")/manifest.json" ] &&
        [ "$(timeout 10 squeue -h -j "$task" -t RUNNING -o %N 2>/dev/null)" = "$1" ]; then
        return 0
      fi
      kill -CONT "$player" 2>/dev/null || true
    fi
  done
  return 1
}
catch_on() {
  until_true 120 catches "$1" || fail "no shard begins on $1"
  restarts=$(restarts_of "$task")
}
queue_is_empty() { [ -z "$(squeue -h -t PENDING,RUNNING,CONFIGURING,SUSPENDED,COMPLETING 2>&1)" ]; }
drain() {
  local last=$((SECONDS + 900))
  until queue_is_empty; do
    [ "$SECONDS" -lt "$last" ] || fail 'the queue does not empty'
    release_requeued >/dev/null 2>&1
    sleep 0.5
  done
}
must_be_gone() { until_true 10 is_dead "$1" || fail "process $1 lives on"; }
restarts_of() { timeout 10 scontrol --oneliner show job "$1" | sed -n 's/.* Restarts=\([0-9]*\).*/\1/p'; }
is_requeued() { [ "$(restarts_of "$task")" -gt "$restarts" ]; }
jobs_are_gone() { ! scontrol show job "$1" >/dev/null 2>&1; }

write_sweep "$files" "$points" "$replicates"
max_array_size=41
[ "$extent" = all ] || max_array_size=1001
cluster_start 2
say 'Slurm is up'

tripart sweep "$sweep" -o "$cluster/alone" --jobs 1 --quiet >/dev/null
say "the sweep of $points points is played without it"

send || fail "$(cat "$cluster/said")"
cat "$cluster/said"
if [ "$extent" = all ]; then
  [ "$(grep -c '^job .*shards' "$cluster/said")" -eq 2 ] || fail 'not in two arrays, though one holds 40 tasks'
  first=$(sed -n 's/^job \([0-9]*\): shards.*/\1/p' "$cluster/said" | head -n 1)
  controller_kill
  for node in "${nodes[@]}"; do node_kill "$node"; done
  rm -rf -- "$cluster"/state/*
  controller_start
  for node in "${nodes[@]}"; do node_return "$node"; done
  jobs_are_gone "$first" || fail 'the controller has not lost the jobs'
  say 'the controller was killed right behind the submission, and the jobs are lost'
  send || fail "$(cat "$cluster/said")"
  cat "$cluster/said"
  [ "$(sed -n 's/^job \([0-9]*\): shards.*/\1/p' "$cluster/said" | head -n 1)" = "$first" ] || fail 'no number was given again'
fi

catch_on n1
killed=$shard
kill -KILL "$player"
must_be_gone "$player"
say "shard $killed was killed with SIGKILL"

catch_on n2
node_kill n2 declared
must_be_gone "$player"
until_true 30 is_requeued || fail "shard $shard is not put back into the queue"
say "n2 died with shard $shard and was declared dead"
node_return n2

if [ "$extent" = all ]; then
  catch_on n1
  sleep 7  # a controller saves what it knows every five seconds; what it forgets here would be another test
  controller_kill
  sleep 1
  controller_start
  kill -CONT "$player"
  say "the controller was killed while n1 played shard $shard"

  catch_on n1
  node_kill n1
  must_be_gone "$player"
  until_true 120 is_requeued || fail 'nobody misses n1'
  say "n1 died with shard $shard, and the controller found out"
  node_return n1

  catch_on n2
  cancelled=$shard
  scancel "$task"  # which wakes it up
  must_be_gone "$player"
  say "shard $cancelled was cancelled"

  # Last, since what is put back waits two minutes, in which all other tasks may end.
  catch_on n2
  old=$player copied=$shard
  node_daemon_kill n2
  scontrol update NodeName=n2 State=DOWN Reason=test
  say "n2's daemon died, and shard $copied sleeps there"
  until_true 30 is_requeued || fail "shard $copied is not put back into the queue"
  scontrol update "JobId=$task" StartTime=now Priority=4000000000
  copy_is_through() { [ -s "$(folder_of "$copied")/manifest.json" ]; }
  # A controller that is busy keeps it waiting whatever its start is set to.
  until_true 300 copy_is_through || fail "the second copy of shard $copied does not end"
  is_alive "$old" || fail 'the first copy is gone'
  kill -CONT "$old"
  until_true 60 is_dead "$old" || fail "the first copy of shard $copied does not end"
  say "its second copy is through, and the first one woke up and ended as well"
  node_return n2
fi

status_is 75
drain
say 'the queue is empty'
tail -n 3 "$out/slurm/log/merge.log"
[ ! -e "$out/manifest.json" ] || fail 'merged without all shards'
grep -qw -- "$killed" "$out/slurm/log/merge.log" || fail "the merge does not name shard $killed"
status_is 75
grep -q -- '--submit' "$cluster/status" || fail 'the status names no command'

send || fail "$(cat "$cluster/said")"
cat "$cluster/said"
expected=$killed
[ "$extent" = some ] || expected=$(printf '%s\n' "$killed" "$cancelled" | sort -nu | paste -sd,)
grep '^job .*shards' "$cluster/said" | sed 's/.*shards //' | paste -sd, | grep -qx -- "$expected" ||
  fail "sent others than what is missing, $expected"
drain
status_is 0
same_results "$cluster/alone" "$out" || fail 'the bytes differ'
send || fail 'a finished sweep cannot be sent again'
grep -q 'nothing to send' "$cluster/said" || fail 'sends what is finished'
say 'passed: the bytes are those of one thread'
