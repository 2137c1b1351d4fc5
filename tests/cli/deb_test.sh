#!/usr/bin/env bash
# Makes the Debian package, installs it in a clean root that has nothing but Debian's required packages and apt, and uses it
# there. Needs root, mmdebstrap and the host's own sources of packages.
# Usage: deb_test.sh BUILD_FOLDER SCRATCH_FOLDER CMAKE HARDENING_OPTION...   (those of tests/hardening.cmake)
set -euo pipefail
build=$1 scratch=$2 cmake=$3
shift 3
hardening=("$@")
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

fail() {
  printf 'deb: %s\n' "$*" >&2
  exit 1
}
logged() {
  "$@" >"$scratch/said" 2>&1 || { tail -n 30 "$scratch/said" >&2; fail "$1 failed"; }
}

if [ "$(id -u)" -ne 0 ] || ! command -v mmdebstrap >/dev/null; then
  printf 'deb: skipped, needs root and mmdebstrap\n'
  exit 77
fi
rm -rf -- "$scratch"
mkdir -p -- "$scratch"
root=$scratch/root
trap 'umount -q "$root/proc" || true' EXIT

logged cpack --config "$build/CPackConfig.cmake" -G DEB -B "$scratch/package"
package=$(find "$scratch/package" -maxdepth 1 -name '*.deb')
[ -n "$package" ] || fail 'cpack made no package'
dpkg-deb --field "$package" Package Version Depends
if dpkg-deb --contents "$package" | grep -E ' \./(usr/local|src|tmp|root)/'; then
  fail 'the package holds files outside its place'
fi

# What the host's apt knows of suites and mirrors; keys as the host has them.
sources=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null || true)
# Installed while mmdebstrap's apt still knows what there is to install.
# shellcheck disable=SC2016  # mmdebstrap puts in the root
logged mmdebstrap --variant=apt --customize-hook="upload '$package' /tmp/tripart.deb" \
  --customize-hook='chroot "$1" apt-get install -y --no-install-recommends /tmp/tripart.deb' bookworm "$root" - <<<"$sources"
mount -t proc proc "$root/proc"
inside() { chroot "$root" env PATH=/usr/bin:/bin:/usr/sbin:/sbin DEBIAN_FRONTEND=noninteractive HOME=/root "$@"; }

"$cmake" "${hardening[@]}" -DPROGRAM="$root/usr/bin/tripart" -P "$here/../hardening.cmake" || fail 'the packaged program is not hardened'
inside tripart --version
inside sh -c 'cd /root && tripart new talks.yaml && test ! -e baselines && tripart check talks.yaml &&
              tripart run talks.yaml -n 500 --quiet -o results && test -s results/summary.csv && tripart report results'
for file in usr/share/man/man1/tripart-run.1 usr/share/bash-completion/completions/tripart \
            usr/share/zsh/vendor-completions/_tripart usr/share/doc/tripart/copyright usr/lib/cmake/tripart/tripart-config.cmake; do
  # dpkg may be told to leave out pages for man; then the package holds them all the same.
  [ -e "$root/$file" ] || dpkg-deb --contents "$package" | grep -q " \./$file" || fail "no $file"
done
inside apt-get purge -y tripart >/dev/null 2>&1 || fail 'the package cannot be removed'
[ -z "$(find "$root/usr" -ipath '*tripart*' -print -quit)" ] || fail 'something is left behind'
