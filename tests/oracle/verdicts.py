"""The client proof: from the answers, and the plan's names, records and URLs, by the rules of section 6 (P1 to
P7) alone. Where they leave something open, it follows the program, and says so (OPEN)."""
from oracle import below, covers

RESULTS = ["clean", "prompt", "manual", "warning", "fail"]
OUTLOOKS = ["outlook-2003", "outlook-2007", "outlook-2007-srv", "outlook-2010", "outlook-2013",
            "outlook-2016"]
OLD_OUTLOOKS = OUTLOOKS[:3]
PHONES = ["windows-mobile-5", "windows-mobile-6", "mobile"]
TYPED = PHONES + ["pop-imap"]  # people type the external host, wherever they are
FOREIGN = "foreign"
SECOND = "Autodiscover Web Site"
DEFAULT = "Default Web Site"


def worst(results):
    return max(results, key=RESULTS.index, default="clean")


def host_of(url):
    return url.split("://")[-1].split("/")[0]


class Judge:
    def __init__(self, oracle, plan):
        self.oracle, self.plan = oracle, plan
        self.people = oracle.answers.get("clients", {})
        self.later = oracle.rank >= 2
        self.multi_site = oracle.topology == "single-namespace-multi-site" and not self.later
        self.load_records()
        self.load_addresses()

    # What resolves where.

    def load_records(self):
        self.records = {"external": {}, "internal": {}}
        self.zones = self.oracle.zones_inside()
        self.existing = self.zones - set(self.oracle.ad_domains)
        for r in self.plan["dns"]:
            self.records[r["view"]].setdefault(r["owner"], []).append(r)
            if r["view"] == "internal":
                self.zones.add(r["zone"])

    def load_addresses(self):
        """Each address leads to web sites: (site, server, name of the web site)."""
        self.doors = {}
        for view in ("external", "internal"):
            for site in self.oracle.sites:
                self.load_door(site, site.addresses(view), DEFAULT)
                if site is site.forest.discovery and self.oracle.second_names():
                    own = set(site.addresses(view))  # shared: the default web site answers
                    self.load_door(site, [a for a in site.addresses(view, True) if a not in own], SECOND)

    def load_door(self, site, addresses, web):
        for address in addresses:
            self.doors.setdefault(address, []).extend((site, s, web) for s in site.servers)

    def answer(self, name, types, view):
        """The records of these types, and the view that gave them: inside, the closest zone answers alone."""
        if view == "internal":
            zone = max((z for z in self.zones if below(name, z)), key=len, default=None)
            if zone is not None:
                # OPEN: D2 puts a record into the zone of a mail or AD domain, also where the inside serves
                # a closer one already, which has no such record.
                found = [r for r in self.records[view].get(name, []) if r["zone"] == zone or zone in self.existing]
                return [r for r in found if r["type"] in types], view
        return [r for r in self.records["external"].get(name, []) if r["type"] in types], "external"

    def resolve(self, host, view, depth=0):
        """The web sites that this name leads to; empty where it does not resolve."""
        if view == "internal" and host in self.oracle.fqdns:
            return {(*self.oracle.fqdns[host], DEFAULT)}
        found, answered = self.answer(host, ("A", "AAAA", "CNAME"), view)
        doors = set()
        for r in found:
            if r["type"] == "CNAME":
                if depth < 9:
                    doors |= self.resolve(r["data"], answered, depth + 1)
            else:
                doors |= set(self.doors.get(r["data"], [FOREIGN]))
        if not found and answered == "external" and not self.records["external"].get(host):
            if any(below(host, z) and host != z for z in self.oracle.dns_answer.get("catch_all", [])):
                doors.add(FOREIGN)
        return doors

    def presented(self, door):
        """The certificate that a web site shows; None where port 443 is closed."""
        site, server, web = door
        for c in self.plan["certificates"]:
            if c["forest"] == site.forest.name and server in c["servers"] and c["web_site"] == web:
                return c
        return None

    # What a client makes of it.

    def trusts(self, certificate, client, place, service):
        issuer = certificate["issuer"]
        if issuer == "public-ca":
            return True
        if issuer == "windows-pki":
            roots = self.people.get("root_ca_installed", [])
            if place == "inside-joined":
                return True
            return ("mobile" if client in PHONES else "outside") in roots
        return (place == "inside-joined" and service in ("autodiscover", "ews", "um")
                and client in ("outlook-2007", "outlook-2007-srv", "outlook-2010"))

    def looks_good(self, host, door, client, place, service):
        if door == FOREIGN:
            return False
        certificate = self.presented(door)
        return (covers([n["name"] for n in certificate["names"]], host)
                and self.trusts(certificate, client, place, service))

    def visit(self, host, client, place):
        """Autodiscover at one host: None (go on), clean or warning."""
        doors = self.resolve(host, "external" if place == "outside" else "internal")
        doors = [d for d in doors if d == FOREIGN or self.presented(d)]
        if not doors:
            return None
        good = all(self.looks_good(host, d, client, place, "autodiscover") for d in doors)
        return "clean" if good else "warning"

    def has_apex(self, domain):
        return domain in self.oracle.dns_answer.get("apex_https", [])

    def discover_by_name(self, client, place, forest, domain):
        """P2."""
        if not self.oracle.discovers:
            return "fail" if client == "outlook-2016" else "manual"
        met = ["warning"] if self.has_apex(domain) else []
        view = "external" if place == "outside" else "internal"
        name = "autodiscover." + domain
        doors = self.resolve(name, view)
        if FOREIGN in doors:
            met.append("warning")
        else:
            seen = self.visit(name, client, place)
            if seen:
                return worst(met + [seen])
        main = forest.discovery
        targets = []
        if (self.oracle.scenario == "redirect" and main
                and any(d != FOREIGN and d[2] == SECOND for d in doors)):
            targets.append(main.namespace)
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
        if self.unsupported(client) or outside and not forest.facing and self.oracle.discovers:
            return "fail"
        if client == "windows-mobile-5":
            return "manual"
        if client in PHONES:
            result = self.discover_by_name(client, place, forest, domain)
            # OPEN: also with one Internet-facing site, whose URL is empty all the same (U1).
            if self.multi_site and forest.facing and self.oracle.external("activesync"):
                result = worst([result, "manual"])
            return result
        if place != "inside-joined":
            return self.discover_by_name(client, place, forest, domain)
        results = []
        for scp in self.plan["scp"]:
            if scp["forest"] == forest.name and scp["site"] == site.name:
                seen = self.visit(host_of(scp["url"]), client, place)
                results.append(seen or self.discover_by_name(client, place, forest, domain))
        if client == "outlook-2013" and self.has_apex(domain) and self.oracle.discovers:
            results.append("warning")
        return worst(results)

    def unsupported(self, client):
        return (client == "outlook-2003" and self.later
                or client == "outlook-2016" and self.oracle.version == "2007")

    def hosts(self, client, place, site, service):
        """P3: [(host, without SSL)] that a client in this place uses."""
        if place == "outside" or client in TYPED:
            reached = site if site.facing else site.forest.discovery
            return [(reached.host(service), False)] if reached else []
        if service in ("owa", "ecp"):
            return [(site.internal_host(s, service), False) for s in site.servers]
        urls = [u["internal"] for u in self.plan["urls"]
                if (u["forest"], u["site"], u["service"]) == (site.forest.name, site.name, service)]
        return [(host_of(u), u.startswith("http:")) for u in urls if u]

    def connect(self, client, place, site, service):
        if self.unsupported(client):
            return "fail"
        results = []
        for host, plain in self.hosts(client, place, site, service):
            doors = self.resolve(host, "external" if place == "outside" else "internal")
            if not doors:
                return "fail"
            for door in doors:
                results.append(self.connect_to(client, place, site.forest, service, host, plain, door))
                elsewhere = door != FOREIGN and door[0] is not site  # OPEN: what is foreign is no site
                # OPEN: P6 tells of ActiveSync in one topology; its reason holds for every shared name.
                if self.oracle.version == "2007" and elsewhere and (
                        service in ("pop3", "imap4")
                        or service == "activesync" and site.facing and not self.multi_site):
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
        main = forest.discovery
        shown = main and self.presented((main, main.servers[0], DEFAULT))
        return shown["common_name"] if shown and shown["common_name"].startswith("*.") else None

    # All verdicts.

    def verdicts(self):
        found = {}
        for forest in self.oracle.forests:
            for client in self.oracle.clients:
                for place in self.places(client):
                    self.judge_client(found, client, place, forest)
            self.judge_proxies(found, forest)
        return found

    def places(self, client):
        if client in TYPED:
            return ["inside", "outside"]
        return (["inside-joined"] * self.people.get("inside_joined", True)
                + ["inside"] * self.people.get("inside_unjoined", False) + ["outside"])

    def judge_client(self, found, client, place, forest):
        services = self.oracle.services
        if "autodiscover" in services and client not in ("outlook-2003", "browser", "pop-imap"):
            for domain in forest.domains:
                for site in [None] if place == "outside" else forest.sites:
                    key = (client, place, forest.name, site and site.name, domain, "autodiscover")
                    found[key] = self.discover(client, place, forest, site, domain)
        for service in self.services_of(client, place):
            limited = place == "outside" or client in TYPED
            if service not in services or limited and not self.oracle.external(service):
                continue
            for site in forest.sites:
                key = (client, place, forest.name, site.name, None, service)
                found[key] = self.connect(client, place, site, service)

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

    def shares_namespace(self, site):
        """OPEN: those of another site are asked too, where the topology does not match."""
        return site.facing and any(site.namespace in other.external_hosts()
                                   for other in site.forest.facing if other is not site)

    def judge_proxies(self, found, forest):
        """P7."""
        for site in forest.sites:
            if not (forest.facing and not site.facing or self.multi_site and self.shares_namespace(site)):
                continue
            # OPEN: which services later versions proxy.
            for service in ["owa", "ecp", "activesync"] + ["ews", "oab", "mapi"] * self.later:
                if service in self.oracle.services:
                    found["cas-proxy", "inside", forest.name, site.name, None, service] = "clean"


KEY = ("client", "place", "forest", "site", "smtp_domain", "service")


def differences(oracle, plan):
    """What both say otherwise, and all results of the oracle."""
    want = Judge(oracle, plan).verdicts()
    have = {tuple(v[k] for k in KEY): v["result"] for v in plan["verdicts"]}
    found = [] if len(have) == len(plan["verdicts"]) else ["a verdict is there twice"]
    for key in sorted(want.keys() | have.keys(), key=str):
        if want.get(key) != have.get(key):
            found.append(f"{key}: oracle {want.get(key)}, plan {have.get(key)}")
    lines = {}
    for key, result in want.items():
        lines[key[:2]] = worst([result, lines.get(key[:2], "clean")])
    if lines != {(line["client"], line["place"]): line["result"] for line in plan["proof"]}:
        found.append("the lines of the proof are not the worst of the oracle's verdicts")
    return found, list(want.values())
