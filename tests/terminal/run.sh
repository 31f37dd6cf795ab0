#!/bin/sh
# Runs the tests of the terminal, two at a time, each in a clean environment, and says at the end how many
# failed. $1: the program; the others: the tests.
set -eu
CASPLAN=$(realpath "$1")
export CASPLAN
shift
logs=$(mktemp -d)
export logs
trap 'rm -rf "$logs"' EXIT

# What a sanitizer finds ends the program with a status of its own.
# shellcheck disable=SC2016  # it is the inner shell's
one='
log=$logs/$(basename "$1")
if env -i PATH="$PATH" HOME="$logs" TERM=dumb TZ=UTC LC_ALL=C.UTF-8 CASPLAN="$CASPLAN" \
    RANDOM_SECONDS="${RANDOM_SECONDS-}" KILLS="${KILLS-}" SEED="${SEED-}" ASAN_OPTIONS=exitcode=99 \
    "$1" >"$log" 2>&1; then
    grep -h "PASSED" "$log" | sed "s|^|$(basename "$1") |"
else
    cat "$log"
    echo "FAILED: $1"
    : >"$log.failed"
fi'
printf '%s\n' "$@" | xargs -P 2 -n 1 sh -c "$one" sh
failed=$(find "$logs" -name '*.failed' | wc -l)
echo "terminal programs: $(($# - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
