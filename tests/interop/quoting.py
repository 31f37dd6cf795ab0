#!/usr/bin/env python3
"""Hostile texts in every free field of an answer file: each is refused at input, with its line, or read
back unchanged out of every output by a parser of that output's language."""
import argparse
import concurrent.futures
import csv
import functools
import glob
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

import hostile
import powershell
from parsers import Page, file_part, markdown, read, rfc2253, squeeze, unsafe_for_terminal, x500

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = os.path.join(HERE, "..", "cases", "keys")
DATE = "2026-11-22"
TIME_LIMIT = 120
FIELDS = ["organization", "state", "locality", "unit", "forest", "site", "reason"]
# Each value meets each field once; fields that stand in one text must not meet the same value.
STRIDE = 29
BENIGN = {field: f"Qq{field}zz" for field in FIELDS}
FORESTS = ("contoso.com", "fabrikam.com")

# @field stands for a value; the line tells which field a problem speaks of.
ANSWERS = """format = 1;
product = { version = "2010"; };
policy = { date = "2026-11-22"; };
organization = { country = "US";
  name = @organization;
  state = @state;
  locality = @locality;
  unit = @unit;
};
topology = "multi-forest";
forests = (
  { name = @forest;
    ad_domain = "corp.contoso.com"; smtp_domains = [ "contoso.com" ]; sites = (
      { name = @site;
        namespace = "mail.contoso.com"; servers = [ "CAS01" ];
        external_addresses = [ "203.0.113.10" ]; internal_addresses = [ "10.1.0.10" ]; } ); },
  { name = "other";
    ad_domain = "corp.fabrikam.com"; smtp_domains = [ "fabrikam.com" ]; sites = (
      { name = "Other";
        namespace = "mail.fabrikam.com"; servers = [ "CAS01" ];
        external_addresses = [ "203.0.113.20" ]; internal_addresses = [ "10.2.0.10" ]; } ); } );
certificates = { scenario = "unified-communications"; issuer = "windows-pki"; };
session = { acknowledged = ( { rule = "private-root-distribution"; subject = "windows-pki";
  reason = @reason;
} ); };
"""


@functools.lru_cache(maxsize=None)
def page_of(path):
    """Of the harmless run, which is looked at again and again."""
    page = Page(read(path))
    return page.tags, page.text()


@functools.lru_cache(maxsize=None)
def markdown_of(out):
    page = markdown(*documents(out))
    return page.tags, page.text()


@functools.lru_cache(maxsize=None)
def terminal_of(program, answers):
    done = subprocess.run([program, "check", answers, "--date", DATE, "--color", "never"],
                          capture_output=True, stdin=subprocess.DEVNULL, check=False,
                          timeout=TIME_LIMIT)
    return done.stdout.decode("utf-8")


def below(folder, pattern):
    return sorted(glob.glob(os.path.join(glob.escape(folder), pattern)))


