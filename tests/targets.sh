#!/bin/sh
# make's targets that no other test uses: what is installed runs without its source, what is uninstalled
# is gone, and editors understand compile_commands.json.
set -eu
cd "$(dirname "$0")/.."
source=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
    echo "targets: $*"
    exit 1
}

# A folder with a blank, as somebody has.
stage="$folder/a stage"
make -s install DESTDIR="$stage" PREFIX=/opt/casplan
make -s install PREFIX="$folder/plain"
diff -r "$stage/opt/casplan" "$folder/plain" >/dev/null || fail "DESTDIR and PREFIX give different trees"
for file in bin/casplan share/man/man1/casplan.1 share/man/man5/casplan.5 \
    share/casplan/examples/contoso.cfg; do
    [ -f "$folder/plain/$file" ] || fail "$file is not installed"
done

# In a mount namespace of its own, where that is allowed, the source is not there at all.
cat >"$folder/elsewhere.sh" <<'END'
set -eu
[ -z "$2" ] || mount -t tmpfs none "$2"
cd "$1"
casplan="$1/opt/casplan/bin/casplan"
"$casplan" --version
"$casplan" template >template.cfg
"$casplan" check --quiet template.cfg
"$casplan" replay --quiet opt/casplan/share/casplan/examples/contoso.cfg -o plan
"$casplan" help replay >help.txt
END
run="env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/nonexistent"
if unshare -m true 2>/dev/null; then
    $run unshare -m sh "$folder/elsewhere.sh" "$stage" "$source" >"$folder/out" ||
        fail "it does not run where its source is not"
else
    $run sh "$folder/elsewhere.sh" "$stage" "" >"$folder/out" ||
        fail "it does not run from another folder"
fi
grep -q '^casplan [0-9]' "$folder/out" || fail "no version"
for file in plan.json checklist.md certificates scripts; do
    [ -e "$stage/plan/$file" ] || fail "replay wrote no $file"
done
grep -q -- '--output' "$stage/help.txt" || fail "no help"

make -s uninstall DESTDIR="$stage" PREFIX=/opt/casplan
make -s uninstall PREFIX="$folder/plain"
left=$(find "$stage/opt" "$folder/plain" ! -type d)
[ -z "$left" ] || fail "left behind: $left"

# The bootstrap script on machines that it only imagines: `machine FOLDER` has a make that does nothing.
machine() {
    mkdir "$1"
    for program in sh dirname cat getconf sed; do
        ln -s "$(command -v $program)" "$1/$program"
    done
    printf '#!/bin/sh\n' >"$1/make"
    chmod +x "$1/make"
}
fake() {
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}
machine "$folder/foreign"
PATH="$folder/foreign" sh tests/bootstrap.sh test >"$folder/out" 2>&1 || fail "bootstrap elsewhere"
for name in Fedora libconfig-devel Arch Homebrew openssl@3; do
    grep -q "$name" "$folder/out" || fail "bootstrap elsewhere does not name $name"
done
machine "$folder/bare"
ln -s "$(command -v env)" "$(command -v grep)" "$folder/bare/"
fake "$folder/bare/dpkg-query" 'exit 1'
fake "$folder/bare/apt-get" "echo \"apt-get \$*\" >>'$folder/calls'"
fake "$folder/bare/id" 'echo 1000'
if PATH="$folder/bare" sh tests/bootstrap.sh run >"$folder/out" 2>&1 </dev/null; then
    fail "bootstrap installs without the right to"
fi
grep -q 'as root first: apt-get update && apt-get install gcc .*libconfig-dev' "$folder/out" ||
    fail "bootstrap does not say what to install"
[ ! -e "$folder/calls" ] || fail "bootstrap called apt-get without the right to"
fake "$folder/bare/id" 'echo 0'
PATH="$folder/bare" sh tests/bootstrap.sh run >"$folder/out" 2>&1 </dev/null || fail "bootstrap as root"
grep -q '^Installing: gcc .*libconfig-dev' "$folder/out" || fail "bootstrap does not say what it installs"
grep -q '^apt-get install .*-y .*libconfig-dev' "$folder/calls" || fail "bootstrap installs nothing"

# Each file that is compiled, and the command as clang, which editors use, reads it. An editor's own
# file stays.
had=$(ls compile_commands.json 2>/dev/null || true)
make -s compile_commands.json
python3 - src/core/plan.c tests/unit/base_buf.c <<'END' || fail "compile_commands.json"
import json, os, shlex, subprocess, sys
with open("compile_commands.json", encoding="utf-8") as file:
    entries = {entry["file"]: entry for entry in json.load(file)}
for name in sys.argv[1:]:
    entry = entries[name]
    assert entry["directory"] == os.getcwd()
    subprocess.run(["clang", "-fsyntax-only", *shlex.split(entry["command"])[1:]], check=True)
for name, entry in entries.items():
    assert os.path.isfile(name) and entry["command"].endswith(" " + name), name
assert len(entries) > 200
END
[ -n "$had" ] || rm -f compile_commands.json
echo "targets: fine"
