"""plan.html as a browser and an HTML checker see it."""
import html.parser
import os
import re
import tempfile

from common import call


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


def check_tidy(case):
    """Not one warning. What tidy of 2021 does not know of today's HTML is told apart by name."""
    done = call("tidy", "-q", "-e", "--drop-empty-elements", "no", os.path.join(case.folder, "plan.html"))
    told = [line for line in done.stderr.splitlines() if line.strip()]
    if told:
        yield f"tidy: {told[:4]}"


def check_browser(case):
    """Opened without a network: the page shows what the plan says, and asks nobody for anything."""
    path = os.path.join(case.folder, "plan.html")
    with tempfile.TemporaryDirectory(prefix="casplan-browser-") as home:
        done = call(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=2000",
            "--enable-logging=stderr", f"--user-data-dir={home}", "--dump-dom", "file://" + path,
            limit=90, HOME=home)
    if done.returncode != 0:
        yield f"chromium: exit {done.returncode}: {done.stderr.strip()[-300:]}"
        return
    if re.search(r":CONSOLE[:(]", done.stderr):
        yield f"the console says {done.stderr.strip()[-300:]}"
    with open(path, encoding="utf-8") as file:
        source = file.read()
    if re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", source):
        yield "it refers to something elsewhere"
    shown = squeezed(done.stdout)
    for step in case.plan["steps"]:
        if " ".join(step["title"].split()) not in shown:
            yield f'the browser does not show the step {step["title"]!r}'
    for certificate in case.plan["certificates"]:
        if certificate["common_name"] not in shown:
            yield f'the browser does not show {certificate["common_name"]}'
