"""Texts that break out of something, unless every output quotes them for its own language."""

# Alone and inside of other text, in the beginning and at the end.
FRAMES = ["A {} B", "Contoso{}", "{}Contoso"]
PIECES = [
    # Quotes, and what ends a string somewhere.
    "'", "''", '"', '""', "`", "``", "\\", "\\\\", "\\'", '\\"', "\\n", "\\x00", "'\"`",
    "\u2018", "\u2019", "\u201a", "\u201b", "\u201c", "\u201d", "\u201e", "\u2018\u2019'",
    "\u00ab\u00bb", "\u2032", "\uff07", "\uff02",
    # PowerShell and cmd.
    "$(Get-Date)", "$env:PATH", "${x}", "; Remove-Item x", "| Out-Null", "& calc", "@(1)", "#>",
    "<#", "\u2013Force", "\u2014", "\u2015", "%PATH%", "%%", "^&", "!x!", "&& del x", "|| x", "> x",
    "< x", "rem", "(x)", "[char]39", "{0}",
    # Markdown.
    "*x*", "**", "_x_", "__", "[x](y)", "![x](y)", "<b>", "~~x~~", "# x", "- x", "1. x", "+ x",
    "> q", "|", "| a | b |", "```", "~~~", "\\*", "&amp;", "&#39;", "&nbsp", "---", "===", "[ ]",
    "http://a.test", "<http://a.test>", "a  ",
    # HTML, SVG, XML.
    "<script>alert(1)</script>", "</title>", "</script>", "<!--", "-->", "]]>", "<![CDATA[", "<a b=c>",
    "' onload='x", '" onload="x', "javascript:x", "&lt;", "<?x?>", "</style>", "</text>",
    # CSV and spreadsheets.
    "=1+1", "+1", "-1", "@SUM(A1)", ",", '","', ";", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x",
    # X.500 names, INF, libconfig, JSON.
    "O=x, CN=evil", "+CN=x", "#04", "<x>", "; x", "= x", "/CN=x", "%x%", "[Section]", "{text}",
    "@include \"x\"", "// x", "/* x */", "\"; x = \"", "\\u0041", "{\"a\":1}", "null",
    # DNS master files and file names.
    "$INCLUDE /etc/passwd", "$ORIGIN x", "( x", "\\065", "..", "../x", "...", "CON", "nul.txt", "a/b",
    "a:b", "a?b", "*", "~", "-x", ".x", "x.", "con", "LPT1",
    # Letters of the world: right to left, combining, wide, astral; and what looks like ASCII.
    "\u00d1and\u00fa", "\u0401\u0436", "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627",
    "\u65e5\u672c\u8a9e", "\ud55c\uad6d", "e\u0301", "\U0001f600", "\U0001f468", "\u00a0",
    "\u3000", "\u0391", "\uff21", "\u212a", "\u0130\u0131", "\ufb01", "\u00df",
    # Invisible and turning ones, control characters: to be refused.
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u200c",
    "\u2060", "\ufeff", "\u00ad", "\u2028", "\u2029", "\u0085", "\u009b", "\x1b[31m", "\x07", "\x7f",
    "\t", "\r", "\n", "\x00", "\x01", "\U000e0041",
]


def values():
    """At least 200, each once; every piece alone, and every third in a frame."""
    found = {}
    for index, piece in enumerate(PIECES):
        found.setdefault(piece)
        if index % 3 == 0:
            found.setdefault(FRAMES[index // 3 % len(FRAMES)].format(piece))
    for extra in ("", " ", "  x  ", "x" * 63, "x" * 64, "x" * 65, "\u00e9" * 64, "'" * 63,
                  "\U0001f600" * 40, '"' * 31):
        found.setdefault(extra)
    return list(found)


def libconfig(text):
    """A string literal for an answer file; what has no other way in goes as an escape."""
    def sign(character):
        if character in '"\\':
            return "\\" + character
        if ord(character) < 0x20 or ord(character) == 0x7f:
            return f"\\x{ord(character):02x}"
        return character
    return '"' + "".join(map(sign, text)) + '"'
