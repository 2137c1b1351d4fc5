#!/usr/bin/env bash
# What setup.sh does on machines that are not this one: a copy of it runs among stand-ins for dpkg-query, apt-get, sudo,
# id, cmake and ctest, which write down how they were called. Nothing is installed and nothing built.
# Usage: setup_test.sh SETUP_SH SCRATCH_FOLDER
set -euo pipefail

setup=$1
scratch=$2
clone="$scratch/a clone"
export FAKE="$scratch/fake"
case_name='' failures=0 fresh=''

complain() {
  printf '%s: %s\n' "$case_name" "$*" >&2
  sed 's/^/    | /' "$scratch/said" >&2
  sed 's/^/    > /' "$FAKE/calls" >&2
  failures=$((failures + 1))
}

stand_in() {
  { printf '#!/bin/bash\n'; cat; } >"$FAKE/bin/$1"
  chmod +x "$FAKE/bin/$1"
}

# A machine where everything is installed, the user is root and nothing fails; a case then takes things away.
begin() {
  case_name=$1
  rm -rf -- "$scratch"
  mkdir -p "$FAKE/bin" "$clone/analysis" "$clone/scenarios" "$clone/sim/report/page"
  touch "$clone/sim/report/page/package-lock.json"
  cp "$setup" "$clone/setup.sh"
  printf 'import sys\nopen(sys.argv[1] + "/ending.png", "w").close()\n' >"$clone/analysis/plot_run.py"
  : >"$FAKE/calls"
  : >"$FAKE/missing"
  : >"$scratch/said"
  echo 0 >"$FAKE/user"
  local tool
  for tool in bash cat chmod dirname env find mkdir nproc rm sed sleep sort tail touch; do
    ln -s "$(type -P "$tool")" "$FAKE/bin/$tool"
  done
  stand_in id <<'TEXT'
cat "$FAKE/user"
TEXT
  stand_in dpkg-query <<'TEXT'
missing=$(<"$FAKE/missing") status=0
shift 2
for package in "$@"; do
  if [[ " $missing " == *" $package "* ]]; then
    echo "dpkg-query: no packages found matching $package" >&2
    status=1
  else
    printf '%s=installed ' "$package"
  fi
done
exit "$status"
TEXT
  stand_in apt-get <<'TEXT'
echo "apt-get $*" >>"$FAKE/calls"
[ "${DEBIAN_FRONTEND:-}" = noninteractive ] || echo "apt-get may ask questions" >>"$FAKE/calls"
action=install
[ "${!#}" != update ] || action=update
if [ -e "$FAKE/apt-get-$action-fails" ]; then
  echo 'E: the mirror is on fire'
  exit 100
fi
[[ " $* " != *" install "* || -e "$FAKE/apt-get-lies" ]] || : >"$FAKE/missing"
TEXT
  stand_in cmake <<'TEXT'
echo "cmake $*" >>"$FAKE/calls"
if [ -e "$FAKE/build-is-long" ] && [ "$1" = --build ]; then
  sleep 4
fi
if [ -e "$FAKE/build-fails" ] && [ "$1" = --build ]; then
  echo 'tariff.cpp:3:1: error: no such tariff'
  exit 1
fi
if [ "$1" = --preset ]; then
  mkdir -p "build/$2"
  echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >"build/$2/CMakeCache.txt"
elif [ "$3" = release ]; then
  printf '#!/bin/bash\necho "tripart $*" >>"$FAKE/calls"\n[ "$1" = report ] || mkdir -p "$4"\nexit $(cat "$FAKE/$1-status" 2>/dev/null || echo 0)\n' \
    >build/release/tripart
  chmod +x build/release/tripart
fi
TEXT
  stand_in npm <<'TEXT'
echo "npm $* in $PWD" >>"$FAKE/calls"
if [ -e "$FAKE/npm-fails" ]; then
  echo 'npm ERR! the registry is on fire'
  exit 1
fi
mkdir -p node_modules
touch node_modules/.package-lock.json
TEXT
  stand_in ctest <<'TEXT'
echo "ctest $*" >>"$FAKE/calls"
[ -z "${TRIPART_FRESH_SEEDS:-}" ] || echo "seeds of $TRIPART_FRESH_SEEDS" >>"$FAKE/calls"
echo '      Start  1: Tariff.IsPaid'
if [ -e "$FAKE/test-fails" ]; then
  printf '%s\n' '1/1 Test  #1: Tariff.IsPaid ........***Failed' 'expected 0.25' '' '0% tests passed, 1 tests failed out of 1'
  exit 8
fi
printf '%s\n' '1/1 Test  #1: Tariff.IsPaid ........   Passed    0.00 sec' '' '100% tests passed, 0 tests failed out of 1'
TEXT
}

