#!/usr/bin/env bash
# Usage of one month: how fast events are kept, how long all its days take to be counted by what the site runs (target: 10 million in 60 s), how long reports on 2,500 titles and twelve months take (target: 2 s). One figure a line: usage DATABASE WHAT VALUE; CPU seconds are those of the program, without PostgreSQL.
# Usage: bench/usage.sh [events]; RECTO_BENCH_POSTGRES may hold a connection string (an empty database of its own). Needs an idle machine, and some gigabytes of disk.
set -euo pipefail
cd "$(dirname "$0")/.."
events=${1:-10000000}
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
[ -n "${RECTO_BENCH_BUILT:-}" ] || dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
dotnet "$bench" usage "$dir/data" sqlite "$events"
[ -z "${RECTO_BENCH_POSTGRES:-}" ] || dotnet "$bench" usage "$dir/postgres" postgresql "$events" "$RECTO_BENCH_POSTGRES"
