#!/usr/bin/env python3
"""Replays the answer files of this folder and compares what comes out with what each case expects.

A case is a folder with answers.cfg and expect.json, and perhaps a folder expected/ with whole
files. README.md says what may stand in expect.json. Prints one line for each difference.
"""
import argparse
import concurrent.futures
import difflib
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import cmdlets  # noqa: E402
import compare  # noqa: E402
import invariants  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
SHARE = os.path.join(HERE, "..", "..", "share")
DATE = "2026-11-22"
TIME_LIMIT = 120
# A file system in memory spares the time for syncing.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None
OWN_MEMBERS = {"answers", "exit", "date", "options", "stderr", "stdout", "files", "runs", "written"}
# The public suffix list of the machine has another day on another one.
SUFFIX_LIST = re.compile(r'("suffix_list": *)"[0-9-]*"')


def environment(home, zone):
    kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")
            if name in os.environ}
    return {**kept, "HOME": home, "TMPDIR": home, "TERM": "dumb", "TZ": zone, "LC_ALL": "C"}


def call(program, arguments, home, zone="UTC"):
    return subprocess.run([program, *arguments], capture_output=True, stdin=subprocess.DEVNULL,
                          text=True, encoding="utf-8", errors="replace", cwd=home, check=False,
                          env=environment(home, zone), timeout=TIME_LIMIT)


def planned(program, answers, date, work):
    """The plan as `check --json` tells it; None: the answers are wrong."""
    done = call(program, ["check", answers, "--json", "--date", date], work)
    return json.loads(done.stdout) if done.returncode in (0, 1) else None


def key_kind(key):
    return "ec-" + key["curve"] if key["algorithm"] == "ec" else f'rsa-{key["bits"]}'


def seed_keys(plan, folder):
    """Keys made beforehand, under the ids of the plan: making new ones takes long."""
    os.mkdir(folder)
    for index, certificate in enumerate(plan["certificates"] if plan else []):
        kind = key_kind(certificate["key"])
        keys = sorted(glob.glob(os.path.join(HERE, "keys", kind + "-*.key")))
        if certificate["key_file"] and keys:
            target = os.path.join(folder, os.path.basename(certificate["key_file"]))
            shutil.copyfile(keys[index % len(keys)], target)
            os.chmod(target, 0o600)
    return folder


def check_files(folder, expect):
    """{glob: patterns}; null: no such file; [] or {}: the file is there."""
    for name, patterns in expect.items():
        paths = sorted(glob.glob(os.path.join(glob.escape(folder), name)))
        if patterns is None:
            if paths:
                yield f"{name} should not be there"
            continue
        if not paths:
            yield f"{name} is missing"
        for path in paths:
            where = os.path.relpath(path, folder)
            yield from compare.check_patterns(where, invariants.read(path), patterns)


def comparable(path):
    return SUFFIX_LIST.sub(r'\1""', invariants.read(path))


def check_golden(case, folder, accept):
    golden = os.path.join(case, "expected")
    for name in invariants.files_below(golden):
        path, made = os.path.join(golden, name), os.path.join(folder, name)
        if not os.path.isfile(made):
            yield f"expected/{name}: no such file was written"
        elif comparable(path) != comparable(made):
            if accept:
                shutil.copyfile(made, path)
                continue
            lines = difflib.unified_diff(comparable(path).splitlines(),
                                         comparable(made).splitlines(), lineterm="", n=0)
            changed = [line for line in lines if not line.startswith(("---", "+++"))]
            yield f"expected/{name} differs:"
            yield from (f"    {line}" for line in changed[:12])
            if len(changed) > 12:
                yield f"    and {len(changed) - 12} lines more"


def check_again(program, folder, work, seeds, date):
    """The answers delivered with the plan give it again, in another place and time zone."""
    again = os.path.join(work, "again")
    done = call(program, ["replay", os.path.join(folder, "answers.cfg"), "-o", again, "--quiet",
                          "--seed-keys", seeds, "--date", date, "--allow-errors"], work,
                "Pacific/Kiritimati")
    if done.returncode not in (0, 1):
        yield f"answers.cfg of the plan: exit {done.returncode}: {done.stderr.strip()[-300:]}"
        return
    for name in ("plan.json", "checklist.md", "dns/records.csv"):
        first, second = (json_or_text(os.path.join(where, name)) for where in (folder, again))
        if first != second:
            yield f"answers.cfg of the plan gives another {name}"


