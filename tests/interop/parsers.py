"""Readers of the languages that values land in, each of somebody else's making or after its own rules."""
import html.parser
import re
import subprocess
import unicodedata

TIME_LIMIT = 120


class Page(html.parser.HTMLParser):
    """The tags in their order, with the names of their attributes; and all text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.pieces = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *[name for name, _ in attrs]))
        self.pieces += [value for _, value in attrs if value]

    def handle_endtag(self, tag):
        self.tags.append("/" + tag)

    def handle_comment(self, data):
        self.tags.append("comment")

    def handle_decl(self, decl):
        self.tags.append("decl " + decl)

    def handle_pi(self, data):
        self.tags.append("pi")

    def unknown_decl(self, data):
        self.tags.append("unknown")

    def handle_data(self, data):
        self.pieces.append(data)

    def text(self):
        return squeeze(" ".join(self.pieces))


def squeeze(text):
    """Blanks and line ends do not count where text is filled into lines."""
    return " ".join(text.split())


def markdown(*paths):
    """What a CommonMark renderer makes of the files: raw HTML becomes a comment, so that it shows."""
    done = subprocess.run(["cmark", *paths], capture_output=True, stdin=subprocess.DEVNULL, check=True,
                          timeout=TIME_LIMIT)
    return Page(done.stdout.decode("utf-8"))


def x500(text):
    '''TYPE=value, TYPE="value with ""quotes"" in it", as CertStrToName reads it.'''
    parts, at = [], 0
    while at < len(text):
        kind = re.compile(r"([A-Z]+)=").match(text, at)
        if not kind:
            raise ValueError(f"no X.500 name at {text[at:]!r}")
        at = kind.end()
        quoted = re.compile(r'"((?:[^"]|"")*)"(?:, |$)').match(text, at)
        bare = re.compile(r'([^",;+<>=\\#\r\n]*)(?:, |$)').match(text, at)
        found = quoted or bare
        if not found:
            raise ValueError(f"no X.500 value at {text[at:]!r}")
        value = found.group(1).replace('""', '"') if quoted else found.group(1)
        if bare and not quoted and value != value.strip(" "):
            raise ValueError(f"blanks around {value!r} would be lost")
        parts.append((kind.group(1).replace("ST", "S"), value))
        at = found.end()
    return parts


def rfc2253(text):
    """TYPE=value parts; a backslash before a character that would mean something, or before two digits."""
    parts = re.findall(r"(\w+)=((?:\\[0-9A-F]{2}|\\.|[^,\\])*)(?:, |$)", text)
    plain = [(kind.replace("ST", "S"), re.sub(
        r"((?:\\[0-9A-F]{2})+)|\\(.)",
        lambda match: bytes.fromhex(match.group(1).replace("\\", "")).decode("utf-8", "replace")
        if match.group(1) else match.group(2), value)) for kind, value in parts]
    return plain


def unsafe_for_terminal(text):
    """Control, turning and invisible characters, in what goes to a person's screen."""
    return [sign for sign in text
            if sign != "\n" and (unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp"))]


def file_part(text):
    """A name as files are called after it: all but letters, digits, dots and hyphens as %XX; what is too
    long ends with a number of its own (FNV-1a)."""
    octets = text.encode("utf-8")
    parts = [chr(octet) if re.match(rb"[A-Za-z0-9.-]", bytes([octet])) else f"%{octet:02X}"
             for octet in octets]
    if sum(map(len, parts)) <= 180:
        return "".join(parts)
    number, kept = 0xcbf29ce484222325, ""
    for octet in octets:
        number = (number ^ octet) * 0x100000001b3 % 2 ** 64
    for part in parts:
        if len(kept) + len(part) > 163:
            break
        kept += part
    return f"{kept}-{number:016x}"


def read(path):
    with open(path, "rb") as file:
        octets = file.read()
    return octets.decode("utf-16" if octets[:2] == b"\xff\xfe" else "utf-8-sig")
