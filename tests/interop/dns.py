"""The emitted records as other programs see them: zone checkers, a name server that answers, nsupdate,
and the Windows forms parsed back."""
import glob
import os
import re
import urllib.parse

import powershell
from common import Server, call, free_port

STRICT = ["-i", "local", "-k", "fail", "-m", "fail", "-M", "fail", "-S", "fail", "-n", "fail",
          "-r", "fail"]
# What stands around a fragment, where its zone exists already.
FRAME = ("$TTL 3600\n{zone}. 3600 IN SOA ns.invalid. hostmaster.invalid. 1 3600 600 1209600 3600\n"
         "{zone}. 3600 IN NS ns.invalid.\n")


def planned(plan, view, zone=None):
    """{(owner, type, data): ttl}"""
    return {(record["owner"], record["type"], record["data"]): record["ttl"]
            for record in plan["dns"]
            if record["view"] == view and zone in (None, record["zone"])}


def zone_files(folder):
    """(view, zone, path) of each master file."""
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "dns", "*.zone"))):
        name = urllib.parse.unquote(os.path.basename(path)[:-len(".zone")])
        view, _, rest = name.partition(".")
        with open(path, encoding="ascii") as file:
            text = file.read()
        zone = re.match(r"; Zone (\S+), ", text).group(1)
        yield view, zone, text, rest


def parse_dump(text):
    """Records in the canonical form of named-checkzone or dig, SOA and NS apart."""
    found = {}
    for line in text.splitlines():
        fields = line.split()
        if len(fields) < 5 or fields[0].startswith(";") or fields[3] in ("SOA", "NS"):
            continue
        data = " ".join(fields[4:]).rstrip(".").lower()
        found[(fields[0].rstrip(".").lower(), fields[3], data)] = int(fields[1])
    return found


def check_file(zone, path):
    """Three checkers, which find different faults; none may say more than that all is well."""
    done = call("named-checkzone", *STRICT, zone, path)
    told = [line for line in (done.stdout + done.stderr).splitlines()
            if line != "OK" and not re.search(r"loaded serial \d+$", line)]
    if done.returncode != 0 or told:
        yield f"named-checkzone: {told}"
    done = call("nsd-checkzone", zone, path)
    if done.returncode != 0:
        yield f"nsd-checkzone: {done.stdout + done.stderr}"
    done = call("kzonecheck", "-o", zone, path)
    if done.returncode != 0 or done.stderr.strip():
        yield f"kzonecheck: {done.stdout + done.stderr}"


def check_zones(case, work):
    """Every master file, framed where it is a fragment, loads and has the records of the plan."""
    for view, zone, text, rest in zone_files(case.folder):
        whole = text if re.search(r"^\S+ .*\bSOA\b", text, re.M) else FRAME.format(zone=zone) + text
        path = os.path.join(work, f"{case.name}.{view}.{rest}".replace("/", "_"))
        with open(path, "w", encoding="ascii") as file:
            file.write(whole)
        case.zones.append((view, zone, path))
        for problem in check_file(zone, path):
            yield f"{view} {zone}: {problem}"
        dump = call("named-checkzone", "-D", "-q", "-o", "-", zone, path)
        found = parse_dump(dump.stdout)
        if found != planned(case.plan, view, zone):
            yield f"{view} {zone}: named-checkzone reads {sorted(found)}"
    for view in ("external", "internal"):
        zones = {record["zone"] for record in case.plan["dns"] if record["view"] == view}
        if zones != {zone for seen, zone, _ in case.zones if seen == view}:
            yield f"{view}: other zones than planned"


# ---- The Windows forms -----------------------------------------------------------------------------


def absolute(owner, zone):
    if owner.endswith(".") and owner != ".":
        return owner[:-1]
    return zone if owner in (".", "@") else f"{owner}.{zone}"


