"""Answer files by chance: the same seed gives the same file."""
import random

from libconfig import text
from oracle import VERSIONS

SCENARIOS = ["unified-communications", "single-name-srv", "two-single-names", "redirect", "wildcard", "self-signed"]
TOPOLOGIES = ["consolidated", "single-namespace-proxy", "single-namespace-multi-site", "regional", "multi-forest"]
CLIENTS = ["outlook-2003", "outlook-2007", "outlook-2007-srv", "outlook-2010", "outlook-2013", "outlook-2016",
           "browser", "windows-mobile-5", "windows-mobile-6", "mobile", "pop-imap", "ews-app"]
UPDATES = {"2007": ["RTM", "SP1", "SP3"], "2010": ["SP3"], "2013": ["CU23"], "2016": ["CU22", "CU23"],
           "2019": ["CU12", "CU13", "CU14", "CU15"], "SE": ["RTM"]}
OLDER = {"2013": ["2010"], "2016": ["2013"], "2019": ["2016"]}      # kept beside it without names of their own
MAIL = ["pop3", "imap4", "smtp"]
HOSTED = ["owa", "activesync", "outlook_anywhere", "ews", "oab"] + MAIL
SITES = ["Redmond", "Reykjavik", "Oslo", "Lima"]
MAIN = ["contoso.com", "fabrikam.co.uk"]
MORE = [["sales.contoso.com", "contoso.net", "adatum.org"], ["tailspin.net", "shop.fabrikam.co.uk"]]
LONG = "mail." + "x" * 30 + "." + "y" * 30 + ".contoso.com"
EXTRA = ["legacy.contoso.com", "edge.contoso.net", "old.fabrikam.co.uk", "x.corp.local", "relay.example.org",
         "mail.contoso.com", "autodiscover.contoso.com", "Shared.contoso.com", "*.contoso.net", "legacy.example"]
EXCLUDED = ["shared.contoso.com", "inside.contoso.com", "inside0.contoso.com", "inside1.contoso.com",
            "pop3.contoso.com", "legacy.contoso.com", "nobody.contoso.com", "cas01", "cas02", "*.contoso.net"]
