"""What every plan and every output folder must hold, whatever the case expects."""
import csv
import io
import os
import re
import stat
import subprocess
import urllib.parse

PLACES = ["clean", "prompt", "manual", "warning", "fail"]
# A text with a hole in it must not reach anybody.
HOLE = re.compile(
    r"\(not given\)|\(null\)|\{(?:plan|forest|site|server|certificate|record|name)[.}]")
# The title of a step and its id, which a line may break where it has a blank.
STEP = re.compile(r"\*\*\s+\(`([^`]+)`\)")
DIGESTS = {"P-384": "ecdsa-with-SHA384", "P-256": "ecdsa-with-SHA256"}


def read(path):
    """A text in UTF-8, or in UTF-16 with its mark, as certreq takes it."""
    with open(path, "rb") as file:
        octets = file.read()
    return octets.decode("utf-16" if octets[:2] == b"\xff\xfe" else "utf-8-sig")


def files_below(folder):
    for where, _, names in os.walk(folder):
        for name in sorted(names):
            yield os.path.relpath(os.path.join(where, name), folder)


def subject_parts(text):
    """C=US, O="Contoso, Inc." as a list of (type, value)."""
    parts = re.findall(r'([A-Z]+)=("(?:[^"]|"")*"|[^,]*)(?:, |$)', text)
    return [(kind, value[1:-1].replace('""', '"') if value.startswith('"') else value)
            for kind, value in parts]


def check_request(folder, certificate):
    """The request as openssl reads it against the plan (C10)."""
    path = os.path.join(folder, certificate["csr"])
    shown = subprocess.run(
        ["openssl", "req", "-in", path, "-noout", "-verify", "-text", "-subject",
         "-nameopt", "sep_multiline,utf8,show_type"],
        capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False)
    text = shown.stdout
    where = certificate["csr"]
    if shown.returncode != 0 or "verify OK" not in shown.stderr + shown.stdout:
        yield f"{where}: openssl does not accept it: {shown.stderr.strip()}"
        return
    names = [name["name"] for name in certificate["names"]]
    listed = re.search(r"Subject Alternative Name: *\n *(.*)\n", text)
    got = [entry[len("DNS:"):] for entry in listed.group(1).split(", ")] if listed else []
    if got != names:
        yield f"{where} names {got}, the plan {names}"
    want = [(kind, "PRINTABLESTRING" if kind == "C" else "UTF8STRING", value)
            for kind, value in subject_parts(certificate["subject"])]
    if len(certificate["common_name"]) > 64:
        want = [part for part in want if part[0] != "CN"]
    subject = text[text.index("subject="):]
    found = re.findall(r"^ +([A-Z]+)=([A-Z0-9]+):(.*)$", subject, re.M)
    if found != want:
        yield f"{where}: subject {found}, the plan {want}"
    key = certificate["key"]
    digest = "sha256WithRSAEncryption" if key["algorithm"] == "rsa" else DIGESTS[key["curve"]]
    for line in (digest, "TLS Web Server Authentication", "X509v3 Key Usage: critical",
                 f'({key["bits"]} bit)' if key["algorithm"] == "rsa" else f'CURVE: {key["curve"]}'):
        if line not in text:
            yield f"{where}: {line} is missing"


def check_certificates(plan, folder):
    wanted = set()
    for certificate in plan["certificates"]:
        for member in ("csr", "key_file"):
            path = certificate[member]
            wanted.add(path)
            if path and not os.path.isfile(os.path.join(folder, path)):
                yield f"{path} is missing"
        key_file = certificate["key_file"]
        if key_file:
            mode = stat.S_IMODE(os.stat(os.path.join(folder, key_file)).st_mode)
            if mode != 0o600:
                yield f"{key_file} has the mode {mode:o}"
        if certificate["csr"]:
            yield from check_request(folder, certificate)
        if certificate["common_name"] not in [n["name"] for n in certificate["names"]]:
            yield f'{certificate["id"]}: the common name is no name of the certificate'
    for path in files_below(folder):
        if re.search(r"\.(csr|key)$", path) and path not in wanted:
            yield f"{path} is in no certificate of the plan"


def zone_records(text):
    """The records of a master file whose names are absolute; what heads a new zone apart."""
    for line in text.splitlines():
        line = re.sub(r"\s*;.*", "", line)
        fields = line.split()
        if len(fields) < 5 or fields[3] not in ("A", "AAAA", "CNAME", "SRV"):
            continue
        data = " ".join(fields[4:])
        yield fields[0].rstrip("."), int(fields[1]), fields[3], data.rstrip(".")


