#!/usr/bin/env bash
# What the program is made of beside its own code: a bill of materials (CycloneDX) and a licence for each part, refused where it is none of those that let anybody use, change and pass on the whole.
# Usage: .ci/licences.sh [FOLDER for the bill of materials, by default artifacts/sbom]; wants a restored checkout, python3 and the network of packages.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-artifacts/sbom}
tools=$(mktemp -d); trap 'rm -rf "$tools"' EXIT
dotnet tool install CycloneDX --version 6.3.1 --tool-path "$tools" > /dev/null
mkdir -p "$folder"
"$tools/dotnet-CycloneDX" src/Recto.App/Recto.App.csproj --output "$folder" --filename recto.cdx.json --output-format Json --disable-package-restore --exclude-dev --set-name recto --set-type Application > /dev/null
python3 - "$folder/recto.cdx.json" <<'PY'
import json, sys
allowed = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL", "MS-PL", "0BSD", "Unlicense", "CC0-1.0", "Zlib", "ISC"}
# Parts whose package names its licence by a file or an address: read, and what it is.
read = {
}
bill = json.load(open(sys.argv[1], encoding="utf-8"))
wrong, count = [], {}
for part in sorted(bill.get("components", []), key=lambda part: part["name"].lower()):
    told = [one.get("expression") or one["license"].get("id") or one["license"].get("name") or one["license"].get("url", "") for one in part.get("licenses", [])]
    licence = read.get(part["name"]) or " AND ".join(told) or "none"
    count[licence] = count.get(licence, 0) + 1
    print(f'{part["name"]} {part.get("version", "")}: {licence}')
    if any(one.strip("() ") not in allowed for one in licence.replace(" OR ", " AND ").split(" AND ")):
        wrong.append(f'{part["name"]}: {licence}')
print(", ".join(f"{licence} {number}" for licence, number in sorted(count.items(), key=lambda one: -one[1])))
if wrong:
    sys.exit("Licences that were not looked at: " + "; ".join(wrong) + ". Read them; leave out what is not permissive, and write the others down in .ci/licences.sh.")
PY
