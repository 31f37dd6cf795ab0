#!/bin/sh
# From a bare machine to the running program, or to the finished tests, with one command:
#
#   sh tests/bootstrap.sh run     installs what is missing, builds, and opens the wizard; without a
#                                 terminal it plans the shipped example instead
#   sh tests/bootstrap.sh test    installs what the tests need besides, and runs them all
#   sh tests/bootstrap.sh bench   installs what is measured against, and measures
#   sh tests/bootstrap.sh interop installs independent readers, and has them read what is emitted
#   sh tests/bootstrap.sh list    only says what is missing
set -eu
cd "$(dirname "$0")/.."

# Debian's names; the same things are called otherwise elsewhere, see other_systems.
build_packages="gcc libc6-dev make pkg-config libconfig-dev libpsl-dev libidn2-dev libssl-dev libncurses-dev"
test_packages="clang libcmocka-dev libvterm-dev libjansson-dev python3 universal-ctags openssl gnutls-bin
bind9-utils knot-dnssecutils mandoc shellcheck cmark"
bench_packages="valgrind dialog whiptail libvterm-dev"
interop_packages="bind9 bind9-dnsutils nsd openjdk-17-jre-headless libnss3-tools tidy chromium
poppler-utils"

other_systems() {
    cat >&2 <<'END'
This is no Debian or Ubuntu. Install by hand what is missing, then call this again:
  Fedora    gcc make pkgconf-pkg-config libconfig-devel libpsl-devel libidn2-devel openssl-devel
            ncurses-devel
            tests: clang libcmocka-devel libvterm-devel jansson-devel python3 ctags openssl gnutls-utils
                   bind bind-utils knot-dnssecutils mandoc ShellCheck cmark diffutils util-linux
  Arch      gcc make pkgconf libconfig libpsl libidn2 openssl ncurses
            tests: clang cmocka libvterm jansson python ctags gnutls bind knot mandoc shellcheck cmark
  Homebrew  gcc make pkgconf libconfig libpsl libidn2 openssl@3 ncurses
  (Linux)   tests: llvm cmocka libvterm jansson python universal-ctags gnutls bind knot mandoc shellcheck cmark
END
}

missing() {
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            printf '%s ' "$package"
    done
}

# Says what it installs. Who may not install is told the commands.
install_missing() {
    if ! command -v apt-get >/dev/null 2>&1; then
        other_systems
        return 0
    fi
    wanted=$(missing "$@")
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1; then
        as_root=sudo
    else
        echo "Missing: $wanted" >&2
        echo "Run this as root first: apt-get update && apt-get install $wanted" >&2
        return 1
    fi
    echo "Installing: $wanted"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted
}

cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
case "${1-}" in
run)
    # shellcheck disable=SC2086
    install_missing $build_packages
    make -j"$cores"
    if [ -t 0 ] && [ -t 1 ]; then
        exec build/casplan
    fi
    exec make run
    ;;
test)
    # shellcheck disable=SC2086
    install_missing $build_packages $test_packages
    exec make test
    ;;
bench)
    # shellcheck disable=SC2086
    install_missing $build_packages openssl $bench_packages
    exec make bench
    ;;
interop)
    # shellcheck disable=SC2086
    install_missing $build_packages $test_packages $interop_packages
    exec make interop
    ;;
list)
    # shellcheck disable=SC2086
    echo "To build: $(missing $build_packages)"
    # shellcheck disable=SC2086
    echo "To test:  $(missing $test_packages)"
    # shellcheck disable=SC2086
    echo "To have it read by others: $(missing $interop_packages)"
    ;;
*)
    sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
