#!/usr/bin/env bash
# Search over generated articles: articles indexed a second, size of the index, p50 and p95 of a mix of queries, time of a page over HTTP. One figure a line: search DATABASE NAME VALUE.
# Target: p95 of all queries 30 ms on SQLite with 100,000 articles.
# Usage: bench/search.sh [articles] [queries]; RECTO_BENCH_POSTGRES may hold a connection string (an empty database of its own), RECTO_BENCH_DATA a folder that is kept and used again.
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-100000}; queries=${2:-1000}; port=${RECTO_BENCH_PORT:-18521}
dir=$(mktemp -d); data=${RECTO_BENCH_DATA:-$dir/data}; pid=
trap '[ -z "$pid" ] || kill "$pid" 2> /dev/null; rm -rf "$dir"' EXIT
dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
dotnet "$bench" search "$data" "$articles" "$queries"
size() { python3 - "$data/recto.db" <<'PY'
import sqlite3, sys
c = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
try:
    rows = dict(c.execute("SELECT name, SUM(pgsize) FROM dbstat GROUP BY name"))
    print("search sqlite index_mb %.1f" % (sum(v for k, v in rows.items() if k.startswith("search_index")) / 1e6))
    print("search sqlite words_mb %.1f" % (sum(v for k, v in rows.items() if k.startswith("search_words") or "search_words" in k) / 1e6))
    print("search sqlite texts_mb %.1f" % (rows.get("search_texts", 0) / 1e6))
    print("search sqlite database_mb %.1f" % (sum(rows.values()) / 1e6))
except sqlite3.OperationalError:
    print("search sqlite index_mb unknown (this sqlite3 has no dbstat)")
PY
}
size
dll=$(find "$(dirname "$bench")" -name recto.dll | head -n 1)
dotnet "$dll" serve --data "$data" --no-demo --urls "http://127.0.0.1:$port" > /dev/null 2> "$dir/err" & pid=$!
for _ in $(seq 100); do curl -sfo /dev/null "http://127.0.0.1:$port/search" && break; sleep 0.2; done
for word in $(seq 60 | sed 's/.*/Kokonov Banakov tralen+chis title:peron "stor+men"/' | tr ' ' '\n' | head -n 100); do
  curl -so /dev/null -w '%{time_total} %{size_download} %{http_code}\n' "http://127.0.0.1:$port/search?q=$word"
done | awk '$3 == 200 {print $1 * 1000, $2}' | sort -n | awk '{t[NR] = $1; if ($2 > b) b = $2} END {printf "search http page_p50_ms %.1f\nsearch http page_p95_ms %.1f\nsearch http largest_page_bytes %d\n", t[int((NR + 1) / 2)], t[int(NR * .95)], b}'
if [ -n "${RECTO_BENCH_POSTGRES:-}" ]; then dotnet "$bench" search "$dir/pg" "$articles" "$queries" "$RECTO_BENCH_POSTGRES"; fi
