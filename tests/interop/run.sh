#!/bin/sh
# What the program emits, as independent programs read it: certificates and PFX files through four
# libraries, zones through three checkers and a name server on the loopback, nsupdate, a browser.
# Takes minutes. $1: the casplan to run. What follows goes to check.py.
set -eu
program=${1:?usage: tests/interop/run.sh PATH_TO_CASPLAN [CASE]...}
shift
export PYTHONDONTWRITEBYTECODE=1
exec python3 "$(dirname "$0")/check.py" --casplan "$program" "$@"
