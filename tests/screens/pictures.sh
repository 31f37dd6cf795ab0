#!/bin/sh
# pictures.sh CASPLAN PICTURE: the wizard as README.md and docs/ show it, from the real program on a real
# terminal: docs/wizard.svg, and the texts between "picture" marks of README.md.
set -eu
casplan=$(realpath "$1")
picture=$(realpath "$2")
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# shot FORMAT SCREEN FIELD: the shipped example, standing at this question. Nothing is written there: no keys
# are made ahead.
shot() {
    sed '/^session/,$d; s/^certificates = {/&\n  key_made_by = "exchange";/' \
        "$root/share/examples/contoso.cfg" >contoso.cfg
    printf 'session = { screen = "%s"; field = "%s"; };\n' "$2" "$3" >>contoso.cfg
    "$picture" "$1" "$casplan" --date 2026-11-22 contoso.cfg
}

shot svg topology topology >"$root/docs/wizard.svg"
for name in topology services proof; do
    shot text "$name" "$name" | sed 's/[[:space:]]*$//' >"$name.txt"
done
awk '
/^<!-- picture: / { print; name = $3; print "```"; while ((getline line < (name ".txt")) > 0) print line
                    print "```"; skip = 1; next }
/^<!-- end of picture -->/ { skip = 0 }
!skip { print }' "$root/README.md" >README.md
cp README.md "$root/README.md"
