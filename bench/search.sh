#!/usr/bin/env bash
# Search over generated articles: articles indexed a second, size of the index, p50 and p95 of a mix of queries, time of a page over HTTP. One figure a line: search DATABASE NAME VALUE.
# Target: p95 of all queries 30 ms on SQLite with 100,000 articles. On a busy machine read the cpu figures beside the wall clock.
# Usage: bench/search.sh [articles] [queries]; RECTO_BENCH_POSTGRES may hold a connection string (an empty database of its own), RECTO_BENCH_DATA a folder that is kept and used again.
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-100000}; queries=${2:-1000}; port=${RECTO_BENCH_PORT:-18521}
dir=$(mktemp -d); data=${RECTO_BENCH_DATA:-$dir/data}; pid=
trap '[ -z "$pid" ] || kill "$pid" 2> /dev/null; rm -rf "$dir"' EXIT
dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
dotnet "$bench" search "$data" "$articles" "$queries"
if command -v sqlite3 > /dev/null; then # Python's own SQLite is often built without dbstat.
  sqlite3 -readonly "$data/recto.db" "SELECT 'search sqlite ' || CASE WHEN name LIKE 'search_index%' THEN 'index_mb' WHEN name LIKE '%search_words%' THEN 'words_mb' WHEN name LIKE '%search_texts%' THEN 'texts_mb' ELSE 'rest_mb' END
    || ' ' || printf('%.1f', SUM(pgsize) / 1e6) FROM dbstat GROUP BY CASE WHEN name LIKE 'search_index%' THEN 1 WHEN name LIKE '%search_words%' THEN 2 WHEN name LIKE '%search_texts%' THEN 3 ELSE 4 END"
fi
dll=$(find "$(dirname "$bench")" -name recto.dll | head -n 1)
dotnet "$dll" serve --data "$data" --no-demo --urls "http://127.0.0.1:$port" > /dev/null 2> "$dir/err" & pid=$!
for _ in $(seq 100); do curl -sfo /dev/null "http://127.0.0.1:$port/search" && break; sleep 0.2; done
# A network may ask 120 pages at once: fewer are asked.
for round in $(seq 10); do
  for words in Kokonov Banakov 'tralen chis' title:peron '"stor men"'; do
    curl -sGo /dev/null -w '%{time_total} %{size_download} %{http_code}\n' --data-urlencode "q=$words" "http://127.0.0.1:$port/search"
  done
done | awk '$3 == 200 {print $1 * 1000, $2}' | sort -n | awk '{t[NR] = $1; if ($2 > b) b = $2} END {printf "search http pages %d\nsearch http page_p50_ms %.1f\nsearch http page_p95_ms %.1f\nsearch http largest_page_bytes %d\n", NR, t[int((NR + 1) / 2)], t[int(NR * .95)], b}'
if [ -n "${RECTO_BENCH_POSTGRES:-}" ]; then dotnet "$bench" search "$dir/pg" "$articles" "$queries" "$RECTO_BENCH_POSTGRES"; fi
