#!/bin/sh
# The rules of docs/architecture.md that a machine can check. $1: the folder of a finished build.
set -eu
cd "$(dirname "$0")/../.."
python3 tests/arch/selftest.py
python3 tests/arch/check.py "${1:-build}"
# A change of knowledge is seen in review: the page says what the files say.
"${1:-build}/knowdoc" share | diff -u docs/knowledge.md - || {
    echo "docs/knowledge.md is not what share/ says: make knowledge, and read the difference"
    exit 1
}
echo "knowledge: docs/knowledge.md is what share/ says"
python3 tests/arch/knowledge.py "${1:-build}/knowdoc"
