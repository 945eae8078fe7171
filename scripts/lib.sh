# shellcheck shell=bash
# Sourced by ./test and ./demo: where things are built, how something missing is installed, how time is told.

# Outside the checkout, so that a fresh clone finds what an earlier one compiled.
: "${CARGO_TARGET_DIR:=${WAARBORG_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/waarborg/target}}"
: "${CARGO_INCREMENTAL:=0}"
export CARGO_TARGET_DIR CARGO_INCREMENTAL

say() { printf '\n== %s\n' "$*"; }

have() { command -v "$1" > /dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif have sudo; then sudo -n "$@"; else return 1; fi
}

# install_packages NAME...: from Debian; the list of packages is fetched once.
install_packages() {
  if ! have apt-get; then
    echo "missing: $*; this is not Debian, so please install it yourself" >&2
    return 1
  fi
  echo "installing: $*"
  if [ -z "${PACKAGES_LISTED:-}" ]; then
    as_root apt-get update -qq || echo "the list of packages was not refreshed" >&2
    PACKAGES_LISTED=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null
}

# The Rust toolchain is the one thing that must be there already.
need_rust() {
  if ! have cargo; then
    echo "missing: cargo. Install a Rust toolchain (1.95 or newer) first." >&2
    exit 3
  fi
  have cc || install_packages gcc libc6-dev
}

# Style sheet and font: fetched when the lock file has changed, made anew each time (a second).
make_web() {
  local lock
  lock=$(sha256sum web/package-lock.json | cut -d' ' -f1)
  if [ "$(cat web/node_modules/.fetched-for 2> /dev/null)" != "$lock" ]; then
    (cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || return 1
    echo "$lock" > web/node_modules/.fetched-for
  fi
  (cd web && node build.mjs)
}
