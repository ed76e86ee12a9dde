#!/usr/bin/env bash
# Builds what is handed out: a single self-contained file for each system, a .NET tool, a Debian package, an image for containers.
# Usage: deploy/publish.sh [--out FOLDER] [WHAT...]; WHAT is linux-x64, linux-arm64, win-x64, osx-x64, osx-arm64, tool, deb, image; without any all but the image. By default into artifacts/packages.
# Wants the .NET SDK; deb wants dpkg-deb, image wants podman or docker. The checkout stays as it is: everything is built in a copy of what is committed.
set -euo pipefail
cd "$(dirname "$0")/.."
out=artifacts/packages what=()
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=${2:?which folder}; shift 2 ;;
    linux-x64 | linux-arm64 | win-x64 | osx-x64 | osx-arm64 | tool | deb | image) what+=("$1"); shift ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
[ ${#what[@]} -gt 0 ] || what=(linux-x64 linux-arm64 win-x64 osx-x64 osx-arm64 tool deb)
mkdir -p "$out"; out=$(cd "$out" && pwd)
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)

copy=$(mktemp -d); trap 'rm -rf "$copy"' EXIT
git archive HEAD | tar -x -C "$copy"

# One file that carries the runtime, with what is needed at the start compiled beforehand; beside it its licence and what else it is made of.
single() {
  local rid=$1 folder=$copy/out/recto-$version-$1
  [ -d "$folder" ] && return
  (cd "$copy" && dotnet publish src/Recto.App -c Release -r "$rid" -p:PublishProfile=single -p:DebugType=none -p:GenerateDocumentationFile=false -o "$folder" -v q -nologo)
  rm -f "$folder"/*.json
  cp LICENSE NOTICE README.md CHANGELOG.md "$folder"
  mkdir "$folder/deploy" && cp deploy/recto* deploy/haproxy.cfg deploy/two-nodes.sh "$folder/deploy"
}

archive() {
  local name=recto-$version-$1
  single "$1"
  case $1 in
    win-*) (cd "$copy/out" && rm -f "$out/$name.zip" && python3 -m zipfile -c "$out/$name.zip" "$name") && name=$name.zip ;;
    *) tar -C "$copy/out" --owner=0 --group=0 --sort=name -czf "$out/$name.tar.gz" "$name" && name=$name.tar.gz ;;
  esac
  echo "$name: $(du -m "$out/$name" | cut -f1) MB, unpacked $(du -sm "$copy/out/recto-$version-$1" | cut -f1) MB"
}

tool() {
  (cd "$copy" && dotnet pack src/Recto.App -c Release -p:PackAsTool=true -p:IsPackable=true -o "$out" -v q -nologo)
  echo "tool: $(du -m "$out/recto.$version.nupkg" | cut -f1) MB"
}

for one in "${what[@]}"; do
  case $one in
    tool) tool ;;
    deb) single linux-x64; deploy/debian.sh "$copy/out/recto-$version-linux-x64" "$version" "$out" ;;
    image) single linux-x64; deploy/image.sh "$copy/out/recto-$version-linux-x64" "$version" ;;
    *) archive "$one" ;;
  esac
done
(cd "$out" && sha256sum recto* > SHA256SUMS)
