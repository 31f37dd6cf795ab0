#!/bin/sh
# All tests: gcc plain, the rules of the house, gcc with sanitizers, clang. Says what failed, and goes
# on; the last line counts.
set -u
cd "$(dirname "$0")/.." || exit 1
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
passed=0
failed=0
names=

part() {
    name=$1
    shift
    echo "== $name"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        names="$names $name"
    fi
}

part unit make -s -j"$cores" unit
part cases make -s -j"$cores" cases
part screens make -s -j"$cores" screens
part terminal make -s -j"$cores" terminal
part quoting make -s quoting
part sweep make -s -j"$cores" sweep
part oracle make -s oracle
part arch make -s -j"$cores" arch
part targets tests/targets.sh
part lint make -s lint
part sanitizers make -s -j"$cores" asan
part clang make -s -j"$cores" clang
[ -z "$names" ] || echo "failed parts:$names"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
