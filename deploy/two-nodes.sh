#!/usr/bin/env bash
# Two nodes of Recto on this machine, as they stand on many: HAProxy before them, PostgreSQL with a replica and Redis behind them. To try things, and for tests; docs/operate/scale.md tells it for real machines.
#   deploy/two-nodes.sh start FOLDER COMMAND...   starts everything on free loopback ports; COMMAND is the program, as `recto`. Says where; FOLDER/places holds it for scripts
#   deploy/two-nodes.sh kill FOLDER PART          kill -9 of node-1, node-2, primary, replica, redis or haproxy
#   deploy/two-nodes.sh again FOLDER PART         starts a part that was killed again (node-1, node-2, redis, haproxy)
#   deploy/two-nodes.sh promote FOLDER            makes the replica the primary
#   deploy/two-nodes.sh stop FOLDER               stops everything; FOLDER is left for whoever wants to look
# Wants Debian's postgresql, redis-server, haproxy and curl. RECTO_… variables that are set are handed to the nodes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
usage() { sed -n '3,7s/^#   //p' "$0" >&2; exit 2; }
act=${1:-} folder=${2:-}
if [ -z "$act" ] || [ -z "$folder" ]; then usage; fi
shift 2
mkdir -p "$folder"; folder=$(cd "$folder" && pwd)

