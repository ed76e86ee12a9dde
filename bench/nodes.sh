#!/usr/bin/env bash
# One worker or two on one PostgreSQL database: how long it takes until the indexes of search, works and archives, and the lists to read next, are whole again after they were declared out of date, and how much each of two did.
# One figure a line: nodes WORKERS NAME VALUE. Two workers of a machine share its cores: on two cores, with PostgreSQL and a client on the same, less than half the time is not to be had.
# Usage: RECTO_BENCH_POSTGRES='Host=…;Port=…;Username=…;Database=…' bench/nodes.sh [articles] ['search works archives lists']; the database is empty, or was filled by an earlier run.
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-2000}; works=${2:-search works archives lists}; dir=$(mktemp -d); pids=()
stop() { for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done; for pid in "${pids[@]}"; do wait "$pid" 2> /dev/null || true; done; pids=(); }
trap 'stop; rm -rf "$dir"' EXIT
place=$(sed -E 's/;/ /g; s/Host=/host=/I; s/Port=/port=/I; s/Username=/user=/I; s/Password=/password=/I; s/Database=/dbname=/I; s/(Max|Min)[^ ]*=[^ ]*//Ig' <<< "$RECTO_BENCH_POSTGRES")
ask() { psql "$place" -qAtc "$1"; }
[ -n "$(find artifacts/bin/Recto.App -name recto.dll 2> /dev/null)" ] || dotnet build src/Recto.App -c Release -v q -nologo > /dev/null
cp -r artifacts/bin/Recto.App/release "$dir/recto"; recto=$dir/recto/recto.dll
export RECTO_DATABASE=$RECTO_BENCH_POSTGRES RECTO_FILES=off RECTO_REMINDERS=off
if [ "$(ask "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'articles'")" = 0 ]; then
  python3 - "$articles" "$dir/in" <<'PY'
import os, random, sys
random.seed(7); number, folder = int(sys.argv[1]), sys.argv[2]
os.makedirs(folder)
words = [''.join(random.choice('bcdfglmnprst') + random.choice('aeiou') for _ in range(random.randint(2, 4))) for _ in range(6000)]
weights = [1 / (i + 2) for i in range(len(words))]
def text(count): return ' '.join(random.choices(words, weights, k=count))
works = [f'{random.choice(words).capitalize()}, A., <italic>{text(4).capitalize()}</italic> (London: {random.choice(words).capitalize()} Press, {random.randint(1900, 2020)})' for _ in range(number)]
for n in range(number):
    notes = [f'RGASPI 558/11/{random.randint(1, 900)}/{random.randint(1, 200)}.' if random.random() < .5 else f'{random.choice(works)}, {random.randint(1, 400)}.' for _ in range(30)]
    body = ''.join(f'<p>{text(120).capitalize()}.<xref ref-type="fn" rid="n{i + 1}">{i + 1}</xref></p>' for i in range(30))
    fns = ''.join(f'<fn id="n{i + 1}"><label>{i + 1}</label><p>{note}</p></fn>' for i, note in enumerate(notes))
    open(f'{folder}/{n}.xml', 'w').write(f'''<article article-type="research-article" xml:lang="en"><front><journal-meta><journal-title-group><journal-title>Leaves</journal-title></journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">10.5555/bench.{n}</article-id><title-group><article-title>{text(7).capitalize()} {n}</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>{random.choice(words).capitalize()}</surname><given-names>I.</given-names></name></contrib></contrib-group><pub-date date-type="pub"><year>2024</year></pub-date><abstract><p>{text(80)}.</p></abstract></article-meta></front><body>{body}</body><back><fn-group>{fns}</fn-group></back></article>''')
PY
  dotnet "$recto" import "$dir/in" --data "$dir/data" > /dev/null 2>&1 || true
fi
printf 'nodes 0 articles %s\n' "$(ask 'SELECT COUNT(*) FROM articles')"
for workers in 1 2; do
  for name in $works; do
    case $name in
      search) ask "UPDATE search_texts SET analysis = ''" ;;
      works) ask "UPDATE work_articles SET analysis = ''" ;;
      archives) ask "UPDATE apparatus SET archives_read = NULL" ;;
      lists) ask "UPDATE recommended_articles SET analysis = '', listed_at = NULL" ;;
    esac
  done
  ask "DELETE FROM node_claims"
  for number in $(seq "$workers"); do
    dotnet "$recto" serve --role worker --no-demo --data "$dir/worker$number" --urls http://127.0.0.1:0 > /dev/null 2> "$dir/err$number" & pids+=($!)
  done
  declare -A began=() ended=()
  while [ ${#ended[@]} -lt "$(wc -w <<< "$works")" ]; do
    now=$(date +%s.%N)
    while IFS='|' read -r name claimed left; do
      [[ " $works " = *" $name "* ]] || continue
      if [ "$claimed" -gt 0 ] && [ -z "${began[$name]:-}" ]; then began[$name]=$now; fi
      if [ "$left" = 0 ] && [ "$claimed" = 0 ] && [ -z "${ended[$name]:-}" ]; then ended[$name]=$now; began[$name]=${began[$name]:-$now}; fi # Some are done between two looks.
    done < <(ask "SELECT w.name, (SELECT COUNT(*) FROM node_claims c WHERE c.work = w.name), w.behind FROM (
      SELECT 'search' AS name, (SELECT COUNT(*) FROM search_texts WHERE analysis = '') AS behind
      UNION ALL SELECT 'works', (SELECT COUNT(*) FROM articles a LEFT JOIN work_articles w ON w.article_id = a.id WHERE w.article_id IS NULL OR w.analysis = '')
      UNION ALL SELECT 'archives', (SELECT COUNT(*) FROM apparatus WHERE archives_read IS NULL)
      UNION ALL SELECT 'lists', (SELECT COUNT(*) FROM recommended_articles WHERE listed_at IS NULL)) w")
    sleep 0.2
  done
  for name in $works; do awk -v w="$workers" -v n="$name" -v s="${began[$name]}" -v e="${ended[$name]}" 'BEGIN {printf "nodes %d %s_s %.1f\n", w, n, e - s}'; done
  first=9e99; last=0
  for name in "${!ended[@]}"; do
    first=$(awk -v a="$first" -v b="${began[$name]}" 'BEGIN {print (a < b ? a : b)}'); last=$(awk -v a="$last" -v b="${ended[$name]}" 'BEGIN {print (a > b ? a : b)}')
  done
  awk -v w="$workers" -v s="$first" -v e="$last" 'BEGIN {printf "nodes %d all_s %.1f\n", w, e - s}'
  for number in $(seq "$workers"); do pid=${pids[$((number - 1))]}; awk -v w="$workers" -v n="$number" '{printf "nodes %d cpu_of_%d_s %.1f\n", w, n, ($14 + $15) / 100}' "/proc/$pid/stat"; done
  unset began ended
  stop
done
