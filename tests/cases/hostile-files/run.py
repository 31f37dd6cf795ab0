#!/usr/bin/env python3
"""Answer files as hostile as they come, given to the program as it is built.

usage: run.py CASPLAN

Each must be refused by every command that reads one: status 2, FILE:LINE: message for each problem
(FILE: message where there are no lines), nothing on standard output, nothing written; and within one
second of CPU and 32 MiB, as the kernel counts them. A build with a sanitizer is not held to the last.
"""
import hashlib
import os
import re
import resource
import subprocess
import sys
import tempfile

MEGABYTE = 1 << 20
CPU_LIMIT = 1.0
MEMORY_LIMIT = 32 * 1024  # KiB
PROBLEMS_MAX = 101  # and a line that says there are more

PLAN = """format = 1;
product = { version = "2007"; };
organization = { name = "Contoso, Inc."; country = "US"; };
topology = "consolidated";
forests = ( { name = "contoso"; ad_domain = "corp.contoso.com"; smtp_domains = [ "contoso.com"%s ];
  sites = ( { name = "Redmond"; namespace = "mail.contoso.com"; servers = [ "CAS01"%s ];
    external_addresses = [ "203.0.113.10" ]; internal_addresses = [ "10.1.0.10" ]; }%s ); }%s );
certificates = { scenario = "unified-communications"; issuer = "public-ca"; };
"""


def plan(domains="", servers="", sites="", forests=""):
    return (PLAN % (domains, servers, sites, forests)).encode()


def many(count, text):
    return "".join(", " + text.replace("#", str(i)) for i in range(count))


