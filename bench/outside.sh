#!/usr/bin/env bash
# What readers of an entitled network feel, and what becomes of the work, while every service that the site asks is silent, drips, has no end, or lies: Crossref (deposits, forward links, look-ups, counts), OpenCitations, the mail server, the payment house, a provider of OpenID Connect. One node on SQLite for each.
# Usage: bench/outside.sh [SECONDS of each] COMMAND... ; COMMAND is the program, as `recto`. Wants python3.
set -euo pipefail
cd "$(dirname "$0")"
seconds=60
case ${1:-} in *[!0-9]* | '') ;; *) seconds=$1; shift ;; esac
[ $# -gt 0 ] || { sed -n '2,3s/^# //p' "$(basename "$0")" >&2; exit 2; }
for mode in ${OUTSIDE_MODES:-none silent drip endless html json}; do
  python3 outside.py "$mode" "$seconds" "$@"
done
