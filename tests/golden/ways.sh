#!/usr/bin/env bash
# Plays a golden run or study in every way that must not matter: on any number of threads, with any instruction set, with a C library
# that may not use what this processor has, on an old processor, in other locales, time zones and folders, and stopped and
# resumed, a sweep in shards. Each way's CSVs are compared with the digests kept here, byte for byte.
# Usage: ways.sh PROGRAM NAME SCRATCH_FOLDER [WAY...]   (default: all of them; `ways.sh --list` names them)
#
# A way that this machine cannot go is said to be skipped, and counts as neither good nor bad; if none can be gone, the test
# fails.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/golden/runs.sh
source "$here/runs.sh"

all_ways=(threads-1 threads-2 threads-3 threads-7 isa-baseline isa-avx2 isa-avx512 libm-without-fma decimal-comma turkish
          time-zone folder resumed shards old-processor)
if [ "${1-}" = --list ]; then
  printf '%s\n' "${all_ways[@]}"
  exit
fi
program=$(realpath -- "$1") name=$2 scratch=$3
shift 3
ways=("$@")
[ "${#ways[@]}" -gt 0 ] || ways=("${all_ways[@]}")
rm -rf -- "$scratch"
mkdir -p -- "$scratch"
scratch=$(realpath -- "$scratch")

# use_locale NAME: makes the locale in a folder of ours, as a machine for computing has only C. 77: no sources of locales here.
use_locale() {
  command -v localedef >/dev/null && [ -e "/usr/share/i18n/locales/$1" ] || return 77
  mkdir -p -- "$scratch/locales"
  localedef -i "$1" -f UTF-8 "$scratch/locales/$1.UTF-8" 2>"$scratch/localedef.said" || return 77
  export LOCPATH=$scratch/locales LC_ALL=$1.UTF-8
}

# Some studies are over too soon to be stopped, and only a sweep has shards.
has_way() {
  case $1 in
    resumed) [[ " payoffs tariffs durations " != *" $name "* ]] ;;
    shards) [ "$name" = sweep ] ;;
  esac
}

# Stopped a little later each time until it gets through, on one thread, which has the fewest blocks under way. A run that
# takes a while and has a second block must have gone on behind the first once.
play_resumed() {
  local delay=20 status=143
  # shellcheck disable=SC2317  # `play` calls it
  stopped() { timeout --preserve-status -s TERM "$((delay / 1000)).$(printf %03d "$((delay % 1000))")" "$program" "$@"; }
  while [ "$status" -eq 143 ]; do
    status=0
    play stopped "$name" 1 "$1" --resume || status=$?
    delay=$((delay * 5 / 4))
  done
  [ "$status" -eq 0 ] || return "$status"
  if [ "$name" = nafta-2018 ] && ! grep -Eq '"first": [0-9]{2,}' "$1"/attempts/*.json; then
    printf 'it never went on behind its first block\n' >&2
    return 1
  fi
}

# go WAY FOLDER: in a subshell, whose environment is its own. 77: not on this machine.
go() {
  local run=$2
  case $1 in
    threads-*) play "$program" "$name" "${1#threads-}" "$run" ;;
    isa-*) TRIPART_ISA=${1#isa-} play "$program" "$name" 2 "$run" ;;
    libm-without-fma) GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F play "$program" "$name" 2 "$run" ;;
    decimal-comma) use_locale de_DE && play "$program" "$name" 2 "$run" ;;
    turkish) use_locale tr_TR && play "$program" "$name" 2 "$run" ;;
    time-zone) TZ=Pacific/Kiritimati play "$program" "$name" 2 "$run" ;;
    folder)
      mkdir -p -- "$scratch/über a'n \"d" && cd -- "$scratch/über a'n \"d"
      play "$program" "$name" 2 "out of here"
      mv -- "out of here" "$run"
      ;;
    resumed) play_resumed "$run" ;;
    shards) play "$program" shards 2 "$run" ;;
    old-processor)
      command -v qemu-x86_64-static >/dev/null || return 77
      # shellcheck disable=SC2317  # `play` calls it
      emulated() { qemu-x86_64-static -cpu Nehalem "$program" "$@"; }
      play emulated "$name" 2 "$run"
      ;;
    *) printf 'no way is called %s\n' "$1" >&2; return 64 ;;
  esac
}

gone=0 failed=0
for way in "${ways[@]}"; do
  has_way "$way" || continue
  run=$scratch/$way status=0
  (go "$way" "$run") >"$run.said" 2>&1 || status=$?
  if [ "$status" -eq 77 ] || { [ "$status" -eq 64 ] && grep -q 'this processor offers' "$run.said"; }; then
    printf '%s: %s: skipped, not on this machine\n' "$name" "$way"
  elif [ "$status" -ne 0 ]; then
    cat -- "$run.said" >&2
    printf '%s: %s: ended with status %s\n' "$name" "$way" "$status" >&2
    failed=1
  elif ! diff -u --label expected --label "$way" "$here/$name.sha256" <(digests "$run"); then
    failed=1
  else
    gone=$((gone + 1))
    rm -rf -- "$run"
  fi
done
if [ "$failed" -ne 0 ]; then
  exit 1
fi
if [ "$gone" -eq 0 ]; then
  printf '%s: no way could be gone here\n' "$name" >&2
  exit 1
fi
printf '%s: the same bytes in %s ways\n' "$name" "$gone"
rm -rf -- "$scratch"
