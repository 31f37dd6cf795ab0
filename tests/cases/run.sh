#!/bin/sh
# Runs every case of this folder. $1: the casplan to run. What follows goes to check.py.
set -eu
program=${1:?usage: tests/cases/run.sh PATH_TO_CASPLAN [OPTION]... [CASE]...}
shift
here=$(dirname "$0")
python3 "$here/check.py" --casplan "$program" "$@"
# Without names all of it, what is a program instead of a case among it.
if [ $# -eq 0 ]; then
    python3 "$here/made-up-product/run.py" "$program"
    python3 "$here/hostile-files/run.py" "$program"
    python3 "$here/without-libcrypto/run.py" "$program"
fi
