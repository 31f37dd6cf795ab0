#!/usr/bin/env python3
"""Does the knowledge page show every field of every kind of row?

usage: knowledge.py KNOWDOC

Changes the first value of each field in each file of share/, one at a time in a copy, and asks knowdoc
for the page again. A page that stays the same hides a fact, so that its change would not be seen in
review. What the loader refuses (an id that others refer to) it has seen.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

SHARE = "share"
# Pages of their own: the answer file has its manual, countries their standard.
ELSEWHERE = ("answers.cfg", "countries.cfg")
VALUE = re.compile(r'\b([a-z_0-9]+) = ("(?:[^"\\]|\\.)*"|true|false|\d+|\[[^\]]*\])')
RANGE = re.compile(r'"(20\d\d|SE)[ A-Za-z0-9,-]*"')


def other(value):
    """Another value of the same kind, which the loader takes where it can."""
    if RANGE.fullmatch(value):
        return '"2013"' if value == '"2010"' else '"2010"'
    if value in ("true", "false"):
        return "false" if value == "true" else "true"
    if value[0] in '"[':
        return re.sub(r'"((?:[^"\\]|\\.)*)"', r'"\1 changed"', value, count=1)
    return str(int(value) + 1)


def page(knowdoc, share):
    done = subprocess.run([knowdoc, share], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def samples(path, seen):
    """(field, text with that field changed): the first value of each field, once for each folder or
    file of the same kind of rows."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    kind = os.path.relpath(path, SHARE).split(os.sep)[0]
    for match in VALUE.finditer(text):
        key = (kind, match.group(1))
        if key in seen:
            continue
        seen.add(key)
        yield key, text[:match.start(2)] + other(match.group(2)) + text[match.end(2):]


def main():
    knowdoc = os.path.abspath(sys.argv[1])
    plain, seen, hidden, shown = page(knowdoc, SHARE), set(), [], 0
    if not plain:
        print("knowledge: knowdoc prints no page")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "share")
        shutil.copytree(SHARE, copy)
        for path in sorted(glob.glob(SHARE + "/**/*.cfg", recursive=True)):
            if "examples" in path or path.endswith(ELSEWHERE):
                continue
            place = os.path.join(copy, os.path.relpath(path, SHARE))
            for key, changed in samples(path, seen):
                with open(place, "w", encoding="utf-8") as file:
                    file.write(changed)
                now = page(knowdoc, copy)
                shown += now is not None and now != plain
                if now == plain:
                    hidden.append(key)
            shutil.copyfile(path, place)
    for key in hidden:
        print(f"knowledge: the page does not show {key[1]} of {key[0]}")
    print(f"knowledge: {shown} of {len(seen)} changes are seen, {len(hidden)} are not")
    return 1 if hidden or not shown else 0


if __name__ == "__main__":
    sys.exit(main())