def json_or_text(path):
    text = invariants.read(path)
    if not path.endswith(".json"):
        return text
    plan = json.loads(text)
    # What was a default in the first file is said in the second.
    plan.pop("defaults", None)
    return plan


def run_once(case, expect, program, accept, seen):
    work = tempfile.mkdtemp(prefix="casplan-case-", dir=MEMORY)
    date = expect.get("date", DATE)
    try:
        folder = os.path.join(work, "out")
        answers = os.path.join(case, expect.get("answers", "answers.cfg"))
        told = planned(program, answers, date, work)
        seeds = seed_keys(told, os.path.join(work, "seeds"))
        done = call(program, ["replay", answers, "-o", folder, "--date", date, "--seed-keys", seeds,
                              *expect.get("options", ["--allow-errors"])], work)
        wanted = expect.get("exit", 0)
        if done.returncode != wanted:
            yield f"exit {done.returncode}, expected {wanted}: {done.stderr.strip()[-400:]}"
        yield from compare.check_patterns("stderr", done.stderr, expect.get("stderr", []))
        yield from compare.check_patterns("stdout", done.stdout, expect.get("stdout", []))
        if wanted == 2 or not expect.get("written", True):
            if os.path.exists(folder):
                yield "something was written, and should not be"
            return
        if not os.path.exists(os.path.join(folder, "plan.json")):
            yield "no plan.json"
            return
        plan = json.loads(invariants.read(os.path.join(folder, "plan.json")))
        seen.append(plan)
        if plan != told:
            yield "check --json tells another plan than replay writes"
        for member, check in compare.MEMBERS.items():
            if member in expect:
                yield from check(plan, expect[member])
        yield from check_files(folder, expect.get("files", {}))
        yield from invariants.check_output(plan, folder)
        yield from cmdlets.check_folder(plan["product"], folder)
        yield from check_golden(case, folder, accept)
        yield from check_again(program, folder, work, seeds, date)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def runs_of(expect):
    """One run, or those of "runs", each with what is common to all."""
    common = {member: value for member, value in expect.items() if member != "runs"}
    for run in expect.get("runs", [{}]):
        yield {**common, **run}


def usage_of(plan):
    """What of the knowledge a plan shows."""
    return {
        "topologies": {plan["topology"]},
        "scenarios": {plan["scenario"]},
        "issuers": {certificate["issuer"] for certificate in plan["certificates"]},
        "products": {plan["product"]["version"]},
        "clients": {line["client"] for line in plan["proof"]},
        "steps": {slug for step in plan["steps"] for slug in step["id"].split("/")},
    }


def run_case(job):
    """(differences, expectations, what the plans show)"""
    case, program, accept = job
    problems, plans, expect = [], [], {}
    try:
        with open(os.path.join(case, "expect.json"), encoding="utf-8") as file:
            expect = json.load(file)
        for run in runs_of(expect):
            unknown = set(run) - set(compare.MEMBERS) - OWN_MEMBERS
            if unknown:
                problems.append(f"expect.json has unknown members {sorted(unknown)}")
            problems += run_once(case, run, program, accept, plans)
    except (OSError, KeyError, TypeError, ValueError, AttributeError, re.error,
            subprocess.SubprocessError) as error:
        problems.append(f"{type(error).__name__}: {error}")
    return problems, expect, [usage_of(plan) for plan in plans]


def ids_in(files, table):
    """The ids of the rows of one table, in share/."""
    for path in sorted(glob.glob(os.path.join(SHARE, files))):
        text = invariants.read(path)
        for rows in re.findall(rf"^{table} = \((.*?)^(?:\}} )?\);", text, re.M | re.S):
            yield from re.findall(r'^\t{1,2}(?:\{ )?id = "([^"]+)"', rows, re.M)


