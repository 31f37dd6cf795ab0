#!/usr/bin/env python3
"""An independent judge of the client proof.

Answers at random are planned with `casplan replay`. For each plan the verdicts are worked out a second
time, here, from the answers and the plan's names, records and URLs, by the written rules of the proof (P1
to P7) alone, and compared with the plan's own. Nothing of the project is imported. Where the rules leave
something open, it follows the program, and says so (OPEN).
"""
import argparse
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

RESULTS = ["clean", "prompt", "manual", "warning", "fail"]
VERSIONS = ["2007", "2010", "2013", "2016", "2019", "SE"]
OUTLOOKS = ["outlook-2003", "outlook-2007", "outlook-2007-srv", "outlook-2010", "outlook-2013",
            "outlook-2016"]
OLD_OUTLOOKS = OUTLOOKS[:3]
PHONES = ["windows-mobile-5", "windows-mobile-6", "mobile"]
TYPED = PHONES + ["pop-imap"]  # people type the external host, wherever they are
KINDS = OUTLOOKS + PHONES + ["browser", "pop-imap", "ews-app"]
SERVICES = ["owa", "ecp", "activesync", "outlook_anywhere", "mapi", "ews", "oab", "um", "pop3", "imap4",
            "smtp"]
FOREIGN = "foreign"
SECOND = "Autodiscover Web Site"
DEFAULT = "Default Web Site"


def worst(results):
    return max(results, key=RESULTS.index, default="clean")


def below(name, zone):
    return name.endswith("." + zone)


def matches(pattern, host):
    """RFC 6125: a wildcard is one whole label, the leftmost; below a single label it covers nothing."""
    if not pattern.startswith("*."):
        return pattern == host
    parent = pattern[2:]
    return "." in parent and host.partition(".")[2] == parent