class Run:
    """One answer file with a value in each field."""

    template, benign, attempts = ANSWERS, BENIGN, 4

    def __init__(self, program, folder, values):
        self.program, self.folder, self.values = program, folder, dict(values)
        self.answers = os.path.join(folder, "answers.cfg")
        self.out = os.path.join(folder, "out")
        self.refused = {}
        self.plan = None

    def call(self, *arguments, secret=""):
        """`secret` stands on standard input."""
        return subprocess.run(
            [self.program, *arguments], capture_output=True, input=secret.encode("ascii"), check=False,
            timeout=TIME_LIMIT, cwd=self.folder,
            env={**os.environ, "LC_ALL": "C", "TERM": "dumb", "HOME": self.folder})

    def write(self):
        lines = {number: match.group(1) for number, line in enumerate(self.template.split("\n"), 1)
                 if (match := re.search("@([a-z]+)", line))}
        text = re.sub("@([a-z]+)", lambda match: hostile.libconfig(self.values[match.group(1)]),
                      self.template)
        with open(self.answers, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return lines

    def check(self):
        """Takes what is refused out, until the rest is accepted."""
        for _ in range(self.attempts):
            lines = self.write()
            done = self.call("check", self.answers, "--json", "--date", DATE)
            if done.returncode in (0, 1):
                return json.loads(done.stdout)
            told = done.stderr.decode("utf-8")
            if done.returncode != 2 or unsafe_for_terminal(told):
                raise ValueError(f"exit {done.returncode}, and says {told!r}")
            fields = {lines.get(int(number)) for number in
                      re.findall(re.escape(self.answers) + r":(\d+): ", told)}
            if not fields or None in fields:
                raise ValueError(f"no line of a value in {told!r}")
            for field in fields:
                self.refused[field] = self.values[field]
                self.values[field] = self.benign[field]
        raise ValueError(f"refused again and again: {told!r}")

    def replay(self):
        seeds = os.path.join(self.folder, "seeds")
        os.makedirs(seeds, exist_ok=True)
        for key, domain in zip(below(KEYS, "rsa-2048-*.key"), FORESTS):
            target = os.path.join(seeds, f"mail.{domain}.key")
            if not os.path.exists(target):
                os.link(key, target) if os.stat(key).st_dev == os.stat(seeds).st_dev else \
                    os.symlink(key, target)
        done = self.call("replay", self.answers, "-o", self.out, "--seed-keys", seeds, "--date",
                         DATE, "--allow-errors", "--quiet")
        if done.returncode not in (0, 1):
            raise ValueError(f"replay: exit {done.returncode}: {done.stderr!r}")
        with open(os.path.join(self.out, "plan.json"), encoding="utf-8") as file:
            return json.load(file)

    def subject(self):
        return [("C", "US"), *[(kind, self.values[field]) for kind, field in
                               (("S", "state"), ("L", "locality"), ("O", "organization"),
                                ("OU", "unit")) if self.values[field]],
                ("CN", "mail.contoso.com")]

    def certificate(self):
        return [c for c in self.plan["certificates"] if c["id"] == "mail.contoso.com"][0]


# ---- One check for each language: problems as texts ------------------------------------------------


def check_json(run, base):
    plan, values = run.plan, run.values
    if x500(run.certificate()["subject"]) != run.subject():
        yield f'subject {run.certificate()["subject"]!r}'
    forests = {url["forest"] for url in plan["urls"]} - {"other"}
    sites = {url["site"] for url in plan["urls"]} - {"Other"}
    scopes = {site for scp in plan["scp"] for site in scp["site_scope"]} - {"Other"}
    if forests != {values["forest"]} or sites != {values["site"]} or scopes != sites:
        yield f"names {forests} {sites} {scopes}"
    reasons = [finding["acknowledged"] for finding in plan["findings"]
               if finding["rule"] == "private-root-distribution"]
    if reasons != [values["reason"]]:
        yield f"reason {reasons}"


def check_request(run, base):
    done = subprocess.run(
        ["openssl", "req", "-in", os.path.join(run.out, run.certificate()["csr"]), "-noout",
         "-subject", "-nameopt", "sep_multiline,utf8"], capture_output=True, check=True,
        timeout=TIME_LIMIT)
    lines = done.stdout.decode("utf-8").rstrip("\n").split("\n")[1:]
    found = [tuple(line[4:].split("=", 1)) for line in lines]
    if [(kind.replace("ST", "S"), value) for kind, value in found] != run.subject():
        yield f"openssl reads {found}"


def check_forms(run, base):
    """certreq's INF, and the Exchange form of the request."""
    inf = read(os.path.join(run.out, "certificates", "mail.contoso.com.inf"))
    line = re.search(r'^Subject = "((?:[^"\r\n]|"")*)"\r?$', inf, re.M)
    value = line.group(1).replace('""', '"') if line else ""
    was = read(os.path.join(base.out, "certificates", "mail.contoso.com.inf"))
    if [text for text in inf.splitlines() if not text.startswith("Subject")] != [
            text for text in was.splitlines() if not text.startswith("Subject")]:
        yield "INF: other lines than the subject's differ"
    if value.replace("%%", "").count("%"):
        yield f"INF: a single percent sign in {value!r}"
    if x500(value.replace("%%", "%")) != run.subject():
        yield f"INF: {value!r}"
    with open(os.path.join(run.out, "certificates", "mail.contoso.com.ps1"), "rb") as file:
        text = powershell.script(file.read())
    for command in powershell.commands(text):
        name, given = powershell.arguments(command)
        if name == "New-ExchangeCertificate" and x500(given["SubjectName"]) != run.subject():
            yield f'PowerShell form: {given["SubjectName"]!r}'


@functools.lru_cache(maxsize=16)
def scripts(out):
    """{name: (shape, strings)}"""
    found = {}
    for path in [*below(out, "scripts/*.ps1"), *below(out, "certificates/*.ps1"),
                 *below(out, "dns/*.ps1")]:
        name = os.path.basename(path)
        if not re.fullmatch(r"[A-Za-z0-9.%-]+", name):
            raise ValueError(f"file name {name!r}")
        with open(path, "rb") as file:
            text = powershell.script(file.read())
        found[name] = powershell.shape(text), powershell.strings(text)
    return found


def check_powershell(run, base):
    found, wanted = scripts(run.out), scripts(base.out)
    wanted = {renamed(name, run): text for name, text in wanted.items()}
    if set(found) != set(wanted):
        yield f"scripts {sorted(found)}, expected {sorted(wanted)}"
        return
    seen = 0
    for name, (shape, strings) in found.items():
        was, before = wanted[name]
        if shape != was:
            yield f"{name} runs something else"
        sites = before.count(BENIGN["site"])
        seen += sites
        if strings.count(run.values["site"]) < sites:
            yield f"{name}: the site is not among its strings"
    if not seen:
        yield "the site stands in no script: this test is blind"


def renamed(name, run):
    """What a file of the harmless run is called in this one."""
    return name.replace(BENIGN["forest"], file_part(run.values["forest"]))


def check_dns(run, base):
    """Master files, nsupdate and cmd: nothing but comments differs."""
    for pattern, comment in (("*.zone", ";"), ("*.nsupdate", ";"), ("*.cmd", "rem ")):
        found, wanted = ({os.path.basename(path): read(path)
                          for path in below(place.out, "dns/" + pattern)} for place in (run, base))
        wanted = {renamed(name, run): text for name, text in wanted.items()}
        if set(found) != set(wanted) or not found:
            yield f"files {sorted(found)}, expected {sorted(wanted)}"
            continue
        for name, text in found.items():
            lines, before = ([line for line in whole.splitlines() if not line.startswith(comment)]
                             for whole in (text, wanted[name]))
            if lines != before:
                yield f"{name} says something else: {lines} {before}"
            if not all(" " <= sign <= "~" or sign in "\r\n" for sign in text):
                yield f"{name} is not plain"


def check_csv(run, base):
    text = read(os.path.join(run.out, "dns", "records.csv"))
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    if len(rows) != len(run.plan["dns"]):
        yield f"{len(rows)} rows"
    for row, record in zip(rows, run.plan["dns"]):
        if row["reason"] not in (record["reason"], "'" + record["reason"]):
            yield f'{row["reason"]!r} is not {record["reason"]!r}'
        for cell in row.values():
            if cell and cell[0] in "=+-@\t\r\uff1d\uff0b\uff0d\uff20":
                yield f"a formula: {cell!r}"
    if not any(run.values["site"] in record["reason"] for record in run.plan["dns"]):
        yield "the site stands in no reason: this test is blind"


def count_forms(text, value):
    """A value may also stand there doubled inside of quotes, as a part of a file's name, or cut short where
    a picture has no room."""
    found = text.count(value)
    if file_part(value) != value:
        found += text.count(file_part(value))
    for quote in powershell.SINGLE + '"':
        if quote in value:
            found += text.count(value.replace(quote, quote * 2))
    cuts = [cut.start() for cut in re.finditer("\u2026", text)]
    return found + sum(any(text.endswith(value[:length], 0, cut) for length in range(8, len(value)))
                       for cut in cuts)


def count_values(run, what, text, was):
    for field in FIELDS:
        value, wanted = squeeze(run.values[field]), was.count(BENIGN[field])
        found = count_forms(text, value) if value else 0
        if value and found < wanted:
            yield f"{what}: {field} stands there {found} times, not {wanted}"


def check_html(run, base):
    page = Page(read(os.path.join(run.out, "plan.html")))
    tags, was = page_of(os.path.join(base.out, "plan.html"))
    if page.tags != tags:
        yield "plan.html has other tags"
    yield from count_values(run, "plan.html", page.text(), was)
    if BENIGN["reason"] not in was or BENIGN["organization"] not in was:
        yield "plan.html does not show the values: this test is blind"


def documents(out):
    return [path for pattern in ("*.md", "handover/*.md") for path in below(out, pattern)]


def check_markdown(run, base):
    """The same elements in the same order, whatever the values; a fence or an emphasis that a value opened
    or closed would change them."""
    page = markdown(*documents(run.out))
    tags, was = markdown_of(base.out)
    if page.tags != tags:
        yield f"other elements: {first_difference(page.tags, tags)}"
    yield from count_values(run, "the Markdown files", page.text(), was)


def first_difference(found, wanted):
    for place, (one, other) in enumerate(zip(found, wanted)):
        if one != other:
            return f"{found[place:place + 4]} for {wanted[place:place + 4]}"
    return f"{len(found)} for {len(wanted)}"


def check_terminal(run, base):
    text = terminal_of(run.program, run.answers)
    found = unsafe_for_terminal(text)
    if found:
        yield f"the terminal gets {found}"
    was = terminal_of(base.program, base.answers)
    yield from count_values(run, "check", squeeze(text), squeeze(was))


def check_answers(run, base):
    """libconfig, read by the program: the same plan."""
    done = run.call("check", os.path.join(run.out, "answers.cfg"), "--json", "--date", DATE)
    if done.returncode not in (0, 1):
        yield f"answers.cfg: exit {done.returncode}: {done.stderr!r}"
        return
    again = json.loads(done.stdout)
    for plan in (again, run.plan):
        plan.pop("defaults", None)
    if again != run.plan:
        yield "answers.cfg gives another plan"


def openssl(*words):
    subprocess.run(["openssl", *words], capture_output=True, stdin=subprocess.DEVNULL, check=True,
                   timeout=TIME_LIMIT)


def issue(run):
    """An authority whose own name is the hostile one issues the other certificate, for a subject that is
    hostile as well."""
    def path(name):
        return os.path.join(run.folder, name)

    def of(domain, ending):
        return os.path.join(run.out, "certificates", f"mail.{domain}.{ending}")

    with open(path("ca.ext"), "w", encoding="ascii") as file:
        file.write("basicConstraints=critical,CA:TRUE\n")
    one, other = FORESTS
    openssl("x509", "-req", "-in", of(one, "csr"), "-signkey", of(one, "key"), "-days", "3650", "-set_serial",
            "1", "-extfile", path("ca.ext"), "-out", path("ca.pem"))
    openssl("x509", "-req", "-in", of(other, "csr"), "-CA", path("ca.pem"), "-CAkey", of(one, "key"), "-days",
            "3000", "-set_serial", "2", "-copy_extensions", "copyall", "-out", path("issued.pem"))
    return ["--issued", path("issued.pem"), "--chain", path("ca.pem"), "--keys", run.out, "--date", DATE,
            "--pfx-password-fd", "0", "-o", path("home")]


def check_issued(run, base):
    """What an authority writes into a certificate is as foreign as what a person types."""
    words = issue(run)
    done = run.call("certificate", run.answers, *words, secret="secret\n")
    if done.returncode != 0 or unsafe_for_terminal(done.stdout.decode("utf-8")):
        yield f"certificate: exit {done.returncode}, says {done.stdout + done.stderr!r}"
        return
    home = os.path.join(run.folder, "home")
    issuer, subject = run.subject(), [*run.subject()[:-1], ("CN", "mail.fabrikam.com")]
    for label, wanted in (("Subject", subject), ("Issuer", issuer)):
        found = re.search(rf"^{label} +(.*)$", read(os.path.join(home, "README.txt")).replace("\r", ""), re.M)
        if not found or rfc2253(found.group(1)) != wanted:
            yield f"README.txt: {found and found.group(1)!r} for {wanted}"
    with open(os.path.join(home, "import.ps1"), "rb") as file:
        text = powershell.script(file.read())
    if (powershell.shape(text), powershell.strings(text)) != import_of(base):
        yield "import.ps1 runs something else"
    done = run.call("certificate", run.answers, *words, "--json", "--force", secret="secret\n")
    told = json.loads(done.stdout)["issued"]
    for member, wanted in (("subject", subject), ("issuer", issuer)):
        if rfc2253(told[member]) != wanted:
            yield f"JSON: {member} {told[member]!r}"


def import_of(base):
    path = os.path.join(base.folder, "home", "import.ps1")
    with open(path, "rb") as file:
        text = powershell.script(file.read())
    return powershell.shape(text), powershell.strings(text)


CHECKS = [check_json, check_request, check_forms, check_powershell, check_dns, check_csv, check_html,
          check_markdown, check_terminal, check_answers, check_issued]

# ---- All values ------------------------------------------------------------------------------------


def base_run(program, folder):
    run = Run(program, folder, BENIGN)
    if run.check() is None or run.refused:
        raise ValueError(f"the harmless values are refused: {run.refused}")
    run.plan = run.replay()
    done = run.call("certificate", run.answers, *issue(run), secret="secret\n")
    if done.returncode != 0:
        raise ValueError(f"certificate: {done.stderr!r}")
    return run


def one(job):
    """(problems, {field: refused value}, {field: accepted value})"""
    program, base_folder, values = job
    base = Run(program, base_folder, BENIGN)
    with tempfile.TemporaryDirectory(prefix="casplan-quoting-") as folder:
        run = Run(program, folder, values)
        problems = []
        try:
            told = run.check()
            run.plan = run.replay()
            if told != run.plan:
                problems.append("check and replay tell different plans")
            for check in CHECKS:
                problems += [f"{check.__name__[6:]}: {text}" for text in check(run, base)]
        except (ValueError, KeyError, powershell.Broken, csv.Error, OSError,
                subprocess.SubprocessError) as error:
            problems.append(f"{type(error).__name__}: {error}")
        accepted = {field: value for field, value in values.items() if field not in run.refused}
        shown = json.dumps(accepted, ensure_ascii=True)
        return [f"{text}\n    with {shown}" for text in problems], run.refused, accepted


def must_be_refused(value):
    return bool([sign for sign in value if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
                 or sign in "\u200b\u200e\u200f\u061c\u202d\u202e\u2060\u2066\u2069\ufeff"])


def must_be_accepted(field, value):
    """Printable ASCII of a bearable length; names of forests and sites have rules of their own."""
    plain = value and len(value) <= 60 and all(" " <= sign <= "~" for sign in value)
    if field not in ("forest", "site"):
        return plain and value.strip() == value
    return plain and not re.fullmatch(r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?", value) and \
        re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 '&(),;=%$@#!\[\]{}~^+`-]*[A-Za-z0-9']", value)


def judge(refused, accepted, values):
    """What was refused must be worth it, and what is dangerous must be refused."""
    for field in FIELDS:
        for value in values:
            if value in refused[field] and must_be_accepted(field, value):
                yield f"{field}: {value!r} was refused"
            if value in accepted[field] and must_be_refused(value):
                yield f"{field}: {value!r} was accepted"
        if len(values) < 200 or len(refused[field]) + len(accepted[field]) != len(values):
            yield f"{field}: only {len(refused[field])} and {len(accepted[field])} of {len(values)}"


def main():
    parser = argparse.ArgumentParser(description="hostile texts through every output")
    parser.add_argument("--casplan", default=os.path.join(HERE, "..", "..", "build", "casplan"))
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.casplan)
    values = hostile.values()
    problems = []
    refused, accepted = ({field: [] for field in FIELDS} for _ in range(2))
    with tempfile.TemporaryDirectory(prefix="casplan-quoting-") as base_folder:
        base_run(program, base_folder)
        jobs = [(program, base_folder,
                 {field: values[(start + place * STRIDE) % len(values)]
                  for place, field in enumerate(FIELDS)}) for start in range(len(values))]
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            for found, no, yes in pool.map(one, jobs, chunksize=4):
                problems += found
                for field in FIELDS:
                    (refused if field in no else accepted)[field].append(
                        no[field] if field in no else yes[field])
    problems += judge(refused, accepted, values)
    for problem in problems:
        print(problem)
    print(f"quoting: {len(values)} values in each of {len(FIELDS)} fields; refused at input: "
          + ", ".join(f"{field} {len(refused[field])}" for field in FIELDS)
          + f"; {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
