"""Compares a plan with what a case expects: one function for each member of expect.json.

Every function takes the plan (the parsed plan.json) and the expectation of its member, and yields
one line for each difference. README.md in this folder says what each member means.
"""
import re

PLACES = ["clean", "prompt", "manual", "warning", "fail"]


def differences(what, got, want):
    """Two lists whose order does not matter."""
    got, want = list(got), list(want)
    extra = [x for x in got if x not in want]
    missing = [x for x in want if x not in got]
    if extra:
        yield f"{what}: only in the plan: {', '.join(extra)}"
    if missing:
        yield f"{what}: missing: {', '.join(missing)}"
    if not extra and not missing and len(got) != len(want):
        yield f"{what}: something is there twice: {', '.join(sorted(got))}"


def check_patterns(what, text, expect):
    """`expect` is {must: [...], must_not: [...]}, or a list of patterns that must match."""
    if isinstance(expect, list):
        expect = {"must": expect}
    for pattern in expect.get("must", []):
        if not re.search(pattern, text):
            yield f"{what}: nothing matches {pattern}"
    for pattern in expect.get("must_not", []):
        hit = re.search(pattern, text)
        if hit:
            yield f"{what}: {hit.group(0)!r} matches {pattern}, which nothing may"


def names_of(certificate):
    return [name["name"] for name in certificate["names"]]


def check_certificates(plan, expect):
    """{id: [every name]}; a common name of its own stands for the id."""
    by_id = {c["id"]: c for c in plan["certificates"]}
    by_common_name = {}
    for certificate in plan["certificates"]:
        by_common_name.setdefault(certificate["common_name"], []).append(certificate)
    seen = set()
    for key, names in expect.items():
        found = by_id.get(key)
        if not found and len(by_common_name.get(key, [])) == 1:
            found = by_common_name[key][0]
        if not found:
            yield f"certificate {key} is missing; the plan has {', '.join(sorted(by_id))}"
            continue
        seen.add(found["id"])
        yield from differences(f"certificate {key}", names_of(found), names)
    for key in sorted(set(by_id) - seen):
        yield f"certificate {key} is not expected"


def is_part(part, whole):
    """Does the plan's value have all that is expected of it?"""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and is_part(part[key], whole[key]) for key in part)
    return part == whole


def check_fields(what, items, expect):
    """{key: {member: value}} against {key: item}."""
    for key, members in expect.items():
        if key not in items:
            yield f"{what} {key} is missing"
            continue
        for member, want in members.items():
            if not is_part(want, items[key].get(member)):
                yield f"{what} {key}: {member} is {items[key].get(member)!r}, expected {want!r}"


def check_certificate_fields(plan, expect):
    yield from check_fields("certificate", {c["id"]: c for c in plan["certificates"]}, expect)


def check_roles(plan, expect):
    roles = {c["common_name"]: {"role": c["role"]} for c in plan["certificates"]}
    yield from check_fields("certificate", roles, {cn: {"role": r} for cn, r in expect.items()})


def check_reasons(plan, expect):
    """{name: [code]}: why a name is on a certificate."""
    codes = {}
    for certificate in plan["certificates"]:
        for name in certificate["names"]:
            codes.setdefault(name["name"], []).extend(r["code"] for r in name["reasons"])
    for name, want in expect.items():
        yield from differences(f"reasons of {name}", sorted(set(codes.get(name, []))), want)


def check_unused(plan, expect):
    got = [n["name"] for c in plan["certificates"] for n in c["names"] if not n["used_by"]]
    yield from differences("names that no verdict uses", got, expect)


def check_omitted(plan, expect):
    yield from differences("omitted names", [n["name"] for n in plan["omitted_names"]], expect)


def record_text(record):
    return f'{record["owner"]} {record["type"]} {record["data"]}'


def check_dns(plan, expect):
    for view, records in expect.items():
        got = [record_text(r) for r in plan["dns"] if r["view"] == view]
        yield from differences(f"dns {view}", got, records)


def check_records(plan, expect):
    """{"view owner TYPE data": {member: value}}"""
    items = {f'{r["view"]} {record_text(r)}': r for r in plan["dns"]}
    yield from check_fields("record", items, expect)