def powershell_records(text):
    """({record: ttl}, zones made)"""
    records, zones = {}, set()
    for line in powershell.commands(text):
        name, given = powershell.arguments(line)
        if name == "Add-DnsServerPrimaryZone":
            zones.add(given["Name"])
            continue
        span = re.fullmatch(r"(?:(\d+)\.)?(\d\d):(\d\d):(\d\d)", given["TimeToLive"])
        days, hours, minutes, seconds = (int(part or 0) for part in span.groups())
        ttl = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        kind, data = {
            "Add-DnsServerResourceRecordA": ("A", given.get("IPv4Address")),
            "Add-DnsServerResourceRecordAAAA": ("AAAA", given.get("IPv6Address")),
            "Add-DnsServerResourceRecordCName": ("CNAME", given.get("HostNameAlias")),
            "Add-DnsServerResourceRecord": ("SRV", " ".join(
                given.get(part) or "" for part in ("Priority", "Weight", "Port", "DomainName"))),
        }[name]
        if kind == "SRV" and "Srv" not in given:
            raise ValueError(f"a record of no kind: {line}")
        if kind in ("CNAME", "SRV") and not data.endswith("."):
            raise ValueError(f"a relative target: {line}")
        records[(absolute(given["Name"], given["ZoneName"]), kind, data.rstrip("."))] = ttl
    return records, zones


DNSCMD_ZONE = re.compile(r"dnscmd \. /zoneadd ([a-z0-9._-]+)\. /dsprimary")
DNSCMD_RECORD = re.compile(
    r"dnscmd \. /recordadd ([a-z0-9._-]+)\. (@|[a-z0-9._-]+) (\d+) (A|AAAA|CNAME|SRV) ([0-9a-z.: _-]+)")


def dnscmd_records(text):
    """A strict reader of the documented form: whatever else stands there is an error."""
    records, zones = {}, set()
    for line in text.splitlines():
        zone, record = DNSCMD_ZONE.fullmatch(line), DNSCMD_RECORD.fullmatch(line)
        if zone:
            zones.add(zone.group(1))
        elif record:
            name, node, ttl, kind, data = record.groups()
            if kind in ("CNAME", "SRV") and not data.endswith("."):
                raise ValueError(f"a relative target: {line}")
            records[(absolute(node, name), kind, data.rstrip("."))] = int(ttl)
        elif line and not line.startswith("rem ") and line != "@echo off":
            raise ValueError(f"no dnscmd: {line}")
    return records, zones


def check_windows(case):
    """Over all files of a view: in several forests each has one of its own."""
    for view in ("external", "internal"):
        new = {record["zone"] for record in case.plan["dns"] if record["view"] == view} & case.new[view]
        for ending, reader in (("ps1", powershell_records), ("dnscmd.cmd", dnscmd_records)):
            records, zones = {}, set()
            for path in sorted(glob.glob(os.path.join(
                    glob.escape(case.folder), "dns", f"{view}*.{ending}"))):
                with open(path, "rb") as file:
                    octets = file.read()
                text = powershell.script(octets) if ending == "ps1" else octets.decode("ascii")
                some, made = reader(text)
                records.update(some)
                zones |= made
            if records != planned(case.plan, view):
                yield f"{view}.{ending}: {sorted(records.items() ^ planned(case.plan, view).items())}"
            if zones != new:
                yield f"{view}.{ending} makes the zones {sorted(zones)}, not {sorted(new)}"


# ---- A name server -----------------------------------------------------------------------------------

CONF = """options {{ directory "{folder}"; listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }};
  pid-file "{folder}/pid"; session-keyfile none; recursion no; empty-zones-enable no; notify no;
  dnssec-validation no; minimal-responses yes; allow-transfer {{ 127.0.0.0/8; }}; }};
controls {{ }};
logging {{ channel all {{ stderr; severity info; }}; category default {{ all; }}; }};
"""


def view_conf(index, zones, update):
    """A view for whoever asks from its own address of the loopback."""
    lines = [f'view "v{index}" {{ match-clients {{ {address(index)}; }};']
    for zone, path in zones:
        lines.append(f'  zone "{zone}" {{ type primary; file "{path}"; '
                     + ("allow-update { 127.0.0.0/8; }; " if update else "") + "};")
    return "\n".join([*lines, "};\n"])


def address(index):
    return f"127.1.{index // 250}.{index % 250 + 1}"


def start(folder, views, update):
    """named on a free port of the loopback, one view for each entry of `views`: [(zone, path)]."""
    port = free_port()
    conf = os.path.join(folder, "named.conf")
    with open(conf, "w", encoding="ascii") as file:
        file.write(CONF.format(folder=folder, port=port))
        for index, zones in enumerate(views):
            file.write(view_conf(index, zones, update))
    server = Server(["named", "-g", "-n", "1", "-c", conf], folder)
    try:
        server.wait_for(r"\brunning$|\brunning\n", 180)
    except ValueError:
        server.end()
        raise
    return server, port


