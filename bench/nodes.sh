#!/usr/bin/env bash
# One worker or two on one PostgreSQL database: how long it takes until the indexes of search, works and archives, and the words that lists are made of, are whole again after they were declared out of date, and how much each of two did.
# One figure a line: nodes WORKERS NAME VALUE. Two workers of a machine share its cores: on two cores, with PostgreSQL and a client on the same, less than half the time is not to be had.
# Usage: RECTO_BENCH_POSTGRES='Host=…;Port=…;Username=…;Database=…' bench/nodes.sh [articles]; the database is empty, or was filled by an earlier run.
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-3000}; dir=$(mktemp -d); pids=()
stop() { for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done; for pid in "${pids[@]}"; do wait "$pid" 2> /dev/null || true; done; pids=(); }
trap 'stop; rm -rf "$dir"' EXIT
place=$(sed -E 's/;/ /g; s/Host=/host=/I; s/Port=/port=/I; s/Username=/user=/I; s/Password=/password=/I; s/Database=/dbname=/I; s/(Max|Min)[^ ]*=[^ ]*//Ig' <<< "$RECTO_BENCH_POSTGRES")
ask() { psql "$place" -qAtc "$1"; }
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' 2> /dev/null | head -n 1)
[ -n "$bench" ] || { dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null; bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1); }
[ "$(ask "SELECT COALESCE(SUM(1), 0) FROM pg_tables WHERE tablename = 'articles'")" = 1 ] || dotnet "$bench" search "$dir/data" "$articles" 1 "$RECTO_BENCH_POSTGRES" > /dev/null
recto=$(find "$(dirname "$bench")" -name recto.dll | head -n 1)
for workers in 1 2; do
  ask "UPDATE search_texts SET analysis = ''; UPDATE work_articles SET analysis = ''; UPDATE apparatus SET archives_read = NULL; UPDATE recommended_articles SET analysis = '', listed_at = NULL; DELETE FROM node_claims; CHECKPOINT" > /dev/null
  for number in $(seq "$workers"); do
    RECTO_DATABASE=$RECTO_BENCH_POSTGRES RECTO_FILES=off RECTO_REMINDERS=off dotnet "$recto" serve --role worker --no-demo --data "$dir/worker$number" --urls http://127.0.0.1:0 > /dev/null 2> "$dir/err$number" & pids+=($!)
  done
  declare -A began=() ended=()
  while [ ${#ended[@]} -lt 5 ]; do
    now=$(date +%s.%N)
    while IFS='|' read -r name claimed left; do
      if [ "$claimed" -gt 0 ] && [ -z "${began[$name]:-}" ]; then began[$name]=$now; fi
      if [ "$left" = 0 ] && [ "$claimed" = 0 ] && [ -n "${began[$name]:-}" ] && [ -z "${ended[$name]:-}" ]; then ended[$name]=$now; fi
    done < <(ask "SELECT w.name, (SELECT COUNT(*) FROM node_claims c WHERE c.work = w.name), w.behind FROM (
      SELECT 'search' AS name, (SELECT COUNT(*) FROM search_texts WHERE analysis = '') AS behind
      UNION ALL SELECT 'works', (SELECT COUNT(*) FROM articles a LEFT JOIN work_articles w ON w.article_id = a.id WHERE w.article_id IS NULL OR w.analysis = '')
      UNION ALL SELECT 'archives', (SELECT COUNT(*) FROM apparatus WHERE archives_read IS NULL)
      UNION ALL SELECT 'terms', (SELECT COUNT(*) FROM articles a LEFT JOIN recommended_articles r ON r.article_id = a.id WHERE a.is_draft = 0 AND (r.article_id IS NULL OR r.analysis = ''))
      UNION ALL SELECT 'lists', (SELECT COUNT(*) FROM recommended_articles WHERE listed_at IS NULL)) w")
    sleep 0.2
  done
  for name in search works archives terms lists; do awk -v w="$workers" -v n="$name" -v s="${began[$name]}" -v e="${ended[$name]}" 'BEGIN {printf "nodes %d %s_s %.1f\n", w, n, e - s}'; done
  first=${began[search]}; last=0
  for name in "${!ended[@]}"; do
    first=$(awk -v a="$first" -v b="${began[$name]}" 'BEGIN {print a < b ? a : b}'); last=$(awk -v a="$last" -v b="${ended[$name]}" 'BEGIN {print a > b ? a : b}')
  done
  awk -v w="$workers" -v s="$first" -v e="$last" 'BEGIN {printf "nodes %d all_s %.1f\n", w, e - s}'
  for number in $(seq "$workers"); do pid=${pids[$((number - 1))]}; awk -v w="$workers" -v n="$number" '{printf "nodes %d cpu_of_%d_s %.1f\n", w, n, ($14 + $15) / 100}' "/proc/$pid/stat"; done
  unset began ended
  stop
done
