#!/bin/sh
# What compilers do not look at: shell scripts, manual pages, tables of Unicode.
set -eu
cd "$(dirname "$0")/.."
find . -name '*.sh' -not -path './build*' -exec shellcheck {} +
shellcheck .ci/run
mandoc -Tlint -W warning share/man/*.[15]
python3 tests/widths.py
echo "lint: fine"
