#!/usr/bin/env bash
# What the checks find in all shared notes. Without arguments a table by id; with --id RN0104, --severity error, --set jats-pmc, --sample 60, --seed 1, --profile chicago the findings themselves, to be read by eye; with --gold page (or others) what a reader had written down before, found and missed.
set -euo pipefail
cd "$(dirname "$0")/.."
export RECTO_SHARED=${RECTO_SHARED:-$PWD/../shared}
dotnet run -c Release --project bench/Recto.Bench -- findings "$@"
