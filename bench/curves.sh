#!/usr/bin/env bash
# How a site bears its size: 1,000 to 1,000,000 articles on PostgreSQL, one node and two behind HAProxy. 250 articles are imported by the program itself and multiplied inside the database; then each kind of page is
# asked for in a closed loop by wrk, made afresh (page cache off), and a mixture of all with the cache on. One figure a line: curves ARTICLES NODES NAME VALUE; 0 nodes is what has to do with none.
# CPU seconds for 1,000 requests of nodes, database and balancer (from /proc) are the capacity: load, nodes and database share the machine's cores, so that a second node on the same ones can only show what it costs.
# Usage: bench/curves.sh ['SIZES' [SECONDS [COMMAND...]]], as bench/curves.sh '1000 10000 100000 1000000' 3 recto. A size is four times 250 at least. Wants wrk and what deploy/two-nodes.sh wants; a million articles want 45 GB of disk and half an hour.
# RECTO_BENCH_FOLDER keeps the database there and goes on with it next time, RECTO_BENCH_KINDS names kinds of pages, RECTO_BENCH_NODES is '1 2', RECTO_BENCH_STATEMENTS a file for what PostgreSQL took longest for (pg_stat_statements).
set -euo pipefail
cd "$(dirname "$0")/.."
sizes=${1:-1000 10000 100000} seconds=${2:-3}
shift $(($# < 2 ? $# : 2))
dir=$(mktemp -d); chmod 0755 "$dir"
trap 'rm -rf "$dir"' EXIT
if [ $# -eq 0 ]; then
  [ -n "$(find artifacts/bin/Recto.App -name recto.dll 2> /dev/null)" ] || dotnet build src/Recto.App -c Release -v q -nologo > /dev/null
  cp -r artifacts/bin/Recto.App/release "$dir/recto"
  set -- dotnet "$dir/recto/recto.dll"
fi
python3 bench/curves.py "${RECTO_BENCH_FOLDER:-$dir/site}" "$sizes" "$seconds" "$@"
