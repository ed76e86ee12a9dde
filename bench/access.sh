#!/usr/bin/env bash
# The page of a closed article to a stranger (the wall, with its offers) and to a reader of a subscribing library, from the cache and put together afresh, beside a bare ASP.NET Core program that serves
# the same bytes: requests per second of the server's own CPU time. Then GetFTR: twenty DOIs a question, p50 and p95 (the standard asks for an answer within a second).
# The library is one of 3,333 with 100,000 networks. Needs wrk and python3 (Debian) and the shared folder beside the checkout (or RECTO_SHARED). Usage: bench/access.sh [rounds] [seconds]
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${RECTO_SHARED:-$PWD/../shared}; rounds=${1:-3}; seconds=${2:-6}
dir=$(mktemp -d); export RECTO_PROXIES=127.0.0.1
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null
cp -r "$shared/labs/http-ceiling/app" "$dir/bare-src"; chmod -R u+w "$dir/bare-src"
dotnet publish "$dir/bare-src" -c Release -o "$dir/bare" -v q -nologo > /dev/null
trap 'kill $(cat "$dir"/pid-*) 2> /dev/null; rm -rf "$dir"' EXIT
start() { # address name: starts recto
  dotnet "$dir/recto/recto.dll" serve --data "$dir/data" --urls "$1" > "$dir/out-$2" 2> "$dir/err-$2" &
  echo $! > "$dir/pid-$2"
  for _ in $(seq 150); do curl -sfo /dev/null "$1/" && return; sleep 0.1; done
  cat "$dir/err-$2" >&2; exit 1
}
start http://127.0.0.1:18521 first
kill "$(cat "$dir/pid-first")"; wait "$(cat "$dir/pid-first")" 2> /dev/null || true
python3 - "$dir/data" > "$dir/facts" <<'PY'
# Institutions, networks, rights and a key of GetFTR, as the desk would have written them.
import base64, glob, hashlib, os, random, sqlite3, sys, uuid
file = next(f for f in glob.glob(sys.argv[1] + '/**/*', recursive=True) if os.path.isfile(f) and open(f, 'rb').read(15) == b'SQLite format 3')
db = sqlite3.connect(file)
random.seed(7)
key_of = lambda: str(uuid.uuid4()).upper() if db.execute("SELECT typeof(id) FROM journals").fetchone()[0] == 'text' else uuid.uuid4().bytes
number = lambda v: (0xffff << 32 | v).to_bytes(16, 'big')
n, used = 0, set()
for i in range(3333):
    one = key_of()
    db.execute("INSERT INTO institutions (id, key, name, name_key, created_at, updated_at) VALUES (?, ?, ?, ?, 1, 1)", (one, f'library-{i}', f'Library {i}', f'LIBRARY {i}'))
    for _ in range(30):
        a, bits = random.randrange(11 << 24, 126 << 24) & ~255, random.choice([24, 22, 20])
        a &= ~((1 << (32 - bits)) - 1)
        db.execute("INSERT INTO institution_ranges (id, institution_id, first_address, last_address, written, created_at) VALUES (?, ?, ?, ?, 'x', 1)", (key_of(), one, number(a), number(a + (1 << (32 - bits)) - 1)))
    if i == 0:
        a = 130 << 24 | 92 << 16
        db.execute("INSERT INTO institution_ranges (id, institution_id, first_address, last_address, written, created_at) VALUES (?, ?, ?, ?, '130.92.0.0/16', 1)", (key_of(), one, number(a), number(a + 65535)))
    if i < 1000:
        db.execute("INSERT INTO rights (id, kind, institution_id, starts_at, created_at, updated_at) VALUES (?, 'subscription', ?, 0, 1, 1)", (key_of(), one))
