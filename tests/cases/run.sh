#!/bin/sh
# Runs every case of this folder. $1: the casplan to run. What follows goes to check.py.
set -eu
program=${1:?usage: tests/cases/run.sh PATH_TO_CASPLAN [OPTION]... [CASE]...}
shift
here=$(dirname "$0")
python3 "$here/check.py" --casplan "$program" "$@"
# Without names all of it, the product that does not exist among it.
[ $# -gt 0 ] || python3 "$here/made-up-product/run.py" "$program"
