#!/usr/bin/env bash
# The index of works with generated mentions: how long one article of 100 sources more takes, and the reads of a work's page, of the list, and of what is found in it. One figure a line: works DATABASE NAME VALUE.
# Target: one article more under 200 ms with 1 million mentions. On a busy machine only the order of the figures tells.
# Usage: bench/works.sh [mentions] [articles to add]; RECTO_BENCH_POSTGRES may hold a connection string (an empty database of its own), RECTO_BENCH_DATA a folder that is kept and used again.
set -euo pipefail
cd "$(dirname "$0")/.."
mentions=${1:-1000000}; added=${2:-50}
dir=$(mktemp -d); data=${RECTO_BENCH_DATA:-$dir/data}
trap 'rm -rf "$dir"' EXIT
dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
dotnet "$bench" works "$data" "$mentions" "$added"
if [ -n "${RECTO_BENCH_POSTGRES:-}" ]; then dotnet "$bench" works "$dir/pg" "$mentions" "$added" "$RECTO_BENCH_POSTGRES"; fi
