#!/usr/bin/env python3
"""The program where libcrypto cannot be opened, or lacks a call.

usage: run.py CASPLAN

What makes no key must not notice. What does must end with status 3, say which library, and leave nothing.
"""
import os
import subprocess
import sys
import tempfile

EXAMPLE = os.path.join(os.path.dirname(__file__), "../../../share/examples/contoso.cfg")


def library_name(program):
    """As the program asks the loader for it."""
    with open(program, "rb") as file:
        data = file.read()
    start = data.index(b"libcrypto.so.")
    return data[start:data.index(b"\0", start)].decode()


def broken(folder, name):
    """The reasons, each with a folder that the loader searches first."""
    for kind, reason in (("text", "cannot be opened"), ("empty", "has no ASN1_")):
        place = os.path.join(folder, kind)
        os.mkdir(place)
        path = os.path.join(place, name)
        if kind == "text":
            with open(path, "w", encoding="ascii") as file:
                file.write("no library\n")
        else:
            subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", path], input=b"int unused;\n",
                           check=True)
        yield place, reason


def main():
    program = sys.argv[1]
    wrong = 0

    def expect(what, holds):
        nonlocal wrong
        if not holds:
            wrong += 1
            print(f"without libcrypto: {what}")

    with tempfile.TemporaryDirectory() as folder:
        for place, reason in broken(folder, library_name(program)):
            environment = {**os.environ, "LD_LIBRARY_PATH": place, "LC_ALL": "C"}

            def run(*arguments):
                return subprocess.run([program, *arguments], env=environment, text=True, timeout=60,
                                      stdin=subprocess.DEVNULL, capture_output=True)

            checked = run("check", EXAMPLE, "--quiet")
            expect(f"check ended with {checked.returncode}: {checked.stderr}", checked.returncode == 0)
            plan = os.path.join(folder, "plan")
            replayed = run("replay", EXAMPLE, "-o", plan)
            expect(f"replay ended with {replayed.returncode}", replayed.returncode == 3)
            expect(f"replay said {replayed.stderr!r}", reason in replayed.stderr)
            expect("replay left something", os.listdir(folder).count("plan") == 0 and
                   not [name for name in os.listdir(folder) if name.startswith((".", "plan"))])
    print(f"without libcrypto: {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
