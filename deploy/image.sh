#!/usr/bin/env bash
# The image for containers. deploy/publish.sh image calls it.
# Usage: deploy/image.sh FOLDER_OF_THE_PROGRAM VERSION [BASE]; wants podman or docker
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:?folder of the program} version=${2:?version}
engine=$(command -v podman || command -v docker) || { echo "Neither podman nor docker is installed." >&2; exit 2; }
context=$(mktemp -d); trap 'rm -rf "$context"' EXIT
cp "$program/recto" deploy/Containerfile "$context"
mkdir "$context/data"
"$engine" build -q -t "recto:$version" -t recto:latest ${3:+--build-arg "BASE=$3"} -f "$context/Containerfile" "$context" > /dev/null
echo "image recto:$version"
