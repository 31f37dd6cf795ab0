"""plan.html as a browser, an HTML checker and a strict reader of XML see it."""
import html.parser
import json
import os
import pathlib
import re
import tempfile
import xml.etree.ElementTree

from common import call

CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND"]
PHONE = 400
# A page that looks at the plan's page in a frame as wide as a phone, and tells what it sees.
LOOK = """<!DOCTYPE html><meta charset="utf-8"><title>look</title>
<iframe id="frame" width="{width}" height="800" style="border:0" src="{page}"></iframe><pre id="told"></pre>
<script>
onload = () => {{
  const view = document.getElementById("frame").contentWindow, page = view.document;
  const body = view.getComputedStyle(page.body), wide = [];
  for (const part of page.body.querySelectorAll("*"))
    if (!part.closest(".picture") && part.getBoundingClientRect().right > {width} + 1)
      wide.push(part.tagName + " " + part.textContent.slice(0, 40));
  const seen = name => Array.from(page.querySelectorAll(name)).map(part => {{
    const style = view.getComputedStyle(part);
    return [name, style.color, style.backgroundColor];
  }}).slice(0, 3);
  document.getElementById("told").textContent = JSON.stringify({{
    width: page.documentElement.scrollWidth, wide: wide.slice(0, 5), body: [body.color, body.backgroundColor],
    colours: [].concat(...["a", "code", ".soft", ".source", ".error", ".warning", ".note", ".clean", ".fail",
      ".prompt", ".manual"].map(seen))}});
}};
</script>
"""


class Text(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.pieces = []
        self.feed(text)
        self.close()

    def handle_data(self, data):
        self.pieces.append(data)


def squeezed(text):
    return " ".join(" ".join(Text(text).pieces).split())


def bare(text):
    """Without blanks: where lines end is the reader's own affair."""
    return "".join(text.split())


def page_path(case):
    return os.path.join(case.folder, "plan.html")


def check_tidy(case):
    """Not one warning. What tidy of 2021 does not know of today's HTML is told apart by name."""
    done = call("tidy", "-q", "-e", "--drop-empty-elements", "no", page_path(case))
    told = [line for line in done.stderr.splitlines() if line.strip()]
    if told:
        yield f"tidy: {told[:4]}"


# ---- Strictly: the page is well-formed XML as well ------------------------------------------------------

ELEMENTS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "p", "nav", "ul", "ol",
            "li", "a", "span", "b", "div", "code", "pre", "br", "table", "thead", "tbody", "tr", "th", "td",
            "details", "summary", "label", "input", "svg", "defs", "marker", "path", "rect", "text"}
ATTRIBUTES = {"lang", "charset", "name", "content", "id", "class", "href", "scope", "data-label", "type", "role",
              "aria-label", "viewBox", "width", "height", "refX", "refY", "markerWidth", "markerHeight",
              "orient", "d", "x", "y", "rx", "marker-end"}
SVG = "{http://www.w3.org/2000/svg}"


def check_tables(page):
    for table in page.iter("table"):
        labels = [cell.text for cell in table.find("thead/tr")]
        for row in table.findall("tbody/tr"):
            if len(row) != len(labels):
                yield f"a row of {len(row)} cells below {labels}"
            if len(labels) > 2 and [cell.get("data-label") for cell in row] != labels:
                yield f"cells that name other columns than {labels}"


def check_headings(page):
    last = 0
    for part in page.iter():
        level = re.fullmatch(r"h([1-6])", part.tag)
        if level and int(level.group(1)) > last + 1:
            yield f"a heading {part.tag} below h{last}"
        last = int(level.group(1)) if level else last


def check_parts(case, page):
    """Every part of the plan has its own on the page."""
    plan = case.plan
    ids = [part.get("id") for part in page.iter("h2")]
    if ids != ["topology", "findings", "proof", "certificates", "dns", "urls", "checklist", "defaults"]:
        yield f"the parts {ids}"
    boxes = page.findall(".//div[@class='step']/label/input[@type='checkbox']")
    if len(boxes) != len(plan["steps"]):
        yield f"{len(boxes)} boxes for {len(plan['steps'])} steps"
    counts = {
        "findings": (len([part for part in page.iter("div") if part.get("class", "").startswith("finding ")]),
                     len(plan["findings"])),
        "proof lines": (len([fold for fold in page.iter("details")
                             if fold[0].find("span[@class]") is not None]), len(plan["proof"])),
        "sites": (len([box for box in page.iter(SVG + "rect") if box.get("class").startswith("box")]),
                  len({(scp["forest"], scp["site"]) for scp in plan["scp"]})),
    }
    for what, (found, wanted) in counts.items():
        if found != wanted:
            yield f"{found} {what}, planned {wanted}"
    for fold in page.iter("details"):
        if fold[0].tag != "summary" or len(fold) < 2:
            yield "something folded has no summary, or nothing in it"


