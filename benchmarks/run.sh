#!/usr/bin/env bash
# Runs the benchmark programs of a build; each prints one line of JSON. Fails when a program fails or prints something else.
#
#   benchmarks/run.sh BIN_DIR [NAME]    without NAME all of them
set -euo pipefail

die() { printf 'bench: %s\n' "$*" >&2; exit 1; }

[ $# -ge 1 ] && [ $# -le 2 ] || die "usage: benchmarks/run.sh BIN_DIR [NAME]"
[ -d "$1" ] || die "no such folder: $1"
bin=$1 wanted=${2:-}

names=()
for program in "$bin"/bench_*; do
  if [ -f "$program" ] && [ -x "$program" ]; then names+=("${program##*/bench_}"); fi
done
[ ${#names[@]} -gt 0 ] || die "$bin holds no benchmark: build first"
if [ -n "$wanted" ]; then
  [[ " ${names[*]} " == *" $wanted "* ]] || die "unknown benchmark \"$wanted\"; there are: ${names[*]}"
  names=("$wanted")
fi

failed=()
for name in "${names[@]}"; do
  printf 'bench: %s\n' "$name" >&2
  status=0
  line=$("$bin/bench_$name") || status=$?
  [ -z "$line" ] || printf '%s\n' "$line"
  if [ $status -ne 0 ]; then
    printf 'bench: %s ended with status %d\n' "$name" "$status" >&2
    failed+=("$name")
  elif [[ $line != "{"*"}" || $line == *$'\n'* ]]; then
    printf 'bench: %s did not print one line of JSON\n' "$name" >&2
    failed+=("$name")
  fi
done
[ ${#failed[@]} -eq 0 ] || die "failed: ${failed[*]}"
