#!/usr/bin/env bash
# Matching references to works: works indexed a second, references matched a second, memory beyond the mapped file, and precision and recall (of the shipped model on the references it was learnt from: a check, not a figure).
# One figure a line: match INDEX NAME VALUE. On a busy machine read the cpu figures: they are of one processor.
# Targets on two processors: 3,000 references a second on the works given, 1,000 on ten million generated ones, 50,000 works indexed a second, under 300 MB beyond the mapped file.
# Usage: bench/match.sh [generated works, 0 for none] [folder that is kept]; RECTO_SHARED names the folder of data/matching.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${RECTO_SHARED:-../shared}/data/matching
dir=${2:-$(mktemp -d)}
[ -n "${2:-}" ] || trap 'rm -rf "$dir"' EXIT
dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
dotnet "$bench" match "$data/works.jsonl.gz" "$data/gold.jsonl" "${1:-0}" "$dir"
