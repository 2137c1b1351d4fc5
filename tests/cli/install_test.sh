#!/usr/bin/env bash
# Installs the build, and uses what was installed as a stranger would: the program from a folder of no relation, its pages and
# completion, its tables, and the library from a project that knows nothing but find_package(tripart).
# Usage: install_test.sh BUILD_FOLDER DOWNSTREAM_SOURCE SCRATCH_FOLDER CXX_COMPILER CMAKE OPTION_OF_HARDENING...
set -euo pipefail
build=$1 downstream=$2 scratch=$3 compiler=$4 cmake=$5
shift 5
hardening=("$@")
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

fail() {
  printf 'install: %s\n' "$*" >&2
  exit 1
}

rm -rf -- "$scratch"
mkdir -p -- "$scratch/elsewhere"
prefix=$scratch/prefix
cmake --install "$build" --prefix "$prefix" >"$scratch/said" 2>&1 || { cat "$scratch/said" >&2; fail 'cmake --install failed'; }

# What people run is hardened, not only what was built.
"$cmake" "${hardening[@]}" -DPROGRAM="$prefix/bin/tripart" -P "$here/../hardening.cmake" || fail 'the installed program is not hardened'

# The program finds its tables although no scenario lies near.
cd -- "$scratch/elsewhere"
PATH=$prefix/bin:$PATH
tripart new talks.yaml 2>/dev/null
[ ! -e baselines ] || fail 'new writes tables although they are installed'
tripart check talks.yaml >/dev/null || fail 'an installed program does not find its tables'
tripart run talks.yaml -n 200 --quiet -o results >table
grep -q 'replicates' table || fail 'run prints no table'

# Pages, completion and documents
MANPATH=$prefix/share/man
export MANPATH
for page in tripart tripart-run tripart-new; do
  [ -s "$prefix/share/man/man1/$page.1" ] || fail "no page $page(1)"
done
if command -v man >/dev/null; then
  man -P cat tripart-run 2>/dev/null | grep -q -- '--replicates' || fail 'man tripart-run has no options'
fi
# shellcheck source=/dev/null
(source "$prefix/share/bash-completion/completions/tripart" && complete -p tripart) >/dev/null ||
  fail 'bash does not load the completion'
# completes WANTED WORD...: what bash offers for the last word
completes() (
  # shellcheck source=/dev/null
  source "$prefix/share/bash-completion/completions/tripart"
  wanted=$1
  shift
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
  _tripart
  [ "${COMPREPLY[*]}" = "$wanted" ] || fail "bash offers '${COMPREPLY[*]}' behind '$*', expected '$wanted'"
)
completes sensitivity tripart se
completes --shard tripart sweep --sh
completes summary tripart run --keep su
completes talks.yaml tripart check tal
if command -v zsh >/dev/null; then
  offered() { zsh -f "$(dirname -- "$downstream")/cli/completion.zsh" "$prefix/share/zsh/vendor-completions" "$1"; }
  offered 'tripart sen' | grep -q 'tripart sensitivity' || fail 'zsh does not complete a command'
  offered 'tripart run --rep' | grep -q -- '--replicates' || fail 'zsh does not complete an option'
  offered 'tripart run --keep ' | grep -q 'outcomes' || fail 'zsh does not complete a value'
fi
grep -q '#compdef tripart' "$prefix/share/zsh/vendor-completions/_tripart" || fail 'no completion for zsh'
[ -s "$prefix/share/doc/tripart/copyright" ] || fail 'no licence'

# The library
if ! { cmake -S "$downstream" -B "$scratch/downstream" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Release && cmake --build "$scratch/downstream"; } >"$scratch/said" 2>&1; then
  tail -n 40 "$scratch/said" >&2
  fail 'the downstream project does not build'
fi
"$scratch/downstream/own_strategy" "$prefix/share/tripart/scenarios/starter.yaml" MEX >gains
cat gains
grep -q 'holding out gains [-+][0-9.]* (standard error 0\.[0-9]*[1-9]' gains || fail 'the downstream program plays no tactic of its own'
if grep -rn "$(cd -- "$(dirname -- "$downstream")/.." && pwd)/" "$prefix/lib" --include=*.cmake; then
  fail 'what is installed names the folder it was built from'
fi
