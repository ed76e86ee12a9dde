#!/usr/bin/env bash
# Recommending: how good lists are on the development readers of two public collections, by the path of “recto recommend rank”, with paired bootstrap intervals; then speed, memory and growth.
# Targets: docs/evaluation.md. Tags are never used. On a busy machine read the cpu figures.
# Usage: bench/recommend.sh [quality|speed|all] [articles to generate ...]; RECTO_SHARED names the folder of data/recommend. The growth to a million articles takes some gigabytes of memory.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${RECTO_SHARED:-../shared}/data/recommend
what=${1:-all}
[ $# -eq 0 ] || shift
[ -n "${RECTO_BENCH_BUILT:-}" ] || dotnet build bench/Recto.Bench -c Release -v q -nologo > /dev/null
bench=$(find artifacts/bin/Recto.Bench -iname 'Recto.Bench.dll' -path '*elease*' | head -n 1)
recto=$(dirname "$bench")/recto.dll

evaluate() { # set, task, further options
  local folder=$data/$1/split/$2 queries
  echo "== $1 $2 ${*:3}" | sed "s#$data/##g"
  queries=$(mktemp)
  if [ "$2" = i2i ]; then zcat "$folder/queries.tsv.gz" > "$queries"; else zcat "$folder/test.tsv.gz" | cut -f1 | sort -u > "$queries"; fi
  dotnet "$recto" recommend evaluate --task "$2" --reads "$folder/train.tsv.gz" --queries "$queries" --right "$folder/test.tsv.gz" "${@:3}" --alone
  rm -f "$queries"
}

if [ "$what" != speed ]; then
  t=$data/citeulike-t a=$data/citeulike-a
  evaluate citeulike-t i2i --text "$t/mult.dat.gz" --citations "$t/citations.dat.gz"
  evaluate citeulike-a i2i --citations "$a/citations.dat.gz"
  evaluate citeulike-t cold --candidates "$t/split/cold/candidates.tsv.gz" --text "$t/mult.dat.gz" --citations "$t/citations.dat.gz"
  evaluate citeulike-t cold --candidates "$t/split/cold/candidates.tsv.gz" --text "$t/mult.dat.gz"
  evaluate citeulike-a cold --candidates "$a/split/cold/candidates.tsv.gz" --citations "$a/citations.dat.gz"
  evaluate citeulike-t warm --text "$t/mult.dat.gz" --citations "$t/citations.dat.gz"
  evaluate citeulike-a warm --citations "$a/citations.dat.gz"
fi

if [ "$what" != quality ]; then
  [ $# -gt 0 ] || set -- 0 10000 100000 1000000
  dotnet "$bench" recommend-site "$data/citeulike-t"
  for articles in "$@"; do dotnet "$bench" recommend "$data/citeulike-t" "$articles"; done
fi