class Judge:
    def __init__(self, answers, plan):
        self.answers, self.plan = answers, plan
        self.version = answers["product"]["version"]
        self.services = answers["services"]
        self.clients = answers["clients"]
        self.forests = answers["forests"]
        self.later = VERSIONS.index(self.version) >= 2
        self.multi_site = answers["topology"] == "single-namespace-multi-site" and not self.later
        self.load_names()
        self.load_addresses()

    # What resolves where.

    def load_names(self):
        self.records = {"external": {}, "internal": {}}
        zones = set(self.answers["dns"]["existing_internal_zones"])
        self.servers = {}
        for forest in self.forests:
            for site in forest["sites"]:
                domain = site.get("ad_domain", forest["ad_domain"])
                zones |= {domain, forest["ad_domain"]}
                for server in site["servers"]:
                    self.servers[f"{server}.{domain}".lower()] = (forest["name"], server, DEFAULT)
        for r in self.plan["dns"]:
            self.records[r["view"]].setdefault(r["owner"], []).append(r)
            if r["view"] == "internal":
                zones.add(r["zone"])
        self.zones = zones

    def load_addresses(self):
        """Each address leads to web sites: (forest, server, name of the web site)."""
        self.doors = {}
        for forest in self.forests:
            for site in forest["sites"]:
                for kind, web in (("", DEFAULT), ("autodiscover_", SECOND)):
                    for view in ("external", "internal"):
                        for address in site.get(f"{kind}{view}_addresses", []):
                            doors = self.doors.setdefault(address, [])
                            if web == SECOND and doors:
                                continue  # shared: the default web site answers
                            doors += [(forest["name"], s, web) for s in site["servers"]]

    def answer(self, name, types, view):
        """The records of these types, and the view that gave them: inside, the closest zone answers alone."""
        if view == "internal":
            zone = max((z for z in self.zones if name == z or below(name, z)), key=len, default=None)
            if zone is not None:
                found = self.records[view].get(name, [])
                return [r for r in found if r["type"] in types and r["zone"] == zone], view
        return [r for r in self.records["external"].get(name, []) if r["type"] in types], "external"

    def resolve(self, host, view, depth=0):
        """The web sites that this name leads to; empty where it does not resolve."""
        if view == "internal" and host in self.servers:
            return {self.servers[host]}
        found, answered = self.answer(host, ("A", "AAAA", "CNAME"), view)
        doors = set()
        for r in found:
            if r["type"] == "CNAME":
                if depth < 9:
                    doors |= self.resolve(r["data"], answered, depth + 1)
            else:
                doors |= set(self.doors.get(r["data"], [FOREIGN]))
        if not found and answered == "external" and not self.records["external"].get(host):
            if any(below(host, z) for z in self.answers["dns"]["catch_all"]):
                doors.add(FOREIGN)
        return doors

    def presented(self, door):
        """The certificate that a web site shows; None where port 443 is closed."""
        forest, server, web = door
        for c in self.plan["certificates"]:
            if c["forest"] == forest and server in c["servers"] and c["web_site"] == web:
                return c
        return None

    # What a client makes of it.

    def trusts(self, certificate, client, place, service):
        issuer = certificate["issuer"]
        if issuer == "public-ca":
            return True
        if issuer == "windows-pki":
            roots = self.clients["root_ca_installed"]
            if place == "inside-joined":
                return True
            return ("mobile" if client in PHONES else "outside") in roots
        return (place == "inside-joined" and service in ("autodiscover", "ews", "um")
                and client in ("outlook-2007", "outlook-2007-srv", "outlook-2010"))

    def looks_good(self, host, door, client, place, service):
        if door == FOREIGN:
            return False
        certificate = self.presented(door)
        return (any(matches(n["name"], host) for n in certificate["names"])
                and self.trusts(certificate, client, place, service))

    def visit(self, host, client, place):
        """Autodiscover at one host: None (go on), clean or warning."""
        doors = self.resolve(host, "external" if place == "outside" else "internal")
        doors = [d for d in doors if d == FOREIGN or self.presented(d)]
        if not doors:
            return None
        good = all(self.looks_good(host, d, client, place, "autodiscover") for d in doors)
        return "clean" if good else "warning"

    def discover_by_name(self, client, place, forest, domain):
        """P2."""
        if not self.services["autodiscover"]["external"]:
            return "fail" if client == "outlook-2016" else "manual"
        met = ["warning"] if domain in self.answers["dns"]["apex_https"] else []
        view = "external" if place == "outside" else "internal"
        name = "autodiscover." + domain
        doors = self.resolve(name, view)
        if FOREIGN in doors:
            met.append("warning")
        else:
            seen = self.visit(name, client, place)
            if seen:
                return worst(met + [seen])
        main = autodiscover_site(forest)
        targets = []
        if (self.answers["certificates"]["scenario"] == "redirect" and main
                and any(d != FOREIGN and d[2] == SECOND for d in doors)):
            targets.append(main["namespace"])
        if client in OUTLOOKS[2:] + ["ews-app"]:
            found, _ = self.answer("_autodiscover._tcp." + domain, ("SRV",), view)
            targets += [r["data"].split()[3] for r in found]
        for target in targets:
            seen = self.visit(target, client, place)
            if FOREIGN in self.resolve(target, view):
                met.append("warning")  # OPEN: it ends the search no more than in the step before
            elif seen:
                return worst(met + ["prompt", seen])
        return worst(met + ["manual" if client in PHONES else "fail"])

    def discover(self, client, place, forest, site, domain):
        outside = place == "outside"
        if self.unsupported(client) or (
                outside and not facing(forest) and self.services["autodiscover"]["external"]):
            return "fail"
        if client == "windows-mobile-5":
            return "manual"
        if client in PHONES:
            result = self.discover_by_name(client, place, forest, domain)
            # OPEN: also with one Internet-facing site, whose URL is empty all the same (U1).
            given = self.services["activesync"]
            if self.multi_site and facing(forest) and given["enabled"] and given["external"]:
                result = worst([result, "manual"])
            return result
        if place != "inside-joined":
            return self.discover_by_name(client, place, forest, domain)
        results = []
        for scp in self.plan["scp"]:
            if scp["forest"] == forest["name"] and scp["site"] == site["name"]:
                seen = self.visit(host_of(scp["url"]), client, place)
                results.append(seen or self.discover_by_name(client, place, forest, domain))
        if (client == "outlook-2013" and domain in self.answers["dns"]["apex_https"]
                and self.services["autodiscover"]["external"]):
            results.append("warning")
        return worst(results)

    def unsupported(self, client):
        return (client == "outlook-2003" and self.later
                or client == "outlook-2016" and self.version == "2007")

    def hosts(self, client, place, forest, site, service):
        """P3: [(host, without SSL)] that a client in this place uses."""
        if place == "outside" or client in TYPED:
            reached = site if site["internet_facing"] else autodiscover_site(forest)
            return [(external_host(reached, service), False)] if reached else []
        if service in ("owa", "ecp"):
            return [(h, False) for h in self.opened_inside(forest, site, service)]
        urls = [u["internal"] for u in self.plan["urls"]
                if (u["forest"], u["site"], u["service"]) == (forest["name"], site["name"], service)]
        return [(host_of(u), u.startswith("http:")) for u in urls if u]

    def opened_inside(self, forest, site, service):
        """U2 without the sentence about servers that proxy."""
        if site.get("internal_namespace"):
            return [site["internal_namespace"]]
        certificates = self.answers["certificates"]
        if (certificates["server_names"] or certificates["scenario"] == "self-signed"
                or not site["internet_facing"]):
            domain = site.get("ad_domain", forest["ad_domain"])
            return [f"{s}.{domain}".lower() for s in site["servers"]]
        return [external_host(site, service)]

    def connect(self, client, place, forest, site, service):
        if self.unsupported(client):
            return "fail"
        results = []
        for host, plain in self.hosts(client, place, forest, site, service):
            doors = self.resolve(host, "external" if place == "outside" else "internal")
            if not doors:
                return "fail"
            for door in doors:
                results.append(self.connect_to(client, place, forest, service, host, plain, door))
                elsewhere = door == FOREIGN or door[1] not in site["servers"]
                # OPEN: P6 tells of ActiveSync in one topology; its reason holds for every shared name.
                if self.version == "2007" and elsewhere and (
                        service in ("pop3", "imap4")
                        or service == "activesync" and site["internet_facing"] and not self.multi_site):
                    results.append("fail")
        return worst(results) if results else "fail"

    def connect_to(self, client, place, forest, service, host, plain, door):
        """P3 to P5: one host, one web site."""
        if plain:
            return "clean"
        certificate = self.presented(door) if door != FOREIGN else None
        if door != FOREIGN and not certificate:
            return "fail"
        if not self.looks_good(host, door, client, place, service):
            passed = client in ("browser", "pop-imap", "ews-app") or service in ("ews", "um")
            return "warning" if passed else "fail"
        names = [n["name"] for n in certificate["names"]]
        if client == "windows-mobile-5" and host not in names:
            return "fail"
        if service == "outlook_anywhere" and client in OLD_OUTLOOKS:
            common_name = certificate["common_name"]
            if common_name != self.principal(forest) and common_name != host:
                return "fail"
        return "clean"

    def principal(self, forest):
        """P5: the one value of EXPR, set where the certificate of the forest's Autodiscover site is a
        wildcard's."""
        main = autodiscover_site(forest)
        shown = main and self.presented((forest["name"], main["servers"][0], DEFAULT))
        return shown["common_name"] if shown and shown["common_name"].startswith("*.") else None

    # All verdicts.

    def verdicts(self):
        found = {}
        for forest in self.forests:
            for client in self.clients["kinds"]:
                for place in self.places(client):
                    self.judge_client(found, client, place, forest)
            self.judge_proxies(found, forest)
        return found

    def places(self, client):
        if client in TYPED:
            return ["inside", "outside"]
        return ([p for p, on in (("inside-joined", self.clients["inside_joined"]),
                                 ("inside", self.clients["inside_unjoined"])) if on] + ["outside"])

    def judge_client(self, found, client, place, forest):
        autodiscover = self.services["autodiscover"]
        if autodiscover["enabled"] and client not in ("outlook-2003", "browser", "pop-imap"):
            for domain in forest["smtp_domains"]:
                for site in [None] if place == "outside" else forest["sites"]:
                    key = (client, place, forest["name"], site and site["name"], domain, "autodiscover")
                    found[key] = self.discover(client, place, forest, site, domain)
        for service in self.services_of(client, place):
            on = self.services[service]
            if not on["enabled"] or not on["external"] and (place == "outside" or client in TYPED):
                continue
            for site in forest["sites"]:
                key = (client, place, forest["name"], site["name"], None, service)
                found[key] = self.connect(client, place, forest, site, service)

    def services_of(self, client, place):
        if client == "outlook-2003":
            return ["outlook_anywhere"] if place == "outside" else []
        if client in OUTLOOKS:
            services = ["ews", "oab", "um"]
            if place == "outside" or self.later:
                services.append("outlook_anywhere")
            if client in OUTLOOKS[4:]:
                services.append("mapi")
            return services
        return {"browser": ["owa", "ecp"], "pop-imap": ["pop3", "imap4", "smtp"],
                "ews-app": ["ews"]}.get(client, ["activesync"])

    def judge_proxies(self, found, forest):
        """P7."""
        for site in forest["sites"]:
            if not (facing(forest) and not site["internet_facing"]
                    or self.multi_site and len(facing(forest)) > 1 and site["internet_facing"]):
                continue
            # OPEN: which services later versions proxy.
            for service in ["owa", "ecp", "activesync"] + ["ews", "oab", "mapi"] * self.later:
                if self.services[service]["enabled"]:
                    key = ("cas-proxy", "inside", forest["name"], site["name"], None, service)
                    found[key] = "clean"


