#!/usr/bin/env bash
# How long from starting the program to the first whole page, on SQLite: with an empty folder (the demo journal is loaded first) and with a site that is there already.
# Usage: bench/cold.sh RUNS COMMAND... ; COMMAND starts the program, as `artifacts/packages/linux-x64/recto`. Wants curl. Prints the median and all runs, in milliseconds.
set -euo pipefail
runs=${1:?how many runs}; shift
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
port=$((20000 + RANDOM % 12000))
once() {
  local began ended
  began=$(date +%s%N)
  "$@" serve --data "$dir/data" --urls "http://127.0.0.1:$port" > "$dir/log" 2>&1 &
  local process=$!
  until curl -fso "$dir/page" "http://127.0.0.1:$port/" 2> /dev/null; do
    kill -0 "$process" 2> /dev/null || { cat "$dir/log" >&2; exit 1; }
    sleep 0.01
  done
  ended=$(date +%s%N)
  grep -q '</html>' "$dir/page"
  kill "$process"; wait "$process" 2> /dev/null || true
  echo $(((ended - began) / 1000000))
}
tell() { local name=$1; shift; printf '%s: median %s ms of %s (%s)\n' "$name" "$(printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p")" "$#" "$*"; }
first=() there=()
for _ in $(seq "$runs"); do rm -rf "$dir/data"; first+=("$(once "$@")"); done
for _ in $(seq "$runs"); do there+=("$(once "$@")"); done
tell 'empty folder, demo loaded' "${first[@]}"
tell 'a site that is there' "${there[@]}"
