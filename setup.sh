#!/usr/bin/env bash
# From a fresh clone on Debian 12 to results or to a tested build, in one command. See usage below.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: ./setup.sh run        install what is missing, build, simulate scenarios/nafta-2018.yaml, draw its pictures
       ./setup.sh test       the same set-up with the test packages, then the everyday tests (20 minutes on 2 cores)
       ./setup.sh test slurm a Slurm of our own is started and broken while a sweep runs on it (2 minutes)
       ./setup.sh test nightly
                             every test that could fail by chance, on seeds that no night has seen (20 minutes)
       ./setup.sh test browser
                             a report page is opened in a real browser (1 minute)
       ./setup.sh test fuzz  the readers of scenarios, tables and options get odd inputs for 20 seconds each
       ./setup.sh test all   the everyday tests, then every other one, plain and under the sanitizers (hours)
       ./setup.sh test dev|release|asan|ubsan|clang|tsan [LABELS]
                             the tests of one build, all or those with a label, as in 'unit|property'
TEXT
}

run_packages=(g++ cmake ninja-build libeigen3-dev libboost-program-options-dev libyaml-cpp-dev libmuparser-dev
              librandom123-dev libssl-dev nlohmann-json3-dev python3 python3-matplotlib python3-pandas python3-yaml)
test_packages=(libgtest-dev libgmock-dev libbenchmark-dev libnlopt-dev binutils shellcheck zsh clang libomp-dev
               libclang-rt-14-dev llvm clang-format parallel locales
               python3-jsonschema)
slurm_packages=(slurm-wlm munge)
browser_packages=(chromium)
long_packages=(g++-aarch64-linux-gnu qemu-user-static mmdebstrap)
everyday='unit|property|statistical|cli|golden|docs'
sampled='unit|property|statistical|cli'
results=results/nafta_2018

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cd -- "$root"
log_folder=build/log

say() { printf 'setup: %s\n' "$*"; }
fail() {
  local status=$1
  shift
  printf 'setup: error: %s\n' "$*" >&2
  exit "$status"
}

# logged NAME WHAT COMMAND...: what the command prints goes to a log, whose end is shown only if the command fails.
logged() {
  local log=$log_folder/$1.log what=$2 status=0
  shift 2
  mkdir -p -- "$log_folder" || fail 73 "cannot create $root/$log_folder"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then
    tail -n 60 -- "$log" >&2
    fail "$status" "$what failed with status $status; all it said is in $root/$log"
  fi
}

# missing_of PACKAGE...: those that are not installed, each on a line. One question, as there are many.
missing_of() {
  local known package
  # shellcheck disable=SC2016  # dpkg-query fills these in
  known=" $(dpkg-query -W -f='${Package}=${db:Status-Status} ' "$@" 2>/dev/null || true)"
  for package in "$@"; do
    [[ $known == *" $package=installed "* ]] || printf '%s\n' "$package"
  done
}

