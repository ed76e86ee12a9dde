#!/usr/bin/env bash
# A throw-away PostgreSQL on a free loopback port, for tests.
#   .ci/postgres.sh start FOLDER [PORT]   starts it, remembers it in FOLDER (made where missing), prints its connection string
#   .ci/postgres.sh stop FOLDER           stops it and deletes everything, FOLDER too
#   .ci/postgres.sh run COMMAND...        starts it, runs the command with RECTO_TEST_POSTGRES set, stops it whatever happens, returns the command's exit code
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

# Memory, where there is plenty: databases are made and thrown away by the hundred.
roomy() {
  if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)" -gt 4000000 ] 2>/dev/null; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

start() {
  local folder=$1 place port attempt
  if [ -e "$folder/place" ]; then echo "$folder remembers a server already: stop that one first." >&2; return 2; fi
  # The data lie where user postgres may go, which need not be true of FOLDER.
  place=$(mktemp -d "$(roomy)/recto-postgres.XXXXXX")
  mkdir -p "$folder"
  echo "$place" >"$folder/place"
  [ "$(id -u)" -ne 0 ] || chown postgres:postgres "$place"
  cd "$place"
  if ! unprivileged "$binaries/initdb" -D "$place/data" -A trust -U recto -E UTF8 --locale=C.UTF-8 --no-sync >"$place/initdb.log" 2>&1; then
    cat "$place/initdb.log" >&2
    stop "$folder"
    return 1
  fi
  # Nothing here outlives the tests, so nothing need reach the disk.
  printf "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\nwal_level = minimal\nmax_wal_senders = 0\nautovacuum = off\ncheckpoint_timeout = 1h\nmax_wal_size = 4GB\nmax_connections = 500\n" >>"$place/data/postgresql.conf"
  for attempt in 1 2 3; do # Another process may take the port between looking and listening.
    port=${2:-$(free_port)}
    if unprivileged "$binaries/pg_ctl" -D "$place/data" -l "$place/server.log" -o "-p $port" -w -t 60 start >/dev/null 2>&1; then
      echo "Host=127.0.0.1;Port=$port;Username=recto;Database=postgres"
      return
    fi
    [ -z "${2:-}" ] || break
  done
  cat "$place/server.log" >&2
  stop "$folder"
  return 1
}

stop() {
  local folder=$1 place
  [ -e "$folder/place" ] || return 0
  place=$(cat "$folder/place")
  case $place in */recto-postgres.*) ;; *) echo "'$place' is no place of this script." >&2; return 2 ;; esac
  cd /
  unprivileged "$binaries/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$place" "$folder/place"
  rmdir "$folder" 2>/dev/null || true
}

# Relative folders are of the caller's place.
absolute() { case $1 in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; }

case ${1:-} in
  start) start "$(absolute "${2:?which folder}")" "${3:-}" ;;
  stop) stop "$(absolute "${2:?which folder}")" ;;
  run)
    shift
    here=$PWD
    folder=$(mktemp -d)
    trap 'stop "$folder"' EXIT
    trap 'exit 130' INT TERM
    connection=$(start "$folder")
    cd "$here"
    RECTO_TEST_POSTGRES=$connection "$@"
    ;;
  *)
    sed -n '2,6s/^# //p' "$0" >&2
    exit 2
    ;;
esac
