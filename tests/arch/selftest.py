#!/usr/bin/env python3
"""Each rule of check.py must be able to fail: a small tree that breaks it is judged, and a clean one
passes."""
import os
import subprocess
import sys
import tempfile

import check

BREACHES = [
    ("src/core/a.c", '#include "emit/emit.h"\n', check.check_includes, "may not include emit/emit.h"),
    ("src/store/a.c", '#include "x509/keyjob.h"\n', check.check_includes, "may not include x509"),
    ("src/base/a.c", '#include "know/know.h"\n', check.check_includes, "may not include know"),
    ("src/app/a.c", "#include <openssl/evp.h>\n", check.check_includes, "openssl/evp.h may not"),
    ("src/core/a.c", "#include <libpsl.h>\n", check.check_includes, "libpsl.h may not"),
    ("src/emit/a.c", "#include <ncurses.h>\n", check.check_includes, "ncurses.h may not"),
    ("src/core/a.c", "\n" * 601, check.check_length, "601 lines"),
    ("src/core/a.c", "int a(void)\n{\n" + "\n" * 80 + "return 0; }\n", check.check_functions, "a has"),
]
OBJECT_BREACHES = [
    ("#include <time.h>\nlong a(void);\nlong a(void) { return time(0); }\n", "uses time"),
    ("#include <stdlib.h>\nchar *a(void);\nchar *a(void) { return getenv(\"A\"); }\n", "uses getenv"),
    ("#include <strings.h>\nint a(const char *b);\n"
     "int a(const char *b) { return strcasecmp(b, \"i\"); }\n", "uses strcasecmp"),
    ("#include <ctype.h>\nint a(int b);\nint a(int b) { return isalpha(b); }\n", "uses __ctype"),
    ("int counter = 1;\n", "writable variable"),
    ("int a(void);\nint a(void) { static int calls; return ++calls; }\n", "writable variable"),
    ("int psl_is(void);\nint a(void);\nint a(void) { return psl_is(); }\n", "psl_is belongs"),
]


def write(root, path, text):
    full = os.path.join(root, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        file.write(text)
    return full


def expect(found, wanted):
    if not any(wanted in line for line in found):
        sys.exit(f"selftest: no breach says '{wanted}': {found}")


def main():
    for path, text, rule, wanted in BREACHES:
        with tempfile.TemporaryDirectory() as root:
            write(root, path, text)
            expect(list(rule(root)), wanted)
    for text, wanted in OBJECT_BREACHES:
        with tempfile.TemporaryDirectory() as root:
            source = write(root, "src/core/a.c", text)
            subprocess.run(["cc", "-c", "-o", source[:-1] + "o", source], check=True)
            expect(list(check.check_objects(root)), wanted)
    with tempfile.TemporaryDirectory() as root:
        source = write(root, "src/core/a.c", '#include "base/x.h"\n')
        if list(check.check_includes(root)) + list(check.check_length(root)):
            sys.exit("selftest: a clean tree does not pass")
    print(f"arch selftest: {len(BREACHES) + len(OBJECT_BREACHES)} breaches found as they should be")


if __name__ == "__main__":
    main()
