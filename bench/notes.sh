#!/usr/bin/env bash
# How fast notes are read, from text to apparatus, on one core: all real notes of the shared folder, as documents, repeated to 50,000; one warm-up, five counted passes;
# documents never seen before, once; and how time grows with the length of a note and of a document.
# Usage: bench/notes.sh [pace|lengths] (RECTO_SHARED names the shared folder where it does not stand beside the checkout)
set -euo pipefail
cd "$(dirname "$0")/.."
export RECTO_SHARED=${RECTO_SHARED:-$PWD/../shared}; dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
dotnet publish bench/Recto.Bench -c Release -o "$dir/bench" -v q -nologo > /dev/null
dotnet "$dir/bench/Recto.Bench.dll" notes "$@"
