"""The findings that there must be, and about what."""
from oracle import Oracle, below, covers

# Rules whose subject is certain, and those of which only the presence is asked
EXACT = """activesync-cross-site apex-https autodiscover-required certificate-lifetime
    client-unsupported-by-product common-name-too-long domain-not-served ec-key-unsupported key-not-exportable
    key-too-small legacy-crypto load-balancer-missing name-invalid name-not-covered name-unused no-outside-access
    offloading-extended-protection offloading-plaintext-inside outlook-principal-name
    outlook-provider-single-value owned-certificate-insufficient perimeter-network-unsupported plaintext-logon
    pop-imap-not-proxied product-unsupported proxy-no-sharepoint proxy-site-users public-ca-internal-name
    redirect-prompts-users second-address-missing self-signed-expires self-signed-outside
    self-signed-unsupported self-signed-warns-browsers split-zone-hides-public-records srv-client-unsupported
    srv-shadowed srv-unsupported-by-dns-host ssl-not-required topology-not-recommended
    wildcard-client-unsupported wildcard-not-covering wildcard-pop-unsupported""".split()
PRESENT = """addresses-exceed-limit ca-lacks-wildcard internal-dns-missing private-root-distribution
    topology-mismatch""".split()
END_OF_SUPPORT = {"2007": "2017-04-11", "2010": "2020-10-13", "2013": "2023-04-11", "2016": "2025-10-14",
                  "2019": "2025-10-14", "SE": "9999"}
# From this place in the list of versions on
UNSUPPORTED = {"outlook-2003": 2, "outlook-2007": 3, "outlook-2007-srv": 3, "outlook-2010": 4, "outlook-2013": 5,
               "windows-mobile-5": 3, "windows-mobile-6": 3}
PRINCIPAL = {"outlook-2003", "outlook-2007", "outlook-2007-srv"}
LEGACY = PRINCIPAL | {"windows-mobile-5", "windows-mobile-6"}