def facing(forest):
    return [s for s in forest["sites"] if s["internet_facing"]]


def autodiscover_site(forest):
    return next((s for s in facing(forest) if s.get("autodiscover")), next(iter(facing(forest)), None))


def external_host(site, service):
    hosts = site.get("hosts", {})
    return hosts.get("owa" if service == "ecp" else service) or site["namespace"]


def host_of(url):
    return url.split("://")[-1].split("/")[0]


# Answers at random.

class Dice(random.Random):
    def chance(self, percent):
        return self.random() * 100 < percent

    def some(self, values, percent):
        return [v for v in values if self.chance(percent)]


def roll_service(dice, version, name):
    usual = name not in ("um", "pop3", "imap4", "smtp")
    service = {"enabled": dice.chance(93 if usual else 40), "external": dice.chance(92)}
    lacks = {"ecp": 1, "mapi": 2}.get(name, 0) > VERSIONS.index(version)
    if lacks or name == "um" and version != "2007":
        service["enabled"] = False
    if name == "autodiscover":
        service["enabled"] = dice.chance(97)
    return service


class Place:
    """What one forest calls its own."""

    def __init__(self, dice, number):
        mail = ["contoso.com", "fabrikam.com", "tailspin.co.uk"] if number == 0 else ["proseware.com",
                                                                                   "wingtip.org"]
        self.mail = mail[:dice.choice([1, 1, 2, 3])]
        if dice.chance(15):
            self.mail.append("eu." + self.mail[0])
        self.ad = dice.choice(["corp." + mail[0], mail[0], f"ad{number}.local", f"ad{number}.net"])
        self.number = number

    def host(self, dice, label):
        return label + "." + dice.choice(self.mail + self.mail + ["deep." + self.mail[0],
                                                                 f"other{self.number}.net"])


