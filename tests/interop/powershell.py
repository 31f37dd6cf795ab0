"""Windows PowerShell's tokens, as far as the emitted scripts go: strings, words, comments, line ends.

What counts as a quote follows about_Quoting_Rules: typographic single quotes open and end a string
like the ASCII one, and so do the double ones.
"""

SINGLE = "'\u2018\u2019\u201a\u201b"
DOUBLE = '"\u201c\u201d\u201e'
DASHES = "-\u2013\u2014\u2015"
BLANKS = " \t\u00a0\u0085"
ENDS = "\r\n"
OPERATORS = "(){};,|&"


class Broken(Exception):
    """The text is no script."""


def _quoted(text, at, quotes):
    """The value of the string that begins at `at`, and where it ends. No escapes but doubling: in a
    double-quoted one a backtick or dollar sign would mean something, so both are refused."""
    value = []
    at += 1
    while at < len(text):
        if text[at] in quotes:
            if at + 1 < len(text) and text[at + 1] in quotes:
                at += 1
            else:
                return "".join(value), at + 1
        value.append(text[at])
        at += 1
    raise Broken("a string does not end")


def tokens(text):
    """(kind, value): string, expanding, word, operator, comment, end. A word that touches a string is
    joined with it into one argument by PowerShell, which no emitter means: refused."""
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in BLANKS:
            at += 1
        elif sign in ENDS:
            at += 1
            yield "end", ""
        elif sign == "#":
            start = at
            while at < len(text) and text[at] not in ENDS:
                at += 1
            yield "comment", text[start + 1:at]
        elif text.startswith("<#", at):
            raise Broken("a block comment, which no emitter writes")
        elif sign in SINGLE or sign in DOUBLE:
            kind, quotes = ("string", SINGLE) if sign in SINGLE else ("expanding", DOUBLE)
            value, at = _quoted(text, at, quotes)
            if at < len(text) and text[at] not in BLANKS + ENDS + OPERATORS:
                raise Broken(f"something touches the end of the string {value!r}")
            yield kind, value
        elif sign in OPERATORS:
            at += 1
            yield "operator", sign
        else:
            start = at
            while at < len(text) and text[at] not in BLANKS + ENDS + OPERATORS + SINGLE + DOUBLE:
                if text[at] == "`":
                    raise Broken("a backtick outside of a string")
                at += 1
            if at < len(text) and text[at] in SINGLE + DOUBLE:
                raise Broken(f"the word {text[start:at]!r} touches a string")
            word = text[start:at]
            if any(dash in word for dash in DASHES[1:]):
                raise Broken(f"a typographic dash in {word!r}")
            yield "word", word


def script(octets):
    """The text of a script file, which must be UTF-8 with its mark and CRLF."""
    if not octets.startswith(b"\xef\xbb\xbf"):
        raise Broken("no byte order mark")
    text = octets.decode("utf-8-sig")
    bare = text.replace("\r\n", "")
    for sign in "\r\n\x0b\x0c\x85\u2028\u2029":
        if sign in bare:
            raise Broken(f"a bare {sign!r}")
    return text


def commands(text):
    """Lists of tokens between line ends and semicolons, comments left out."""
    line = []
    for kind, value in tokens(text):
        if kind == "end" or (kind, value) == ("operator", ";"):
            if line:
                yield line
            line = []
        elif kind != "comment":
            line.append((kind, value))
    if line:
        yield line


def shape(text):
    """What a script does, whatever its strings hold: the same tokens, strings without their value."""
    return [[(kind, "" if kind == "string" else value) for kind, value in line]
            for line in commands(text)]


def strings(text):
    return [value for kind, value in tokens(text) if kind == "string"]


def arguments(line):
    """The cmdlet of a command and {parameter: value}; a switch has the value None."""
    name, given, parameter = line[0][1], {}, None
    for kind, value in line[1:]:
        if kind == "word" and value.startswith("-"):
            parameter = value[1:]
            given[parameter] = None
        elif parameter:
            given[parameter] = value
    return name, given
