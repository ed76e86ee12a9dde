#!/usr/bin/env bash
# How fast the files of articles are made, how large they are, and in how much memory: every JATS set of the shared folder, each kind apart, then all that is left at once.
# Typst is taken from RECTO_TYPST (docs/operate/pdf.md); without it and without WeasyPrint no PDF is made.
# Usage: bench/files.sh [jobs] (RECTO_SHARED names the shared folder where it does not stand beside the checkout; RECTO_BENCH_DATA a site that is kept)
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${RECTO_SHARED:-$PWD/../shared}; jobs=${1:-2}; dir=$(mktemp -d); data=${RECTO_BENCH_DATA:-$dir/data}; trap 'rm -rf "$dir"' EXIT
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null
[ -e "$data/recto.db" ] || dotnet "$dir/recto/recto.dll" import "$shared"/data/articles/jats-* --data "$data" > /dev/null 2>&1 || true
for kind in jats epub pdf apparatus; do
  /usr/bin/time -f '%e %U %S %M' -o "$dir/time" dotnet "$dir/recto/recto.dll" files make --again --kind "$kind" --jobs "$jobs" --format json --data "$data" > "$dir/out" 2> "$dir/err" || true
  awk -v kind="$kind" -v json="$dir/out" '/^[0-9.]+ [0-9.]+ [0-9.]+ [0-9]+$/ {
    while ((getline line < json) > 0) {
      made += gsub(/"state":"made"/, "&", line); failed += gsub(/"state":"failed"/, "&", line); told += gsub(/"message":/, "&", line)
      rest = line; while (match(rest, /"bytes":[0-9]+/)) { bytes += substr(rest, RSTART + 8, RLENGTH - 8); rest = substr(rest, RSTART + RLENGTH) } }
    printf "%s: %d made, %d failed, %d lines for editors; %.1f s (%.1f a second; %.1f s of CPU without programs that outlive it), mean %.0f KB, peak memory of recto %d MB\n", kind, made, failed, told, $1, made/$1, $2+$3, made ? bytes/made/1024 : 0, $4/1024 }' "$dir/time"
done
