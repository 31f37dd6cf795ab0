"""Every command of every emitted PowerShell script against share/cmdlets.cfg: the cmdlets and parameters
that the plan's own release of the product has."""
import functools
import glob
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARE = os.path.join(HERE, "..", "..", "share")
sys.path.insert(0, os.path.join(HERE, "..", "interop"))
import powershell  # noqa: E402

TEXTS = re.compile(r'"([^"]*)"')
VERB_NOUN = re.compile(r"[A-Z][a-z]+-[A-Z]\w*")
KEYWORDS = {"if", "else"}


def rows(text):
    """The groups between braces that hold no other ones, comments left out."""
    plain = re.sub(r"^\s*(#|//).*$", "", text, flags=re.M)
    return re.findall(r"\{([^{}]*)\}", plain)


def member(row, name):
    """The texts of a member: one, several in brackets, or none."""
    found = re.search(rf'\b{name} = (\[[^\]]*\]|"[^"]*")', row)
    return TEXTS.findall(found.group(1)) if found else []


@functools.lru_cache(maxsize=None)
def releases():
    """[(version, update)] from the oldest to the newest."""
    found = []
    for path in glob.glob(os.path.join(SHARE, "products", "*.cfg")):
        with open(path, encoding="utf-8") as file:
            row = rows(file.read())[0]
        found.append((member(row, "id")[0], member(row, "updates")))
    # By year, the one without a year last.
    found.sort(key=lambda product: (not product[0].isdigit(), product[0]))
    return [(version, update) for version, updates in found for update in updates]


def ends(text):
    """The places of the first and the last release that "2016", "2016 CU22" or "" may mean."""
    places = [place for place, (version, update) in enumerate(releases())
              if text in ("", version, f"{version} {update}")]
    if not places:
        raise ValueError(f"no release {text!r}")
    return places[0], places[-1]


def holds(products, place):
    """Is the release inside of one of the ranges?"""
    for part in products.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        low = ends(first)[0]
        high = ends(last if dash else first)[1]
        if low <= place <= high:
            return True
    return False


@functools.lru_cache(maxsize=None)
def allowed(version, update):
    """{cmdlet or program: its parameters in this release}"""
    place = releases().index((version, update))
    with open(os.path.join(SHARE, "cmdlets.cfg"), encoding="utf-8") as file:
        text = file.read()
    table = {}
    for row in rows(text[text.index("\ncmdlets ="):]):
        products = member(row, "products")
        if not products or holds(products[0], place):
            table.setdefault(member(row, "id")[0], set()).update(member(row, "parameters"))
    return table


class Frame:
    """What stands between brackets, or on a line: a command with its arguments, or a value."""

    def __init__(self):
        self.starts, self.command = True, None

    def end(self):
        self.starts, self.command = True, None


def commands(text):
    """(command, [parameters]) in the order of their beginning; a bare word that is none is one all the
    same, so that nobody overlooks it."""
    found, frames = [], [Frame()]
    for kind, value in powershell.tokens(text):
        frame = frames[-1]
        if kind == "operator" and value in "({":
            frame.starts = False
            frames.append(Frame())
        elif kind == "operator" and value in ")}":
            if len(frames) == 1:
                raise powershell.Broken(f"a {value} too many")
            frames.pop()
        elif kind == "end" or kind == "operator" and value in ";|":
            frame.end()
        elif kind == "word" and frame.starts:
            frame.starts = False
            if re.match(r"[A-Za-z]", value) and value not in KEYWORDS:
                frame.command = (value, [])
                found.append(frame.command)
        elif kind == "word" and frame.command and re.match(r"-[A-Za-z]", value):
            frame.command[1].append(value[1:].partition(":")[0])
        elif kind == "word" and not frame.command and value == "=":
            frame.starts = True
        elif kind not in ("comment", "end"):
            frame.starts = False
    if len(frames) != 1:
        raise powershell.Broken("a bracket is not closed")
    return found


def check_text(text, table):
    """What the release does not have."""
    for command, parameters in commands(text):
        if command not in table:
            yield f"{command} is not in share/cmdlets.cfg for this release"
            continue
        if not VERB_NOUN.fullmatch(command):
            continue
        for parameter in parameters:
            if parameter not in table[command] | table.get("*", set()):
                yield f"{command} has no -{parameter} in this release"


def check_folder(product, folder):
    """All scripts below a folder; `product` is the plan's."""
    table = allowed(product["version"], product["update"])
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "**", "*.ps1"), recursive=True)):
        with open(path, "rb") as file:
            octets = file.read()
        where = os.path.relpath(path, folder)
        try:
            for problem in check_text(powershell.script(octets), table):
                yield f"{where}: {problem}"
        except powershell.Broken as error:
            yield f"{where}: {error}"


def selftest():
    """The reader finds what it is for."""
    table = {"Get-X": {"Identity"}, "Set-Y": {"Path"}, "*": {"Verbose"}, "x.exe": set(), "Out-Z": set()}
    samples = [
        ("Get-X -Identity 'a' -Verbose | Set-Y -Path 'b'", 0),
        ("x.exe -any /thing 'Get-Other -Bad'", 0),
        ("# Get-Other -Bad", 0),
        ("$a = Get-X -Identity (Get-X).Name", 0),
        ("if (-not (Get-X | Out-Z { $_.A -and $_.B -gt 1 })) { Set-Y -Path:$true }", 0),
        ("Get-Other", 1),
        ("Get-X -Path 'a'", 1),
        ("Get-X | Set-Y -Identity 'b'", 1),
        ("$a = Get-Other -Bad", 1),
        ("if ($a -eq 'b') { Get-Other }", 1),
        ("Set-Y -Path @('a', (Get-Other))", 1),
        ("Get-X -Identity 'a'; y.exe", 1),
        ("Out-Z -Bad:$false", 1),
        ("word 'a'", 1),
    ]
    for text, wanted in samples:
        found = list(check_text(text, table))
        if len(found) != wanted:
            raise AssertionError(f"{text!r}: {found}")
