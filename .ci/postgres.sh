#!/usr/bin/env bash
# A throw-away PostgreSQL on a free loopback port, for tests.
#   .ci/postgres.sh start [port]   starts it, and prints on two lines its folder and its connection string
#   .ci/postgres.sh stop FOLDER    stops it and deletes the folder
#   .ci/postgres.sh run COMMAND…   starts it, runs the command with RECTO_TEST_POSTGRES set, stops it whatever happens, and returns the command's exit code
# PostgreSQL does not run as root: root starts it as user postgres (Debian's package makes that user).
set -euo pipefail

binaries=$(for folder in /usr/lib/postgresql/*/bin; do [ -x "$folder/initdb" ] && echo "$folder"; done | sort -V | tail -n 1)
if [ -z "$binaries" ] && command -v initdb >/dev/null; then binaries=$(dirname "$(command -v initdb)"); fi
if [ -z "$binaries" ]; then
  echo "PostgreSQL's server programs are not installed: apt-get install postgresql" >&2
  exit 2
fi

unprivileged() {
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi
}

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
  echo "No free port was found." >&2
  return 1
}

start() {
  local folder port attempt
  folder=$(mktemp -d "${TMPDIR:-/tmp}/recto-postgres.XXXXXX")
  [ "$(id -u)" -ne 0 ] || chown postgres:postgres "$folder"
  cd "$folder"
  if ! unprivileged "$binaries/initdb" -D "$folder/data" -A trust -U recto -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1; then
    cat "$folder/initdb.log" >&2
    rm -rf "$folder"
    return 1
  fi
  # Nothing here outlives the tests, so nothing need reach the disk.
  printf "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 200\n" >>"$folder/data/postgresql.conf"
  for attempt in 1 2 3; do # Another process may take the port between looking and listening.
    port=${1:-$(free_port)}
    if unprivileged "$binaries/pg_ctl" -D "$folder/data" -l "$folder/server.log" -o "-p $port" -w -t 60 start >/dev/null 2>&1; then
      echo "$folder"
      echo "Host=127.0.0.1;Port=$port;Username=recto;Database=postgres"
      return
    fi
    [ -z "${1:-}" ] || break
  done
  cat "$folder/server.log" >&2
  rm -rf "$folder"
  return 1
}

stop() {
  case $1 in */recto-postgres.*) ;; *) echo "'$1' is no folder of this script." >&2; exit 2 ;; esac
  cd /
  unprivileged "$binaries/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$1"
}

case ${1:-} in
  start) start "${2:-}" ;;
  stop) stop "${2:?which folder}" ;;
  run)
    shift
    here=$PWD
    started=$(start)
    folder=$(sed -n 1p <<<"$started")
    trap 'stop "$folder"' EXIT
    trap 'exit 130' INT TERM
    cd "$here"
    RECTO_TEST_POSTGRES=$(sed -n 2p <<<"$started") "$@"
    ;;
  *)
    sed -n '2,6s/^# //p' "$0" >&2
    exit 2
    ;;
esac
