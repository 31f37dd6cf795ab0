#!/usr/bin/env python3
"""A product that does not exist, planned by the program as it is built.

usage: run.py CASPLAN

Everything that tells versions apart is a row. So a version "2031", which renames a cmdlet and brings a
service of its own, must need rows only: this copies share/, adds and changes rows in the copy, and asks
the built program for a plan with --share. The folder rows/ holds the files that are added; the changes
of existing files are below, because an old command that the new version does not have any more must
get an end to its range.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARE = os.path.join(HERE, "..", "..", "..", "share")
SCREENS = os.path.join(HERE, "..", "..", "..", "screens")
OLD = "ClientAccessService"  # the cmdlets that 2031 calls otherwise
NEW = "FrontDoor"
checks = 0


def expect(what, holds, shown=""):
    global checks
    checks += 1
    if not holds:
        print(f"made-up-product: {what}{': ' if shown else ''}{shown}")
        sys.exit(1)


def call(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          timeout=120, check=False)


def change(path, edit):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    changed = edit(text)
    expect(f"{os.path.basename(path)} could be changed", changed != text)
    with open(path, "w", encoding="utf-8") as file:
        file.write(changed)


def end_cmdlets(text):
    """The old cmdlets exist up to Subscription Edition."""
    return re.sub(rf'(\{{ id = "[GS]et-{OLD}"; products = ")2016-"', r'\g<1>2016-SE"', text)


def rename_commands(text):
    """Rows of commands with the old cmdlets end; the same rows follow with the new ones."""
    inner = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
    rows = re.findall(r"\t\t\t\{[^{}]*products = \"2016-\";" + inner + r"\}", text)
    for row in [row for row in rows if OLD in row]:
        ended = row.replace('"2016-"', '"2016-SE"', 1)
        begun = row.replace('"2016-"', '"2031-"', 1).replace(OLD, NEW)
        text = text.replace(row, ended + ",\n" + begun)
    return text


def judge_service(text):
    """Outlook 2016 uses the new service, and fails where the certificate does not name its host."""
    at = text.index('id = "outlook-2016"')
    services = text.index("services = (", at) + len("services = (")
    return (text[:services] + '\n\t\t{ service = "beam"; products = "2031-"; '
            'wrong_name = "fail"; untrusted = "fail"; },' + text[services:])


def make_share(folder):
    shutil.copytree(SHARE, folder)
    for root, _, names in os.walk(os.path.join(HERE, "rows")):
        for name in names:
            below = os.path.relpath(os.path.join(root, name), os.path.join(HERE, "rows"))
            shutil.copy(os.path.join(root, name), os.path.join(folder, below))


def make_answers(program, share, path):
    done = call(program, "template", "--share", share, "--product", "2031", "--topology",
                "consolidated", "--scenario", "unified-communications")
    expect("template knows 2031", done.returncode == 0, done.stderr)
    expect("template lists the service", re.search(r"beam = \{ enabled = true", done.stdout))
    text = done.stdout.replace("// coexistence = [ ];", 'coexistence = [ "SE" ];')
    text = text.replace('// hosts = { pop3 = "pop.contoso.com"; };',
                        'hosts = { beam = "beam.contoso.com"; };')
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return text


def plan_of(program, share, answers, out):
    done = call(program, "replay", answers, "-o", out, "--share", share, "--date", "2032-02-01",
                "--quiet")
    expect("replay makes a plan", done.returncode in (0, 1), done.stderr)
    with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
        return json.load(file)


def commands_of(plan):
    return [command for step in plan["steps"] for command in step["commands"]]


def check_plan(plan):
    product = plan["product"]
    expect("the product", product == {"version": "2031", "update": "CU1"}, str(product))
    url = [u for u in plan["urls"] if u["service"] == "beam"]
    expect("the service has its URL", url and url[0]["external"] ==
           "https://beam.contoso.com/beam/gate.svc" and url[0]["internal"] == url[0]["external"],
           str(url))
    names = [name["name"] for name in plan["certificates"][0]["names"]]
    expect("its host is on the certificate", "beam.contoso.com" in names, str(names))
    records = [(r["view"], r["data"]) for r in plan["dns"] if r["owner"] == "beam.contoso.com"]
    expect("its host has records", len(records) == 2, str(records))
    expect("its step is there", any(step["id"].split("/")[-2:-1] == ["set-beam-url"]
                                    for step in plan["steps"]))


def check_commands(plan):
    commands = "\n".join(commands_of(plan))
    expect("its command", re.search(
        r"Set-BeamVirtualDirectory -Identity '\w+\\beam \(Default Web Site\)' -InternalUrl "
        r"'https://beam\.contoso\.com/beam/gate\.svc'", commands), commands)
    expect("the renamed cmdlet", f"Set-{NEW} -Identity" in commands)
    expect("the old cmdlet is gone", OLD not in commands)
    verdicts = {v["result"] for v in plan["verdicts"] if v["service"] == "beam"}
    expect("a client's judgement", verdicts == {"clean"}, str(verdicts))
    rules = {f"{f['rule']}@{f['subject']}" for f in plan["findings"]}
    expect("an older version beside it", "legacy-name-not-needed@SE" in rules, str(rules))


def check_files(folder):
    """The files that people work with: the script of the server and the checklist."""
    texts = {}
    for name in ["scripts/CAS01.ps1", "checklist.md"]:
        with open(os.path.join(folder, name), encoding="utf-8-sig") as file:
            texts[name] = file.read()
    for name, text in texts.items():
        expect(f"{name} has the renamed cmdlet", f"Set-{NEW} -Identity 'CAS01'" in text)
        expect(f"{name} has the old one nowhere", OLD not in text)
        expect(f"{name} sets the service", "Set-BeamVirtualDirectory -Identity" in text)
        expect(f"{name} restarts for it", text.index("Set-BeamVirtualDirectory -Identity") <
               text.index("iisreset.exe"))


def check_judgement(program, share, text, folder):
    """Without its name on the certificate the client fails, because its row says so."""
    answers = os.path.join(folder, "excluded.cfg")
    with open(answers, "w", encoding="utf-8") as file:
        file.write(text.replace("// exclude_names = [ ];",
                                'exclude_names = [ "beam.contoso.com" ];'))
    done = call(program, "replay", answers, "-o", os.path.join(folder, "excluded"), "--share",
                share, "--date", "2032-02-01", "--quiet", "--allow-errors")
    expect("replay without the name", done.returncode == 1, done.stderr)
    with open(os.path.join(folder, "excluded", "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    verdicts = {v["result"] for v in plan["verdicts"] if v["service"] == "beam"}
    expect("a client's judgement of a wrong name", verdicts == {"fail"}, str(verdicts))


def check_others(program, share, folder):
    """What the new rows leave alone: Subscription Edition keeps the cmdlet and lacks the service."""
    answers = os.path.join(folder, "se.cfg")
    done = call(program, "template", "--share", share, "--product", "SE")
    with open(answers, "w", encoding="utf-8") as file:
        file.write(done.stdout)
    plan = plan_of(program, share, answers, os.path.join(folder, "se"))
    expect("Subscription Edition keeps its cmdlet",
           any(f"Set-{OLD}" in command for command in commands_of(plan)))
    expect("and has no such service", not any(u["service"] == "beam" for u in plan["urls"]))


def main():
    if len(sys.argv) != 2:
        print("usage: run.py CASPLAN", file=sys.stderr)
        return 2
    program = os.path.abspath(sys.argv[1])
    lint = os.path.join(os.path.dirname(program), "lintknow")
    with tempfile.TemporaryDirectory() as folder:
        share = os.path.join(folder, "share")
        make_share(share)
        change(os.path.join(share, "clients.cfg"), judge_service)
        change(os.path.join(share, "cmdlets.cfg"), end_cmdlets)
        done = call(lint, share, SCREENS)
        expect("the lint finds the commands that 2031 does not have", done.returncode == 1 and
               f"Set-{OLD} is no cmdlet or program of 2031" in done.stderr, done.stderr)
        for name in ["10-prepare.cfg", "40-discovery.cfg"]:
            change(os.path.join(share, "steps", name), rename_commands)
        done = call(lint, share, SCREENS)
        expect("the lint is content", done.returncode == 0, done.stderr)
        answers = os.path.join(folder, "answers.cfg")
        text = make_answers(program, share, answers)
        plan = plan_of(program, share, answers, os.path.join(folder, "plan"))
        check_plan(plan)
        check_commands(plan)
        check_files(os.path.join(folder, "plan"))
        check_judgement(program, share, text, folder)
        check_others(program, share, folder)
    print(f"made-up-product: {checks} checks passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
