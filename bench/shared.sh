#!/usr/bin/env bash
# The article page from the page cache, without Redis and with one, in turn, in one run; and what the first request to a node costs that finds the page in Redis.
# Needs wrk and redis-server (Debian). Usage: bench/shared.sh [rounds] [seconds] [folder of a built recto]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}; seconds=${2:-5}; recto=${3:-}
dir=$(mktemp -d)
trap 'kill $(cat "$dir"/pid-*) 2> /dev/null || true; rm -rf "$dir"' EXIT
if [ -z "$recto" ]; then dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null; recto=$dir/recto; fi
redis-server --bind 127.0.0.1 --port 18520 --save "" --appendonly no --dir "$dir" > /dev/null & echo $! > "$dir/pid-redis"
start() { # url, name, settings
  env "${@:3}" RECTO_ADDRESS=https://journals.example.org dotnet "$recto/recto.dll" serve --data "$dir/data" --urls "$1" > "$dir/out-$2" 2> "$dir/err-$2" &
  echo $! > "$dir/pid-$2"
  for _ in $(seq 100); do curl -sfo /dev/null "$1/" && return; sleep 0.1; done
  cat "$dir/err-$2" >&2; exit 1
}
start http://127.0.0.1:18521 alone A=1
start http://127.0.0.1:18522 shared RECTO_REDIS=redis://127.0.0.1:18520
page=$(curl -s http://127.0.0.1:18521/ | grep -oE '/articles/[a-z0-9-]+' | sort -u | head -n 1)
sleep 9 # Until pages are shared.
for port in 18521 18522; do wrk -t1 -c32 -d3s -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port$page" > /dev/null; done
for _ in $(seq "$rounds"); do
  for port in 18521 18522; do
    wrk -t1 -c32 -d"${seconds}s" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port$page" | awk -v n="$([ $port = 18521 ] && echo alone || echo shared)" '/Requests\/sec/{print n, $2}'
  done
done | tee "$dir/rows"
awk '{s[$1]+=$2} END{printf "with Redis: %.2f of without\n", s["shared"]/s["alone"]}' "$dir/rows"
start http://127.0.0.1:18523 second RECTO_REDIS=redis://127.0.0.1:18520
sleep 9
for kind in found again; do curl -s -o /dev/null -H 'Accept-Encoding: gzip' -D "$dir/head" -w "%{time_total} s" "http://127.0.0.1:18523$page"; echo "  $kind ($(grep -ci '^age:' "$dir/head") of 1 from a cache)"; done