def check_zones(plan, expect):
    """{view: {zone: "new" or "existing"}}: every zone of the view."""
    for view, zones in expect.items():
        got = {f'{r["zone"]} {"new" if r["zone_is_new"] else "existing"}'
               for r in plan["dns"] if r["view"] == view}
        yield from differences(f"zones {view}", sorted(got), [f"{z} {s}" for z, s in zones.items()])


def check_forbidden(plan, expect):
    """{must: ["view owner TYPE"], must_not: [owner]}"""
    got = {f'{f["view"]} {f["owner"]} {t}' for f in plan["forbidden_dns"] for t in f["types"]}
    for want in expect.get("must", []):
        if want not in got:
            yield f"{want} is not forbidden"
    for owner in expect.get("must_not", []):
        if any(f["owner"] == owner for f in plan["forbidden_dns"]):
            yield f"records of {owner} are forbidden, and should not be"


def check_urls(plan, expect):
    """{"server/service": [internal, external]}; null for the pair: no such row."""
    urls = {f'{u["server"]}/{u["service"]}': [u["internal"], u["external"]] for u in plan["urls"]}
    for key, want in expect.items():
        if urls.get(key) != want:
            yield f"urls {key}: {urls.get(key)}, expected {want}"


def check_scp(plan, expect):
    got = {s["server"]: s["url"] for s in plan["scp"]}
    for server, want in expect.items():
        if got.get(server) != want:
            yield f"scp {server}: {got.get(server)}, expected {want}"


def check_scp_scope(plan, expect):
    got = {s["server"]: s["site_scope"] for s in plan["scp"]}
    for server, want in expect.items():
        if got.get(server) != want:
            yield f"site scope of {server}: {got.get(server)}, expected {want}"


def check_namespaces(plan, expect):
    """{host: [services]}: every external host; one of several sites is expected once."""
    got = {n["host"]: n["services"] for n in plan["namespaces"]}
    yield from differences("namespaces", sorted(got), sorted(expect))
    for host in set(got) & set(expect):
        yield from differences(f"services of {host}", got[host], expect[host])


def pair_of(finding):
    return f'{finding["rule"]}@{finding["subject"]}'


def check_exact_findings(plan, expect):
    """["rule@subject"], or "rule" for all subjects of a rule."""
    whole = {want for want in expect if "@" not in want}
    got = [f["rule"] if f["rule"] in whole else pair_of(f) for f in plan["findings"]]
    yield from differences("findings", sorted(set(got)), expect)


def check_findings(plan, expect):
    rules = {f["rule"] for f in plan["findings"]}
    pairs = {pair_of(f): f for f in plan["findings"]}
    for want in expect.get("must", []):
        if want not in rules and want not in pairs:
            yield f"finding {want} is missing; the plan has {', '.join(sorted(pairs))}"
    for bad in expect.get("must_not", []):
        if bad in rules or bad in pairs:
            yield f"finding {bad} should not be there"
    for rule, severity in expect.get("severity", {}).items():
        got = {f["severity"] for f in plan["findings"] if rule in (f["rule"], pair_of(f))}
        if got != {severity}:
            found = ", ".join(sorted(got)) or "none"
            yield f"finding {rule}: severity {found}, expected {severity}"
    for pair, pattern in expect.get("message", {}).items():
        if pair not in pairs:
            yield f"finding {pair} is missing"
        elif not re.search(pattern, pairs[pair]["message"]):
            yield f"finding {pair}: {pairs[pair]['message']!r} does not match {pattern}"
    for pair, reason in expect.get("acknowledged", {}).items():
        got = pairs.get(pair, {}).get("acknowledged")
        if pair not in pairs or got != reason:
            yield f"finding {pair}: acknowledged {got!r}, expected {reason!r}"
    if "exact" in expect:
        yield from check_exact_findings(plan, expect["exact"])


def check_proof(plan, expect):
    """{"client@place": result}; null: the client is not listed there."""
    got = {f'{p["client"]}@{p["place"]}': p["result"] for p in plan["proof"]}
    for key, want in expect.items():
        if got.get(key) != want:
            yield f"proof {key}: {got.get(key)}, expected {want}"


def check_proof_only(plan, expect):
    """["client@place"]: all that the proof speaks of."""
    got = [f'{p["client"]}@{p["place"]}' for p in plan["proof"]]
    yield from differences("proof", got, expect)


VERDICT = re.compile(r"^([^@]+@[^/]+)/([^@ ]+)(?:@(\S+))?(?: (?:([^/]+)/)?(.+))?$")


