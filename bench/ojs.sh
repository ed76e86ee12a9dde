#!/usr/bin/env bash
# How long exports of OJS take and in how much memory: three with small, many and one huge galley, made here (random PDFs in base64).
# Usage: bench/ojs.sh (needs awk, base64, GNU time)
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
dotnet publish src/Recto.App -c Release -o "$dir/recto" -v q -nologo > /dev/null

# articles, bytes of each galley
export_of() {
  echo '<?xml version="1.0" encoding="utf-8"?><issue xmlns="http://pkp.sfu.ca" published="1" access_status="1"><id type="internal">1</id><issue_identification><volume>1</volume><number>1</number><year>2020</year></issue_identification><articles>'
  for i in $(seq "$1"); do
    printf '<article locale="en" status="3" current_publication_id="%d" stage="production"><id type="internal">%d</id><submission_file id="%d" file_id="%d" stage="proof"><name locale="en">a%d.pdf</name><file id="%d" extension="pdf"><embed encoding="base64">' "$i" "$i" "$i" "$i" "$i" "$i"
    { printf '%%PDF-1.4\n'; head -c "$2" /dev/urandom; } | base64 -w 0
    printf '</embed></file></submission_file><publication locale="en" status="3" seq="%d" date_published="2020-01-01"><id type="internal">%d</id><title locale="en">Article number %d</title><authors><author seq="0" id="%d"><givenname locale="en">A</givenname><familyname locale="en">Author%d</familyname></author></authors><article_galley locale="en"><id type="internal">%d</id><name locale="en">PDF</name><seq>0</seq><submission_file_ref id="%d"/></article_galley></publication></article>\n' "$i" "$i" "$i" "$i" "$i" "$i" "$i"
  done
  echo '</articles></issue>'
}

run() {
  export_of "$2" "$3" > "$dir/native.xml"
  /usr/bin/time -f '%e %M' -o "$dir/time" dotnet "$dir/recto/recto.dll" import "$dir/native.xml" --journal margin --ojs-path lm --data "$dir/data-$1" > "$dir/out"
  awk -v what="$1" -v mb="$(( $(stat -c %s "$dir/native.xml") / 1048576 ))" -v told="$(tail -n 1 "$dir/out")" '{ printf "%s (%d MB): %s; %.1f s, peak memory %d MB\n", what, mb, told, $1, $2/1024 }' "$dir/time"
}

run small 20 75000
run many 200 780000
run huge 1 157000000
