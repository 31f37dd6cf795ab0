#!/bin/sh
# The rules of docs/architecture.md that a machine can check. $1: the folder of a finished build.
set -eu
cd "$(dirname "$0")/../.."
python3 tests/arch/selftest.py
python3 tests/arch/check.py "${1:-build}"
