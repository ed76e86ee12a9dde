#!/usr/bin/env bash
# How fast articles come in, and in how much memory: every JATS set of the shared folder in one process, then the 7.4 MB file alone.
# Usage: bench/import.sh (RECTO_SHARED names the shared folder where it does not stand beside the checkout)
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${RECTO_SHARED:-$PWD/../shared}; dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null
run() { # name path...
  local name=$1; shift
  /usr/bin/time -f '%e %U %S %M' -o "$dir/time" dotnet "$dir/recto/recto.dll" import "$@" --data "$dir/data-$name" --format json > "$dir/out" 2> /dev/null || true
  awk -v name="$name" -v summary="$(tail -n 1 "$dir/out")" '/^[0-9.]+ [0-9.]+ [0-9.]+ [0-9]+$/ {n=summary; gsub(/[^0-9,]/,"",n); split(n,c,","); done=c[1]+c[2]+c[3];
    printf "%s: %d articles in %.1f s (%.1f a second; %.1f s of CPU), peak memory %d MB; %s\n", name, done, $1, done/$1, $2+$3, $4/1024, summary}' "$dir/time"
}
run all-jats "$shared"/data/articles/jats-*
run huge "$shared"/data/articles/jats-derived/huge-6mb.xml.gz
