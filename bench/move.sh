#!/usr/bin/env bash
# How long a move takes for a million rows in each direction, with its comparing, and how much memory; and what a second backup into one folder costs when nothing has changed.
# Usage: bench/move.sh [ROWS]   (RECTO_BENCH_POSTGRES names a PostgreSQL in which databases may be made; else .ci/postgres.sh starts one)
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${RECTO_BENCH_POSTGRES:-}" ]; then
  # shellcheck disable=SC2016 # The inner shell reads it.
  exec .ci/postgres.sh run sh -c 'RECTO_BENCH_POSTGRES=$RECTO_TEST_POSTGRES exec bench/move.sh "$@"' sh "$@"
fi
rows=${1:-1000000}; dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo -p:RunAnalyzers=false > /dev/null
export RECTO_DATABASE=
timed() { # name command...
  local name=$1; shift
  /usr/bin/time -f '%e %M' -o "$dir/time" dotnet "$dir/recto/recto.dll" "$@" > "$dir/out" || { cat "$dir/out" "$dir/time"; exit 1; }
  awk -v name="$name" -v told="$(head -n 1 "$dir/out" | sed 's/^[^:]*:[^ ]* //')" '{printf "%s: %.1f s, peak memory %d MB; %s\n", name, $1, $2/1024, told}' "$dir/time"
}
dotnet "$dir/recto/recto.dll" import corpus/demo --data "$dir/data" > /dev/null
python3 - "$dir/data/recto.db" "$rows" <<'PY'
import json, sqlite3, sys, uuid
db = sqlite3.connect(sys.argv[1]); n = int(sys.argv[2])
line = json.dumps({"before": {"title": "The keepers of the lower margin"}, "after": {"title": "Хранители нижнего поля"}}, ensure_ascii=False)
db.executemany("INSERT INTO audit (id, at, person, act, subject, details) VALUES (?, ?, 'A. Tarrow', 'article.edited', ?, ?)",
    ((str(uuid.UUID(int=(0x19cec5a << 96) | (7 << 76) | (8 << 60) | i)).upper(), 1773480413000000 + i, f"article/{i % 5000}", line) for i in range(n)))
db.commit()
PY
# shellcheck disable=SC2001 # A pattern, not a word.
server=$(echo "$RECTO_BENCH_POSTGRES" | sed 's/Database=[^;]*//')
name=recto_bench_move_$$
sql() { psql "$(echo "$RECTO_BENCH_POSTGRES" | sed 's/Host=/host=/; s/Port=/port=/; s/Username=/user=/; s/Password=/password=/; s/Database=/dbname=/; s/;/ /g')" -qAtc "$1"; }
sql "CREATE DATABASE $name"
trap 'sql "DROP DATABASE $name WITH (FORCE)"; rm -rf "$dir"' EXIT
printf 'site: database %d MB\n' "$(($(stat -c %s "$dir/data/recto.db") / 1000000))"
timed 'SQLite to PostgreSQL, compared' move --to "$server;Database=$name" --data "$dir/data"
timed 'compared once more' move --to "$server;Database=$name" --data "$dir/data" --verify-only
timed 'PostgreSQL to SQLite, compared' move --to "sqlite:$dir/back" --data "$dir/data" --database "$server;Database=$name"
timed 'first backup into a folder of many' backup --to "$dir/many" --data "$dir/data"
printf 'folder: %d MB in %d pieces\n' "$(($(du -sb "$dir/many" | cut -f 1) / 1000000))" "$(find "$dir/many/pieces" -type f | wc -l)"
timed 'second, nothing has changed' backup --to "$dir/many" --data "$dir/data"
timed 'read and compared' restore "$dir/many" --verify-only
timed 'the same as an archive' backup "$dir/a.tar.gz" --data "$dir/data"
