#!/usr/bin/env bash
# Trains the model that ships in Recto.Notes, from the sets whose licences permit it and from generated references. The same data give the same bytes.
# Usage: tools/train-model.sh DATA OUT (DATA: the folder with citations/ and matching/; about ten minutes on two quiet cores, 3 GB of memory)
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
out=$2
sets="$data/citations"
"${RECTO:-artifacts/bin/Recto.App/release/recto}" notes train \
  --data "$sets/anystyle/core.xml" "$sets/anystyle/good.xml" "$sets/anystyle/bad.xml" "$sets/bibliographic-tei" "$sets/brill" "$sets/linkedbooks" "$sets/grobid-citation" \
  --most 4562 --works "$data/matching/works.jsonl.gz" "$data/matching/works-without-doi.jsonl.gz" --generate 4000 --seed 1 --iterations 120 --out "$out"
