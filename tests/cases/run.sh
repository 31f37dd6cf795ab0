#!/bin/sh
# Runs every case of this folder. $1: the casplan to run. What follows goes to check.py.
set -eu
program=${1:?usage: tests/cases/run.sh PATH_TO_CASPLAN [OPTION]... [CASE]...}
shift
exec python3 "$(dirname "$0")/check.py" --casplan "$program" "$@"
