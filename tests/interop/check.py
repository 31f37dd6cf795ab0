#!/usr/bin/env python3
"""What the program emits for every case, as independent programs read it. One line for each problem."""
import argparse
import csv
import concurrent.futures
import functools
import glob
import json
import os
import shutil
import sys
import tempfile

import dns
import page
import pki
from common import call

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "..", "cases")
DATE = "2026-11-22"
TOOLS = ["openssl", "certtool", "keytool", "pk12util", "named", "named-checkzone", "nsd-checkzone",
         "kzonecheck", "dig", "nsupdate", "tidy", "chromium", "pdftotext"]
# A browser takes seconds: one page for each of these.
BROWSER = ("golden-", "example-", "defaults-")


class Case:
    def __init__(self, program, name, answers, work):
        self.program, self.name, self.answers, self.date = program, name, answers, DATE
        self.folder = os.path.join(work, name)
        self.zones = []
        self.plan = None

    def replay(self):
        """False: the answers are wrong on purpose. New keys of elliptic curves take no time, RSA ones
        come from the cases."""
        told = call(self.program, "check", self.answers, "--json", "--date", self.date)
        if told.returncode not in (0, 1):
            return False
        seeds = self.folder + ".seeds"
        os.mkdir(seeds)
        for index, certificate in enumerate(json.loads(told.stdout)["certificates"]):
            key = certificate["key"]
            kind = "ec-" + key["curve"] if key["algorithm"] == "ec" else f'rsa-{key["bits"]}'
            keys = sorted(glob.glob(os.path.join(CASES, "keys", kind + "-*.key")))
            if certificate["key_file"] and keys:
                shutil.copyfile(keys[index % len(keys)],
                                os.path.join(seeds, os.path.basename(certificate["key_file"])))
        done = call(self.program, "replay", self.answers, "-o", self.folder, "--date", self.date,
                    "--seed-keys", seeds, "--allow-errors", "--quiet")
        if done.returncode not in (0, 1):
            raise ValueError(f"replay: exit {done.returncode}: {done.stderr}")
        with open(os.path.join(self.folder, "plan.json"), encoding="utf-8") as file:
            self.plan = json.load(file)
        self.new = {view: set() for view in ("external", "internal")}
        with open(os.path.join(self.folder, "dns", "records.csv"), encoding="utf-8-sig") as file:
            for row in csv.DictReader(file, strict=True):
                if row["zone state"] == "new":
                    self.new[row["view"]].add(row["zone"])
        return True


def answers_of(name):
    folder = os.path.join(CASES, name)
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        return os.path.join(folder, json.load(file).get("answers", "answers.cfg"))


def run_case(job):
    """(problems, the case); None for the case: its answers are wrong."""
    case, work = job
    problems = []
    try:
        if not case.replay():
            return problems, None
        parts = [dns.check_zones(case, work), dns.check_windows(case), dns.check_scripts(case), page.check_tidy(case),
                 page.check_strict(case)]
        if case.name.startswith(BROWSER):
            parts.append(page.check_browser(case))
        parts.append(pki.check_certificates(case, work))
        for part in parts:
            problems += part
    except (ValueError, KeyError, AttributeError, OSError, UnicodeError) as error:
        problems.append(f"{type(error).__name__}: {error}")
    return [f"{case.name}: {text}" for text in problems], case


def serve(work, name, views, update, checks):
    """One server; each check is (title, function of port and folder)."""
    folder = os.path.join(work, name)
    os.mkdir(folder)
    server, port = dns.start(folder, [make(folder) for make in views], update)
    with server:
        for title, check in checks:
            try:
                for problem in check(port, folder):
                    yield f"{title}: {problem}"
            except (ValueError, OSError) as error:
                yield f"{title}: {error}"


def run_answers(cases, work):
    """All zones of all cases in one name server, each case and view for askers of its own."""
    jobs = [(case, view, [(zone, path) for seen, zone, path in case.zones if seen == view])
            for case in cases for view in ("external", "internal")]
    jobs = [job for job in jobs if job[2]]
    views = [lambda folder, zones=zones: zones for _, _, zones in jobs]
    checks = [(case.name, functools.partial(dns.check_answers, case, view, index))
              for index, (case, view, _) in enumerate(jobs)]
    yield from serve(work, "serve", views, False, checks)


def run_updates(cases, work):
    """Empty zones, and what nsupdate makes of them."""
    jobs = [update for case in cases for update in dns.updates(case) if update.records]
    views = [functools.partial(empty_zones, index, update) for index, update in enumerate(jobs)]
    checks = [(update.case.name, functools.partial(dns.check_update, update, index))
              for index, update in enumerate(jobs)]
    yield from serve(work, "update", views, True, checks)


def empty_zones(index, update, folder):
    zones = []
    for number, zone in enumerate(sorted(update.records)):
        path = os.path.join(folder, f"zone-{index}-{number}")
        with open(path, "w", encoding="ascii") as file:
            file.write(dns.FRAME.format(zone=zone))
        zones.append((zone, path))
    return zones


def main():
    parser = argparse.ArgumentParser(description="independent readers of everything that is emitted")
    parser.add_argument("--casplan", required=True)
    parser.add_argument("cases", nargs="*", help="names of cases; default all")
    arguments = parser.parse_args()
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"interop: missing: {' '.join(missing)}; sh tests/bootstrap.sh interop installs them")
        return 1
    program = os.path.abspath(arguments.casplan)
    names = arguments.cases or sorted(
        os.path.basename(os.path.dirname(path)) for path in glob.glob(os.path.join(CASES, "*/expect.json")))
    with tempfile.TemporaryDirectory(prefix="casplan-interop-") as work:
        pki.authority(work)
        jobs = [(Case(program, name, answers_of(name), work), work) for name in names]
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(run_case, jobs))
        problems = [problem for found, _ in results for problem in found]
        cases = [case for _, case in results if case and case.plan]
        problems += run_answers(cases, work)
        problems += run_updates(cases, work)
    for problem in problems:
        print(problem)
    print(f"interop: {len(cases)} plans, {len(problems)} problems")
    return 1 if problems or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