ZONES = ["mail.contoso.com", "com", "contoso.com", "fabrikam.co.uk", "example.org", "corp.local"]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.server = self.net = 0
        self.version, self.topology = self.r.choice(VERSIONS), self.r.choice(TOPOLOGIES)
        self.scenario = self.r.choice(SCENARIOS)
        self.again = self.maybe(0.3)                    # forests name their servers alike
        self.closed = self.maybe(0.04)                  # nothing is published

    def maybe(self, chance):
        return self.r.random() < chance

    def some(self, pool, most):
        return self.r.sample(pool, self.r.randint(1, most))

    def case(self, name):
        return name.capitalize() if self.maybe(0.05) else name

    def addresses(self, inside):
        if self.maybe(0.04):                            # one that another site may have, too
            return ["10.1.0.200" if inside else "203.0.113.200"]
        out = []
        for _ in range(2 if self.maybe(0.2) else 1):
            self.net += 1
            form = "fd00::%x 2001:db8::%x" if self.maybe(0.1) else "10.1.0.%d 203.0.113.%d"
            out.append(form.split()[0 if inside else 1] % self.net)
        return out

    def service_hosts(self, main, namespace):
        pool = ["shared." + main] * 3 + [namespace] + ["mail.usa." + main] * self.maybe(0.3)
        pool += ["autodiscover." + main] * self.maybe(0.05) + [main] * self.maybe(0.1)
        return {s: self.case(self.r.choice([s[:4] + "." + main] * 3 + pool)) for s in self.some(HOSTED, 3)}

    def site(self, number, facing, namespace, main, ad):
        r, out = self.r, {"name": SITES[number], "internet_facing": facing}
        if facing:
            out["namespace"] = self.case(namespace)
            if self.maybe(0.35):
                out["hosts"] = self.service_hosts(main, namespace)
        if self.maybe(0.25):
            out["internal_namespace"] = r.choice(["inside%d.%s" % (number, main), "inside." + main, namespace,
                                                  "mail.corp.local", "mail%d.example.org" % number, main,
                                                  "shared." + main])
        if self.maybe(0.12):
            out["scp_host"] = r.choice(["scp%d.%s" % (number, main), "autodiscover." + main, namespace,
                                        "inside." + main, "shared." + main])
        out["servers"] = []
        for _ in range(2 if self.maybe(0.3) else 1):
            self.server += 1
            out["servers"].append(("CAS_%02d" if self.maybe(0.02) else "CAS%02d") % self.server)
        if self.maybe(0.15):
            out["ad_domain"] = r.choice(["child%d.%s" % (number, ad), "site%d.%s" % (number, main)])
        if self.maybe(0.05):                            # a server's own name as something else
            own = out["servers"][0].lower().replace("_", "-") + "." + out.get("ad_domain", ad)
            out[r.choice((["namespace"] if facing else []) + ["internal_namespace", "scp_host"])] = own
        self.add_addresses(out, facing)
        if self.maybe(0.3):
            out["load_balanced"] = True
        if self.maybe(0.05):
            out["perimeter"] = True
        if facing and self.maybe(0.3):
            out["publisher"] = {"kind": r.choice(["none", "passthrough", "bridging", "offloading"])}
        return out

    def add_addresses(self, out, facing):
        if facing:
            out["external_addresses"] = self.addresses(False)
        if facing or self.maybe(0.7):
            out["internal_addresses"] = self.addresses(True)
        if facing and self.maybe(0.6):
            first = out["external_addresses"][:1]
            out["autodiscover_external_addresses"] = first if self.maybe(0.1) else self.addresses(False)
        if facing and self.maybe(0.6):
            out["autodiscover_internal_addresses"] = self.addresses(True)

    def shared_namespace(self, domains):
        if self.maybe(0.04):
            return self.r.choice(["mail.other.net", LONG])
        odd = ["autodiscover."] if self.scenario == "wildcard" else ["autodiscover.", ""]
        return self.r.choice(odd if self.maybe(0.05) else ["mail.", "owa.", "mail.europe."]) + self.r.choice(domains)

    def forest(self, number):
        r, main = self.r, MAIN[number]
        if self.again:
            self.server = 0
        ad = r.choice([main, "corp." + main, "forest%d.local" % number])
        domains = [main] + r.sample(MORE[number], r.randint(0, 2))
        if self.maybe(0.05):
            domains.append(r.choice(["forest%d.local" % number, "corp." + main]))
        if self.maybe(0.1):
            r.shuffle(domains)
        shared, sites = self.shared_namespace(domains), []
        inward = self.maybe(0.03)                       # no site of this forest faces the Internet
        for i in range({"consolidated": 1, "multi-forest": r.randint(1, 3)}.get(self.topology, r.randint(2, 3))):
            facing = i == 0 or self.topology != "single-namespace-proxy" and self.maybe(0.6)
            facing = facing and not (self.closed or inward) or self.maybe(0.02)
            own = i and self.topology in ("regional", "multi-forest") and not self.maybe(0.03)
            namespace = ["", "mail.usa.", "owa.eu."][i] + main if own else shared
            sites.append(self.site(i, facing, namespace, main, ad))
        facing = [s for s in sites if s["internet_facing"]]
        if facing and self.maybe(0.3):
            r.choice(facing)["autodiscover"] = True
        if self.maybe(0.3):
            r.shuffle(sites)
        return {"name": ["contoso", "fabrikam"][number], "ad_domain": ad, "smtp_domains": domains, "sites": sites}

    def service(self, name, optional):
        s = {}
        if self.maybe(0.4 if optional else 0.1):
            s["enabled"] = optional or self.maybe(0.4)
        if self.maybe(0.12) or self.closed and not self.maybe(0.03):
            s["external"] = False
        if name in ("owa", "ecp", "activesync", "outlook_anywhere", "ews") and self.maybe(0.08):
            s["require_ssl"] = False
        if name in ("owa", "activesync", "outlook_anywhere") and self.maybe(0.08):
            s["ssl_offloading"] = True
        if name == "outlook_anywhere" and self.maybe(0.3):
            s["authentication"] = self.r.choice(["basic", "ntlm"])
        if name in MAIL and self.maybe(0.3):
            s["security"] = self.r.choice(["tls", "starttls", "none"])
        return s

    def services(self):
        names = ["autodiscover"] + HOSTED + (["um"] if self.version == "2007" else ["ecp"])
        names += ["mapi"] if VERSIONS.index(self.version) > 1 else []
        out = {n: self.service(n, n in MAIL + ["um"]) for n in names}
        return {n: s for n, s in out.items() if s}

    def product(self):
        out = {"version": self.version, "update": self.r.choice(UPDATES[self.version])}
        if self.maybe(0.2):
            new = self.version in ("2019", "SE")
            out["extended_protection"] = self.r.choice(["off", "default"] + ["on"] * new)
        if self.version in ("2016", "2019", "SE") and self.maybe(0.25):
            out["download_host"] = self.r.choice(["download.contoso.com", "dl.contoso.net", "shared.contoso.com",
                                                  "ews.contoso.com"])
        if self.maybe(0.1):
            out["coexistence"] = OLDER.get(self.version, [])
        return out

    def certificates(self, forests, domains):
        r, out = self.r, {"scenario": self.scenario, "issuer": self.r.choice(["public-ca", "windows-pki"])}
        out["key"] = r.choice([{"algorithm": "ec", "curve": "P-256"}, {"bits": r.choice([1024, 2048])}])
        if self.scenario == "self-signed":
            out["issuer"] = "self-signed"
        if self.scenario in ("unified-communications", "wildcard") and self.maybe(0.3):
            out["extra_names"] = self.some(EXTRA, 3)
        if self.scenario == "unified-communications":
            out["server_names"] = self.maybe(0.25)
        if self.maybe(0.3):
            out["layout"] = r.choice(["per-namespace", "per-forest"])
        if self.maybe(0.25):
            own = ["autodiscover." + d for d in domains] + ["cas02." + forests[0]["ad_domain"]]
            out["exclude_names"] = self.some(own + EXCLUDED, 3)
        if self.maybe(0.3):
            out["key_made_by"] = "exchange"
        if self.maybe(0.2):
            out["exportable"] = False
        if self.maybe(0.4):
            out["proxy_site_issuer"] = r.choice(["self-signed", "windows-pki"])
        return out

    def dns(self, domains):
        r, out = self.r, {"internal": self.r.choice(["split-zone", "pinpoint", "same-zone", "none"])}
        if self.maybe(0.6):
            out["autodiscover_record"] = r.choice(["a", "cname"])
        out["srv_supported"] = self.maybe(0.75)
        if self.maybe(0.2):
            odd = ["com", "europe.contoso.com", "autodiscover.contoso.com"]
            out["catch_all"] = [r.choice(odd if self.maybe(0.2) else domains)]
        if self.maybe(0.2):
            out["apex_https"] = [r.choice(domains)]
        if self.maybe(0.3):
            out["existing_internal_zones"] = self.some(ZONES, 2)
        return out

    def constraints(self, forests, domains):
        spaces = [s["namespace"] for f in forests for s in f["sites"] if "namespace" in s]
        out = {}
        if self.maybe(0.07):
            out["public_addresses"] = self.r.randint(1, 3)
        if self.maybe(0.07):
            names = spaces + ["autodiscover." + domains[0], "*." + domains[0]]
            out["owned_certificate"] = [self.r.choice(names), "a.contoso.com"]
        if self.maybe(0.05):
            out["ca_supports"] = ["san"]
        return out

    def make(self):
        forests = [self.forest(i) for i in range(2 if self.topology == "multi-forest" else 1)]
        domains = [d for f in forests for d in f["smtp_domains"]]
        clients = {"kinds": self.some(CLIENTS, 5), "inside_joined": self.maybe(0.85),
                   "inside_unjoined": self.maybe(0.4)}
        if self.maybe(0.7):
            clients["root_ca_installed"] = self.some(["joined", "outside", "mobile"], 3)
        organization = {"name": "Contoso", "country": "US", "state": "Washington", "unit": self.r.choice(["", "IT"])}
        return {"format": 1, "product": self.product(), "organization": organization, "topology": self.topology,
                "policy": {"baseline": self.r.choice(["current"] * 4 + ["2008"])}, "forests": forests,
                "services": self.services(), "clients": clients, "certificates": self.certificates(forests, domains),
                "dns": self.dns(domains), "constraints": self.constraints(forests, domains)}


def answer_file(seed):
    return "".join("%s = %s;\n" % (k, text(v)) for k, v in Maker(seed).make().items())
