#!/usr/bin/env python3
"""Hostile texts in every free field of an answer file: each is refused at input, with its line, or read
back unchanged out of every output by a parser of that output's language."""
import argparse
import concurrent.futures
import csv
import functools
import glob
import html
import html.parser
import io
import json
import os
import re
import string
import subprocess
import sys
import tempfile
import unicodedata

import hostile
import powershell

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


class Page(html.parser.HTMLParser):
    """The tags in their order, with the names of their attributes; and all text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.pieces = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *[name for name, _ in attrs]))
        self.pieces += [value for _, value in attrs if value]

    def handle_endtag(self, tag):
        self.tags.append("/" + tag)

    def handle_comment(self, data):
        self.tags.append("comment")

    def handle_decl(self, decl):
        self.tags.append("decl " + decl)

    def handle_pi(self, data):
        self.tags.append("pi")

    def unknown_decl(self, data):
        self.tags.append("unknown")

    def handle_data(self, data):
        self.pieces.append(data)

    def text(self):
        return squeeze(" ".join(self.pieces))


def squeeze(text):
    """Blanks and line ends do not count where text is filled into lines."""
    return " ".join(text.split())


SPECIAL = re.compile(r"[\\`&<>]")
ENTITY = re.compile(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
ESCAPED = string.punctuation


def code_span(text, at):
    """The content of the span whose backticks begin at `at`, and where it ends; None: no span."""
    length = len(text) - len(text[at:].lstrip("`")) - at
    for match in re.finditer(r"`+", text[at + length:]):
        if len(match.group(0)) == length:
            content = text[at + length:at + length + match.start()].replace("\n", " ")
            if content.startswith(" ") and content.endswith(" ") and content.strip():
                content = content[1:-1]
            return content, at + length + match.end()
    return None


def inline(text):
    """What CommonMark shows for a text: escapes, entities and code spans. Emphasis and links are our
    own words' business: if a value could make one, its signs would be missing here."""
    shown, at = [], 0
    while found := SPECIAL.search(text, at):
        shown.append(text[at:found.start()])
        at, sign = found.start(), found.group(0)
        span = code_span(text, at) if sign == "`" else None
        entity = ENTITY.match(text, at) if sign == "&" else None
        if span:
            shown.append(span[0])
            at = span[1]
        elif sign == "\\" and text[at + 1:at + 2] in ESCAPED:
            shown.append(text[at + 1:at + 2])
            at += 2
        elif entity:
            shown.append(html.unescape(entity.group(0)))
            at = entity.end()
        elif sign in "<>":
            raise ValueError(f"a bare {sign} at {text[at:at + 30]!r}")
        else:
            shown.append(sign)
            at += 1
    return "".join(shown) + text[at:]


def markdown(text):
    """Paragraphs as CommonMark shows them, fenced commands as they are; and the skeleton: how lines
    begin, which no value may change."""
    shown, paragraph, fence = [], [], None
    for line in [*text.split("\n"), ""]:
        begins = re.match(r"\s*(?:[-+*>]|\d+[.)])?\s*(`{3,}|~{3,})", line)
        if fence:
            closes = re.fullmatch(r"\s*(`+|~+)\s*", line)
            if closes and closes.group(1).startswith(fence):
                fence = None
            else:
                shown.append(line)
        elif begins and not (begins.group(1)[0] == "`" and "`" in line[begins.end():]):
            shown.append(inline("\n".join(paragraph)))
            paragraph, fence = [], begins.group(1)
        elif line.strip():
            paragraph.append(line)
        else:
            shown.append(inline("\n".join(paragraph)))
            paragraph = []
    if fence:
        raise ValueError("a fence does not end")
    return squeeze("\n".join(shown))


def x500(text):
    '''TYPE=value, TYPE="value with ""quotes"" in it", as CertStrToName reads it.'''
    parts, at = [], 0
    while at < len(text):
        kind = re.compile(r"([A-Z]+)=").match(text, at)
        if not kind:
            raise ValueError(f"no X.500 name at {text[at:]!r}")
        at = kind.end()
        quoted = re.compile(r'"((?:[^"]|"")*)"(?:, |$)').match(text, at)
        bare = re.compile(r'([^",;+<>=\\#\r\n]*)(?:, |$)').match(text, at)
        found = quoted or bare
        if not found:
            raise ValueError(f"no X.500 value at {text[at:]!r}")
        value = found.group(1).replace('""', '"') if quoted else found.group(1)
        if bare and not quoted and value != value.strip(" "):
            raise ValueError(f"blanks around {value!r} would be lost")
        parts.append((kind.group(1).replace("ST", "S"), value))
        at = found.end()
    return parts