def ask(port, index, questions, folder):
    """dig's answers to (name, type) questions, all in one run."""
    path = os.path.join(folder, f"questions-{index}")
    with open(path, "w", encoding="ascii") as file:
        for name, kind in questions:
            file.write(f"{name}. {kind}\n")
    done = call("dig", "@127.0.0.1", "-p", str(port), "-b", address(index), "+norec", "+noall",
                "+answer", "+time=5", "+tries=2", "-f", path)
    if done.returncode != 0:
        raise ValueError(f"dig: exit {done.returncode}: {done.stdout[-200:]}{done.stderr[-200:]}")
    return parse_dump(done.stdout)


def check_answers(case, view, index, port, folder):
    """Every record is answered; nothing is there of what must not be."""
    wanted = planned(case.plan, view)
    found = ask(port, index, sorted({(owner, kind) for owner, kind, _ in wanted}), folder)
    # An alias is answered with what it leads to.
    extra = {record for record in found if record not in wanted}
    missing = {record: ttl for record, ttl in wanted.items() if found.get(record) != ttl}
    if missing or extra:
        yield f"{view}: the name server does not answer {missing}, and answers {extra}"
    forbidden = [(entry["owner"], kind) for entry in case.plan["forbidden_dns"]
                 if entry["view"] == view for kind in entry["types"] if kind in ("A", "AAAA", "CNAME")]
    # Answers that ask for what must not be have it planned, with an error finding.
    forbidden = [entry for entry in forbidden if entry[0] not in {owner for owner, _, _ in wanted}]
    if forbidden:
        found = ask(port, index, forbidden, folder)
        if found:
            yield f"{view}: the name server answers {sorted(found)}, which must not exist"


# ---- nsupdate ------------------------------------------------------------------------------------------


class Update:
    """One emitted script: inside, each forest has its own, for a name server of its own."""

    def __init__(self, case, view, path):
        self.case, self.view = case, view
        self.name = os.path.basename(path)
        with open(path, encoding="ascii") as file:
            self.script = file.read()
        self.records, zone = {}, None
        for line in self.script.splitlines():
            words = line.split()
            if words[:1] == ["zone"]:
                zone = words[1].rstrip(".")
                self.records.setdefault(zone, {})
            elif words[:2] == ["update", "add"]:
                data = " ".join(words[5:]).rstrip(".")
                self.records[zone][(words[2].rstrip("."), words[4], data)] = int(words[3])


def updates(case):
    for view in ("external", "internal"):
        for path in sorted(glob.glob(os.path.join(
                glob.escape(case.folder), "dns", f"{view}*.nsupdate"))):
            yield Update(case, view, path)


def check_scripts(case):
    """Together the scripts add what is planned for zones that exist."""
    for view in ("external", "internal"):
        found = {}
        for script in updates(case):
            for records in script.records.values() if script.view == view else ():
                found.update(records)
        wanted = {}
        for zone in {record["zone"] for record in case.plan["dns"]} - case.new[view]:
            wanted.update(planned(case.plan, view, zone))
        if found != wanted:
            yield f"{view}.nsupdate adds {sorted(found.items() ^ wanted.items())}"


def apply(update, index, port, folder):
    path = os.path.join(folder, f"script-{index}")
    with open(path, "w", encoding="ascii") as file:
        file.write(f"server 127.0.0.1 {port}\nlocal {address(index)}\n{update.script}")
    return call("nsupdate", "-v", "-t", "10", path)


def transfer(zone, index, port):
    done = call("dig", "@127.0.0.1", "-p", str(port), "-b", address(index), "+noall", "+answer",
                "+time=5", f"{zone}.", "AXFR")
    return parse_dump(done.stdout)


def check_update(update, index, port, folder):
    """The empty zones become the planned ones; a second run is refused, and changes nothing."""
    first = apply(update, index, port, folder)
    if first.returncode != 0:
        yield f"{update.name}: exit {first.returncode}: {first.stderr}"
    for attempt in ("once", "twice"):
        for zone, records in update.records.items():
            found = transfer(zone, index, port)
            if found != records:
                yield f"{update.name}, run {attempt}: {zone} has {sorted(found)}"
        if attempt == "once" and any(update.records.values()):
            second = apply(update, index, port, folder)
            if second.returncode == 0 or "YX" not in second.stderr:
                yield f"{update.name}: a second run is not refused: {second.stderr}"
