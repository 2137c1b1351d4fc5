#!/usr/bin/env bash
# Shows that golden_test.sh sees what it is there for: one changed digest, one CSV too many or too few must fail and be
# named; a program whose results depend on the number of threads or on the instruction set must fail too.
# Usage: golden_planted.sh PROGRAM NAME SCRATCH_FOLDER
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath -- "$1") name=$2 scratch=$3
rm -rf -- "$scratch"
mkdir -p -- "$scratch"
kept="$here/$name.sha256"

expect_failure() {
  local what=$1 shown=$2
  shift 2
  if "$here/golden_test.sh" "$@" >"$scratch/said" 2>&1; then
    printf '%s passes\n' "$what" >&2
    exit 1
  fi
  if ! grep -qE -e "$shown" "$scratch/said"; then
    printf '%s fails without showing %s:\n' "$what" "$shown" >&2
    cat "$scratch/said" >&2
    exit 1
  fi
}

sed '/outcomes[.]csv/ { s/^0/1/; t; s/^./0/ }' "$kept" >"$scratch/changed"
expect_failure 'a changed digest' '^[+][0-9a-f]{64}  outcomes[.]csv' "$program" "$name" "$scratch/run" "$scratch/changed"
sed '/summary[.]csv/d' "$kept" >"$scratch/fewer"
expect_failure 'a CSV too many' '^[+][0-9a-f]{64}  summary[.]csv' "$program" "$name" "$scratch/run" "$scratch/fewer"
{ cat "$kept"; sed -n '/summary[.]csv/ s/summary/zzz/p' "$kept"; } >"$scratch/more"
expect_failure 'a CSV too few' '^-[0-9a-f]{64}  zzz[.]csv' "$program" "$name" "$scratch/run" "$scratch/more"

# spoiled NAME CONDITION FILE: a program that adds a line to one of its files if it is run in a certain way.
spoiled() {
  cat >"$scratch/$1" <<TEXT
#!/bin/bash
"$program" "\$@" || exit
words=("\$@")
for i in "\${!words[@]}"; do
  [ "\${words[i]}" != -o ] || folder=\${words[i + 1]}
done
if [[ $2 ]]; then
  echo >>"\$folder/$3"
fi
TEXT
  chmod +x "$scratch/$1"
}

# shellcheck disable=SC2016  # the program written expands them
spoiled threaded '" $* " == *" -j 2 "*' manifest.json
expect_failure 'a manifest that knows the threads' 'jobs-2:/manifest.json' "$scratch/threaded" "$name" "$scratch/run"
# shellcheck disable=SC2016
spoiled narrow '$TRIPART_ISA == baseline' outcomes.csv
expect_failure 'a result that knows the instruction set' '^[+]{3} 1 threads, baseline' "$scratch/narrow" "$name" "$scratch/run"

# The other ways one by one, each with a program that knows it; and one that no machine can go. An emulated processor is
# not for scripts, and what has shards is a sweep. 77: this machine cannot go that way.
while read -r way condition; do
  spoiled "knows-$way" "$condition" outcomes.csv
  if "$here/ways.sh" "$scratch/knows-$way" "$name" "$scratch/run" threads-1 "$way" >"$scratch/said" 2>&1 ||
    ! grep -qx "[+][+][+] $way" "$scratch/said" || grep -qx '[+][+][+] threads-1' "$scratch/said"; then
    grep -q "$way: skipped" "$scratch/said" && continue
    printf 'a result that knows the way %s passes:\n' "$way" >&2
    cat "$scratch/said" >&2
    exit 1
  fi
done <<'TEXT'
threads-7 " $* " == *" -j 7 "*
libm-without-fma $GLIBC_TUNABLES
decimal-comma $LC_ALL == de_DE*
turkish $LC_ALL == tr_TR*
time-zone $TZ
folder $PWD == *\"*
resumed " $* " == *" --resume "*
TEXT
if "$here/ways.sh" "$program" "$name" "$scratch/run" nowhere >"$scratch/said" 2>&1; then
  printf 'a way that there is not passes\n' >&2
  exit 1
fi
rm -rf -- "$scratch"
