#!/usr/bin/env bash
# Every shipped scenario is a golden run, unless it needs tables that are not ours (validation/) or is no scenario by itself.
# Usage: listed.sh
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/golden/runs.sh
source "$here/runs.sh"
cd -- "$here/../../scenarios"
status=0
for scenario in *.yaml textbook/*.yaml; do
  if ! grep -qE "^[a-z0-9-]+ +$scenario +[0-9]+\$" <<<"$golden_runs"; then
    printf 'scenarios/%s is not among the runs of tests/golden/runs.sh\n' "$scenario" >&2
    status=1
  fi
done
exit "$status"