def roll_site(dice, place, number, answers, namespace):
    where = f"{place.number + 1}{number}"
    site = {"name": "Site" + where, "internet_facing": namespace is not None,
            "servers": [f"CAS{where}{i}" for i in range(dice.choice([1, 1, 2]))]}
    if dice.chance(15):
        site["ad_domain"] = "child." + place.ad
    if dice.chance(20):
        site["internal_namespace"] = dice.choice([
            "in" + where + "." + place.ad, place.host(dice, "in" + where), namespace or "in.lan",
            place.host(dice, "mail"), f"cas{where}0.{place.ad}", "autodiscover." + place.mail[0]])
    if dice.chance(15):
        site["scp_host"] = dice.choice(["autodiscover." + place.mail[0], place.host(dice, "scp" + where),
                                        namespace or "scp." + place.ad, f"cas{where}0.{place.ad}",
                                        place.host(dice, "mail")])
    if namespace is None:
        return site
    site["namespace"] = namespace
    for view, four, six in (("external", "203.0.113", "2001:db8"), ("internal", "10.0.0", "fd00")):
        behind = place.number * 10 + 10 if dice.chance(8) else where  # the balancer of the first site
        site[view + "_addresses"] = [f"{four}.{behind}"] + dice.some([f"{six}::{where}"], 15)
    if dice.chance(25):
        site["publisher"] = {"kind": dice.choice(["none", "passthrough", "bridging", "offloading"])}
    if answers["dns"]["internal"] == "none" and dice.chance(50):
        del site["internal_addresses"]
    services = [s for s in SERVICES if s != "ecp"]
    site["hosts"] = {s: dice.choice([place.host(dice, s.replace("_", "-") + where), "autodiscover."
                                     + place.mail[-1], place.host(dice, "mail"), place.mail[0]])
                     for s in services if dice.chance(25 if s == "outlook_anywhere" else 8)}
    for view, net in (("external", "203.0.113.1"), ("internal", "10.0.1.1")):
        if answers["certificates"]["scenario"] in ("two-single-names", "redirect") and dice.chance(85):
            shared = dice.chance(10)
            own = site.get(f"{view}_addresses")
            site[f"autodiscover_{view}_addresses"] = own[:1] if own and shared else [net + where]
    return site


