#!/usr/bin/env bash
# How long a backup and a restore of a site with every shared article take, and whether what comes back is the same row by row.
# Usage: bench/backup.sh (RECTO_SHARED names the shared folder where it does not stand beside the checkout; RECTO_BENCH_POSTGRES a PostgreSQL with an empty database to restore into besides)
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${RECTO_SHARED:-$PWD/../shared}; dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null
recto() { dotnet "$dir/recto/recto.dll" "$@"; }
timed() { # name command...
  local name=$1; shift
  /usr/bin/time -f '%e %M' -o "$dir/time" dotnet "$dir/recto/recto.dll" "$@" > "$dir/out" || { cat "$dir/out"; exit 1; }
  awk -v name="$name" -v told="$(head -n 1 "$dir/out" | sed 's/^[^:]*: //')" '{printf "%s: %.1f s, peak memory %d MB; %s\n", name, $1, $2/1024, told}' "$dir/time"
}
recto import "$shared"/data/articles/* --data "$dir/data" > "$dir/out" 2> /dev/null || true
tail -n 1 "$dir/out"
printf 'site: database %d MB, files %d MB\n' "$(($(stat -c %s "$dir/data/recto.db") / 1000000))" "$(($(du -sb "$dir/data/files" | cut -f 1) / 1000000))"
timed 'backup to an archive' backup "$dir/a.tar.gz" --data "$dir/data"
printf 'archive: %d MB\n' "$(($(stat -c %s "$dir/a.tar.gz") / 1000000))"
timed 'backup to a folder' backup "$dir/a" --data "$dir/data"
timed 'restore of the archive' restore "$dir/a.tar.gz" --data "$dir/restored"
timed 'backup of what was restored' backup "$dir/b" --data "$dir/restored"
same() { # a b: the same rows in every table, in whatever order
  local table; for table in "$1"/tables/*.jsonl; do cmp -s <(sort "$table") <(sort "$2/tables/$(basename "$table")") || { echo "$(basename "$table") differs"; return 1; }; done
  diff -rq "$1/files" "$2/files" > /dev/null || { echo "files differ"; return 1; }
  echo "the same: $(cat "$1"/tables/*.jsonl | wc -l) rows of $(ls "$1"/tables | wc -l) tables, $(find "$1/files" -type f | wc -l) files"
}
same "$dir/a" "$dir/b"
if [ -n "${RECTO_BENCH_POSTGRES:-}" ]; then
  timed 'restore into PostgreSQL' restore "$dir/a.tar.gz" --data "$dir/moved" --database "$RECTO_BENCH_POSTGRES"
  timed 'backup of PostgreSQL' backup "$dir/c" --data "$dir/moved" --database "$RECTO_BENCH_POSTGRES"
  same "$dir/a" "$dir/c"
fi
