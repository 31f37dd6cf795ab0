#!/bin/sh
# Builds each target of tests/fuzz with clang and runs it for SECONDS_EACH seconds (60 unless told
# otherwise). Words for it are in TARGET.dict, first inputs in corpus/TARGET; new inputs and what
# crashes go to the build folder.
#
#	tests/fuzz/run.sh BUILD [TARGET...]
set -eu
build=$1
shift
seconds=${SECONDS_EACH-60}
sanitize=address,undefined
make BUILD="$build" CC=clang OPT="-O1 -g" \
    SANITIZE="-fsanitize=fuzzer-no-link,$sanitize -fno-sanitize-recover=undefined" \
    "$build/libadapters.a" "$build/libpure.a"
[ $# -gt 0 ] || set -- tests/fuzz/*.c
for source in "$@"; do
    name=$(basename "$source" .c)
    mkdir -p "$build/fuzz/$name"
    # shellcheck disable=SC2046
    clang -std=c11 -D_GNU_SOURCE -Iinclude -O1 -g "-fsanitize=fuzzer,$sanitize" \
        -fno-sanitize-recover=undefined -o "$build/fuzz/$name.run" "tests/fuzz/$name.c" \
        "$build/libadapters.a" "$build/libpure.a" \
        $(pkg-config --libs libconfig libpsl libidn2 libcrypto) -lpthread
    words=
    [ ! -f "tests/fuzz/$name.dict" ] || words="-dict=tests/fuzz/$name.dict"
    # shellcheck disable=SC2086
    "$build/fuzz/$name.run" $words -max_total_time="$seconds" -max_len=4096 -timeout=5 \
        -rss_limit_mb=1024 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="$build/fuzz/$name-" "$build/fuzz/$name" "tests/fuzz/corpus/$name"
done