def check_records(plan, folder):
    """Zone files and the table hold the records of the plan, and no others."""
    planned = [(r["view"], r["zone"], r["owner"], r["ttl"], r["type"], r["data"])
               for r in plan["dns"]]
    found = []
    for path in files_below(os.path.join(folder, "dns")):
        match = re.fullmatch(r"(external|internal)\.(.*)\.zone", urllib.parse.unquote(path))
        if match:
            for record in zone_records(read(os.path.join(folder, "dns", path))):
                found.append((*match.groups(), *record))
    if sorted(found) != sorted(planned):
        yield f"zone files: {sorted(set(found) ^ set(planned))} differ from the plan"
    rows = list(csv.DictReader(io.StringIO(read(os.path.join(folder, "dns", "records.csv")))))
    found = []
    for row in rows:
        parts = [row["priority"], row["weight"], row["port"]] if row["type"] == "SRV" else []
        found.append((row["view"], row["zone"], row["name"], int(row["ttl"]), row["type"],
                      " ".join([*parts, row["value"]])))
    if found != planned:
        yield f"records.csv: {sorted(set(found) ^ set(planned))} differ from the plan"


def check_summary(plan):
    addresses = {r["data"] for r in plan["dns"]
                 if r["view"] == "external" and r["type"] in ("A", "AAAA")}
    severities = [finding["severity"] for finding in plan["findings"]]
    results = [verdict["result"] for verdict in plan["verdicts"]] or ["clean"]
    want = {
        "certificates": len(plan["certificates"]),
        "names": len({n["name"] for c in plan["certificates"] for n in c["names"]}),
        "public_addresses": len(addresses),
        "dns_records": len(plan["dns"]),
        "steps": len(plan["steps"]),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notes": severities.count("note"),
        "worst_result": max(results, key=PLACES.index),
    }
    for member, value in want.items():
        if plan["summary"].get(member) != value:
            yield f'summary: {member} is {plan["summary"].get(member)}, the plan has {value}'


def check_proof(plan):
    """A line for each client and place, with the worst of its verdicts."""
    worst = {}
    for verdict in plan["verdicts"]:
        key = verdict["client"], verdict["place"]
        worst[key] = max(worst.get(key, "clean"), verdict["result"], key=PLACES.index)
    lines = {(line["client"], line["place"]): line["result"] for line in plan["proof"]}
    if lines != worst or len(lines) != len(plan["proof"]):
        yield f"proof: {lines} is not the worst of the verdicts {worst}"


def check_uses(plan):
    items = [name for certificate in plan["certificates"] for name in certificate["names"]]
    for item in [*items, *plan["dns"], *plan["urls"]]:
        if len(item["used_by"]) != len(set(item["used_by"])):
            yield f'{item.get("name") or item.get("owner") or item}: used_by repeats itself'
            return


def steps_in(path):
    return [re.sub(r"\s+", " ", step) for step in STEP.findall(read(path))]


def check_steps(plan, folder):
    """Each step with a check and a way back, in the checklist, and handed to one audience."""
    ids = [step["id"] for step in plan["steps"]]
    if len(ids) != len(set(ids)):
        yield f"steps: {sorted(i for i in set(ids) if ids.count(i) > 1)} more than once"
    for step in plan["steps"]:
        for member in ("verify", "undo"):
            if not step[member]:
                yield f'step {step["id"]}: {member} is empty'
    if steps_in(os.path.join(folder, "checklist.md")) != ids:
        yield "checklist.md does not have the steps in their order"
    handed = []
    for path in files_below(os.path.join(folder, "handover")):
        handed += steps_in(os.path.join(folder, "handover", path))
    if sorted(handed) != sorted(ids):
        yield f"handover: {sorted(set(ids) ^ set(handed))} in none, or steps in several"


def check_texts(folder):
    for path in files_below(folder):
        hole = HOLE.search(read(os.path.join(folder, path)))
        if hole:
            yield f"{path}: {hole.group(0)!r} where a value should be"


def check_output(plan, folder):
    yield from check_certificates(plan, folder)
    yield from check_records(plan, folder)
    yield from check_summary(plan)
    yield from check_proof(plan)
    yield from check_uses(plan)
    yield from check_steps(plan, folder)
    yield from check_texts(folder)