@functools.lru_cache(maxsize=None)
def page_of(path):
    """Of the harmless run, which is looked at again and again."""
    page = Page(read(path))
    return page.tags, page.text()


@functools.lru_cache(maxsize=None)
def markdown_of(path):
    return markdown(read(path))


@functools.lru_cache(maxsize=None)
def terminal_of(program, answers):
    done = subprocess.run([program, "check", answers, "--date", DATE, "--color", "never"],
                          capture_output=True, stdin=subprocess.DEVNULL, check=False,
                          timeout=TIME_LIMIT)
    return done.stdout.decode("utf-8")


def read(path):
    with open(path, "rb") as file:
        octets = file.read()
    return octets.decode("utf-16" if octets[:2] == b"\xff\xfe" else "utf-8-sig")


def below(folder, pattern):
    return sorted(glob.glob(os.path.join(glob.escape(folder), pattern)))


def unsafe_for_terminal(text):
    """Control, turning and invisible characters, in what goes to a person's screen."""
    return [sign for sign in text
            if sign != "\n" and (unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp"))]


class Run:
    """One answer file with a value in each field."""

    def __init__(self, program, folder, values):
        self.program, self.folder, self.values = program, folder, dict(values)
        self.answers = os.path.join(folder, "answers.cfg")
        self.out = os.path.join(folder, "out")
        self.refused = {}
        self.plan = None

    def call(self, *arguments):
        return subprocess.run(
            [self.program, *arguments], capture_output=True, stdin=subprocess.DEVNULL, check=False,
            timeout=TIME_LIMIT, cwd=self.folder,
            env={**os.environ, "LC_ALL": "C", "TERM": "dumb", "HOME": self.folder})

    def write(self):
        lines = {number: match.group(1) for number, line in enumerate(ANSWERS.split("\n"), 1)
                 if (match := re.search("@([a-z]+)", line))}
        text = re.sub("@([a-z]+)", lambda match: hostile.libconfig(self.values[match.group(1)]),
                      ANSWERS)
        with open(self.answers, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return lines

    def check(self):
        """Takes what is refused out, until the rest is accepted."""
        for _ in range(4):
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
                self.values[field] = BENIGN[field]
        raise ValueError(f"refused again and again: {told!r}")

    def replay(self):
        seeds = os.path.join(self.folder, "seeds")
        os.makedirs(seeds, exist_ok=True)
        key = below(KEYS, "rsa-2048-*.key")[0]
        for domain in FORESTS:
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


def file_part(text):
    """A name as files are called after it: all but letters, digits, dots and hyphens as %XX; what is too
    long ends with a number of its own (FNV-1a)."""
    octets = text.encode("utf-8")
    parts = [chr(octet) if re.match(rb"[A-Za-z0-9.-]", bytes([octet])) else f"%{octet:02X}"
             for octet in octets]
    if sum(map(len, parts)) <= 180:
        return "".join(parts)
    number, kept = 0xcbf29ce484222325, ""
    for octet in octets:
        number = (number ^ octet) * 0x100000001b3 % 2 ** 64
    for part in parts:
        if len(kept) + len(part) > 163:
            break
        kept += part
    return f"{kept}-{number:016x}"


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
    """A value may also stand there doubled inside of quotes, or cut short where a picture has no room."""
    found = text.count(value)
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


def check_markdown(run, base):
    for pattern in ("*.md", "handover/*.md"):
        for path in below(run.out, pattern):
            name = os.path.relpath(path, run.out)
            was = markdown_of(os.path.join(base.out, name))
            yield from count_values(run, name, markdown(read(path)), was)


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


CHECKS = [check_json, check_request, check_forms, check_powershell, check_dns, check_csv, check_html,
          check_markdown, check_terminal, check_answers]

# ---- All values ------------------------------------------------------------------------------------


def base_run(program, folder):
    run = Run(program, folder, BENIGN)
    if run.check() is None or run.refused:
        raise ValueError(f"the harmless values are refused: {run.refused}")
    run.plan = run.replay()
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
