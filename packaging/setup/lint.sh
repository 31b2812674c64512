#!/usr/bin/env bash
# Everything that tools know about the sources; any finding fails. ./xiaowu lint has installed what is needed.
#
#   packaging/setup/lint.sh [FOLDER…]    clang-format, clang-tidy, qmlformat and qmllint; with FOLDERs only clang-tidy, and only there
#
# Nothing is compiled: a build folder of its own (build/lint) has what moc and the other generators write. clang-tidy sees up to eight sources at
# a time, as a whole build compiles them, so that headers are read once for all: a quarter of the time. Times: build/lint/lint/times.txt.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
build=$root/build/lint
cache=${XIAOWU_CACHE_DIR:-$root/.cache}
out=$build/lint
cd "$root"

die() { printf 'lint: %s\n' "$*" >&2; exit 1; }
say() { printf 'lint: %s\n' "$*"; }

command -v clang-tidy-19 >/dev/null || die "clang-tidy-19 is missing"
for folder in "$@"; do [ -d "$folder" ] || die "no such folder: $folder"; done
failed=0

mkdir -p "$out"
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DXIAOWU_TESTS=ON -DXIAOWU_UNITY=ON "-DXIAOWU_DIVISIONS_DIR=$cache/divisions" >"$out/configure.log" ||
  { cat "$out/configure.log"; die "configuring failed"; }
mapfile -t generators < <(ninja -C "$build" -t targets all | sed -n 's/^\(.*_autogen\): phony$/\1/p; s/^\(.*divisions\.inc\): CUSTOM_COMMAND$/\1/p' | sort -u)
ninja -C "$build" --quiet "${generators[@]}"

# What the compiler would be called for, without what the build generated beside unity files (moc, QML caches).
units() {
  sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$build/compile_commands.json" | sort -u | while read -r file; do
    case $file in
      "$build"/*/Unity/*) ;;
      "$build"/*) continue ;;
      "$root"/*.cpp) ;;
      *) continue ;;
    esac
    if [ $# -eq 0 ]; then echo "$file"; continue; fi
    for folder in "$@"; do
      if [[ $file == "$root/${folder%/}"/* ]] || grep -qs "\"$root/${folder%/}/" "$file"; then echo "$file"; break; fi
    done
  done
}

# Prints nothing for a clean unit; a finding with its whole text.
check_one() {
  local begin end status=0 text
  begin=$(date +%s%N)
  # The compile commands are GCC's: clang does not know some of its warnings. A unity file includes sources, which is its whole point.
  text=$(clang-tidy-19 --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option --checks=-bugprone-suspicious-include "$1" 2>&1) || status=$?
  end=$(date +%s%N)
  printf '%6d ms  %s\n' $(((end - begin) / 1000000)) "${1#"$root"/}" >>"$out/times.txt"
  [ $status -ne 0 ] || return 0
  printf '%s\n' "$text" | grep -v 'warnings generated\|Suppressed .* warnings\|Use -header-filter' >>"$out/findings.txt"
  return 1
}
export -f check_one
export build out root

: >"$out/times.txt"
: >"$out/findings.txt"
units "$@" >"$out/units.txt"
[ -s "$out/units.txt" ] || die "no sources to check"
say "clang-tidy over $(wc -l <"$out/units.txt") units"
# shellcheck disable=SC2016  # expanded by the inner shell
if tr '\n' '\0' <"$out/units.txt" | xargs -0 -n 1 -P "$(nproc)" bash -c 'check_one "$1"' bash; then
  say "clang-tidy: clean"
else
  failed=1
  # A finding in a header is told once for each unit that includes it.
  awk '/: (error|warning): / { shown = !seen[$0]++ } shown' "$out/findings.txt" >&2
  say "clang-tidy: findings above"
fi
[ $# -eq 0 ] || exit $failed

for kind in cpp qml; do
  status=0
  tests/lint/format/check-format $kind || status=$?
  case $status in
    0) say "format of $kind: clean" ;;
    77) say "format of $kind: skipped" ;;
    *) failed=1 ;;
  esac
done

mapfile -t modules < <(ninja -C "$build" -t targets all | sed -n 's/^\([A-Za-z0-9_]*_qmllint\): phony$/\1/p' | grep -vx all_qmllint | sort -u)
say "qmllint over ${#modules[@]} modules"
if ninja -C "$build" -k 0 "${modules[@]}" >"$out/qmllint.txt"; then
  say "qmllint: clean"
else
  cat "$out/qmllint.txt" >&2
  failed=1
fi
exit $failed