def roll_forest(dice, number, answers):
    place = Place(dice, number)
    topology = answers["topology"]
    count = 1 if topology == "consolidated" else dice.choice([2, 2, 3])
    faces = {"consolidated": 1, "single-namespace-proxy": 1}.get(topology, dice.choice([1, 2, count]))
    if topology == "multi-forest":
        count = dice.choice([1, 2])
        faces = dice.choice([0, 1, count, count, count])
    shared = dice.choice([place.host(dice, "mail")] * 8 + [place.mail[0], "autodiscover." + place.mail[-1]])
    sites = []
    for i in range(count):
        own = shared if topology == "single-namespace-multi-site" or i == 0 else place.host(
            dice, f"mail{i}")
        sites.append(roll_site(dice, place, i, answers, own if i < faces else None))
    dice.shuffle(sites)
    forest = {"name": f"forest{number}", "ad_domain": place.ad, "smtp_domains": place.mail, "sites": sites}
    if facing(forest) and dice.chance(30):
        dice.choice(facing(forest))["autodiscover"] = True
    return forest


def roll_certificates(dice):
    scenario = dice.choice(["unified-communications"] * 3 + ["single-name-srv", "two-single-names",
                           "redirect", "wildcard", "wildcard", "self-signed"])
    issuer = "self-signed" if scenario == "self-signed" else dice.choice(["public-ca", "windows-pki"])
    return {"scenario": scenario, "issuer": issuer, "layout": dice.choice(["per-namespace", "per-forest"]),
            "server_names": scenario == "unified-communications" and dice.chance(20),
            "exclude_names": [], "extra_names": [], "key_made_by": "exchange",
            "proxy_site_issuer": dice.choice(["self-signed", "windows-pki"])}


def roll_dns(dice):
    return {"internal": dice.choice(["split-zone", "pinpoint", "same-zone", "none"]),
            "autodiscover_record": dice.choice(["a", "cname"]), "srv_supported": dice.chance(85)}


def roll_surroundings(dice, forests):
    mail = [d for f in forests for d in f["smtp_domains"]]
    return {"catch_all": dice.some(mail + ["other0.net"], 12), "apex_https": dice.some(mail, 15),
            "existing_internal_zones": dice.some(mail + ["other0.net"], 15)}


def roll(dice):
    version = dice.choice(["2007", "2007", "2010"] + VERSIONS)
    product = {"version": version}
    if version == "2007":
        product["update"] = dice.choice(["RTM", "SP1", "SP3"])
    if dice.chance(10):
        product["coexistence"] = {"2007": ["2003"], "2010": ["2007"], "2013": ["2010"], "2016": ["2013"],
                                  "2019": ["2016"], "SE": ["2019"]}[version]
    answers = {"format": 1, "product": product, "organization": {"name": "Contoso", "country": "US"},
               "policy": {"baseline": dice.choice(["current", "current", "2008"]), "date": "2026-11-22"}}
    answers["topology"] = dice.choice(["consolidated", "single-namespace-proxy", "regional", "regional",
                                       "single-namespace-multi-site", "multi-forest"])
    answers["certificates"] = roll_certificates(dice)
    answers["dns"] = roll_dns(dice)
    count = 2 if answers["topology"] == "multi-forest" else 1
    answers["forests"] = [roll_forest(dice, i, answers) for i in range(count)]
    answers["services"] = {s: roll_service(dice, version, s) for s in ["autodiscover"] + SERVICES}
    if dice.chance(6):
        answers["topology"] = dice.choice(["consolidated", "regional"])
    if dice.chance(5):
        for service in answers["services"].values():
            service["external"] = False
    answers["clients"] = {"kinds": dice.some(KINDS, 60) or ["browser"], "inside_joined": dice.chance(85),
                          "inside_unjoined": dice.chance(50),
                          "root_ca_installed": dice.some(["joined", "outside", "mobile"], 35)}
    answers["dns"].update(roll_surroundings(dice, answers["forests"]))
    if answers["certificates"]["scenario"] in ("unified-communications", "wildcard"):
        answers["certificates"]["extra_names"] = dice.some(
            ["mail.contoso.com", "autodiscover.contoso.com", "mail.other0.net", "legacy.fabrikam.com"], 8)
    if dice.chance(25):
        wanted = [h for f in answers["forests"] for s in f["sites"] for h in s.get("hosts", {}).values()]
        wanted += ["autodiscover." + d for f in answers["forests"] for d in f["smtp_domains"]]
        common = [s["namespace"] for f in answers["forests"] for s in facing(f)]
        if answers["certificates"]["scenario"] == "two-single-names":
            common += ["autodiscover." + f["smtp_domains"][0] for f in answers["forests"]]
        answers["certificates"]["exclude_names"] = sorted(set(dice.some(wanted, 30)) - set(common))
    return answers


