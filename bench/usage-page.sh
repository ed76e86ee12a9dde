#!/usr/bin/env bash
# What counting costs the article page: the same program with and without it, in turn, in one run: requests per second of the server's own CPU time, from the page cache and put together afresh. Readers come from 5,000 addresses.
# Needs wrk (Debian). Usage: bench/usage-page.sh [rounds] [seconds]; RECTO_BENCH_POSTGRES may hold a connection string (an empty database of its own), and is measured then in place of SQLite.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}; seconds=${2:-6}
dir=$(mktemp -d); export RECTO_PROXIES=127.0.0.1 RECTO_FILES=off RECTO_DATABASE=${RECTO_BENCH_POSTGRES:-}
trap 'kill $(cat "$dir"/pid-*) 2> /dev/null; rm -rf "$dir"' EXIT
program=${RECTO_BENCH_PROGRAM:-}
[ -n "$program" ] || { dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null; program=$dir/recto/recto.dll; }
start() { # address name: starts it
  dotnet "$program" serve --data "$dir/data" --urls "$1" > "$dir/out-$2" 2> "$dir/err-$2" & echo $! > "$dir/pid-$2"
  for _ in $(seq 300); do curl -sfo /dev/null "$1/" && return; sleep 0.1; done
  cat "$dir/err-$2" >&2; exit 1
}
cat > "$dir/readers.lua" <<'LUA'
local headers, requests, next = {["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ["Accept-Encoding"] = "gzip"}, {}, 0
init = function() for i = 1, 5000 do headers["X-Forwarded-For"] = "198." .. (18 + math.floor(i / 65025)) .. "." .. math.floor(i / 255) % 255 .. "." .. i % 255; requests[i] = wrk.format("GET", nil, headers) end end
request = function() next = next % 5000 + 1; return requests[next] end
LUA
RECTO_USAGE=on start http://127.0.0.1:18531 counted
RECTO_USAGE=off start http://127.0.0.1:18532 uncounted
RECTO_USAGE=on RECTO_PAGE_CACHE=off start http://127.0.0.1:18533 counted-afresh
RECTO_USAGE=off RECTO_PAGE_CACHE=off start http://127.0.0.1:18534 uncounted-afresh
page=$(curl -s http://127.0.0.1:18531/ | grep -oE '/articles/[a-z0-9-]+' | sort -u | head -n 1)
cpu() { awk '{print $14+$15}' "/proc/$1/stat"; }
measure() { # name port
  local a b out n pid; pid=$(cat "$dir/pid-$1"); a=$(cpu "$pid"); out=$(wrk -t1 -c16 -d"${seconds}s" -s "$dir/readers.lua" "http://127.0.0.1:$2$page"); sleep 0.7; b=$(cpu "$pid")
  n=$(awk '/requests in/{print $1}' <<< "$out")
  grep -q 'Non-2xx' <<< "$out" && { echo "$1: $out"; exit 1; }
  printf '%-18s %8s requests, %8.0f per CPU second, load %s\n' "$1" "$n" "$(awk -v n="$n" -v t=$((b - a)) 'BEGIN{print (t>0)? n*100/t : 0}')" "$(cut -d' ' -f1 /proc/loadavg)"
}
for port in 18531 18532 18533 18534; do wrk -t1 -c16 -d10s -s "$dir/readers.lua" "http://127.0.0.1:$port$page" > /dev/null; done
for round in $(seq "$rounds"); do
  if [ $((round % 2)) = 1 ]; then measure counted 18531; measure uncounted 18532; measure counted-afresh 18533; measure uncounted-afresh 18534
  else measure uncounted 18532; measure counted 18531; measure uncounted-afresh 18534; measure counted-afresh 18533; fi
done | tee "$dir/rows"
awk '{r[$1]=r[$1]" "$4} END{for(k in r) print k":"r[k]}' "$dir/rows" | awk -F'[: ]+' '
  function median(line,  v,n,i,j,t){n=split(line,v," ");for(i=2;i<=n;i++)for(j=i;j>1&&v[j-1]+0>v[j]+0;j--){t=v[j];v[j]=v[j-1];v[j-1]=t}return v[int((n+1)/2)]}
  {name=$1; $1=""; m[name]=median($0)}
  END{printf "counting costs the page from the cache %.1f %%, the page afresh %.1f %% of its requests per CPU second (medians)\n", 100-100*m["counted"]/m["uncounted"], 100-100*m["counted-afresh"]/m["uncounted-afresh"]}'
