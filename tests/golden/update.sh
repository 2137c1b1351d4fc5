#!/usr/bin/env bash
# Writes the digests anew from a build and says which CSVs changed. The commit names each of them and its shift.
# Usage: tests/golden/update.sh [PROGRAM]   (default: build/dev/tripart; tests/portable is looked for beside it)
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/golden/runs.sh
source "$here/runs.sh"

program=${1:-$here/../../build/dev/tripart}
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
while read -r name; do
  play "$program" "$name" 2 "$scratch/$name" 2>"$scratch/errors" || { cat -- "$scratch/errors" >&2; exit 1; }
  digests "$scratch/$name" >"$scratch/$name.sha256"
  if [ ! -e "$here/$name.sha256" ]; then
    printf '%s: new\n' "$name"
  else
    # comm would want sorted digests; what differs is wanted by file name.
    changed=$(diff "$here/$name.sha256" "$scratch/$name.sha256" | sed -n 's/^> [0-9a-f]*  //p' | tr '\n' ' ' || true)
    printf '%s: %s\n' "$name" "${changed:-unchanged}"
  fi
  mv -- "$scratch/$name.sha256" "$here/$name.sha256"
done < <(golden_names)
digest=$("$(dirname -- "$program")/tests/portable" | sha256sum)
printf '%s\n' "${digest%% *}" >"$here/portable/portable.sha256"
