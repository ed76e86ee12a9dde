#!/usr/bin/env bash
# What the program is made of beside its own code: a bill of materials (CycloneDX) and a licence for each part, refused where it is none of those that let anybody use, change and pass on the whole;
# and the day on which each was signed by the registry: whatever nobody has brought out anew for thirty months is told (not refused: a day must not break what stood the day before).
# Usage: .ci/licences.sh [FOLDER for the bill of materials, by default artifacts/sbom]; wants a restored checkout, python3 and the network of packages.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-artifacts/sbom}
tools=$(mktemp -d); trap 'rm -rf "$tools"' EXIT
dotnet tool install CycloneDX --version 6.3.1 --tool-path "$tools" > /dev/null
mkdir -p "$folder"
"$tools/dotnet-CycloneDX" src/Recto.App/Recto.App.csproj --output "$folder" --filename recto.cdx.json --output-format Json --disable-package-restore --exclude-dev --set-name recto --set-type Application > /dev/null
python3 - "$folder/recto.cdx.json" <<'PY'
import datetime, json, os, pathlib, re, sys
allowed = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL", "MS-PL", "0BSD", "Unlicense", "CC0-1.0", "Zlib", "ISC"}
# Parts whose package names its licence by a file or an address: read, and what it is.
read = {
    "Microsoft.ML.OnnxRuntime": "MIT",
    "Microsoft.ML.OnnxRuntime.Managed": "MIT",
    "Stripe.net": "Apache-2.0",
}
today = datetime.date.today()
def brought_out(part):
    """The day on which the registry signed it; None where the signature is not at hand."""
    folder = pathlib.Path(os.environ.get("NUGET_PACKAGES") or pathlib.Path.home() / ".nuget/packages")
    signature = folder / part["name"].lower() / part["version"].lower() / ".signature.p7s"
    if not signature.exists():
        return None
    times = sorted(re.findall(rb"\x18\x0f(20\d{6})\d{6}Z", signature.read_bytes()))
    return datetime.datetime.strptime(times[0].decode(), "%Y%m%d").date() if times else None
bill = json.load(open(sys.argv[1], encoding="utf-8"))
wrong, old, oldest, count = [], [], (today, ""), {}
for part in sorted(bill.get("components", []), key=lambda part: part["name"].lower()):
    told = [one.get("expression") or one["license"].get("id") or one["license"].get("name") or one["license"].get("url", "") for one in part.get("licenses", [])]
    licence = read.get(part["name"]) or " AND ".join(told) or "none"
    count[licence] = count.get(licence, 0) + 1
    day = brought_out(part)
    print(f'{part["name"]} {part.get("version", "")}: {licence}, {day or "unsigned"}')
    if day is None or (today - day).days > 913:
        old.append(f'{part["name"]} {part["version"]}: {day or "no signature found"}')
    oldest = min(oldest, (day or today, part["name"]))
    if any(one.strip("() ") not in allowed for one in licence.replace(" OR ", " AND ").split(" AND ")):
        wrong.append(f'{part["name"]}: {licence}')
print(", ".join(f"{licence} {number}" for licence, number in sorted(count.items(), key=lambda one: -one[1])) + f"; the oldest part is {oldest[1]} of {oldest[0]}")
if wrong:
    sys.exit("Licences that were not looked at: " + "; ".join(wrong) + ". Read them; leave out what is not permissive, and write the others down in .ci/licences.sh.")
print("not brought out anew for thirty months, so look whether they are kept up: " + ("; ".join(old) or "none"))
PY