def check_strict(case):
    """Well-formed; known elements and attributes only; links lead to places of this page; nothing runs, and
    nothing is fetched."""
    with open(page_path(case), encoding="utf-8") as file:
        source = file.read()
    try:
        page = xml.etree.ElementTree.fromstring(source)
    except xml.etree.ElementTree.ParseError as error:
        yield f"not well-formed: {error}"
        return
    places = [part.get("id") for part in page.iter() if part.get("id")]
    if len(set(places)) != len(places):
        yield f"an id twice: {sorted(places)}"
    for part in page.iter():
        name = part.tag.replace(SVG, "")
        if name not in ELEMENTS or not set(part.keys()) <= ATTRIBUTES:
            yield f"<{name}> with {sorted(part.keys())}"
        if part.get("href") and part.get("href")[1:] not in places:
            yield f"a link to {part.get('href')}"
    if page.get("lang") != "en" or page.find(f".//{SVG}svg/{SVG}title") is None:
        yield "no language, or a picture without a title"
    if re.search(r"@import|url\((?!#)|<script|javascript:", source):
        yield "it would fetch or run something"
    yield from check_tables(page)
    yield from check_headings(page)
    yield from check_parts(case, page)


# ---- In a browser ---------------------------------------------------------------------------------------


def browse(*words):
    """A browser with a home of its own, without a network."""
    with tempfile.TemporaryDirectory(prefix="casplan-browser-") as home:
        done = call(*CHROMIUM, f"--user-data-dir={home}", *words, limit=90, HOME=home)
    if done.returncode != 0:
        raise ValueError(f"chromium: exit {done.returncode}: {done.stderr.strip()[-300:]}")
    return done


def check_shown(case):
    """The page shows what the plan says, and the console has nothing to say. (A browser without scripts
    cannot dump what it shows; check_strict sees to it that there are none.)"""
    done = browse("--virtual-time-budget=2000", "--enable-logging=stderr",
                  "--dump-dom", "file://" + page_path(case))
    if re.search(r":CONSOLE[:(]", done.stderr):
        yield f"the console says {done.stderr.strip()[-300:]}"
    shown = squeezed(done.stdout)
    plan = case.plan
    wanted = [step["title"] for step in plan["steps"]] + [
        name["name"] for certificate in plan["certificates"] for name in certificate["names"]] + [
        record["data"] for record in plan["dns"]] + [
        url[side] for url in plan["urls"] for side in ("internal", "external") if url[side]] + [
        finding["message"] for finding in plan["findings"]] + [
        line["reason"] for line in plan["proof"] if line["reason"]]
    for text in dict.fromkeys(wanted):
        if " ".join(text.split()) not in shown:
            yield f"the browser does not show {text!r}"


def luminance(colour):
    """Of "rgb(1, 2, 3)" (WCAG 2.1)."""
    parts = [int(number) / 255 for number in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def look(case, *words):
    with tempfile.TemporaryDirectory(prefix="casplan-look-") as folder:
        path = os.path.join(folder, "look.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(LOOK.format(width=PHONE, page=pathlib.Path(page_path(case)).as_uri()))
        done = browse("--allow-file-access-from-files", "--virtual-time-budget=5000", *words, "--dump-dom",
                      pathlib.Path(path).as_uri())
    told = re.search(r'<pre id="told">(.+?)</pre>', done.stdout, re.S)
    if not told:
        raise ValueError(f"chromium did not look: {done.stdout[-300:]}{done.stderr[-300:]}")
    return json.loads("".join(Text(told.group(1)).pieces))


def check_looks(case):
    """On a phone nothing is wider than the screen; by day and by night every text stands out from its ground
    by 4.5:1 at least."""
    # Blink's own numbers: 0 is dark, 1 is light.
    for scheme, number in (("dark", 0), ("light", 1)):
        told = look(case, f"--blink-settings=preferredColorScheme={number}")
        if told["width"] > PHONE or told["wide"]:
            yield f"{scheme}: {told['width']} wide on a phone: {told['wide']}"
        ink, ground = told["body"]
        if (luminance(ground) < luminance(ink)) != (scheme == "dark"):
            yield f"{scheme}: {ink} on {ground}"
        for name, colour, _ in [["body", ink, ""], *told["colours"]]:
            if contrast(colour, ground) < 4.5:
                yield f"{scheme}: {name} is {colour} on {ground}"


def check_paper(case):
    """Printed, all that was folded is there."""
    with tempfile.TemporaryDirectory(prefix="casplan-paper-") as folder:
        path = os.path.join(folder, "plan.pdf")
        browse("--no-pdf-header-footer", f"--print-to-pdf={path}", "file://" + page_path(case))
        done = call("pdftotext", "-raw", path, "-")
    printed = bare(done.stdout)
    for step in case.plan["steps"]:
        for text in [step["title"], step["why"], *step["verify"][:1], *step["undo"][-1:]]:
            # A page may end in a paragraph, not in the middle of its beginning.
            if text and bare(text)[:30] not in printed:
                yield f"not on paper: {text!r}"
    for verdict in case.plan["verdicts"][:20]:
        for attempt in verdict["attempts"]:
            if bare(attempt["url"]) not in printed:
                yield f"not on paper: {attempt['url']}"


def check_browser(case):
    yield from check_shown(case)
    yield from check_looks(case)
    yield from check_paper(case)
