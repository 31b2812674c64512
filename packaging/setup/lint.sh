#!/usr/bin/env bash
# clang-tidy over the project's C++ sources, then qmllint over its QML modules; any finding fails.
#
#   packaging/setup/lint.sh BUILD_DIR [FOLDER…]    BUILD_DIR is configured and built (generated headers); with FOLDERs only clang-tidy, and only there
#
# Installs Debian's clang-tidy when it is missing; nothing else of the project needs it. Times per file: BUILD_DIR/lint/times.txt.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)

die() { printf 'lint: %s\n' "$*" >&2; exit 1; }
say() { printf 'lint: %s\n' "$*"; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else die "this step needs root or sudo: $*"; fi
}

[ $# -ge 1 ] || die "usage: packaging/setup/lint.sh BUILD_DIR [FOLDER…]"
[ -f "$1/compile_commands.json" ] || die "$1 holds no compile_commands.json: build first"
build=$(cd "$1" && pwd)
shift
cd "$root"

if ! command -v clang-tidy >/dev/null; then
  say "installing Debian's clang-tidy"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends clang-tidy >/dev/null
fi
for folder in "$@"; do [ -d "$folder" ] || die "no such folder: $folder"; done

out=$build/lint
mkdir -p "$out"
: >"$out/times.txt"

# Sources of the project, without what the build generated (moc, QML caches).
sources() {
  sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$build/compile_commands.json" | sort -u | while read -r file; do
    case $file in
      "$build"/*) continue ;;
      "$root"/*.cpp) file=${file#"$root"/} ;;
      *) continue ;;
    esac
    if [ $# -eq 0 ]; then echo "$file"; continue; fi
    for folder in "$@"; do case $file in "${folder%/}"/*) echo "$file"; break ;; esac; done
  done
}

# Prints nothing for a clean file; a finding with its whole text.
check_one() {
  local begin end status=0 text
  begin=$(date +%s%N)
  # The compile commands are GCC's: clang does not know some of its warnings.
  text=$(clang-tidy --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option "$1" 2>&1) || status=$?
  end=$(date +%s%N)
  printf '%6d ms  %s\n' $(((end - begin) / 1000000)) "$1" >>"$out/times.txt"
  [ $status -ne 0 ] || return 0
  printf '%s\n' "$text" | grep -v 'warnings generated\|Suppressed .* warnings\|Use -header-filter' >&2
  return 1
}
export -f check_one
export build out

sources "$@" >"$out/files.txt"
[ -s "$out/files.txt" ] || die "no sources to check"
say "clang-tidy over $(wc -l <"$out/files.txt") files"
failed=0
# shellcheck disable=SC2016  # expanded by the inner shell
tr '\n' '\0' <"$out/files.txt" | xargs -0 -n 1 -P "$(nproc)" bash -c 'check_one "$1"' bash || failed=1
[ $failed -eq 0 ] && say "clang-tidy: clean" || say "clang-tidy: findings above"

if [ $# -eq 0 ]; then
  mapfile -t modules < <(ninja -C "$build" -t targets all | sed -n 's/^\([A-Za-z0-9_]*_qmllint\): phony$/\1/p' | grep -vx all_qmllint | sort -u)
  if [ ${#modules[@]} -gt 0 ]; then
    say "qmllint over ${#modules[@]} modules"
    ninja -C "$build" -k 0 "${modules[@]}" || failed=1
  else
    say "no QML modules in this build"
  fi
fi
exit $failed
