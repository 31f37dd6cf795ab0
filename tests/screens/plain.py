#!/usr/bin/env python3
"""The plain front end against written files: the answers of tests/screens/paths are typed, question by
question. The session that comes of it must equal the written one saved by the engine, byte for byte
outside the group `session`, and plan the same."""
import os
import re
import subprocess
import sys
import tempfile

import paths

DAY = "2026-11-22"
HEADER = re.compile(r"\[\d+ of \d+\] ")


def environment(folder):
    return {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def run(program, arguments, text, folder):
    return subprocess.run([program, *arguments], input=text, capture_output=True, cwd=folder,
                          env=environment(folder), timeout=120, check=False)


class Talk:
    """The program on two pipes: a block of lines up to the prompt, then a line."""

    def __init__(self, program, arguments, folder, prepare=None):
        self.program = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, cwd=folder,
                                        env=environment(folder), preexec_fn=prepare)

    def listen(self):
        said = b""
        while not said.endswith(b"\n> ") and said != b"> ":
            more = os.read(self.program.stdout.fileno(), 65536)
            if not more:
                break
            said += more
        return said.decode()

    def say(self, line):
        self.program.stdin.write(line.encode() + b"\n")
        self.program.stdin.flush()

    def end(self):
        self.program.stdin.close()
        self.program.stdout.read()
        return self.program.wait(timeout=60)


def where(walk, said):
    """The question that a block asks, and the names of its instance."""
    block = " ".join(said[HEADER.search(said, said.rindex("\n[")).start():].split())
    instance = re.search(r"\((forest [^)]*)\)", block)
    names = re.findall(r"(?:forest|site|server) ([^,]+)", instance[1]) if instance else []
    asked = [question for question in walk.by_prompt.values() if question.prompt in block]
    assert asked, block
    # The review says the others behind its own.
    return min(asked, key=lambda question: (block.index(question.prompt),
                                            -len(question.prompt))), names


def lines_of(walk, question, names):
    """What a person types at the question."""
    if question.kind == "gate":
        return ["y" if walk.opens(question, names) else ""]
    if question.kind in paths.WITHOUT_ANSWER:
        return [""]
    given = walk.take(question, names)
    if question.kind == "grid":
        lines = []
        for path, text in given:
            parts = path.split(".")
            is_host = parts[-2] == "hosts"
            column = "" if question.pattern != "services" else \
                "host " if is_host else parts[-1] + " "
            lines.append(f"{parts[-1] if is_host else parts[-2]} {column}{text}")
        return lines + [""]
    if any(added for path, added, _ in walk.answers if given and path == given[0][0]):
        return [text for _, text in given] + [""]
    return [given[0][1] or "none"] if given else [""]


def type_path(program, name, session, folder):
    walk = paths.Walk(name)
    talk = Talk(program, ["--plain", session], folder)
    said = talk.listen()
    question, names = where(walk, said)
    while question.kind != "review":
        for line in lines_of(walk, question, names):
            talk.say(line)
            said = talk.listen()
            assert said.endswith("\n> "), f"it left at {question.pattern}"
            assert "Error: " not in said, said
        question, names = where(walk, said)
    talk.say("q")
    assert talk.end() == 0
    assert not walk.left(), f"never asked: {walk.left()}"


def answers_of(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return text.split("\nsession = {")[0]


def plan_of(program, path, folder):
    done = run(program, ["check", "--json", "--date", DAY, path], b"", folder)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{path} is not planned: {done.stderr.decode()}")
    return done.stdout


def check(program, name, folder):
    with open(paths.written(name), "rb") as file:
        written = file.read()
    typed = os.path.join(folder, "typed.cfg")
    saved = os.path.join(folder, "saved.cfg")
    with open(saved, "wb") as file:
        file.write(written)
    type_path(program, name, typed, folder)
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
    names = sys.argv[2:] or paths.names()
    failed = 0
    paths.check_coverage()
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(program, name, folder)
            except AssertionError as reason:
                failed += 1
                print(f"{name}: {reason}")
    print(f"plain front end: {len(names) - failed} passed, {failed} failed")
    return 1 if failed or (not sys.argv[2:] and len(names) < 10) else 0


if __name__ == "__main__":
    sys.exit(main())
