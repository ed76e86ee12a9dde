#!/usr/bin/env bash
# Harvests over OAI-PMH with many generated articles: time of a page of 100 records at the beginning, the middle and the end (target: 150 ms), and how fast readers are served while everything is harvested
# (target: slowed by no more than a tenth). One figure a line: oai DATABASE NAME VALUE. Readers ask for two hundred article pages with the page cache off and then on, by wrk (Debian); needs an idle machine.
# Usage: bench/oai.sh [articles] [seconds]; RECTO_BENCH_POSTGRES may hold a connection string (an empty database of its own), RECTO_BENCH_DATA a folder that is kept and used again (that of bench/search.sh will do).
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-100000}; seconds=${2:-30}; port=${RECTO_BENCH_PORT:-18531}
dir=$(mktemp -d); data=${RECTO_BENCH_DATA:-$dir/data}; pid=
trap '[ -z "$pid" ] || kill "$pid" 2> /dev/null; rm -rf "$dir"' EXIT
[ -n "${RECTO_BENCH_BUILT:-}" ] || dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
dll=$(find "$(dirname "$bench")" -name recto.dll | head -n 1)
cat > "$dir/readers.lua" <<'LUA'
local at = 0
request = function()
  at = (at + 7919) % 200
  return wrk.format("GET", "/articles/article-" .. at * 37)
end
LUA
serve() { # page cache, further options
  RECTO_FILES=off RECTO_PAGE_CACHE=$1 dotnet "$dll" serve --no-demo --urls "http://127.0.0.1:$port" "${@:2}" > /dev/null 2> "$dir/err" & pid=$!
  for _ in $(seq 300); do curl -sfo /dev/null "http://127.0.0.1:$port/oai?verb=ListMetadataFormats" && return; sleep 0.2; done
  cat "$dir/err" >&2; exit 1
}
stop() { kill "$pid"; wait "$pid" 2> /dev/null || true; pid=; }
readers() { wrk -t1 -c8 -d"${seconds}s" -s "$dir/readers.lua" "http://127.0.0.1:$port" | awk '/Requests\/sec/{print $2} /Non-2xx/{print "FAILED " $0 > "/dev/stderr"}'; }
run() { # name, options of serve
  local name=$1; shift
  serve off "$@"
  dotnet "$bench" harvest pages "http://127.0.0.1:$port/oai" "$name"
  echo "oai $name load $(cut -d' ' -f1 /proc/loadavg)"
  stop
  for cache in off on; do
    serve "$cache" "$@"
    readers > /dev/null
    for round in 1 2 3; do
      echo "oai $name readers_alone_cache_${cache}_per_second $(readers)"
      dotnet "$bench" harvest whole "http://127.0.0.1:$port/oai" "$name" > "$dir/whole" & harvest=$!
      sleep 5 # Past the requests that are taken at once.
      echo "oai $name readers_beside_a_harvest_cache_${cache}_per_second $(readers)"
      if [ "$cache$round" = on3 ]; then wait "$harvest"; cat "$dir/whole"; else kill "$harvest" 2> /dev/null || true; wait "$harvest" 2> /dev/null || true; fi
    done
    stop
  done
}
dotnet "$bench" harvest build "$data" "$articles"
run sqlite --data "$data"
if [ -n "${RECTO_BENCH_POSTGRES:-}" ]; then
  dotnet "$bench" harvest build "$dir/pg" "$articles" "$RECTO_BENCH_POSTGRES"
  run postgres --data "$dir/pg" --database "$RECTO_BENCH_POSTGRES"
fi
