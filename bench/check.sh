#!/usr/bin/env bash
# `recto notes check` of the reference page as a cold process: what a copy editor's terminal waits for. Prints each run's wall seconds and the median.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${RECTO_SHARED:-$PWD/../shared}; runs=${1:-11}; dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null
for _ in $(seq "$runs"); do
  /usr/bin/time -f '%e %M' dotnet "$dir/recto/recto.dll" notes check "$shared/reference/article-page.txt" 2>&1 > /dev/null | tail -n 1 || true
done | sort -n | awk '{t[NR]=$1; m=$2>m?$2:m; printf "%s ", $1} END{printf "\nmedian %.2f s of %d cold runs, peak memory %d MB\n", t[int((NR+1)/2)], NR, m/1024}'
