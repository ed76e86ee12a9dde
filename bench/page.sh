#!/usr/bin/env bash
# The article page beside a bare ASP.NET Core program, in turn, in one run: requests per second of the server's own CPU time.
# Cached with gzip against the bare program with gzip; rendered afresh (output cache off, SQL runs) uncompressed against the bare program uncompressed.
# The bare program serves the same bytes from memory: the page itself, gzipped once.
# Needs wrk (Debian) and the shared folder beside the checkout (or RECTO_SHARED). Usage: bench/page.sh [rounds] [seconds] [article path]
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${RECTO_SHARED:-$PWD/../shared}; rounds=${1:-3}; seconds=${2:-8}; wanted=${3:-}
dir=$(mktemp -d)
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null
cp -r "$shared/labs/http-ceiling/app" "$dir/bare-src"; chmod -R u+w "$dir/bare-src"
dotnet publish "$dir/bare-src" -c Release -o "$dir/bare" -v q -nologo > /dev/null
start() { # variable-prefix, extra arguments: starts recto on a free port
  dotnet "$dir/recto/recto.dll" serve --data "$dir/data" --urls "$1" > "$dir/out-$2" 2> "$dir/err-$2" &
  echo $! > "$dir/pid-$2"
  for _ in $(seq 100); do curl -sfo /dev/null "$1/" && return; sleep 0.1; done
  cat "$dir/err-$2" >&2; exit 1
}
trap 'kill $(cat "$dir"/pid-*) 2> /dev/null; rm -rf "$dir"' EXIT
start http://127.0.0.1:18511 cached
page=${wanted:-$(curl -s http://127.0.0.1:18511/ | grep -oE '/articles/[a-z0-9-]+' | sort -u | head -n 1)}
RECTO_PAGE_CACHE=off start http://127.0.0.1:18512 fresh
curl -s "http://127.0.0.1:18511$page" > "$dir/page.html"
dotnet "$dir/bare/ceiling.dll" "$dir/page.html" 18513 & echo $! > "$dir/pid-bare"
for _ in $(seq 50); do curl -sfo /dev/null http://localhost:18513/plain && break; sleep 0.1; done
ls -l "$dir/page.html" | awk '{print "page", $5, "bytes"}'
cpu() { awk '{print $14+$15}' "/proc/$1/stat"; }
measure() { # name pid url encoding
  local a b out n; a=$(cpu "$2"); out=$(wrk -t1 -c32 -d"${seconds}s" --latency -H "Accept-Encoding: $4" "$3"); b=$(cpu "$2")
  n=$(awk '/requests in/{print $1}' <<< "$out")
  grep -q 'Non-2xx' <<< "$out" && { echo "$1: $out"; exit 1; }
  printf '%-22s %9s req/s  p50 %-8s p99 %-8s %8.0f requests per CPU second\n' "$1" "$(awk '/Requests\/sec/{print $2}' <<< "$out")" \
    "$(awk '$1=="50%"{print $2}' <<< "$out")" "$(awk '$1=="99%"{print $2}' <<< "$out")" "$(awk -v n="$n" -v t=$((b - a)) 'BEGIN{print (t>0)? n*100/t : 0}')"
}
for name in cached fresh; do wrk -t1 -c32 -d4s "http://127.0.0.1:1851$([ $name = cached ] && echo 1 || echo 2)$page" > /dev/null; done
wrk -t1 -c32 -d3s http://127.0.0.1:18513/page > /dev/null
for _ in $(seq "$rounds"); do
  measure bare-gzip "$(cat "$dir/pid-bare")" http://127.0.0.1:18513/page gzip
  measure recto-cached-gzip "$(cat "$dir/pid-cached")" "http://127.0.0.1:18511$page" gzip
  measure bare-plain "$(cat "$dir/pid-bare")" http://127.0.0.1:18513/plain identity
  measure recto-fresh-plain "$(cat "$dir/pid-fresh")" "http://127.0.0.1:18512$page" identity
done | tee "$dir/rows"
awk '{r[$1]=r[$1]" "$(NF-4)} END{for(k in r) print k":"r[k]}' "$dir/rows" | awk -F'[: ]+' '
  function median(line,  v,n,i,j,t){n=split(line,v," ");for(i=2;i<=n;i++)for(j=i;j>1&&v[j-1]+0>v[j]+0;j--){t=v[j];v[j]=v[j-1];v[j-1]=t}return v[int((n+1)/2)]}
  {name=$1; $1=""; m[name]=median($0)}
  END{printf "cached, gzip: %.2f of the bare program; afresh, uncompressed: %.2f\n", m["recto-cached-gzip"]/m["bare-gzip"], m["recto-fresh-plain"]/m["bare-plain"]}'