def check_coverage(results):
    """Every rule fires in some case and keeps silent in another; all knowledge is in some plan."""
    runs = [run for _, expect, _ in results for run in runs_of(expect)]

    def named(member):
        return {entry.split("@")[0] for run in runs
                for entry in run.get("findings", {}).get(member, [])}
    for rule in ids_in("rules.cfg", "rules"):
        if rule not in named("must") | named("exact"):
            yield f"no case makes the rule {rule} fire"
        if rule not in named("must_not"):
            yield f"no case says that the rule {rule} must not fire"
    tables = {
        "topologies": "topologies.cfg",
        "scenarios": "scenarios.cfg",
        "issuers": "issuers.cfg",
        "products": "products/*.cfg",
        "clients": "clients.cfg",
        "steps": "steps/*.cfg",
    }
    for table, files in tables.items():
        ids = list(ids_in(files, table))
        if not ids:
            yield f"share/{files} has no {table} that this program can read"
        used = set().union(*(usage[table] for _, _, usages in results for usage in usages))
        for missing in [row for row in ids if row not in used]:
            yield f"no case shows {missing} of share/{files}"
    steps = {slug for run in runs for slug in run.get("steps", {}).get("must", [])}
    for slug in ids_in("steps/*.cfg", "steps"):
        if slug not in steps:
            yield f"no case says that the step {slug} must be there"


def check_mistakes():
    """Each of the fifteen mistakes has a case that makes one of its rules fire and one that does not;
    mistakes.json says which, and the cases themselves are asked."""
    def expectations(entry, *members):
        name, finding = entry.split(" ")
        with open(os.path.join(HERE, name, "expect.json"), encoding="utf-8") as file:
            runs = list(runs_of(json.load(file)))
        said = [text for run in runs for member in members
                for text in run.get("findings", {}).get(member, [])]
        return finding, said

    def rows():
        text = invariants.read(os.path.join(SHARE, "mistakes.cfg"))
        for row in re.split(r'\n\t\{', text):
            number = re.search(r'id = "(\d+)"', row)
            if number:
                rules = re.search(r"rules = \[([^\]]*)\]", row)
                yield number.group(1), re.findall(r'"([^"]+)"', rules.group(1))
    with open(os.path.join(HERE, "mistakes.json"), encoding="utf-8") as file:
        table = json.load(file)
    known = dict(rows())
    if sorted(known) != sorted(table):
        yield f"mistakes.json has other mistakes than share/: {sorted(set(known) ^ set(table))}"
        return
    for number, entry in table.items():
        fires, said = expectations(entry["fires"], "must", "exact")
        if fires not in said or fires.split("@")[0] not in known[number]:
            yield f"mistake {number}: {entry['fires']} is no rule of it that the case makes fire"
        silent, kept = expectations(entry["silent"], "must_not")
        if silent not in kept or silent not in known[number]:
            yield f"mistake {number}: {entry['silent']} is no rule of it that the case keeps silent"


def main():
    parser = argparse.ArgumentParser(description="compare plans with what their cases expect")
    parser.add_argument("--casplan", default=os.path.join(HERE, "..", "..", "build", "casplan"))
    parser.add_argument("--accept", action="store_true",
                        help="rewrite the files under expected/ that differ (never expect.json)")
    parser.add_argument("cases", nargs="*", help="names or folders of cases; default all")
    arguments = parser.parse_args()
    every = sorted(os.path.dirname(path) for path in glob.glob(os.path.join(HERE, "*/expect.json")))
    cases = [os.path.join(HERE, os.path.basename(os.path.normpath(name)))
             for name in arguments.cases] or every
    cmdlets.selftest()
    jobs = [(case, os.path.abspath(arguments.casplan), arguments.accept) for case in cases]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(run_case, jobs))
    failed = 0
    for case, (problems, _, _) in zip(cases, results):
        failed += bool(problems)
        for problem in problems:
            print(f"{os.path.basename(case)}: {problem}")
    gaps = [] if arguments.cases else [*check_coverage(results), *check_mistakes()]
    for gap in gaps:
        print(f"coverage: {gap}")
    print(f"cases: {len(cases) - failed} passed, {failed + bool(gaps)} failed")
    return 1 if failed or gaps else 0


if __name__ == "__main__":
    sys.exit(main())
