#!/usr/bin/env bash
# Contact sheets: how real articles look. Imports every file of the given folders into a site of its own, opens each article in Chromium wide and narrow, and makes sheets of
# twelve articles, and sheets of their special elements cut out one by one: tables, figures, formulas, verse, quotations, boxes, lists of definitions, code, files, further articles.
# For the eye alone: nothing here passes or fails.
# Usage: tools/contact-sheets.sh OUTPUT [--articles N] [--most N] [--alike N] [--dark] [--port N] [PATH…]
#   --articles N   only N articles, chosen by variety of elements (all)       --most N   at most N cuts of a kind in an article (2)
#   --alike N      at most N cuts that are made of the same elements (3)      --dark     in dark colours
#   PATH           what to import (every JATS set of the shared folder beside the checkout, or of RECTO_SHARED)
# Needs Chromium (RECTO_TEST_CHROMIUM or /usr/bin/chromium), Node, and playwright-core where Node finds it (NODE_PATH).
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:?where to put the sheets}; shift; mkdir -p "$out"; out=$(cd "$out" && pwd)
articles=100000 most=2 alike=3 light=light port=5169 paths=()
while [ $# -gt 0 ]; do
  case $1 in
    --articles) articles=$2; shift 2 ;;
    --most) most=$2; shift 2 ;;
    --alike) alike=$2; shift 2 ;;
    --dark) light=dark; shift ;;
    --port) port=$2; shift 2 ;;
    *) paths+=("$1"); shift ;;
  esac
done
shared=${RECTO_SHARED:-$PWD/../shared}
[ ${#paths[@]} -gt 0 ] || paths=("$shared"/data/articles/jats-*)
dir=$(mktemp -d); server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$dir"' EXIT
dotnet build src/Recto.App -c Release -v q -nologo > /dev/null
recto() { dotnet artifacts/bin/Recto.App/release/recto.dll "$@"; }
recto import "${paths[@]}" --data "$dir/data" > "$out/import.txt" 2>&1 || true
dotnet artifacts/bin/Recto.App/release/recto.dll serve --data "$dir/data" --urls "http://127.0.0.1:$port" > "$out/serve.txt" 2>&1 & server=$!
for _ in $(seq 100); do curl -sfo /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done
node tools/contact-sheets.mjs "http://127.0.0.1:$port" "$out" "$articles" "$most" "$alike" "$light"
