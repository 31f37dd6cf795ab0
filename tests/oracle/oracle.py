"""A second opinion: from an answer file to certificates, records and URLs, written from the planning rules
alone (their numbers stand beside the code). It shares nothing with the program."""
import re

VERSIONS = ["2007", "2010", "2013", "2016", "2019", "SE"]
UPDATES = {"2007": "SP3", "2010": "SP3", "2013": "CU23", "2016": "CU23", "2019": "CU15", "SE": "RTM"}
PATHS = {"owa": "/owa", "ecp": "/ecp", "activesync": "/Microsoft-Server-ActiveSync", "ews": "/EWS/Exchange.asmx",
         "oab": "/OAB", "um": "/UnifiedMessaging/Service.asmx", "mapi": "/mapi"}
ICANN = {"com", "net", "org", "uk", "co.uk", "us", "de", "is", "info", "edu"}     # as many as the answers need
PROXIED = ("owa", "ecp", "activesync")
KINDS = {"2007": ["outlook-2007-srv", "browser", "windows-mobile-6"], "2010": ["outlook-2010", "browser", "mobile"],
         "2013": ["outlook-2013", "browser", "mobile"]}


def suffix(name):
    labels = name.split(".")
    return next((".".join(labels[i:]) for i in range(len(labels)) if ".".join(labels[i:]) in ICANN), None)


def internal_name(name):                                                        # N3
    return "." not in name or re.fullmatch(r"[0-9.]+", name) is not None or suffix(name) is None


def below(name, domain):
    return name == domain or name.endswith("." + domain)


def parent(name):
    return name.partition(".")[2]


def covers(names, host):
    return host in names or "." in host and "*." + parent(host) in names


class Site:
    def __init__(self, plan, forest, raw):
        self.plan, self.forest, self.raw, self.name = plan, forest, raw, raw["name"]
        self.namespace = raw.get("namespace", "").lower()
        self.facing = raw.get("internet_facing", bool(self.namespace))
        self.hosts = {k: v.lower() for k, v in raw.get("hosts", {}).items()}
        if "owa" in self.hosts:
            self.hosts["ecp"] = self.hosts["owa"]
        self.internal_namespace = raw.get("internal_namespace", "").lower()
        self.servers = raw["servers"]
        domain = raw.get("ad_domain", forest.ad_domain).lower()
        self.fqdn = {s: s.lower() + "." + domain for s in self.servers}
        self.ad_domain = domain

    def host(self, service):                                                    # N1
        return self.hosts.get(service, self.namespace)

    def external_hosts(self):
        if not self.facing:
            return set()
        hosts = {self.host(s) for s in self.plan.services if self.plan.external(s) and s != "autodiscover"}
        return hosts | {self.namespace} | ({self.plan.download} if self.plan.download else set())

    def internal_host(self, server, service):                                   # U2
        if self.internal_namespace:
            return self.internal_namespace
        if self.plan.server_names or self.plan.scenario == "self-signed" or not self.facing:
            return self.fqdn[server]
        return self.host(service) if service else self.namespace

    def scp_host(self, server):                                                 # A2
        return self.raw.get("scp_host", "").lower() or self.internal_host(server, None)

    def named_inside(self):
        """Hosts of this site inside that are no server's FQDN: by the URLs, and by the SCP."""
        fqdns = set(self.plan.fqdns)
        urls = {self.internal_host(s, v) for s in self.servers for v in self.plan.services if self.plan.has_inside(v)}
        if self.facing and self.plan.download:
            urls.add(self.plan.download)
        return urls - fqdns, {self.scp_host(s) for s in self.servers} - fqdns

    def publishes(self, kind):
        return self.raw.get("publisher", {}).get("kind") == kind

    def addresses(self, view, second=False):
        return self.raw.get(("autodiscover_" if second else "") + view + "_addresses", [])


class Forest:
    def __init__(self, plan, raw):
        self.name, self.ad_domain = raw["name"], raw["ad_domain"].lower()
        self.domains = [d.lower() for d in raw["smtp_domains"]]
        self.sites = [Site(plan, self, s) for s in raw["sites"]]
        self.facing = [s for s in self.sites if s.facing]
        self.discovery = next((s for s in self.facing if s.raw.get("autodiscover")),
                              self.facing[0] if self.facing else None)           # A1


