#!/usr/bin/env bash
# Hostile notes: real documents of the shared folder, damaged at random, are read, checked and written; tells every fault, and every document that takes longer than two seconds, with its seed.
# Usage: bench/fuzz.sh MINUTES, or bench/fuzz.sh replay SEED (RECTO_SHARED names the shared folder where it does not stand beside the checkout)
set -euo pipefail
cd "$(dirname "$0")/.."
export RECTO_SHARED=${RECTO_SHARED:-$PWD/../shared}; dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
dotnet publish bench/Recto.Bench -c Release -o "$dir/bench" -v q -nologo > /dev/null
dotnet "$dir/bench/Recto.Bench.dll" fuzz "$@"
