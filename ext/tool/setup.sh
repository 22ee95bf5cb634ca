#!/bin/sh
# setup.sh - sees to it that what `make` and `make test` need is there.
# On Debian and its kin it installs what is missing (as root, or through sudo); elsewhere it names what is
# missing and stops. Says nothing when all is there.
set -u
missing=
debian=

need() { # what people call it, its Debian package, a command that succeeds if it is there
  name=$1; package=$2; shift 2
  "$@" >/dev/null 2>&1 && return
  missing="$missing
  - $name"
  debian="$debian $package"
}

header() { # is <$1> there?
  printf '#include <%s>\nint main(void) { return 0; }\n' "$1" | ${CC:-cc} ${2:-} -x c -fsyntax-only -
}

linked() { # does -l$1 link?
  printf 'int main(void) { return 0; }\n' | ${CC:-cc} -x c - -o /dev/null "-l$1"
}

need 'a C compiler (gcc or clang)' gcc ${CC:-cc} --version
need 'the C library headers' libc6-dev header stdio.h
need 'pkg-config' pkg-config pkg-config --version
need 'ICU with headers' libicu-dev pkg-config --exists icu-uc icu-i18n
need 'SQLite headers (3.38 or newer)' libsqlite3-dev header sqlite3ext.h
need 'the SQLite library for pkg-config' libsqlite3-dev pkg-config --exists sqlite3
need 'the sqlite3 shell' sqlite3 sqlite3 --version
need 'prove (perl)' perl prove --version
need 'binutils (nm)' binutils nm --version
need 'the C++ library (for ICU, linked into the portable build)' g++ linked stdc++
need "the system's python3 with sqlite3 (its client is tested)" python3 /usr/bin/python3 -c 'import sqlite3'

[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  if [ -z "$as_root" ] || command -v sudo >/dev/null 2>&1; then
    echo "Installing:$debian"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # the list is meant to be split
    $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $debian >/dev/null && exit 0
    echo "The installation failed. Missing:$missing" >&2
    exit 1
  fi
fi
echo "Please install what is missing, then run the command again:$missing" >&2
[ -n "$debian" ] && echo "(Debian's packages of these:$debian)" >&2
exit 1