class Oracle:
    def __init__(self, answers, date):
        a = answers
        self.answers = a
        self.date = date
        self.version = a["product"]["version"]
        self.update = a["product"].get("update", UPDATES[self.version])
        self.rank = VERSIONS.index(self.version)
        self.download = a["product"].get("download_host", "").lower()
        self.current = a.get("policy", {}).get("baseline", "current") == "current"
        self.topology = a["topology"]
        self.certificates_answer = c = a["certificates"]
        self.scenario, self.issuer = c["scenario"], c["issuer"]
        self.server_names = c.get("server_names", False)
        self.exclude = {n.lower() for n in c.get("exclude_names", [])}
        self.extra = [n.lower() for n in c.get("extra_names", [])]
        self.proxy_issuer = c.get("proxy_site_issuer", "self-signed" if self.rank < 2 else "windows-pki")
        self.dns_answer = d = a.get("dns", {})
        self.inside = d.get("internal", "split-zone")
        self.kind = d.get("autodiscover_record", "a" if self.rank < 2 else "cname")
        self.srv_supported = d.get("srv_supported", True)
        self.services = self.enabled(a.get("services", {}))
        kinds = KINDS.get(self.version, ["outlook-2016", "browser", "mobile"])
        self.clients = a.get("clients", {}).get("kinds", kinds)
        self.forests = [Forest(self, f) for f in a["forests"]]
        self.sites = [s for f in self.forests for s in f.sites]
        self.fqdns = {n: (s, server) for s in self.sites for server, n in s.fqdn.items()}
        self.mail_domains = [d for f in self.forests for d in f.domains]
        self.ad_domains = [f.ad_domain for f in self.forests] + [s.ad_domain for s in self.sites]
        self.discovers = self.external("autodiscover")
        self.owned = {n.lower() for n in a.get("constraints", {}).get("owned_certificate", [])}
        self.cu = int(self.update[2:]) if self.update.startswith("CU") else 0
        self.urls = self.make_urls()
        self.external_records = self.records("external")
        self.internal_records = self.records("internal") if self.inside != "none" else set()
        self.omitted = set()
        self.found = {}
        self.certificates = self.make_certificates()

    def enabled(self, raw):
        on = "autodiscover owa activesync outlook_anywhere ews oab".split()
        on += ["ecp"] * (self.rank >= 1) + ["mapi"] * (self.rank >= 2)
        names = "autodiscover owa ecp activesync outlook_anywhere mapi ews oab um pop3 imap4 smtp".split()
        return {n: raw.get(n, {}) for n in names if raw.get(n, {}).get("enabled", n in on)}

    def external(self, service):
        return service in self.services and self.services[service].get("external", True)

    def has_inside(self, service):
        return service in PATHS or service == "outlook_anywhere" and self.rank >= 2

    # URLs and service connection points

    def by_server(self, site, service):
        """U2: what Client Access servers proxy to."""
        return (self.rank < 2 and service in PROXIED
                and (not site.facing or self.topology == "single-namespace-multi-site"))

    def self_signed(self, site):
        return self.scenario == "self-signed" if site.facing else self.proxy_issuer == "self-signed"

    def make_urls(self):
        return {(site.forest.name, site.name, server, service): self.url(site, server, service)
                for site in self.sites for server in site.servers for service in self.services
                if service in PATHS or service == "outlook_anywhere"}

    def url(self, site, server, service):
        """U1, U2: the internal and the external one; of Outlook Anywhere, the hosts."""
        inside = site.internal_host(server, service) if self.has_inside(service) else None
        outside = site.host(service) if site.facing and self.external(service) else None
        if service == "outlook_anywhere":
            return inside, outside
        if self.rank < 2 and service in PROXIED and self.topology == "single-namespace-multi-site":
            outside = None
        if self.by_server(site, service):
            inside = site.fqdn[server]
        plain = service == "oab" and self.rank < 2 and self.self_signed(site)
        return (("http://" if plain else "https://") + inside + PATHS[service],
                outside and "https://" + outside + PATHS[service])

    def scp(self):
        return {(s.forest.name, s.name, server):
                ("https://" + s.scp_host(server) + "/autodiscover/autodiscover.xml", (s.name,))
                for s in self.sites for server in s.servers}

    # DNS

    def zone(self, owner, view):
        name = owner.removeprefix("_autodiscover._tcp.")
        if view == "internal" and self.inside == "pinpoint":
            return owner
        mine = [d for d in self.mail_domains + (self.ad_domains if view == "internal" else []) if below(name, d)]
        if mine:
            return max(mine, key=len)
        end = suffix(name)
        if end and name != end:
            return name[:-len(end) - 1].split(".")[-1] + "." + end
        return ".".join(name.split(".")[-2:])

    def autodiscover_records(self, forest, view):
        """D1: owner -> what it is: a site's addresses, the second addresses, an alias or a service."""
        site, scenario, out = forest.discovery, self.scenario, {}
        if not self.discovers or not site:
            return out
        alias = self.kind == "cname" and not (view == "internal" and self.inside == "pinpoint")
        service = view == "internal" or self.srv_supported
        main = "autodiscover." + forest.domains[0]
        for domain in forest.domains:
            name, srv = "autodiscover." + domain, "_autodiscover._tcp." + domain
            if scenario in ("unified-communications", "wildcard"):
                out[name] = ("CNAME", site.namespace) if alias and name != site.namespace else ("first", site)
            elif scenario == "redirect" and site.addresses(view, True):
                out[name] = ("CNAME", main) if alias and name != main else ("second", site)
            elif scenario == "two-single-names" and name == main:
                if site.addresses(view, True):
                    out[name] = ("second", site)
            elif scenario == "two-single-names" and service:
                out[srv] = ("SRV", main)
            elif scenario == "single-name-srv" and service:
                out[srv] = ("SRV", site.namespace)
        return out

    def second_names(self):
        """D2: these are Autodiscover names, and have no record, where the second address is missing."""
        if not self.discovers or self.scenario not in ("redirect", "two-single-names"):
            return set()
        return {"autodiscover." + d for f in self.forests if f.discovery
                for d in (f.domains if self.scenario == "redirect" else f.domains[:1])}

    def autodiscover_owners(self, view):
        return {k: v for f in self.forests for k, v in self.autodiscover_records(f, view).items()}

    def hosts(self, view):
        """D1, D2: each host that is no Autodiscover name, and the sites it leads to."""
        out = {}
        taken = set(self.autodiscover_owners(view)) | self.second_names()
        layers = [[(s, s.external_hosts()) for s in self.sites]]
        if view == "internal":
            layers += [[(s, s.named_inside()[i]) for s in self.sites] for i in (0, 1)]
        for layer in layers:
            now = {}
            for site, names in layer:
                for name in names - taken - set(out):
                    now.setdefault(name, []).append(site)
            out.update(now)
        return out

    def records(self, view):
        out = set()

        def addresses(owner, values):
            for v in values:
                out.add((view, self.zone(owner, view), owner, "AAAA" if ":" in v else "A", v.lower()))
        for owner, (kind, value) in self.autodiscover_owners(view).items():
            if kind == "CNAME":
                out.add((view, self.zone(owner, view), owner, kind, value))
            elif kind == "SRV":
                out.add((view, self.zone(owner, view), owner, kind, "0 0 443 " + value))
            else:
                addresses(owner, value.addresses(view, kind == "second"))
        for host, sites in self.hosts(view).items():
            for site in sites:
                addresses(host, site.addresses(view))
        return out

    # Certificates

    def wanted(self, sites):
        """C1: what one certificate for these sites is asked for."""
        forest, names = sites[0].forest, set()
        inside = self.hosts("internal")
        for site in sites:
            names |= site.external_hosts()
            urls, scp = site.named_inside()
            names |= {h for h in urls | scp if site in inside.get(h, [])}
            if self.server_names:
                names |= {n.lower() for n in site.servers} | set(site.fqdn.values())
            if site is forest.discovery:
                if self.discovers:
                    names |= {"autodiscover." + d for d in forest.domains}
                names |= {n for n in self.extra if self.forest_of(n) is forest}
        return names

    def forest_of(self, name):
        able = [f for f in self.forests if f.discovery]
        return next((f for f in able if any(below(name, d) for d in f.domains)), able[0] if able else None)

    def refused(self, name):                                                    # C9
        if self.issuer != "public-ca":
            return False
        plain = name.removeprefix("*.")
        if internal_name(plain):
            self.note("public-ca-internal-name", name, "error" if self.current else "note")
            if self.current:
                return True
        return "_" in name                                                      # N3, whatever the baseline

    def zones_inside(self):
        """The zones that the inside serves already (D4)."""
        return set(self.ad_domains) | {z.lower() for z in self.dns_answer.get("existing_internal_zones", [])}

    def certificate(self, role, sites, issuer, common, names, servers):
        leader = next((s for s in sites if s is s.forest.discovery), sites[0])
        return {"role": role, "sites": sites, "issuer": issuer, "common_name": common, "names": names,
                "servers": servers, "forest": leader.forest.name, "site": leader.name,
                "owned": issuer != "self-signed" and bool(self.owned) and names <= self.owned}      # C12

    def ask(self, common, names):
        """What is left of the names, and a note of what is not."""
        self.omitted |= names & self.exclude - {common}
        names = names - self.exclude | {common}
        refused = {n for n in names if self.refused(n)} - {common}
        self.omitted |= refused
        return names - refused

    def make_certificates(self):
        out = []
        for forest in self.forests:
            if self.scenario != "self-signed":
                out += [self.unit_certificate(sites) for sites in self.units(forest)]
            if self.scenario == "two-single-names" and self.discovers and forest.discovery:         # C3
                name, site = "autodiscover." + forest.domains[0], forest.discovery
                names = self.ask(name, {name})
                out.append(self.certificate("autodiscover", [site], self.issuer, name, names, site.servers))
        return out + [self.server_certificate(site, server) for site in self.sites for server in site.servers
                      if self.scenario == "self-signed" or not site.facing]

    def units(self, forest):
        whole = self.certificates_answer.get("layout") == "per-forest" and \
            self.scenario in ("unified-communications", "wildcard")
        out = {}
        for site in forest.facing:
            out.setdefault(None if whole else site.namespace, []).append(site)
        return out.values()

    def unit_certificate(self, sites):
        common = next((s for s in sites if s is s.forest.discovery), sites[0]).namespace
        names = {common}                                                        # C2, C3, C4
        if self.scenario == "unified-communications":
            names = self.wanted(sites)
        elif self.scenario == "wildcard":                                       # C5
            hosts = self.wanted(sites)
            names = {"*." + parent(n) for n in hosts - self.exclude}
            never = {n for n in names if n[2:] in ICANN}
            self.omitted |= never | hosts & self.exclude
            common, names = "*." + parent(common), names - never
        names = self.ask(common, names)
        servers = [n for s in sites for n in s.servers]
        return self.certificate("primary", sites, self.issuer, common, names, servers)

    def server_certificate(self, site, server):                                 # C6, C7
        short, fqdn = server.lower(), site.fqdn[server]
        if self.self_signed(site):                      # nobody is asked for it, so nothing is left out
            return self.certificate("server", [site], "self-signed", short, {short, fqdn}, [server])
        names = {short, fqdn} | ({site.internal_namespace} if site.internal_namespace else set())
        self.omitted |= names & self.exclude - {fqdn}
        names = names - self.exclude | {fqdn}
        return self.certificate("server", [site], "windows-pki", fqdn, names, [server])

    def note(self, rule, subject, severity):
        self.found.setdefault(rule, {})[subject] = severity

    def public_addresses(self):
        return len({r[4] for r in self.external_records if r[3] in ("A", "AAAA")})

    def key(self, certificate):
        """C7: what the answers say of keys does not touch a server's own certificate."""
        key = self.certificates_answer.get("key", {})
        if certificate["issuer"] == "self-signed":
            return None
        if key.get("algorithm") == "ec":
            return "ec", key.get("curve", "P-256")
        return "rsa", key.get("bits", 2048)

    def ids(self):
        """C8, and what tells apart those that one site, or two forests, have of a name."""
        names = [re.sub(r"^\*", "wildcard", c["common_name"]) for c in self.certificates]
        for part in ("site", "forest", "role") if len(self.forests) > 1 else ("site", "role"):
            names = [n + "-" + c[part] if names.count(n) > 1 else n for n, c in zip(names, self.certificates)]
        return names

    def subject(self, certificate):
        o = self.answers["organization"]
        unit = o.get("unit") if not (certificate["issuer"] == "public-ca" and self.current) else None      # C9
        parts = [("C", o["country"]), ("ST", o.get("state")), ("L", o.get("locality")), ("O", o["name"]), ("OU", unit)]
        if certificate["issuer"] == "self-signed":
            parts = []
        return ", ".join("%s=%s" % x for x in [*parts, ("CN", certificate["common_name"])] if x[1])

    def namespaces(self):
        out = {}
        for site in self.sites:
            for host in site.external_hosts():
                out[host, site.forest.name, site.name] = tuple(sorted(
                    s for s in self.services if s != "autodiscover" and self.external(s) and site.host(s) == host))
        return out

    def refuses(self):
        """Section 2: a common name cannot be left out, and the host of downloads is one of its own."""
        owa = {s.host("owa") for s in self.sites if s.facing} | \
            {s.internal_host(server, "owa") for s in self.sites for server in s.servers}
        return self.download in owa or any(c["common_name"] in self.exclude for c in self.certificates)

    def forbidden(self):
        """D3."""
        if self.scenario != "single-name-srv" or not self.discovers:
            return set()
        views = ["external"] + ["internal"] * (self.inside != "none")
        domains = [d for f in self.forests if f.discovery for d in f.domains]
        return {(view, prefix + d) for view in views for d in domains for prefix in ("autodiscover.", "*.")}
