#!/usr/bin/env python3
"""Plans answer files by chance, and compares each plan with the second opinion (oracle.py, findings.py,
verdicts.py)."""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import answers
import findings
import libconfig
import oracle
import verdicts

DATE = "2026-11-22"


def certificate_of_plan(c):
    key = c["key"].get("bits") or c["key"].get("curve")
    return (c["role"], c["forest"], c["id"], c["common_name"], c["issuer"], c["subject"], c["web_site"],
            tuple(sorted(n["name"] for n in c["names"])), tuple(sorted(c["servers"])), c["csr"] is not None,
            c["key_file"] is not None, None if c["issuer"] == "self-signed" else (c["key"]["algorithm"], key))


def certificate_of_oracle(o, c, name):
    here = o.certificates_answer.get("key_made_by") != "exchange" and c["issuer"] != "self-signed" and not c["owned"]
    web_site = "Autodiscover Web Site" if c["role"] == "autodiscover" else "Default Web Site"
    return (c["role"], c["forest"], name, c["common_name"], c["issuer"], o.subject(c), web_site,
            tuple(sorted(c["names"])), tuple(sorted(c["servers"])), here, here, o.key(c))


def facts_of_plan(plan):
    found = collections.defaultdict(dict)
    for f in plan["findings"]:
        if f["rule"] != "name-unused" or any("exclude_names" in x for x in f["from"]):
            found[f["rule"]][f["subject"]] = f["severity"]
    known = set(oracle.PATHS) | {"outlook_anywhere"}
    return {
        "certificates": sorted(map(certificate_of_plan, plan["certificates"])),
        "omitted": sorted(n["name"] for n in plan["omitted_names"]),
        "dns": sorted((r["view"], r["zone"], r["owner"], r["type"], r["data"]) for r in plan["dns"]),
        "new zones": sorted({r["zone"] for r in plan["dns"] if r["zone_is_new"]}),
        "forbidden": sorted((f["view"], f["owner"]) for f in plan["forbidden_dns"])
        if plan["scenario"] == "single-name-srv" else [],
        "urls": sorted((u["forest"], u["site"], u["server"], u["service"], str(u["internal"]), str(u["external"]))
                       for u in plan["urls"] if u["service"] in known),
        "scp": sorted((s["forest"], s["site"], s["server"], s["url"], tuple(s["site_scope"])) for s in plan["scp"]),
        "namespaces": sorted((n["host"], n["forest"], n["site"], tuple(sorted(n["services"])))
                             for n in plan["namespaces"]),
        "summary": [plan["summary"][k] for k in ("public_addresses", "names", "certificates", "dns_records")],
        "findings": found,
    }


def facts_of_oracle(o):
    dns = o.external_records | o.internal_records
    names = set().union(*[c["names"] for c in o.certificates])
    return {
        "certificates": sorted(certificate_of_oracle(o, c, name) for c, name in zip(o.certificates, o.ids())),
        "omitted": sorted(o.omitted),
        "dns": sorted(dns),
        "new zones": sorted({r[1] for r in o.internal_records} - o.zones_inside()),
        "forbidden": sorted(o.forbidden()),
        "urls": sorted(k + tuple(map(str, v)) for k, v in o.urls.items()),
        "scp": sorted(k + v for k, v in o.scp().items()),
        "namespaces": sorted(k + (v,) for k, v in o.namespaces().items()),
        "summary": [o.public_addresses(), len(names), len(o.certificates), len(dns)],
        "findings": o.found,
    }


def only(a, b):
    rest = list(a)
    for x in b:
        if x in rest:
            rest.remove(x)
    return rest


def differences(mine, its, unsure=()):
    """(what, text) for each fact of the two that differs."""
    for key, value in mine.items():
        if key != "findings" and value != its[key]:
            yield key, "oracle %s\n    plan   %s" % (only(value, its[key]), only(its[key], value))
    for rule in findings.EXACT + findings.PRESENT:
        a, b = mine["findings"].get(rule, {}), its["findings"].get(rule, {})
        same = a == b if rule in findings.EXACT else set(a.values()) == set(b.values())
        if not same and rule not in unsure:
            yield rule, "oracle %s\n    plan   %s" % (a, b)


def spoils(facts):
    """The same facts with one of them spoilt, and which."""
    for key, value in facts.items():
        if key != "findings" and value:
            yield key, {**facts, key: value[1:]}
    for rule in set(facts["findings"]) & set(findings.EXACT + findings.PRESENT):
        yield rule, {**facts, "findings": {k: v for k, v in facts["findings"].items() if k != rule}}


class Judge:
    def __init__(self, casplan, folder, strict):
        self.casplan, self.path, self.strict = casplan, pathlib.Path(folder) / "answers.cfg", strict
        self.kinds, self.met, self.results = collections.Counter(), set(), collections.Counter()

    def differences(self, text):
        self.path.write_text(text)
        run = subprocess.run([self.casplan, "check", "--json", "--date", DATE, self.path], capture_output=True,
                             text=True, timeout=60, check=False)
        if run.returncode == 2 and not self.strict:
            return
        o = findings.Findings(libconfig.parse(text), DATE)
        if run.returncode > 1 or o.refuses():
            if run.returncode != 2 or not o.refuses():
                yield "refusal", "status %d\n%s" % (run.returncode, run.stderr)
            return
        plan = json.loads(run.stdout)
        mine, its = facts_of_oracle(o), facts_of_plan(plan)
        yield from differences(mine, its, o.unsure)
        for what, spoilt in spoils(mine):
            if what not in self.met and what not in {w for w, _ in differences(mine, spoilt)}:
                yield what, "a plan without it would pass"
            self.met.add(what)
        found, results = verdicts.differences(o, plan)
        self.results.update(results)
        for words in found:
            yield "verdicts", words

    def judge(self, name, text):
        for what, words in self.differences(text):
            self.kinds[what] += 1
            print("%s: %s: %s" % (name, what, words))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--casplan", default="build/casplan")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--print", type=int, metavar="SEED", help="print this answer file and end")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="answer files to judge instead")
    options = parser.parse_args()
    if options.print is not None:
        print(answers.answer_file(options.print), end="")
        return 0
    seeds = range(options.seed, options.seed + options.count)
    todo = [(str(f), f.read_text()) for f in options.files]
    todo = todo or [("seed %d" % n, answers.answer_file(n)) for n in seeds]
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(options.casplan, folder, not options.files)
        for name, text in todo:
            judge.judge(name, text)
    never = set(findings.EXACT + findings.PRESENT) - judge.met | set(verdicts.RESULTS) - set(judge.results)
    if not options.files and options.count >= 1000:
        for rule in sorted(never):
            judge.kinds[rule] += 1
            print("%s: in no plan" % rule)
    counts = ", ".join("%d %s" % (judge.results[r], r) for r in verdicts.RESULTS)
    print("oracle: %d answer files; verdicts: %s; differences: %s" % (
        len(todo), counts, dict(judge.kinds) or "none"))
    return 1 if judge.kinds else 0


if __name__ == "__main__":
    sys.exit(main())