class Findings(Oracle):
    def __init__(self, answers, date):
        super().__init__(answers, date)
        self.unsure = set()                             # rules that are not settled for these answers
        self.outside = {s for s in self.services if self.external(s)}
        self.facing = [s for s in self.sites if s.facing]
        self.proxied = [s for f in self.forests if f.facing for s in f.sites if not s.facing]
        self.multi = self.topology == "single-namespace-multi-site"
        people = answers.get("clients", {})
        self.joined = people.get("inside_joined", True)
        self.people_inside = self.joined or people.get("inside_unjoined", False)
        for find in (self.find_uncovered, self.find_names, self.find_topology, self.find_discovery,
                     self.find_services, self.find_self_signed, self.find_scenario, self.find_keys,
                     self.find_product, self.find_clients, self.find_outlook, self.find_load_balancers):
            find()

    def each(self, rule, subjects, severity):
        for subject in subjects:
            self.note(rule, subject, severity)

    def when(self, rule, condition, severity):
        self.each(rule, [None] if condition else [], severity)

    def about(self, rule, certificates, severity):
        self.each(rule, [c["common_name"] for c in certificates], severity)

    def label(self, site):
        return site.forest.name + "/" + site.name if len(self.forests) > 1 else site.name

    # name-not-covered and wildcard-not-covering (section 7, Scope)

    def serving(self, site, second=False):
        role = ("autodiscover",) if second else ("primary", "server")
        return [c for c in self.certificates if site in c["sites"] and c["role"] in role]

    def reached(self, name, view):
        """The certificates of all web sites a name leads to; None where it leads to none."""
        if name in self.fqdns and view == "internal":
            site, server = self.fqdns[name]
            return [c for c in self.serving(site) if server in c["servers"]]
        records = self.external_records if view == "external" else self.internal_records
        mine = [r for r in records if r[2] == name]
        if not mine and view == "internal":
            zones = self.zones_inside() | {r[1] for r in self.internal_records}
            if not any(below(name, z) for z in zones):
                records, view = self.external_records, "external"
                mine = [r for r in records if r[2] == name]
        if not mine:
            return None
        out = []
        for _, _, _, kind, data in mine:
            if kind == "CNAME":
                out += self.reached(data, view) or []
            for site in self.sites:
                if data in [x.lower() for x in site.addresses(view)]:
                    out += self.serving(site)
                elif data in [x.lower() for x in site.addresses(view, True)] and site is site.forest.discovery:
                    out += self.serving(site, True)
        return out

    def pointed_at(self):
        """(host, view, the site that names it, whether by its second web site)."""
        for site in self.sites:
            for host in site.external_hosts():
                yield host, "external", site, False
            urls, scp = site.named_inside()
            if self.scenario == "self-signed":          # the host of downloads: as what is seen outside
                urls = urls - {self.download}
            for host in urls | scp:
                yield host, "internal", site, False
            for server in site.servers:
                judged = {site.scp_host(server)}
                for service in self.services:
                    if self.has_inside(service) and not self.by_server(site, service):
                        judged.add(site.internal_host(server, service))
                for host in judged & set(self.fqdns):
                    yield host, "internal", site, False
        for forest in self.forests:
            for view in ("external", "internal"):
                if view == "internal" and self.inside == "none":
                    continue
                for owner, (kind, value) in self.autodiscover_records(forest, view).items():
                    if kind == "SRV":
                        yield value, view, forest.discovery, self.scenario == "two-single-names"
                    elif self.scenario != "redirect":
                        yield owner, view, forest.discovery, False

    def find_uncovered(self):
        for host, view, site, second in self.pointed_at():
            certificates = self.reached(host, view)
            if certificates is None:
                certificates = self.serving(site, second)
            for c in certificates:
                if view == "external" and c["issuer"] == "self-signed" or covers(c["names"], host):
                    continue
                elsewhere = any(covers(x["names"], host) for x in self.certificates)
                wild = c["common_name"].startswith("*.") and not elsewhere
                self.note("wildcard-not-covering" if wild else "name-not-covered", host, "error")

    def find_names(self):
        known = self.omitted.union(*[x["names"] for x in self.certificates if x["issuer"] != "self-signed"])
        self.each("name-unused", self.exclude - known, "note")
        if self.inside != "pinpoint":                                           # D4
            new = {r[1] for r in self.internal_records} - self.zones_inside()
            self.each("split-zone-hides-public-records", new, "warning")
        asked = known.union(*[x["names"] for x in self.certificates]) - self.exclude
        self.each("name-invalid", [n for n in asked if "_" in n], "error")      # N3

    def find_topology(self):
        first, one, many = self.forests[0], len(self.forests) == 1, len(self.forests) > 1
        spaces = {s.namespace for s in first.facing}
        good = {"consolidated": one and len(first.sites) == 1,
                "single-namespace-proxy": one and len(first.facing) == 1 and len(first.sites) > 1,
                "single-namespace-multi-site": one and len(first.sites) > 1 and len(spaces) < 2,
                "regional": one and len(first.sites) > 1 and len(spaces) == len(first.facing),
                "multi-forest": many and self.distinct_forests()}[self.topology]
        closed = [f.name for f in self.forests if not f.facing]
        self.when("topology-mismatch", not good or closed and self.outside, "error")
        self.each("no-outside-access", [] if self.outside else closed, "note")
        self.each("proxy-site-users", map(self.label, self.proxied), "note")
        self.each("topology-not-recommended", [self.topology] if self.multi and self.rank < 2 else [], "warning")
        if self.version == "2007":
            self.each("proxy-no-sharepoint", map(self.label, self.proxied), "note")
            self.each("proxy-no-sharepoint", [self.topology] if self.multi else [], "note")
            if self.multi and "activesync" in self.outside and len(self.facing) > 1:
                self.note("activesync-cross-site", first.name, "warning")
        if not self.multi:                              # one name may lead to several sites here, too
            self.unsure.add("activesync-cross-site")

    def distinct_forests(self):
        groups = [{s.namespace for s in f.facing} for f in self.forests], [set(f.domains) for f in self.forests]
        return all(sum(map(len, group)) == len(set().union(*group)) for group in groups)

    def find_discovery(self):
        kinds = set(self.clients)
        if not self.discovers:
            if "autodiscover" not in self.services:
                self.each("autodiscover-required", {"outlook-2016"} & kinds, "error")
            return
        apex = {d.lower() for d in self.dns_answer.get("apex_https", [])}
        self.each("apex-https", apex & set(self.mail_domains), "warning")
        for forest in self.forests:
            if forest.discovery:
                self.find_discovery_of(forest)
        if any(r[3] == "SRV" for r in self.external_records):
            phones = {"windows-mobile-6", "mobile"}
            self.each("srv-client-unsupported", kinds & (phones | {"outlook-2007"}), "warning")

    def find_discovery_of(self, forest):
        one, two = self.scenario == "single-name-srv", self.scenario == "two-single-names"
        by_srv = forest.domains if one else forest.domains[1:] if two else []
        if self.srv_supported:
            zones = [z.lower() for z in self.dns_answer.get("catch_all", [])]
            owners = {r[2] for r in self.external_records}
            names = {d: "autodiscover." + d for d in by_srv}
            self.each("srv-shadowed", [d for d, n in names.items() if n in owners
                                       or any(n.endswith("." + z) for z in zones)], "error")
        else:
            self.each("srv-unsupported-by-dns-host" if one else "domain-not-served", by_srv, "error")
        if self.scenario == "redirect":
            self.each("redirect-prompts-users", forest.domains, "note")
        site = forest.discovery
        first, second = set(site.addresses("external")), set(site.addresses("external", True))
        if (two or self.scenario == "redirect") and (not second or first & second):
            self.note("second-address-missing", self.label(site), "warning" if two and self.rank >= 2 else "error")

    def find_services(self):
        for name, s in self.services.items():
            if s.get("ssl_offloading"):
                self.note("offloading-plaintext-inside", name, "note")
                continue
            ssl = s.get("require_ssl", True)
            self.each("ssl-not-required", [] if ssl else [name], "warning")
            basic = s.get("authentication", "basic" if self.rank < 2 else "negotiate") == "basic"
            if s.get("security") == "none" or name == "outlook_anywhere" and basic and not ssl:
                self.note("plaintext-logon", name, "error")

    def find_self_signed(self):
        own = {self.label(s) for x in self.certificates if x["issuer"] == "self-signed" for s in x["sites"]}
        self.each("self-signed-expires", own, "note")
        if {"owa", "ecp"} & set(self.services):
            self.each("self-signed-warns-browsers", own, "warning")
        if self.scenario == "self-signed":
            self.each("self-signed-unsupported", self.outside & {"outlook_anywhere", "activesync"}, "error")
            self.each("self-signed-outside", self.outside & {"pop3", "imap4", "smtp"}, "warning")

    def find_scenario(self):
        limits = self.answers.get("constraints", {})
        roots = set(self.answers.get("clients", {}).get("root_ca_installed", []))
        self.when("private-root-distribution",
                  self.issuer == "windows-pki" and not {"outside", "mobile"} <= roots, "warning")
        self.when("addresses-exceed-limit",
                  0 < limits.get("public_addresses", 0) < self.public_addresses(), "error")
        if self.scenario != "wildcard":
            return
        self.when("ca-lacks-wildcard", "wildcard" not in limits.get("ca_supports", ["wildcard"]), "error")
        if "activesync" in self.outside:
            self.each("wildcard-client-unsupported", {"windows-mobile-5"} & set(self.clients), "error")
        if self.version == "2007" and self.update == "RTM":
            self.each("wildcard-pop-unsupported", {"pop3", "imap4"} & set(self.services), "error")

    def find_keys(self):
        answer, key = self.certificates_answer, self.certificates_answer.get("key", {})
        asked = [x for x in self.certificates if x["issuer"] != "self-signed"]
        made = [x for x in asked if not x["owned"]]
        public = [x for x in made if x["issuer"] == "public-ca"]
        self.about("common-name-too-long", [x for x in asked if len(x["common_name"]) > 64], "error")
        self.about("owned-certificate-insufficient",
                   [x for x in asked if x["names"] & self.owned and not x["owned"]], "warning")
        exchange = answer.get("key_made_by") == "exchange"
        if exchange and not answer.get("exportable", True):
            self.about("key-not-exportable", [x for x in made if len(x["servers"]) > 1 or any(
                s.publishes("bridging") or s.publishes("offloading") for s in x["sites"])], "error")
        able = self.version == "SE" or self.rank >= 3 and self.cu >= {"2016": 23, "2019": 13}[self.version]
        if key.get("algorithm") == "ec" and (not able or exchange):
            self.about("ec-key-unsupported", made, "error")
        if key.get("algorithm", "rsa") == "rsa" and key.get("bits", 2048) < 2048:
            self.about("key-too-small", public, "error" if self.current else "note")
        if self.issuer == "public-ca" and self.current:
            self.note("certificate-lifetime", "public-ca", "note")

    def find_product(self):
        self.each("perimeter-network-unsupported",
                  [self.label(s) for s in self.sites if s.raw.get("perimeter")], "error")
        wish = self.answers["product"].get("extended_protection", "default")
        by_default = self.version == "SE" or self.version == "2019" and self.cu >= 14
        if wish == "on" or wish == "default" and by_default:
            self.each("offloading-extended-protection",
                      [n for n, s in self.services.items() if s.get("ssl_offloading")]
                      + [self.label(s) for s in self.facing if s.publishes("offloading")], "error")
        if self.date > END_OF_SUPPORT[self.version]:
            self.note("product-unsupported", self.version, "warning")
        if self.current:
            self.each("legacy-crypto", LEGACY & set(self.clients) | {"2007"} & {self.version}, "warning")

    def find_clients(self):
        for kind in self.clients:
            if kind == "outlook-2003" and self.rank >= 2 or kind == "outlook-2016" and self.rank < 1:
                self.note("client-unsupported-by-product", kind, "error")
            elif self.rank >= UNSUPPORTED.get(kind, 9):
                self.note("client-unsupported-by-product", kind, "warning")
        used = {"pop3", "imap4"} & self.outside
        if self.version == "2007" and "pop-imap" in self.clients and used:      # P3
            leads = self.leads("external")
            away = [s for s in self.facing if any(leads[s.host(v)] != [s] for v in used)]
            self.each("pop-imap-not-proxied", map(self.label, self.proxied + away), "warning")
        by_name = self.facing and not self.server_names and self.scenario != "self-signed"
        if not (self.joined and by_name and "browser" in self.clients and "owa" in self.services):
            if self.inside == "none":
                self.unsure.add("internal-dns-missing")
        self.when("internal-dns-missing", self.inside == "none", "warning")

    def find_outlook(self):
        """P5: what Outlook compares the certificate of Outlook Anywhere with."""
        service = "outlook_anywhere"
        outside, inside = service in self.outside, self.rank >= 2 and self.people_inside
        if service not in self.services or not (outside or inside):
            return
        for forest in self.forests:
            names = {x["common_name"] for s in forest.facing for x in self.serving(s)}
            if self.scenario == "wildcard" and len(names) > 1:
                self.note("outlook-provider-single-value", forest.name, "warning")
        leads = {**self.leads("internal"), **self.leads("external")}
        for site in self.sites if PRINCIPAL & set(self.clients) else []:
            hosts = {site.host(service)} if site.facing and outside else set()
            for x in self.serving(site):
                own = {site.internal_host(s, service) for s in site.servers if s in x["servers"]} if inside else set()
                for host in hosts | own:
                    # The certificates of all sites that the name leads to
                    met = [x] + [y for other in leads.get(host, []) for y in self.serving(other)]
                    if any(y["issuer"] != "self-signed" and y["common_name"] != host
                           and not y["common_name"].startswith("*.") for y in met):
                        self.note("outlook-principal-name", host, "warning")

    def leads(self, view):
        """Each host that is not an Autodiscover name alone, and the sites it leads to."""
        out = self.hosts(view)
        named = set().union(*[s.external_hosts() for s in self.sites])
        taken = self.second_names() | set(self.autodiscover_owners(view))
        for forest in self.forests:
            for name in {"autodiscover." + d for d in forest.domains} & named & taken:
                out[name] = [forest.discovery]
        return out

    def find_load_balancers(self):
        for view in ("external", "internal"):
            for host, sites in self.leads(view).items():
                if sum(len(s.servers) for s in sites) > 1 and not all(s.raw.get("load_balanced") for s in sites):
                    self.note("load-balancer-missing", host, "warning")
