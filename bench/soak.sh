#!/usr/bin/env bash
# Two nodes behind HAProxy at seven tenths of what they can do, for half an hour: memory, handles and waiting must stay as they are. First the most they can do is measured, then that rate is kept; a line a minute.
# Usage: bench/soak.sh [MINUTES] COMMAND... ; COMMAND is the program, as `recto`. Wants what deploy/two-nodes.sh wants, and wrk. In the last line: how the second half stands to the first.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=30
case ${1:-} in *[!0-9]* | '') ;; *) minutes=$1; shift ;; esac
[ $# -gt 0 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
dir=$(mktemp -d); chmod 0755 "$dir"
trap 'deploy/two-nodes.sh stop "$dir/nodes" > /dev/null 2>&1 || true; rm -rf "$dir"' EXIT
place() { sed -n "s/^$1=//p" "$dir/nodes/places"; }
RECTO_PAGE_LIMIT=off RECTO_DEPOSITS=off RECTO_CROSSREF='' RECTO_CITED_BY='' deploy/two-nodes.sh start "$dir/nodes" "$@" > "$dir/said"
front=$(place FRONT)

# Of twenty requests sixteen are for articles, which come from the cache, two for lists, one is a search that nobody made before, one a note.
curl -s "http://$front/articles" | grep -oE 'href="/articles/[a-z0-9-]+"' | cut -d'"' -f2 | sort -u > "$dir/articles"
cat > "$dir/mix.lua" <<LUA
local articles = {}
for line in io.lines("$dir/articles") do articles[#articles + 1] = line end
local pause = tonumber(os.getenv("PAUSE") or "0")
local number = math.random(1000000)
request = function()
  number = number + 1
  local kind, article = number % 20, articles[number % #articles + 1]
  local path = kind < 16 and article or kind < 17 and "/" or kind < 18 and "/articles" or kind < 19 and "/search?q=archive+" .. number or article .. "/notes/1"
  return wrk.format("GET", path, { ["Accept-Encoding"] = "gzip", ["X-Forwarded-For"] = string.format("198.51.%d.%d", number % 199, number % 251 + 1) })
end
if pause > 0 then delay = function() return math.random(0, 2 * pause) end end
LUA
round() { wrk -t1 -c"$1" -d"$2" --latency -s "$dir/mix.lua" "http://$front" > "$dir/wrk"; awk '/Requests\/sec/{rate=$2} /^ *50%/{half=$2} /^ *99%/{most=$2} /Non-2xx/{bad=$NF} /Socket errors/{lost=$0} END{printf "%s %s %s %s %s", rate, half, most, bad+0, lost==""?"none":lost}' "$dir/wrk"; }
memory() { awk '/VmRSS/{print int($2 / 1024)}' "/proc/$1/status"; }
handles() { find "/proc/$1/fd" -mindepth 1 -maxdepth 1 2> /dev/null | wc -l; }
round 32 20s > /dev/null # Compiled and cached first.
most=$(round 32 20s | cut -d' ' -f1)
connections=64 pause=$(awk -v most="$most" -v connections=64 'BEGIN{printf "%d", 1000 * connections / (0.7 * most) + 0.5}')
while [ "$pause" -lt 20 ]; do connections=$((connections * 2)); pause=$((pause * 2)); done
export PAUSE=$pause
echo "most $most a second; seven tenths are kept with $connections connections that wait $pause ms in the mean"
echo 'minute rate p50 p99 refused errors node-1-MB node-2-MB node-1-handles node-2-handles'
one=$(cat "$dir/nodes/node-1.pid") two=$(cat "$dir/nodes/node-2.pid")
for minute in $(seq "$minutes"); do
  echo "$minute $(round "$connections" 60s) $(memory "$one") $(memory "$two") $(handles "$one") $(handles "$two")"
done | tee "$dir/rows"
awk '{half = NR <= n / 2 ? 1 : 2; memory[half] += $(NF-3) + $(NF-2); held[half] += $(NF-1) + $NF; count[half]++} END{printf "second half to first: memory %.3f, handles %.3f\n", memory[2]/count[2]/(memory[1]/count[1]), held[2]/count[2]/(held[1]/count[1])}' n="$minutes" "$dir/rows"