def written(value):
    """libconfig."""
    if isinstance(value, dict):
        return "{ " + " ".join(f"{k} = {written(v)};" for k, v in value.items()) + " }"
    if isinstance(value, list):
        opened, closed = "()" if value and isinstance(value[0], dict) else "[]"
        return opened + " " + ", ".join(written(v) for v in value) + " " + closed
    return json.dumps(value)


# Both, side by side.

def planned(casplan, answers, folder):
    """The plan, or what the program said against the answers."""
    file = folder / "answers.cfg"
    file.write_text("".join(f"{k} = {written(v)};\n" for k, v in answers.items()))
    done = subprocess.run([casplan, "replay", file, "-o", folder / "plan", "--allow-errors", "--quiet"],
                          capture_output=True, text=True)
    if done.returncode > 1:
        return None, done.stderr
    return json.loads((folder / "plan/plan.json").read_text()), ""


KEY = ("client", "place", "forest", "site", "smtp_domain", "service")


def differences(answers, plan):
    """What both say otherwise, and all results of the oracle."""
    want = Judge(answers, plan).verdicts()
    have = {tuple(v[k] for k in KEY): v["result"] for v in plan["verdicts"]}
    found = [] if len(have) == len(plan["verdicts"]) else ["a verdict is there twice"]
    for key in sorted(want.keys() | have.keys(), key=str):
        if want.get(key) != have.get(key):
            found.append(f"{key}: the plan says {have.get(key)}, the oracle {want.get(key)}")
    lines = {}
    for key, result in want.items():
        lines[key[:2]] = worst([result, lines.get(key[:2], "clean")])
    if lines != {(line["client"], line["place"]): line["result"] for line in plan["proof"]}:
        found.append("the lines of the proof are not the worst of the oracle's verdicts")
    return found, list(want.values())


def compare(casplan, seed, number, keep):
    """The results of one plan, and what is wrong with them."""
    answers = roll(Dice(f"{seed} {number}"))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        plan, said = planned(casplan, answers, folder)
        found, results = differences(answers, plan) if plan else (["refused: " + said], [])
        if found and keep:
            keep.mkdir(exist_ok=True)
            shutil.copy(folder / "answers.cfg", keep / f"{number}.cfg")
    return found, results


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("casplan")
    options.add_argument("--plans", type=int, default=200)
    options.add_argument("--seed", default="1")
    options.add_argument("--keep", type=pathlib.Path, help="copy the answers of plans that differ here")
    options = options.parse_args()
    met, bad = [], 0
    for number in range(options.plans):
        found, results = compare(options.casplan, options.seed, number, options.keep)
        met += results
        bad += bool(found)
        for line in found:
            print(f"plan {number}: {line}")
    counts = ", ".join(f"{met.count(r)} {r}" for r in RESULTS)
    print(f"oracle-verdicts: {options.plans} plans, {len(met)} verdicts ({counts}), {bad} plans differ")
    return bad > 0 or set(met) != set(RESULTS)


if __name__ == "__main__":
    sys.exit(main())