def verdicts_of(plan, key):
    """client@place/service[@domain][ [forest/]site]"""
    who, service, domain, forest, site = VERDICT.match(key).groups()
    for verdict in plan["verdicts"]:
        if (f'{verdict["client"]}@{verdict["place"]}' == who and verdict["service"] == service
                and domain in (None, verdict["smtp_domain"])
                and forest in (None, verdict["forest"]) and site in (None, verdict["site"])):
            yield verdict


def check_verdicts(plan, expect):
    """The worst of all that the key names; null: there is none."""
    for key, want in expect.items():
        results = [verdict["result"] for verdict in verdicts_of(plan, key)]
        got = max(results, key=PLACES.index) if results else None
        if got != want:
            yield f"verdict {key}: {got}, expected {want}"


def check_attempts(plan, expect):
    """{key of a verdict: ["url outcome", ...]}, in the client's own order"""
    for key, want in expect.items():
        found = list(verdicts_of(plan, key))
        got = [f'{a["url"]} {a["outcome"]}' for a in found[0]["attempts"]] if found else None
        if got != want:
            yield f"attempts {key}: {got}, expected {want}"


def slugs_of(step):
    return step["id"].split("/")


def check_steps(plan, expect):
    def place(slug):
        return next((i for i, s in enumerate(plan["steps"])
                     if slug == s["id"] or slug in slugs_of(s)), None)
    for slug in expect.get("must", []):
        if place(slug) is None:
            yield f"step {slug} is missing"
    for slug in expect.get("must_not", []):
        if place(slug) is not None:
            yield f"step {slug} should not be there"
    order = [(slug, place(slug)) for slug in expect.get("order", [])]
    for (a, i), (b, j) in zip(order, order[1:]):
        if i is None or j is None or i >= j:
            yield f"step {a} ({i}) should come before {b} ({j})"
    ids = {step["id"] for step in plan["steps"]}
    for wanted in expect.get("ids", []):
        if wanted not in ids:
            yield f"step {wanted} is missing"
    for bad in expect.get("no_ids", []):
        if bad in ids:
            yield f"step {bad} should not be there"


def text_of(step):
    parts = [step["title"], step["why"], step["target"]]
    for member in ("requires", "do", "verify", "undo"):
        parts += step[member]
    return "\n".join(parts)


def check_step_text(plan, expect):
    """{slug or id: patterns} over the prose of all steps of that name"""
    for slug, patterns in expect.items():
        texts = [text_of(s) for s in plan["steps"] if slug == s["id"] or slug in slugs_of(s)]
        yield from check_patterns(f"step {slug}", "\n".join(texts), patterns)


def check_step_commands(plan, expect):
    """{slug or id: patterns} over the commands of all steps of that name"""
    for slug, patterns in expect.items():
        commands = [c for s in plan["steps"] if slug == s["id"] or slug in slugs_of(s)
                    for c in s["commands"]]
        yield from check_patterns(f"commands of {slug}", "\n".join(commands), patterns)


def check_commands(plan, expect):
    commands = [command for step in plan["steps"] for command in step["commands"]]
    yield from check_patterns("commands", "\n".join(commands), expect)


def check_summary(plan, expect):
    yield from check_fields("plan", {"summary": plan["summary"]}, {"summary": expect})


def check_plan(plan, expect):
    """Members of the plan itself, or parts of them."""
    yield from check_fields("member of the", {"plan": plan}, {"plan": expect})


MEMBERS = {
    "certificates": check_certificates,
    "certificate_fields": check_certificate_fields,
    "roles": check_roles,
    "reasons": check_reasons,
    "unused": check_unused,
    "omitted": check_omitted,
    "dns": check_dns,
    "records": check_records,
    "zones": check_zones,
    "forbidden": check_forbidden,
    "urls": check_urls,
    "scp": check_scp,
    "scp_scope": check_scp_scope,
    "namespaces": check_namespaces,
    "findings": check_findings,
    "proof": check_proof,
    "proof_only": check_proof_only,
    "verdicts": check_verdicts,
    "attempts": check_attempts,
    "steps": check_steps,
    "step_text": check_step_text,
    "step_commands": check_step_commands,
    "commands": check_commands,
    "summary": check_summary,
    "plan": check_plan,
}
