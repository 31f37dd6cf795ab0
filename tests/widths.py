#!/usr/bin/env python3
"""The tables of src/base/width.c against Python's unicodedata: every code point, where both know the
same version of Unicode; otherwise that nothing in the tables is called something else today."""
import os
import re
import sys
import unicodedata

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
# Not in unicodedata: PropList.txt's Prepended_Concatenation_Mark, and what glibc counts as wide.
PREPENDED = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD,
             0x110CD}
WIDE_BY_CUSTOM = set(range(0x3248, 0x3250)) | set(range(0x4DC0, 0x4E00))
HANGUL_INNER = set(range(0x1160, 0x1200)) | set(range(0xD7B0, 0xD7FC))
SKIN_COLOURS = set(range(0x1F3FB, 0x1F400))
FIRST = 0xA0


def table(text, name):
    """The code points of a table, and the complaints about its order."""
    body = re.search(r"struct range " + name + r"\[\] = \{\n(.*?)\n\};", text, re.S).group(1)
    points, last = set(), -1
    for row in re.findall(r"\{ (\w+), (\w+) \},", body):
        first, end = (int(number, 16) for number in row)
        if first <= last + 1 and last >= 0 or end < first:
            yield f"{name}: {first:#x} is out of order, or could join the range before it"
        points.update(range(first, end + 1))
        last = end
    if len(points) < 100:
        yield f"{name}: only {len(points)} code points were read"
    yield points


def truth(name, point, character, category):
    zero = (category in ("Mn", "Me") or point in HANGUL_INNER or
            category == "Cf" and point != 0xAD and point not in PREPENDED)
    if name == "zero":
        return zero
    if name == "spacing":
        return category == "Mc" or point in SKIN_COLOURS
    return not zero and (unicodedata.east_asian_width(character) in "WF" or point in WIDE_BY_CUSTOM)


def check(text):
    version = re.search(r"Unicode (\d+\.\d+\.\d+)\.", text).group(1)
    both = version == unicodedata.unidata_version
    for name in ("wide", "zero", "spacing"):
        *complaints, points = table(text, name)
        yield from complaints
        for point in range(FIRST, 0x110000):
            character = chr(point)
            category = unicodedata.category(character)
            if category in ("Cn", "Cs"):
                continue
            wanted, found = truth(name, point, character, category), point in points
            if wanted != found and (both or found):
                yield f"{name}: U+{point:04X} ({category}) is {'missing' if wanted else 'too much'}"
    if not both:
        print(f"widths: tables are Unicode {version}, Python knows {unicodedata.unidata_version}: "
              "only what stands in the tables was compared")


def main():
    with open(os.path.join(ROOT, "src", "base", "width.c"), encoding="utf-8") as file:
        complaints = list(check(file.read()))
    for complaint in complaints[:20]:
        print("src/base/width.c:", complaint)
    print(f"widths: {len(complaints)} wrong")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
