#!/usr/bin/env bash
# What readers of an entitled network feel while others trouble the site: two nodes behind HAProxy (deploy/two-nodes.sh), one of each trouble after the other; then one node on SQLite with a slow and a full disk, and jumps of the clock.
# Usage: bench/survive.sh [SECONDS of each] COMMAND... ; COMMAND is the program, as `recto`. Wants what two-nodes.sh wants, python3, faketime, cc, and root for the full disk (a small tmpfs).
# RECTO_SURVIVE='far late' has those troubles only: connections, balancer, crawlers, far, late, disk, clock, full.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=20
case ${1:-} in *[!0-9]* | '') ;; *) seconds=$1; shift ;; esac
[ $# -gt 0 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
program=("$@") here=$PWD/bench
dir=$(mktemp -d)
chmod 0755 "$dir"
alone=''
finish() { deploy/two-nodes.sh stop "$dir/nodes" > /dev/null 2>&1 || true; [ -z "$alone" ] || kill "$alone" 2> /dev/null || true; umount "$dir/small" 2> /dev/null || true; rm -rf "$dir"; }
trap finish EXIT
ulimit -n "$(ulimit -Hn)"
place() { sed -n "s/^$1=//p" "$dir/nodes/places"; }
wanted() { [ -z "${RECTO_SURVIVE:-}" ] || [[ " $RECTO_SURVIVE " = *" $1 "* ]]; }
readers() { python3 "$here/survive.py" readers "$1" "$seconds" "${2:-20}" --from 130.92.0 "${@:4}" | sed "s/^readers/$3/"; }

RECTO_DEPOSITS=off RECTO_CROSSREF='' RECTO_CITED_BY='' deploy/two-nodes.sh start "$dir/nodes" "${program[@]}" > "$dir/said"; head -n 1 "$dir/said"
key=''
until [ -n "$key" ]; do sleep 0.2; key=$(sed -n 's/.*account\/first?key=//p' "$dir"/nodes/node-*.log | tail -n 1); done
python3 "$here/survive.py" desk "$(place FRONT)" 0 0 --key "$key"
sleep 3
readers "$(place FRONT)" 20 'first of all' > /dev/null
readers "$(place FRONT)" 20 'readers alone'
# Troublers come from an address of their own (127.0.0.2), as they would.
for trouble in 'slow 10000' 'idle 5000'; do
  wanted connections || break
  # shellcheck disable=SC2086
  python3 "$here/survive.py" ${trouble% *} "$(place node-1)" "$((seconds + 10))" "${trouble#* }" > "$dir/trouble" & other=$!
  sleep 8
  readers "$(place FRONT)" 20 "beside ${trouble#* } ${trouble% *} connections to a node"
  wait "$other"; cat "$dir/trouble"
done
if wanted balancer; then
  python3 "$here/survive.py" slow "$(place FRONT)" "$((seconds + 10))" 10000 > "$dir/trouble" & other=$!
  sleep 8; readers "$(place FRONT)" 20 'beside 10000 slow connections to the balancer'; wait "$other"; cat "$dir/trouble"
fi
if wanted crawlers; then
  python3 "$here/survive.py" crawlers "$(place FRONT)" "$seconds" 200 --nets 40 > "$dir/trouble" & other=$!
  readers "$(place FRONT)" 20 'beside crawlers that ask ten times as much'; wait "$other"; cat "$dir/trouble"
fi

# A database that is far away, 20 ms each way; and one that is late for five seconds of every ten, 50 ms each way.
behind() { # what to say, milliseconds each way, more for the way...
  python3 "$here/survive.py" slowly "127.0.0.1:$(place PRIMARY_PORT)" 600 "$2" --listen 19432 "${@:3}" & far=$!
  sleep 1
  RECTO_DATABASE='Host=127.0.0.1;Port=19432;Username=recto;Database=recto' "${program[@]}" serve --data "$dir/nodes/data" --urls http://127.0.0.1:19433 > "$dir/far.log" 2>&1 & alone=$!
  for _ in $(seq 600); do curl -fso /dev/null http://127.0.0.1:19433/health/ready && break; sleep 0.1; done
  readers 127.0.0.1:19433 20 'first of all' --each > /dev/null
  readers 127.0.0.1:19433 20 "$1" --each
  kill "$alone"; wait "$alone" 2> /dev/null || true; kill "$far"; wait "$far" 2> /dev/null || true; alone=''
}
if wanted far; then behind 'with a database 40 ms away' 20; fi
if wanted late; then behind 'with a database whose answers come 100 ms late for five seconds of every ten' 50 --burst 5; fi
deploy/two-nodes.sh stop "$dir/nodes"

# One node on SQLite.
one() { # name, environment...
  env "${@:2}" RECTO_LOG=json "${program[@]}" serve --data "$dir/$1" --urls http://127.0.0.1:19434 > "$dir/$1.log" 2>&1 & alone=$!
  for _ in $(seq 600); do curl -fso /dev/null http://127.0.0.1:19434/health/ready && break; sleep 0.1; done
}
gone() { kill "$alone" 2> /dev/null || true; wait "$alone" 2> /dev/null || true; alone=''; }
if wanted disk; then
  cc -shared -fPIC -o "$dir/slowdisk.so" bench/slowdisk.c
  one slow LD_PRELOAD="$dir/slowdisk.so" SLOW_DISK=200
  readers 127.0.0.1:19434 20 'first of all' > /dev/null
  readers 127.0.0.1:19434 20 'with a disk that takes 200 ms longer to keep'
  gone
fi
if wanted clock; then
  printf '+0\n' > "$dir/now"
  one clock LD_PRELOAD="$(find /usr/lib -name libfaketime.so.1 | head -n 1)" FAKETIME_TIMESTAMP_FILE="$dir/now" FAKETIME_NO_CACHE=1 DONT_FAKE_MONOTONIC=1
  for jump in +3h -2d +40d +0; do
    printf '%s\n' "$jump" > "$dir/now"; sleep 2
    readers 127.0.0.1:19434 20 "the clock jumps to $jump"
  done
  gone
fi
if wanted full; then
  mkdir -p "$dir/small"; mount -t tmpfs -o size=48m tmpfs "$dir/small"
  one small
  readers 127.0.0.1:19434 20 'a small disk'
  head -c 60m /dev/zero > "$dir/small/ballast" 2> /dev/null || true
  readers 127.0.0.1:19434 20 'the same, full'
  curl -s -o "$dir/answer" -w 'ready: %{http_code} ' http://127.0.0.1:19434/health/ready; cat "$dir/answer"; echo
  rm "$dir/small/ballast"
  sleep 2
  readers 127.0.0.1:19434 20 'the same, with room again'
  curl -s -o "$dir/answer" -w 'ready: %{http_code} ' http://127.0.0.1:19434/health/ready; cat "$dir/answer"; echo
  gone
fi
grep -hoE '"level":"(error|warning)".{0,200}' "$dir"/*.log | sort | uniq -c | sort -rn | head -n 20 || true
