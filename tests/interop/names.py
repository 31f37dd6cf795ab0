#!/usr/bin/env python3
"""Hostile texts where a name, an address or a word of ours is wanted: each is refused at input, with its
line, or it is a host name, and no output holds anything but the characters of one."""
import argparse
import concurrent.futures
import json
import os
import re
import sys
import tempfile

import hostile
import quoting
from parsers import read

# Each field on a line of its own, so that a problem tells whose it is; what stands there when it is not its
# turn. A value of several fields at once would be a name that is given twice.
BENIGN = {
    # Host names and domains.
    "adomain": "corp.contoso.com", "mail": "contoso.com", "namespace": "mail.contoso.com",
    "imap": "imap.contoso.com", "internal": "mail.contoso.com", "scp": "mail.contoso.com",
    "extra": "legacy.contoso.com", "excluded": "old.contoso.com", "catch": "contoso.com",
    "apex": "contoso.com", "zone": "zone.contoso.com", "owned": "owned.contoso.com",
    # Servers and addresses.
    "server": "CAS01", "outside": "203.0.113.10", "inside": "10.1.0.10", "second": "203.0.113.11",
    # Words.
    "version": "2010", "update": "SP3", "date": "2026-11-22", "country": "US", "topology": "consolidated",
    "authentication": "basic", "security": "tls", "client": "outlook-2010", "root": "outside",
    "scenario": "unified-communications", "issuer": "public-ca", "layout": "per-namespace",
    "maker": "casplan", "proxy": "self-signed", "style": "split-zone", "record": "a", "support": "san",
    "publisher": "none", "product": "other",
}
HOSTS = ("adomain", "mail", "namespace", "imap", "internal", "scp", "extra", "excluded", "catch", "apex",
         "zone", "owned")
ANSWERS = """format = 1;
product = {
  version = @version;
  update = @update;
};
policy = {
  date = @date;
};
organization = { name = "Contoso";
  country = @country;
};
topology = @topology;
forests = ( { name = "contoso";
  ad_domain = @adomain;
  smtp_domains = [
    @mail
  ];
  sites = ( { name = "Redmond";
    namespace = @namespace;
    hosts = {
      imap4 = @imap;
    };
    internal_namespace = @internal;
    scp_host = @scp;
    servers = [
      @server
    ];
    external_addresses = [
      @outside
    ];
    internal_addresses = [
      @inside
    ];
    autodiscover_external_addresses = [
      @second
    ];
    publisher = {
      kind = @publisher;
      product = @product;
    };
  } );
} );
services = {
  outlook_anywhere = {
    authentication = @authentication;
  };
  imap4 = { enabled = true;
    security = @security;
  };
};
clients = {
  kinds = [
    @client
  ];
  root_ca_installed = [
    @root
  ];
};
certificates = {
  scenario = @scenario;
  issuer = @issuer;
  layout = @layout;
  exclude_names = [
    @excluded
  ];
  extra_names = [
    @extra
  ];
  key_made_by = @maker;
  proxy_site_issuer = @proxy;
};
dns = {
  internal = @style;
  autodiscover_record = @record;
  catch_all = [
    @catch
  ];
  apex_https = [
    @apex
  ];
  existing_internal_zones = [
    @zone
  ];
};
constraints = {
  ca_supports = [
    @support
  ];
  owned_certificate = [
    @owned
  ];
};
"""
LDH = re.compile(r"(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*")
# What no host name holds; other letters may become an A-label.
NO_HOST = re.compile(r"[\x00-\x20!-,/:-@\[-^`{-\x7f]")


class Strict(quoting.Run):
    template, benign, attempts = ANSWERS, BENIGN, 6


def plain_hosts(plan):
    """Every name of the plan has the form of one."""
    names = [name["name"] for certificate in plan["certificates"] for name in certificate["names"]]
    names += [record[member] for record in plan["dns"] for member in ("owner", "zone")]
    names += [record["data"] for record in plan["dns"] if record["type"] == "CNAME"]
    names += [space["host"] for space in plan["namespaces"]]
    for name in names:
        if not LDH.fullmatch(name):
            yield f"a name {name!r}"
    for url in plan["urls"]:
        for side in ("internal", "external"):
            if url[side] and not re.fullmatch(r"(https?://)?[a-z0-9.-]+(/[A-Za-z0-9./-]*)?", url[side]):
                yield f"a URL {url[side]!r}"


def plain_files(out):
    for pattern in ("dns/*", "scripts/*.ps1"):
        for path in quoting.below(out, pattern):
            if not re.fullmatch(r"[A-Za-z0-9.%_-]+", os.path.basename(path)):
                yield f"a file called {path!r}"
    for path in quoting.below(out, "dns/*.*"):
        if not read(path).isascii():
            yield f"{path} is not ASCII"


def judge(run):
    """What was accepted may be accepted, and nothing of it is dangerous anywhere."""
    for field, value in run.values.items():
        if field in run.refused or value == BENIGN[field]:
            continue
        # An empty text is no answer.
        if field in HOSTS and NO_HOST.search(value.removeprefix("*.")):
            yield f"{field}: {value!r} was accepted"
        elif field not in HOSTS and not re.fullmatch(r"[A-Za-z0-9._-]*", value):
            yield f"{field}: {value!r} was accepted"


def one(job):
    """(problems, how many fields took the value)"""
    program, value = job
    with tempfile.TemporaryDirectory(prefix="casplan-names-") as folder:
        run = Strict(program, folder, {field: value for field in BENIGN})
        problems = []
        try:
            run.check()
            problems += judge(run)
            taken = [field for field in BENIGN if field not in run.refused]
            if any(field in HOSTS or field == "server" for field in taken):
                run.plan = run.replay()
                problems += plain_hosts(run.plan)
                problems += plain_files(run.out)
        except (ValueError, KeyError, OSError) as error:
            problems.append(f"{type(error).__name__}: {error}")
            taken = []
        return [f"{text}\n    with {json.dumps(value)}" for text in problems], len(taken)


def main():
    parser = argparse.ArgumentParser(description="hostile texts for names, addresses and words")
    parser.add_argument("--casplan", required=True)
    program = os.path.abspath(parser.parse_args().casplan)
    with tempfile.TemporaryDirectory(prefix="casplan-names-") as folder:
        run = Strict(program, folder, BENIGN)
        if run.check() is None or run.refused:
            raise ValueError(f"the harmless values are refused: {run.refused}")
    values = hostile.values()
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(one, [(program, value) for value in values], chunksize=4))
    problems = [problem for found, _ in results for problem in found]
    for problem in problems:
        print(problem)
    print(f"names: {len(values)} values in each of {len(BENIGN)} fields; taken "
          f"{sum(taken for _, taken in results)} times; {len(problems)} problems")
    return 1 if problems or len(values) < 200 else 0


if __name__ == "__main__":
    sys.exit(main())
