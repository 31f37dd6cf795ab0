#!/usr/bin/env python3
"""Checks the rules of the house: who may include whom, who may use which library, what the pure layers
may not touch, and how long files and functions may be. Prints one line per breach."""
import os
import re
import subprocess
import sys

PURE = ["base", "know", "core", "emit", "ui"]
ADAPTERS = ["store", "x509", "term"]
# A layer may include itself and these.
MAY_INCLUDE = {
    "base": set(),
    "know": {"base"},
    "core": {"base", "know"},
    "emit": {"base", "know", "core"},
    "ui": {"base", "know", "core", "emit"},
    "store": {"base", "know", "core"},
    "x509": {"base"},
    "term": {"base", "ui"},
    "app": {"base", "know", "core", "emit", "ui", "store", "x509", "term"},
    "tools": {"base", "know", "core", "store"},
}
# Headers of libraries, and the only places that may include them.
LIBRARIES = {
    r"openssl/": ("src/x509/",),
    r"libconfig\.h": ("src/store/",),
    r"(ncurses|curses|panel|form|term\.h)": ("src/term/",),
    r"libpsl\.h|idn2\.h": ("src/core/name.c",),
}
# What pure code must not even link against: files, clocks, chance, the environment, processes.
BANNED = re.compile(
    r"^(f?open|fopen\w*|freopen|read|write|close|time|clock\w*|gettimeofday|localtime\w*|gmtime\w*|"
    r"getenv|secure_getenv|setenv|putenv|rand\w*|random|getrandom|getentropy|setlocale|system|popen|"
    r"fork|exec\w+|socket|printf|puts|putchar|scanf|mbrtowc|wcwidth|strerror|sleep|usleep|"
    # What the locale decides.
    r"__ctype_\w+|tolower|toupper|strn?casecmp|strcoll|strxfrm|strtod|strtof|strtold|atof|mbs\w+|wcs\w+|"
    r"nl_langinfo|localeconv|"
    r"config_\w+|EVP_\w+|X509_\w+|initscr|newterm)$")
# err.c ends the program: it is the one door out of the pure layers.
EXEMPT_OBJECTS = {"base/err.o"}
NAME_OBJECT = "core/name.o"
# Loading them takes longer than most runs of the program.
OPENED_LATE = ("libcurl", "libcrypto")
MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 80

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def sources(root):
    for top in ("src", "include"):
        for folder, _, names in sorted(os.walk(os.path.join(root, top))):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def layer_of(path):
    return path.split(os.sep)[1]


def check_includes(root):
    for path in sources(root):
        layer = layer_of(path)
        with open(os.path.join(root, path), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                target = found.group(2)
                for library, places in LIBRARIES.items():
                    if re.match(library, target) and not path.startswith(places or ("-",)):
                        yield f"{path}:{number}: {target} may not be included here"
                head = target.split("/")[0]
                if found.group(1) == '"' and "/" in target and head in MAY_INCLUDE:
                    if head != layer and head not in MAY_INCLUDE[layer]:
                        yield f"{path}:{number}: layer {layer} may not include {target}"


def check_length(root):
    for path in sources(root):
        with open(os.path.join(root, path), encoding="utf-8") as file:
            count = sum(1 for _ in file)
        if count > MAX_FILE_LINES:
            yield f"{path}: {count} lines, more than {MAX_FILE_LINES}"


def check_functions(root):
    files = [path for path in sources(root) if path.endswith(".c")]
    if not files:
        return
    done = subprocess.run(
        ["ctags", "--c-kinds=f", "--fields=+ne", "-f", "-", *files],
        cwd=root, capture_output=True, text=True, check=True)
    for row in done.stdout.splitlines():
        line, end = re.search(r"\tline:(\d+)", row), re.search(r"\tend:(\d+)", row)
        if line and end:
            length = int(end.group(1)) - int(line.group(1)) + 1
            name, path = row.split("\t")[:2]
            if length > MAX_FUNCTION_LINES:
                yield f"{path}: {name} has {length} lines, more than {MAX_FUNCTION_LINES}"


def pure_objects(build):
    for layer in PURE:
        folder = os.path.join(build, "src", layer)
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if name.endswith(".o"):
                yield f"{layer}/{name}", os.path.join(folder, name)


def check_objects(build):
    for name, path in pure_objects(build):
        symbols = subprocess.run(["nm", path], capture_output=True, text=True, check=True).stdout
        for row in symbols.splitlines():
            kind, symbol = row.split()[-2:]
            if kind == "U" and name not in EXEMPT_OBJECTS and BANNED.match(symbol):
                yield f"{name}: pure code uses {symbol}"
            if kind == "U" and re.match(r"(psl|idn2)_", symbol) and name != NAME_OBJECT:
                yield f"{name}: {symbol} belongs into {NAME_OBJECT}"
        sizes = subprocess.run(["size", "-A", path], capture_output=True, text=True, check=True).stdout
        for row in sizes.splitlines():
            found = re.match(r"(\.data|\.bss)(\.[\w.]*)?\s+(\d+)", row)
            if found and "rel.ro" not in row and int(found.group(3)) > 0:
                yield f"{name}: pure code has a writable variable ({found.group(1)})"


def check_program(build):
    program = os.path.join(build, "casplan")
    if not os.path.exists(program):
        yield f"{program} is not built"
        return
    libraries = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    for name in OPENED_LATE:
        if name in libraries:
            yield f"the program is linked with {name}, which every start would pay for"


def breaches(root, build):
    for check in (check_includes, check_length, check_functions):
        yield from check(root)
    for check in (check_objects, check_program):
        yield from check(build)


def main():
    found = list(breaches(".", sys.argv[1]))
    for breach in found:
        print(breach)
    print(f"arch: {len(found)} breaches")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
