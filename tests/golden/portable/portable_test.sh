#!/usr/bin/env bash
# Runs the portable program and compares what it prints, byte for byte, with the digest kept here.
# Usage: portable_test.sh COMMAND...   the program, perhaps behind an emulator
#        portable_test.sh arm64 SCRATCH_FOLDER   cross-compiles it and runs it as arm64; 77 (skipped) without the tools
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

if [ "$1" = arm64 ]; then
  scratch=$2
  for tool in aarch64-linux-gnu-g++ qemu-aarch64-static; do
    if ! command -v "$tool" >/dev/null; then
      printf 'skipped: %s is not installed\n' "$tool"
      exit 77
    fi
  done
  cmake -S "$here/arm64" -B "$scratch" -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64 \
    -DCMAKE_CXX_COMPILER=aarch64-linux-gnu-g++
  cmake --build "$scratch" -j "$(nproc)"
  set -- qemu-aarch64-static "$scratch/portable"
fi

found=$("$@" | sha256sum)
if [ "${found%% *}" != "$(cat -- "$here/portable.sha256")" ]; then
  printf 'the portable program printed %s\n' "${found%% *}"
  exit 1
fi
