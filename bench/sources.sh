#!/usr/bin/env bash
# The article's side of the source index with generated mentions: what the page of an article asks more (who else cites its sources), and the reads of the page of its sources, of the page of a note and of its linked data.
# One figure a line: sources DATABASE NAME VALUE. Target: each under 50 ms with 1 million mentions.
# Usage: bench/sources.sh [mentions]; RECTO_BENCH_POSTGRES may hold a connection string (an empty database of its own), RECTO_BENCH_DATA a folder that bench/archives.sh has filled.
set -euo pipefail
cd "$(dirname "$0")/.."
mentions=${1:-1000000}
dir=$(mktemp -d); data=${RECTO_BENCH_DATA:-$dir/data}
trap 'rm -rf "$dir"' EXIT
dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
dotnet "$bench" archives "$data" "$mentions" > /dev/null
dotnet "$bench" sources "$data"
if [ -n "${RECTO_BENCH_POSTGRES:-}" ]; then dotnet "$bench" archives "$dir/pg" "$mentions" "$RECTO_BENCH_POSTGRES" > /dev/null; dotnet "$bench" sources "$dir/pg" "$RECTO_BENCH_POSTGRES"; fi