# expect_status STATUS ARGUMENT...: runs setup.sh from a folder that is not its own.
expect_status() {
  local expected=$1 status=0
  shift
  (cd / && PATH="$FAKE/bin" TRIPART_FRESH_SEEDS=$fresh "$clone/setup.sh" "$@") >"$scratch/said" 2>&1 </dev/null || status=$?
  [ "$status" -eq "$expected" ] || complain "ended with $status, expected $expected"
}
expect_said() { grep -qF -e "$1" "$scratch/said" || complain "does not say '$1'"; }
expect_unsaid() { ! grep -qF -e "$1" "$scratch/said" || complain "says '$1'"; }
expect_call() { grep -qxF -e "$1" "$FAKE/calls" || complain "does not call '$1'"; }
expect_no_call() { ! grep -qF -e "$1" "$FAKE/calls" || complain "calls '$1'"; }

apt='apt-get -qq -o DPkg::Lock::Timeout=300'

for arguments in '' 'ruN' 'run twice' 'test al' 'test relese' 'build' 'test all all all'; do
  begin "wrong usage '$arguments'"
  # shellcheck disable=SC2086  # each word is an argument
  expect_status 64 $arguments
  expect_said 'usage: ./setup.sh run'
  [ ! -s "$FAKE/calls" ] || complain 'does something all the same'
done

begin 'help'
expect_status 0 --help
expect_said './setup.sh test all'

begin 'nothing missing'
expect_status 0 run
expect_no_call apt-get
expect_call 'cmake --preset release -DTRIPART_TESTS=OFF'
expect_call 'tripart run scenarios/nafta-2018.yaml -o results/nafta_2018'
expect_call 'tripart report results/nafta_2018'
expect_said "CSV files: $clone/results/nafta_2018/*.csv"
expect_said "page:      $clone/results/nafta_2018/report.html"
expect_said "pictures:  $clone/results/nafta_2018/*.png"
expect_status 0 run
expect_no_call apt-get

begin 'the libraries of the charts'
expect_status 0 run
expect_call "npm ci --ignore-scripts --no-audit --no-fund in $clone/sim/report/page"
: >"$FAKE/calls"
expect_status 0 run
expect_no_call npm
touch -d 'next year' "$clone/sim/report/page/package-lock.json"
expect_status 0 test
expect_call "npm ci --ignore-scripts --no-audit --no-fund in $clone/sim/report/page"

begin 'no npm'
rm "$FAKE/bin/npm"
echo 'nodejs npm' >"$FAKE/missing"
expect_status 0 run
expect_call "$apt install -y --no-install-recommends --no-remove nodejs npm"

begin 'the libraries of the charts cannot be fetched'
touch "$FAKE/npm-fails"
expect_status 0 run
expect_said 'reports will have tables and no charts'
expect_call 'tripart report results/nafta_2018'

begin 'nothing to build'
expect_status 0 run
expect_unsaid 'building'
touch "$FAKE/build-is-long"
expect_status 0 run
expect_said 'building preset release'

begin 'some packages missing'
echo 'libyaml-cpp-dev python3-pandas libgtest-dev' >"$FAKE/missing"
expect_status 0 run
expect_call "$apt update"
expect_call "$apt install -y --no-install-recommends --no-remove libyaml-cpp-dev python3-pandas"
expect_no_call 'may ask questions'
expect_said 'installing Debian packages: libyaml-cpp-dev python3-pandas'

begin 'only a test package missing'
echo 'libgtest-dev' >"$FAKE/missing"
expect_status 0 run
expect_no_call apt-get
expect_status 0 test
expect_call "$apt install -y --no-install-recommends --no-remove libgtest-dev"

begin 'package lists cannot be fetched'
echo 'cmake' >"$FAKE/missing"
touch "$FAKE/apt-get-update-fails"
expect_status 100 run
expect_said 'error: apt-get update failed with status 100'
expect_said 'E: the mirror is on fire'
expect_no_call 'install'
expect_no_call 'cmake'

begin 'a package cannot be installed'
echo 'libyaml-cpp-dev' >"$FAKE/missing"
touch "$FAKE/apt-get-install-fails"
expect_status 100 test
expect_said 'error: installing libyaml-cpp-dev failed with status 100'
expect_said 'E: the mirror is on fire'
expect_no_call 'cmake'

begin 'apt-get ends well without installing'
echo 'libyaml-cpp-dev' >"$FAKE/missing"
touch "$FAKE/apt-get-lies"
expect_status 69 run
expect_said 'libyaml-cpp-dev is not installed'
expect_no_call 'cmake'

begin 'not root, no sudo'
echo 1000 >"$FAKE/user"
echo 'cmake' >"$FAKE/missing"
expect_status 77 run
expect_said 'As root, run: apt-get update && apt-get install --no-install-recommends cmake'
expect_no_call 'apt-get'

begin 'not root, nothing missing'
echo 1000 >"$FAKE/user"
expect_status 0 run

begin 'not root, sudo'
echo 1000 >"$FAKE/user"
echo 'cmake' >"$FAKE/missing"
stand_in sudo <<'TEXT'
echo "sudo $*" >>"$FAKE/calls"
[ "$1" != -n ] || shift
exec "$@"
TEXT
expect_status 0 run
expect_call "sudo -n env DEBIAN_FRONTEND=noninteractive $apt update"
expect_call "$apt install -y --no-install-recommends --no-remove cmake"

