#!/bin/sh
# Installs the build into a folder of its own, hides source tree and build folder, and lets installed_walk try what is there.
#   install.sh CMAKE SOURCE BUILD MODELS FACES
set -eu
cmake=$1 source=$2 build=$3 models=$4 faces=$5
prefix=$(mktemp -d "${TMPDIR:-/tmp}/xiaowu-install-XXXXXX")
trap 'rm -rf -- "$prefix"' EXIT

"$cmake" --install "$build" --prefix "$prefix" --strip >"$prefix/installed.log"

# Whatever a program asks for by name must have a rule.
missing=0
names() { # also where the name stands on the line below
  cd "$source"
  find app core drivers platform recognition tools -name '*.cpp' -exec cat {} + | tr '\n' ' ' |
    grep -oE 'delivered\( *"[^"]+"' | sed 's/.*"\(.*\)"/\1/' | sort -u
}
for name in $(names); do
  if [ ! -e "$prefix/share/xiaowu/$name" ]; then
    echo "no install rule brings $name" >&2
    missing=1
  fi
done
[ $missing = 0 ] || exit 1

# Of a build with sanitizers; others do not look at it.
cp "$source/tests/support/leaks.supp" "$prefix/"
export LSAN_OPTIONS="suppressions=$prefix/leaks.supp:print_suppressions=0"

# Its own folder of programs is where a program looks for the others.
cp "$build/bin/installed_walk" "$prefix/bin/"

hidden="$source $build $models $faces"
hide='for folder in '"$hidden"'; do [ ! -d "$folder" ] || mount -t tmpfs none "$folder"; done'
for way in '--mount' '--user --map-root-user --mount'; do
  # shellcheck disable=SC2086
  if unshare $way sh -c "$hide" 2>/dev/null; then
    # shellcheck disable=SC2086
    unshare $way sh -c "$hide; cd / && exec \"$prefix/bin/installed_walk\" \"$source\""
    exit
  fi
done
echo "this machine lets nobody hide a folder: the source tree stays visible" >&2
cd / && "$prefix/bin/installed_walk"
