#!/usr/bin/env bash
# How well notes are read and resolved, on the annotated notes of corpus/gold: spans, kinds, forms, fields, targets, sources and commentary, for each set and for all.
# Usage: bench/gold.sh [dev|test|page] [--differences] (RECTO_SHARED names the shared folder where it does not stand beside the checkout; differences are never shown for test)
set -euo pipefail
cd "$(dirname "$0")/.."
export RECTO_SHARED=${RECTO_SHARED:-$PWD/../shared}
dotnet build bench/Recto.Bench -c Release -m:1 -v q -nologo > /dev/null
dotnet artifacts/bin/Recto.Bench/release/Recto.Bench.dll gold "$@"
