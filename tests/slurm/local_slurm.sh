# shellcheck shell=bash
# A Slurm of our own on one machine, for tests that break it: without systemd, cgroups or accounting, all of it below
# one folder, which must have a short name without blanks. Sourced by tests; every function works on $cluster.
#
#   cluster=$(mktemp -d /tmp/slurm.XXXXXX); trap cluster_stop EXIT; cluster_start NODES
#
# NODES virtual nodes n1, n2, ... of one processor each share this machine. Needs the Debian packages slurm-wlm and munge,
# and that the host's name stands for an address.

: "${cluster:?}"
export PATH=$PATH:/usr/sbin:/sbin
declare -A daemon=()  # process of munged, controller, n1, n2, ...

cluster_fail() {
  printf 'local slurm: error: %s\n' "$*" >&2
  tail -n 8 "$cluster"/log/* >&2 2>/dev/null || true
  return 1
}

# until_true SECONDS COMMAND...: tries it ten times a second.
until_true() {
  local last=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$last" ] || return 1
    sleep 0.1
  done
}

is_alive() { [ -e "/proc/${1:-none}" ] && ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; }
is_dead() { ! is_alive "$1"; }

# Each daemon stays in the foreground of a session of its own, so that its number is known and Ctrl-C ends the test first.
start_daemon() {
  local name=$1
  shift
  setsid "$@" >>"$cluster/log/$name.out" 2>&1 </dev/null &
  daemon[$name]=$!
  disown
}
end_daemon() {
  local process=${daemon[$1]:-}
  unset "daemon[$1]"
  is_alive "$process" || return 0
  kill -TERM "$process" 2>/dev/null || true
  until_true 5 is_dead "$process" || kill -KILL "$process" 2>/dev/null || true
}

free_port() {
  local port
  for port in $(shuf -i 17000-31999 -n 50); do
    if ! (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; then
      echo "$port"
      return 0
    fi
  done
  return 1
}

write_configuration() {
  local node
  cat <<TEXT
ClusterName=tripart
SlurmctldHost=$host($address)
SlurmctldPort=$(free_port)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$cluster/munge/s
CredType=cred/munge
# only the address that the host's name stands for
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
MpiDefault=none
SwitchType=switch/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc=$cluster/log/finished
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool/%n
SlurmctldPidFile=$cluster/run/controller
SlurmdPidFile=$cluster/run/%n
SlurmctldLogFile=$cluster/log/controller.log
SlurmdLogFile=$cluster/log/%n.log
MaxArraySize=${max_array_size:-1001}
# A dead node is noticed in half a minute instead of five; finished jobs are shown for an hour.
SlurmctldTimeout=10
SlurmdTimeout=6
KillWait=5
MessageTimeout=10
InactiveLimit=0
MinJobAge=3600
ReturnToService=2
JobRequeue=1
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=2,bf_interval=2,sched_min_interval=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
TEXT
  for node in "${nodes[@]}"; do
    # Without RealMemory a node has 1 MB, and no job may ask for more.
    echo "NodeName=$node NodeHostname=$host NodeAddr=$address Port=$(free_port) CPUs=1 RealMemory=4000 State=UNKNOWN"
  done
  echo 'PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP'
}

munge_answers() { munge --no-input --socket="$cluster/munge/s" >/dev/null 2>&1; }
controller_answers() { timeout 5 scontrol ping 2>/dev/null | grep -q 'is UP'; }
# The saved state of earlier times may call a node idle too: only after it has registered does that count.
node_answers() {
  case $(timeout 5 sinfo -h -N -n "$1" -o %T 2>/dev/null) in
    idle | mixed | allocated | completing) timeout 5 scontrol show node "$1" | grep -q 'SlurmdStartTime=[0-9]' ;;
    *) return 1 ;;
  esac
}

controller_start() {
  start_daemon controller slurmctld -D -f "$SLURM_CONF"
  until_true 30 controller_answers || cluster_fail 'the controller does not answer'
}
controller_kill() {
  local process=${daemon[controller]}
  kill -KILL "$process"
  until_true 5 is_dead "$process"
}
node_start() {
  mkdir -p "$cluster/spool/$1"
  start_daemon "$1" slurmd -D -N "$1" -f "$SLURM_CONF"
}
node_return() {
  node_start "$1"
  timeout 10 scontrol update "NodeName=$1" State=RESUME 2>/dev/null || true
  until_true 60 node_answers "$1" || cluster_fail "node $1 does not come back"
}

# slurmd and slurmstepd of a node, or of all: each holds the node's log open. (slurmstepd writes over its environment.)
node_daemons() {
  local entry
  for entry in $({ grep -lxE 'slurmd|slurmstepd' /proc/[0-9]*/comm || true; } 2>/dev/null); do
    entry=${entry%/comm}
    if find "$entry/fd" -lname "$cluster/log/${1:-n*}.log" 2>/dev/null | grep -q .; then echo "${entry#/proc/}"; fi
  done
}
# Processes of jobs on a node, or on all, orphans too.
job_processes() {
  local entry
  for entry in $({ grep -lzxF "SLURM_CONF=$SLURM_CONF" /proc/[0-9]*/environ || true; } 2>/dev/null); do
    if grep -qz '^SLURM_JOB_ID=' "$entry" 2>/dev/null && grep -qzx "SLURMD_NODENAME=${1:-.*}" "$entry" 2>/dev/null; then
      entry=${entry%/environ}
      echo "${entry#/proc/}"
    fi
  done
}