# install PACKAGE...: asks Debian only for what is missing, and for nothing at all if nothing is.
install() {
  local missing still as_root=()
  if ! { command -v dpkg-query && command -v apt-get; } >/dev/null; then
    fail 69 "this script installs Debian packages, and dpkg-query or apt-get is not here. By hand, it needs: $*"
  fi
  mapfile -t missing < <(missing_of "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail 77 "not root and no sudo. As root, run: apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
    if [ -t 0 ]; then
      sudo -v || fail 77 "sudo refused. As root, run: apt-get install --no-install-recommends ${missing[*]}"
    else
      as_root+=(-n)
    fi
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  say "installing Debian packages: ${missing[*]}"
  logged apt-update "apt-get update" "${as_root[@]}" update
  logged apt-install "installing ${missing[*]}" \
    "${as_root[@]}" install -y --no-install-recommends --no-remove "${missing[@]}"
  still=$(missing_of "${missing[@]}")
  [ -z "$still" ] || fail 69 "apt-get ended well, yet ${still//$'\n'/, } is not installed; see $root/$log_folder"
}

# The libraries of the report's charts, as their lock file names them. Where they cannot be fetched, reports have tables.
install_charts() {
  local page=sim/report/page log=$root/$log_folder/npm.log
  [ "$page/package-lock.json" -nt "$page/node_modules/.package-lock.json" ] || return 0
  # Not the package: where node is from elsewhere, Debian's npm may conflict with it.
  command -v npm >/dev/null || install nodejs npm
  say "fetching the chart libraries of reports"
  mkdir -p -- "$log_folder" || fail 73 "cannot create $root/$log_folder"
  (cd -- "$page" && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 </dev/null ||
    say "npm could not fetch them, so that reports will have tables and no charts; all it said is in $log"
}

# build PRESET [CONFIGURE OPTION...] -- [BUILD OPTION...]
build() {
  local preset=$1 folder=build/$1 configured_from configure=()
  shift
  while [ "$1" != -- ]; do
    configure+=("$1")
    shift
  done
  shift
  if [ -e "$folder/CMakeCache.txt" ]; then
    # A tree that was copied or moved takes its build folder along, and CMake refuses one made for another place.
    configured_from=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt")
    if ! [ "$configured_from" -ef "$root" ]; then
      say "$folder was made for ${configured_from:-another place}; starting it anew"
      rm -rf -- "$folder"
    fi
  fi
  logged "configure-$preset" "configuring preset $preset" cmake --preset "$preset" "${configure[@]}"
  # Where nothing is to be built, this takes a second, and then we say nothing.
  (sleep 2 >/dev/null; say "building preset $preset (minutes at first, then only what changed)") &
  local announcer=$!
  # shellcheck disable=SC2064  # this announcer, not a later one
  trap "kill $announcer 2>/dev/null || true" EXIT
  logged "build-$preset" "building preset $preset" cmake --build --preset "$preset" -j "$(nproc)" "$@"
  kill "$announcer" 2>/dev/null || true
  trap - EXIT
}

# tests PRESET CTEST OPTION...: all of ctest's last lines, and before them only what failing tests said.
tests() {
  local preset=$1 log=$log_folder/test-$1.log status=0
  shift
  say "testing preset $preset"
  ctest --preset "$preset" -j "$(nproc)" --output-on-failure "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then
    sed -E '/^ +Start +[0-9]+: /d; /^ *[0-9]+\/[0-9]+ Test +#.* Passed /d; /tests passed,/,$d' "$log" | tail -n 300
  fi
  sed -n '/tests passed,/,$p' "$log"
  [ "$status" -eq 0 ] || fail "$status" "tests of preset $preset failed; all they said is in $root/$log"
}

run() {
  install "${run_packages[@]}"
  install_charts
  build release -DTRIPART_TESTS=OFF -- --target tripart
  local resume=() status=0
  if [ -d "$results/.partial" ]; then
    resume=(--resume)
  fi
  say "simulating scenarios/nafta-2018.yaml"
  build/release/tripart run scenarios/nafta-2018.yaml -o "$results" "${resume[@]}" || status=$?
  if [ "$status" -eq 65 ] && [ -e "$results/manifest.json" ]; then
    say "if the older results in $results may go: rm -r $results"
  fi
  [ "$status" -eq 0 ] || fail "$status" "tripart ended with status $status; what it said stands above"
  say "drawing"
  logged plot "drawing the pictures" env MPLBACKEND=Agg /usr/bin/python3 analysis/plot_run.py "$results"
  logged report "making the page" build/release/tripart report "$results"
  say "page:      $root/$results/report.html"
  say "CSV files: $root/$results/*.csv"
  find "$results" -name '*.png' -printf '%h\n' | sort -u | while IFS= read -r folder; do
    say "pictures:  $root/$folder/*.png, *.svg"
  done
}

# run_tests PRESET [LABELS]: every test, or those with one of the labels, as in 'unit|property', and builds only what
# these need.
run_tests() {
  local preset=$1 label targets=() chosen=()
  install "${run_packages[@]}" "${test_packages[@]}"
  if [[ ${2:-slurm} == *slurm* ]]; then
    install "${slurm_packages[@]}"
  fi
  if [[ ${2:-browser} == *browser* ]]; then
    install "${browser_packages[@]}"
  fi
  install_charts
  if [ "$#" -gt 1 ]; then
    chosen=(-L "^($2)\$")
    for label in ${2//|/ }; do
      [[ $label =~ ^[a-z]+$ ]] || fail 64 "'$label' is not the name of a label"
      targets+=(--target "tests_$label")
    done
  fi
  build "$preset" -DTRIPART_TESTS=ON -- "${targets[@]}"
  tests "$preset" "${chosen[@]}"
}

# A night that fails is repeated with the number it said: TRIPART_FRESH_SEEDS=NUMBER ./setup.sh test nightly
run_tests_on_fresh_seeds() {
  export TRIPART_FRESH_SEEDS=${TRIPART_FRESH_SEEDS:-$EPOCHSECONDS}
  say "seeds are those of TRIPART_FRESH_SEEDS=$TRIPART_FRESH_SEEDS"
  run_tests dev "$sampled"
}

run_all_tests() {
  local preset
  install "${long_packages[@]}"
  for preset in dev asan clang tsan; do
    run_tests "$preset"
  done
  run_tests ubsan 'unit|property|cli|golden'
  run_tests release golden
}

case "$#:$*" in
  1:run) run ;;
  1:test) run_tests dev "$everyday" ;;
  '2:test slurm' | '2:test browser') run_tests dev "$2" ;;
  '2:test fuzz') run_tests asan fuzz ;;
  '2:test nightly') run_tests_on_fresh_seeds ;;
  '2:test all') run_all_tests ;;
  2:test\ dev | 2:test\ release | 2:test\ asan | 2:test\ ubsan | 2:test\ clang | 2:test\ tsan) run_tests "$2" ;;
  3:test\ dev\ * | 3:test\ release\ * | 3:test\ asan\ * | 3:test\ ubsan\ * | 3:test\ clang\ * | 3:test\ tsan\ *)
    run_tests "$2" "$3"
    ;;
  1:-h | 1:--help | 1:help) usage ;;
  *)
    usage >&2
    exit 64
    ;;
esac
