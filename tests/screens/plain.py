#!/usr/bin/env python3
"""The plain front end against written files: tests/screens/plain/<name>/ holds typed lines, and the
answers that they give. The session that was typed must equal the written one saved by the engine,
byte for byte outside the group `session`, and plan the same."""
import os
import subprocess
import sys
import tempfile

DAY = "2026-11-22"


def run(program, arguments, text, folder):
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return subprocess.run([program, *arguments], input=text, capture_output=True, cwd=folder,
                          env=environment, timeout=120, check=False)


def answers_of(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return text.split("\nsession = {")[0]


def plan_of(program, path, folder):
    done = run(program, ["check", "--json", "--date", DAY, path], b"", folder)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{path} is not planned: {done.stderr.decode()}")
    return done.stdout


def check(program, case, folder):
    with open(os.path.join(case, "lines"), "rb") as file:
        lines = file.read()
    with open(os.path.join(case, "answers.cfg"), "rb") as file:
        written = file.read()
    typed = os.path.join(folder, "typed.cfg")
    saved = os.path.join(folder, "saved.cfg")
    with open(saved, "wb") as file:
        file.write(written)
    done = run(program, ["--plain", typed], lines, folder)
    assert done.returncode == 0, done.stderr.decode()
    assert b"Error: " not in done.stdout, done.stdout.decode()[-2000:]
    done = run(program, ["--plain", saved], b"<\nq\n", folder)
    assert done.returncode == 0, done.stderr.decode()
    with open(saved + ".orig", "rb") as file:
        assert file.read() == written, "the written file was not kept"
    assert answers_of(typed) == answers_of(saved), "the sessions differ"
    plan = plan_of(program, typed, folder)
    assert plan == plan_of(program, saved, folder), "the plans differ"
    with open(saved, "wb") as file:
        file.write(written)
    assert plan == plan_of(program, saved, folder), "the written file plans otherwise"


def main():
    program = os.path.abspath(sys.argv[1])
    home = os.path.join(os.path.dirname(os.path.abspath(__file__)), "plain")
    names = sys.argv[2:] or sorted(os.listdir(home))
    failed = 0
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(program, os.path.join(home, name), folder)
            except AssertionError as reason:
                failed += 1
                print(f"{name}: {reason}")
    print(f"plain front end: {len(names) - failed} passed, {failed} failed")
    return 1 if failed or len(names) < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