# A power failure: nothing of the node says goodbye. The controller finds out by itself, or is told with `declared`.
node_kill() {
  local process
  for process in $(node_daemons "$1"); do kill -STOP "$process" 2>/dev/null || true; done
  for process in $(node_daemons "$1") $(job_processes "$1"); do kill -KILL "$process" 2>/dev/null || true; done
  unset "daemon[$1]"
  if [ "${2:-}" = declared ]; then
    timeout 10 scontrol update "NodeName=$1" State=DOWN Reason=killed
  fi
}
# The node's daemon alone dies; what it started lives on.
node_daemon_kill() {
  kill -KILL "${daemon[$1]}"
  unset "daemon[$1]"
}

# Slurm lets requeued jobs wait for two minutes.
release_requeued() {
  local job
  for job in $(timeout 10 squeue -h -r -t PENDING -O 'JobArrayID:40,RestartCnt:12' | awk '$2 > 0 { print $1 }'); do
    timeout 10 scontrol update "JobId=$job" StartTime=now || true
  done
}

cluster_start() {
  local tool number
  for tool in munged munge slurmctld slurmd sbatch squeue scontrol; do
    command -v "$tool" >/dev/null || { cluster_fail "$tool is missing: ./setup.sh test slurm"; return 1; }
  done
  host=$(hostname -s)
  address=$(getent ahostsv4 "$host" | awk 'NR == 1 { print $1 }')
  [ -n "$address" ] || { cluster_fail "this host's name stands for no address: add '127.0.0.1 $host' to /etc/hosts"; return 1; }
  nodes=()
  for number in $(seq "$1"); do nodes+=("n$number"); done
  mkdir -p "$cluster"/{munge,run,log,state,spool}
  chmod 0755 "$cluster" "$cluster"/{munge,run,log,state,spool}
  (umask 0077 && head -c 128 /dev/urandom >"$cluster/munge/key")
  export SLURM_CONF=$cluster/slurm.conf
  write_configuration >"$SLURM_CONF"
  start_daemon munged munged --foreground --force --num-threads=2 --socket="$cluster/munge/s" \
    --key-file="$cluster/munge/key" --pid-file="$cluster/run/munged" --seed-file="$cluster/munge/seed"
  until_true 10 munge_answers || { cluster_fail 'munged does not answer'; return 1; }
  controller_start
  for number in "${nodes[@]}"; do node_start "$number"; done
  for number in "${nodes[@]}"; do
    until_true 60 node_answers "$number" || { cluster_fail "node $number does not answer"; return 1; }
  done
}

# Ends all of it, whatever state it is in, and fails if anything lives on.
cluster_stop() {
  local process left
  [ -n "${SLURM_CONF:-}" ] || return 0
  end_daemon controller
  for process in "${nodes[@]}"; do end_daemon "$process"; done
  for process in $(node_daemons) $(job_processes); do kill -KILL "$process" 2>/dev/null || true; done
  end_daemon munged
  sleep 0.2
  left="$(node_daemons) $(job_processes)"
  [ -z "${left// /}" ] || cluster_fail "still alive: $left"
}