key = 'recto_i_' + 'b' * 43
cols = [r[1] for r in db.execute("PRAGMA table_info(access_keys)")]
values = {'id': key_of(), 'purpose': 'getFtr', 'name': 'bench', 'hint': 'bbbb', 'hash': hashlib.sha256(key.encode()).hexdigest(), 'key_hash': hashlib.sha256(key.encode()).hexdigest(), 'created_at': 1}
known = [c for c in cols if c in values]
db.execute(f"INSERT INTO access_keys ({', '.join(known)}) VALUES ({', '.join('?' * len(known))})", [values[c] for c in known])
slug, doi = db.execute("SELECT slug, doi FROM articles WHERE is_draft = 0 AND has_open_licence = 0 AND (opens_at IS NULL OR opens_at > 0) LIMIT 1").fetchone()
db.commit()
dois = [r[0] for r in db.execute("SELECT doi FROM articles WHERE doi IS NOT NULL")]
print('/articles/' + slug); print(key); print(' '.join(dois))
PY
page=$(sed -n 1p "$dir/facts"); key=$(sed -n 2p "$dir/facts"); dois=$(sed -n 3p "$dir/facts")
start http://127.0.0.1:18521 cached
RECTO_PAGE_CACHE=off start http://127.0.0.1:18522 fresh
curl -sH 'X-Forwarded-For: 130.92.4.7' "http://127.0.0.1:18521$page" > "$dir/page.html"
grep -q 'Access provided by Library 0' "$dir/page.html" || { echo 'The library does not read.'; exit 1; }
dotnet "$dir/bare/ceiling.dll" "$dir/page.html" 18523 & echo $! > "$dir/pid-bare"
for _ in $(seq 50); do curl -sfo /dev/null http://localhost:18523/plain && break; sleep 0.1; done
echo "page of the library $(wc -c < "$dir/page.html") bytes, wall $(curl -s "http://127.0.0.1:18521$page" | wc -c) bytes"
cpu() { awk '{print $14+$15}' "/proc/$1/stat"; }
measure() { # name pid url encoding [header]
  local a b out n; a=$(cpu "$2"); out=$(wrk -t1 -c32 -d"${seconds}s" --latency -H "Accept-Encoding: $4" ${5:+-H "$5"} "$3"); b=$(cpu "$2")
  n=$(awk '/requests in/{print $1}' <<< "$out")
  grep -q 'Non-2xx' <<< "$out" && { echo "$1: $out"; exit 1; }
  printf '%-22s %9s req/s  p50 %-8s p99 %-8s %8.0f requests per CPU second\n' "$1" "$(awk '/Requests\/sec/{print $2}' <<< "$out")" \
    "$(awk '$1=="50%"{print $2}' <<< "$out")" "$(awk '$1=="99%"{print $2}' <<< "$out")" "$(awk -v n="$n" -v t=$((b - a)) 'BEGIN{print (t>0)? n*100/t : 0}')"
}
library='X-Forwarded-For: 130.92.4.7'
for port in 18521 18522; do wrk -t1 -c32 -d4s -H "$library" "http://127.0.0.1:$port$page" > /dev/null; done
wrk -t1 -c32 -d3s http://127.0.0.1:18523/page > /dev/null
for _ in $(seq "$rounds"); do
  measure bare-gzip "$(cat "$dir/pid-bare")" http://127.0.0.1:18523/page gzip
  measure library-cached-gzip "$(cat "$dir/pid-cached")" "http://127.0.0.1:18521$page" gzip "$library"
  measure wall-cached-gzip "$(cat "$dir/pid-cached")" "http://127.0.0.1:18521$page" gzip
  measure bare-plain "$(cat "$dir/pid-bare")" http://127.0.0.1:18523/plain identity
  measure library-fresh-plain "$(cat "$dir/pid-fresh")" "http://127.0.0.1:18522$page" identity "$library"
  measure wall-fresh-plain "$(cat "$dir/pid-fresh")" "http://127.0.0.1:18522$page" identity
done | tee "$dir/rows"
awk '{r[$1]=r[$1]" "$(NF-4)} END{for(k in r) print k":"r[k]}' "$dir/rows" | awk -F'[: ]+' '
  function median(line,  v,n,i,j,t){n=split(line,v," ");for(i=2;i<=n;i++)for(j=i;j>1&&v[j-1]+0>v[j]+0;j--){t=v[j];v[j]=v[j-1];v[j-1]=t}return v[int((n+1)/2)]}
  {name=$1; $1=""; m[name]=median($0)}
  END{printf "of the bare program: library cached %.2f, wall cached %.2f, library afresh %.2f, wall afresh %.2f\n", m["library-cached-gzip"]/m["bare-gzip"], m["wall-cached-gzip"]/m["bare-gzip"], m["library-fresh-plain"]/m["bare-plain"], m["wall-fresh-plain"]/m["bare-plain"]}'
cat > "$dir/ask.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer $key"
local dois = {}
for doi in ("$dois"):gmatch("%S+") do dois[#dois + 1] = '"' .. doi .. '"' end
while #dois < 20 do dois[#dois + 1] = '"10.5555/none.' .. #dois .. '"' end
wrk.body = '{"org":{"ipv4":"130.92.4.7"},"dois":[' .. table.concat(dois, ",", 1, 20) .. ']}'
done = function(summary, latency) io.write(string.format("GetFTR, 20 DOIs a question, 4 at once: p50 %.1f ms, p95 %.1f ms, %d answered, %d refused\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000, summary.requests, summary.errors.status)) end
LUA
wrk -t1 -c4 -d3s -s "$dir/ask.lua" http://127.0.0.1:18521/api/getftr/v2/entitlements > /dev/null
wrk -t1 -c4 -d"${seconds}s" -s "$dir/ask.lua" http://127.0.0.1:18521/api/getftr/v2/entitlements | tail -n 1
