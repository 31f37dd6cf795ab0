#!/bin/sh
# Runs unit test programs, each in a clean environment, and says at the end how many failed.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
passed=0
failed=0
for program in "$@"; do
    if env -i PATH="$PATH" HOME="$home" TMPDIR="$home" TERM=dumb TZ=UTC LC_ALL=C COLUMNS=80 \
        ASAN_OPTIONS="${ASAN_OPTIONS-}" "$program" >"$home/out" 2>&1; then
        passed=$((passed + 1))
        grep -h 'PASSED' "$home/out" | sed "s|^|$(basename "$program") |"
    else
        failed=$((failed + 1))
        cat "$home/out"
        echo "FAILED: $program"
    fi
done
echo "unit programs: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
