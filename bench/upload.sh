#!/usr/bin/env bash
# A manuscript from upload to result: a Word file of 30,000 words with 200 notes (real ones, where the shared folder is beside the checkout or RECTO_SHARED names it)
# is posted to /check, the whole answer awaited. First request of the process apart, then the median. Usage: bench/upload.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-11}; port=18621; dir=$(mktemp -d)
trap 'kill "$(cat "$dir/pid")" 2> /dev/null || true; rm -rf "$dir"' EXIT
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null
RECTO_SHARED=${RECTO_SHARED:-$PWD/../shared} dotnet run -c Release --project bench/Recto.Bench -- upload "$dir/manuscript.docx"
ls -l "$dir/manuscript.docx" | awk '{print "file", $5, "bytes"}'
dotnet "$dir/recto/recto.dll" serve --data "$dir/data" --no-demo --urls "http://127.0.0.1:$port" > "$dir/out" 2> "$dir/err" & echo $! > "$dir/pid"
for _ in $(seq 100); do curl -sfo /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done
post() { curl -s -o "$dir/result.html" -w '%{http_code} %{time_total}\n' -F notes= -F profile=article -F "file=@$dir/manuscript.docx" "http://127.0.0.1:$port/check"; }
first=$(post)
for _ in $(seq "$runs"); do post; done | sort -k2 -n | awk -v first="$first" '
  $1 != 200 {print "answered", $1; exit 1}
  {t[NR]=$2; printf "%s ", $2}
  END{split(first, f, " "); printf "\nfirst of the process %.2f s; median %.3f s, slowest %.3f s of %d\n", f[2], t[int((NR+1)/2)], t[NR], NR}'
grep -o 'id="found">[^<]*' "$dir/result.html" | cut -d'>' -f2
ls -l "$dir/result.html" | awk '{print "result", $5, "bytes"}'
