#!/usr/bin/env bash
# The index of archives over generated mentions: the statements of a file's page, of an archive's page and of the directory, and what one article of a hundred archival notes more costs. One figure a line: archives DATABASE NAME VALUE.
# Targets with 1,000,000 mentions: file page 50 ms, one article more 200 ms.
# Usage: bench/archives.sh [mentions]; RECTO_BENCH_POSTGRES may hold a connection string (an empty database of its own), RECTO_BENCH_DATA a folder that is kept and used again.
set -euo pipefail
cd "$(dirname "$0")/.."
mentions=${1:-1000000}
dir=$(mktemp -d); data=${RECTO_BENCH_DATA:-$dir/data}
trap 'rm -rf "$dir"' EXIT
dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
dotnet "$bench" archives "$data" "$mentions"
if [ -n "${RECTO_BENCH_POSTGRES:-}" ]; then dotnet "$bench" archives "$dir/pg" "$mentions" "$RECTO_BENCH_POSTGRES"; fi