# What the file is, what stands in it, and what one of its problems says.
FILES = [
    ("deep lists", lambda: b"format = " + b"(" * MEGABYTE, "levels deep"),
    ("deep groups", lambda: b"a = " + b"{a=" * (MEGABYTE // 3), "levels deep"),
    ("deep lists of groups", lambda: b"forests = " + b"({a=" * (MEGABYTE // 4), "levels deep"),
    ("many names in one group", lambda: b"".join(b"n%d = 1;" % i for i in range(100000)),
     "more than 64 names"),
    ("many names in an inner group",
     lambda: b"dns = {" + b"".join(b"n%d = 1;" % i for i in range(90000)) + b"};", "more than 64 names"),
    ("one huge text", lambda: b'format = "' + b"x" * MEGABYTE + b'";', "a text of"),
    ("one huge comment", lambda: b"/*" + b"x" * MEGABYTE + b"*/", "a comment of"),
    ("one huge word", lambda: b"x" * MEGABYTE, "a word of"),
    ("a comment that does not end", lambda: b"format = 1; /* and so on\n" * 40000, "is not closed"),
    ("a text that does not end", lambda: b'format = "and so on\n', "is not closed"),
    ("NUL", lambda: b'format = "a\0b";', r"U\+0000"),
    ("NUL as an escape", lambda: b'format = "a\\x00b";', "x00"),
    ("a terminal's escape", lambda: b'format = "a\x1b[31mb";', r"U\+001B"),
    ("right to left", lambda: 'format = "a\u202eb";'.encode(), r"U\+202E"),
    ("Latin-1", lambda: b'format = "Z\xfcrich";', "not UTF-8"),
    ("a byte order mark", lambda: b"\xef\xbb\xbfformat = 1;", "byte order mark"),
    ("a folder included", lambda: b'@include "."\n', "@include"),
    ("a file included", lambda: b'  @include "/etc/passwd"\n', "@include"),
    ("an integer of 33 bits", lambda: b"format = 4294967297;", "too large"),
    ("a hexadecimal integer of 33 bits", lambda: b"format = 0x1FFFFFFFF;", "too large"),
    ("an integer of 80 bits", lambda: b"format = 999999999999999999999999L;",
     "too large|not allowed"),
    ("wrong names of domains", lambda: plan(domains=many(60000, '"d_#..com"')), "is no domain"),
    ("one domain many times", lambda: plan(domains=many(90000, '"d.com"')),
     "stands in this list already"),
    ("many servers", lambda: plan(servers=many(80000, '"S#"')), "at most"),
    ("many sites", lambda: plan(sites=many(12000, '{ name = "S#"; servers = [ "S#" ]; }')),
     "at most"),
    ("many forests", lambda: plan(forests=many(20000, '{ name = "F#"; }')), "at most"),
    ("unknown keys", lambda: plan(sites=many(200, '{ nmae = "S#"; }')), 'unknown key "nmae"'),
    ("nothing", lambda: b"", "is missing"),
    ("too much", lambda: b" " * (9 * MEGABYTE), "is larger than"),
]
COMMANDS = [["check"], ["check", "--json"], ["replay", "-o", "out"], ["explain", "mail.contoso.com"],
            ["diff", "right.cfg"], ["--plain"]]
# What can be read, and is wrong or missing, the wizard asks about.
MENDED_IN_THE_WIZARD = ("nothing", "wrong names of domains", "one domain many times")
checks = 0


def expect(what, holds, shown=""):
    global checks
    checks += 1
    if not holds:
        print(f"hostile-files: {what}{': ' if shown else ''}{shown}")
        sys.exit(1)


def is_sanitized(program):
    with open(program, "rb") as file:
        return b"__asan_init" in file.read()


def spawn(words):
    """Status, standard output and error, CPU seconds and peak memory of a run."""
    with open("stdout", "wb") as out, open("stderr", "wb") as err:
        started = subprocess.Popen(["sh", "-c", 'ulimit -t 10; exec "$@"', "sh", *words],
                                   stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    with open("stdout", encoding="utf-8", errors="replace") as out:
        with open("stderr", encoding="utf-8", errors="replace") as err:
            return (started.returncode, out.read(), err.read(), usage.ru_utime + usage.ru_stime,
                    usage.ru_maxrss)


def must_refuse(program, command, name, what, want, costs):
    what = f"{' '.join(command)}, {what}"
    words = [program, command[0], name, *command[1:]] if command != ["--plain"] else \
        [program, "--plain", name]
    status, out, err, cpu, memory = spawn(words)
    lines = err.splitlines()
    expect(f"{what}: status", status == 2, f"{status} {err[-200:]}")
    expect(f"{what}: standard output", out == "", out[:200])
    expect(f"{what}: how many problems", 1 <= len(lines) <= PROBLEMS_MAX, str(len(lines)))
    for line in lines:
        expect(f"{what}: form", re.match(rf"(casplan: )?{re.escape(name)}(:\d+)?: \S", line), line)
    expect(f"{what}: message", any(re.search(want, line) for line in lines), err[:300])
    expect(f"{what}: nothing is written", not os.path.exists("out") and
           not [entry for entry in os.listdir(".") if ".casplan-" in entry or ".plan" in entry])
    if costs:
        expect(f"{what}: CPU", cpu < CPU_LIMIT, f"{cpu:.2f} s")
        expect(f"{what}: memory", memory < MEMORY_LIMIT, f"{memory} KiB")


def write_file(here, number):
    """In a process of its own: the kernel counts what this one ever had to the programs it starts."""
    subprocess.run([sys.executable, here, "--write", str(number), "answers.cfg"],
                   check=True)


def content_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def main():
    if sys.argv[1] == "--write":
        with open(sys.argv[3], "wb") as file:
            file.write(FILES[int(sys.argv[2])][1]())
        return
    program = os.path.abspath(sys.argv[1])
    costs = not is_sanitized(program)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        here = os.path.abspath(__file__)
        os.chdir(folder)
        with open("right.cfg", "wb") as file:
            file.write(plan())
        os.mkfifo("pipe.cfg")
        os.mkdir("folder.cfg")
        for number, (what, _, want) in enumerate(FILES):
            write_file(here, number)
            before = content_of("answers.cfg")
            for command in COMMANDS:
                if command != ["--plain"] or what not in MENDED_IN_THE_WIZARD:
                    must_refuse(program, command, "answers.cfg", what, want, costs)
            expect(f"{what}: the file is as it was", content_of("answers.cfg") == before)
        for name, want in (("pipe.cfg", "pipe"), ("folder.cfg", "folder"), ("/dev/zero", "device"),
                           ("missing.cfg", "No such file")):
            for command in COMMANDS:
                if command != ["--plain"] or name != "missing.cfg":
                    must_refuse(program, command, name, name, want, costs)
        os.chdir("/")
    print(f"hostile-files: {checks} checks passed")


main()