begin 'not Debian'
rm "$FAKE/bin/dpkg-query"
expect_status 69 run
expect_said 'By hand, it needs: g++ cmake'

begin 'the build fails'
touch "$FAKE/build-fails"
expect_status 1 run
expect_said 'tariff.cpp:3:1: error: no such tariff'
expect_said 'error: building preset release failed'
expect_no_call 'tripart run'

begin 'the program fails'
echo 65 >"$FAKE/run-status"
expect_status 65 run
expect_said 'tripart ended with status 65'
expect_unsaid 'CSV files'

begin 'results of another scenario stand there'
expect_status 0 run
expect_unsaid 'rm -r'
touch "$clone/results/nafta_2018/manifest.json"
echo 65 >"$FAKE/run-status"
expect_status 65 run
expect_said 'if the older results in results/nafta_2018 may go: rm -r results/nafta_2018'

begin 'an interrupted run'
mkdir -p "$clone/results/nafta_2018/.partial"
expect_status 0 run
expect_call 'tripart run scenarios/nafta-2018.yaml -o results/nafta_2018 --resume'

begin 'a picture cannot be drawn'
echo 'raise SystemExit("no such column: ending")' >"$clone/analysis/plot_run.py"
expect_status 1 run
expect_said 'no such column: ending'
expect_said 'error: drawing the pictures failed'

begin 'a build folder from elsewhere'
mkdir -p "$clone/build/release"
echo 'CMAKE_HOME_DIRECTORY:INTERNAL=/nowhere/else' >"$clone/build/release/CMakeCache.txt"
touch "$clone/build/release/old.o"
expect_status 0 run
expect_said 'was made for /nowhere/else'
[ ! -e "$clone/build/release/old.o" ] || complain 'keeps what was built elsewhere'
touch "$clone/build/release/new.o"
expect_status 0 run
expect_unsaid 'starting it anew'
[ -e "$clone/build/release/new.o" ] || complain 'throws its own build away'

begin 'everyday tests'
expect_status 0 test
expect_said '100% tests passed, 0 tests failed out of 1'
expect_unsaid 'Start'
grep -qF -- '-L ^(unit|property|statistical|cli|golden|docs)$' "$FAKE/calls" || complain 'tests other labels'
expect_no_call '--preset asan'
expect_no_call 'seeds of'

begin 'fresh seeds'
expect_status 0 test nightly
grep -qF -- '-L ^(unit|property|statistical|cli)$' "$FAKE/calls" || complain 'tests other labels'
grep -qE '^seeds of [1-9][0-9]{9}$' "$FAKE/calls" || complain 'has no seeds of its own'
fresh=17
expect_status 0 test nightly
fresh=''
expect_call 'seeds of 17'
expect_said 'TRIPART_FRESH_SEEDS=17'

begin 'a test fails'
touch "$FAKE/test-fails"
expect_status 8 test
expect_said 'expected 0.25'
expect_said '0% tests passed, 1 tests failed out of 1'
expect_said 'error: tests of preset dev failed'

begin 'the tests of one build'
expect_status 0 test asan 'unit|property'
grep -qF -- '-L ^(unit|property)$' "$FAKE/calls" || complain 'tests other labels'
expect_call "cmake --build --preset asan -j $(nproc) --target tests_unit --target tests_property"
expect_no_call '--preset dev'

begin 'a label that is none'
expect_status 64 test asan 'unit|--help'
expect_said "'--help' is not the name of a label"
expect_no_call cmake

begin 'the tests that break a Slurm'
echo 'slurm-wlm' >"$FAKE/missing"
expect_status 0 test
expect_no_call apt-get
expect_status 0 test slurm
expect_call "$apt install -y --no-install-recommends --no-remove slurm-wlm"
expect_call "cmake --build --preset dev -j $(nproc) --target tests_slurm"
grep -qF -- '-L ^(slurm)$' "$FAKE/calls" || complain 'tests other labels'

begin 'the tests in a browser'
echo 'chromium' >"$FAKE/missing"
expect_status 0 test
expect_no_call apt-get
expect_status 0 test browser
expect_call "$apt install -y --no-install-recommends --no-remove chromium"
grep -qF -- '-L ^(browser)$' "$FAKE/calls" || complain 'tests other labels'

begin 'every test'
echo 'munge' >"$FAKE/missing"
expect_status 0 test all
expect_call "$apt install -y --no-install-recommends --no-remove munge"
for preset in dev asan clang tsan; do
  expect_call "cmake --build --preset $preset -j $(nproc)"
  expect_call "ctest --preset $preset -j $(nproc) --output-on-failure"
done
expect_call "cmake --build --preset ubsan -j $(nproc) --target tests_unit --target tests_property --target tests_cli --target tests_golden"
expect_call "cmake --build --preset release -j $(nproc) --target tests_golden"
expect_call 'cmake --preset release -DTRIPART_TESTS=ON'

if [ "$failures" -gt 0 ]; then
  printf '%s complaints\n' "$failures" >&2
  exit 1
fi
rm -rf -- "$scratch"
