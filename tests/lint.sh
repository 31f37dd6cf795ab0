#!/bin/sh
# What compilers do not look at: shell scripts and manual pages.
set -eu
cd "$(dirname "$0")/.."
find . -name '*.sh' -not -path './build*' -exec shellcheck {} +
shellcheck .ci/run
mandoc -Tlint -W warning share/man/*.[15]
echo "lint: fine"