binaries=$(for one in /usr/lib/postgresql/*/bin; do [ -x "$one/initdb" ] && echo "$one"; done | sort -V | tail -n 1)
[ -n "$binaries" ] || { echo "PostgreSQL's server programs are not installed: apt-get install postgresql" >&2; exit 2; }
# PostgreSQL does not run as root.
unprivileged() { if [ "$(id -u)" -eq 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi; }

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then echo "$port"; return; fi
  done
  echo "No free port was found." >&2
  return 1
}

place() { sed -n "s/^$1=//p" "$folder/places"; }
remember() { printf '%s=%s\n' "$1" "$2" >> "$folder/places"; }

# Started apart from this script, so that a Ctrl-C at the terminal reaches none of them by accident.
launch() {
  local name=$1; shift
  setsid "$@" >> "$folder/$name.log" 2>&1 < /dev/null &
  echo $! > "$folder/$name.pid"
}

start_redis() { launch redis redis-server --bind 127.0.0.1 --port "$(place REDIS_PORT)" --save '' --appendonly no --maxmemory 256mb --maxmemory-policy allkeys-lru --dir "$folder"; }
start_haproxy() { launch haproxy haproxy -W -db -f "$folder/haproxy.cfg"; }
start_node() {
  local command
  mapfile -t command < "$folder/command"
  RECTO_DATABASE=$(place DATABASE) RECTO_REDIS=127.0.0.1:$(place REDIS_PORT) RECTO_LOG=${RECTO_LOG:-json} \
    launch "$1" "${command[@]}" serve --data "$folder/data" --urls "http://$(place "$1")"
}

until_ready() {
  for _ in $(seq 1800); do
    if curl -fso /dev/null "http://$1/health/ready"; then return; fi
    sleep 0.1
  done
  echo "$1 did not become ready in three minutes; see the logs in $folder" >&2
  return 1
}

start_databases() {
  local port other data=$folder/postgres
  port=$(free_port) other=$(free_port)
  rm -rf "$data"; mkdir -p "$data"; chmod 0755 "$folder" "$data"; [ "$(id -u)" -ne 0 ] || chown postgres: "$data"
  remember PRIMARY_PORT "$port"; remember REPLICA_PORT "$other"
  remember DATABASE "Host=127.0.0.1:$port,127.0.0.1:$other;Username=recto;Database=recto"
  cd "$data"
  unprivileged "$binaries/initdb" -D "$data/primary" -A trust -U recto -E UTF8 --locale=C.UTF-8 --no-sync > "$folder/initdb.log" 2>&1
  printf "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nwal_level = replica\nhot_standby = on\nmax_connections = 300\n" >> "$data/primary/postgresql.conf"
  unprivileged "$binaries/pg_ctl" -D "$data/primary" -l "$data/primary.log" -o "-p $port" -w start > /dev/null
  unprivileged "$binaries/createdb" -h 127.0.0.1 -p "$port" -U recto recto
  unprivileged "$binaries/pg_basebackup" -h 127.0.0.1 -p "$port" -U recto -D "$data/replica" -R -c fast -X stream -C -S replica
  unprivileged "$binaries/pg_ctl" -D "$data/replica" -l "$data/replica.log" -o "-p $other" -w start > /dev/null
  if [ "${TWO_NODES_SYNCHRONOUS:-}" = 1 ]; then # A commit is acknowledged once the replica has it too: no acknowledged write is lost with the primary.
    printf "synchronous_standby_names = '*'\nsynchronous_commit = on\n" >> "$data/primary/postgresql.conf"
    unprivileged "$binaries/pg_ctl" -D "$data/primary" reload > /dev/null
  fi
}

pid_of() {
  case $1 in
    primary | replica) head -n 1 "$folder/postgres/$1/postmaster.pid" 2> /dev/null ;;
    *) cat "$folder/$1.pid" 2> /dev/null ;;
  esac
}

# With all that it has started: the whole session of a part.
kill_part() {
  local pid; pid=$(pid_of "$1") || return 0
  case $1 in
    primary | replica) pkill -KILL --parent "$pid" || true; kill -KILL "$pid" 2> /dev/null || true ;;
    *) kill -"${2:-KILL}" -- "-$pid" 2> /dev/null || true ;;
  esac
}

case $act in
  start)
    [ $# -gt 0 ] || usage
    if [ -e "$folder/places" ]; then echo "$folder remembers an installation already: stop that one first." >&2; exit 2; fi
    trap 'echo "It could not be started; the logs are in $folder" >&2; "$0" stop "$folder" > /dev/null 2>&1 || true' ERR
    printf '%s\n' "$@" > "$folder/command"
    remember node-1 "127.0.0.1:$(free_port)"; remember node-2 "127.0.0.1:$(free_port)"
    remember REDIS_PORT "$(free_port)"; remember FRONT "127.0.0.1:$(free_port)"
    (start_databases)
    start_redis
    sed "s/FRONT/$(place FRONT)/; s/NODE1/$(place node-1)/; s/NODE2/$(place node-2)/; s/LIMIT/${TWO_NODES_LIMIT:-100}/" "$here/haproxy.cfg" > "$folder/haproxy.cfg"
    haproxy -c -q -f "$folder/haproxy.cfg"
    start_node node-1; start_node node-2
    start_haproxy
    until_ready "$(place node-1)"; until_ready "$(place node-2)"; until_ready "$(place FRONT)"
    echo "Recto: http://$(place FRONT) (nodes http://$(place node-1) and http://$(place node-2))"
    echo "PostgreSQL: $(place PRIMARY_PORT) and its replica $(place REPLICA_PORT); Redis: $(place REDIS_PORT); logs: $folder"
    ;;
  kill) kill_part "${1:?which part}" ;;
  again)
    case ${1:?which part} in
      redis) start_redis ;;
      haproxy) start_haproxy ;;
      node-1 | node-2) start_node "$1"; until_ready "$(place "$1")" ;;
      *) echo "Only nodes, redis and haproxy are started again; a primary that was lost comes back as a replica (docs/operate/scale.md)." >&2; exit 2 ;;
    esac
    ;;
  promote) cd "$folder/postgres"; unprivileged "$binaries/pg_ctl" -D "$folder/postgres/replica" -w promote > /dev/null ;;
  stop)
    for one in haproxy node-1 node-2 redis; do kill_part "$one" TERM; done
    for one in node-1 node-2; do
      for _ in $(seq 150); do kill -0 "$(pid_of "$one")" 2> /dev/null || break; sleep 0.1; done
      kill_part "$one"
    done
    for one in primary replica; do
      [ ! -d "$folder/postgres/$one" ] || (cd "$folder/postgres" && unprivileged "$binaries/pg_ctl" -D "$folder/postgres/$one" -m immediate -w stop > /dev/null 2>&1) || true
    done
    rm -f "$folder/places" "$folder"/*.pid
    ;;
  *) usage ;;
esac
