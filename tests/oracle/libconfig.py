"""libconfig, as far as answer files need it: read and written."""
import re


def parse(text):
    tokens = re.findall(r'("(?:[^"\\]|\\.)*")|//[^\n]*|#[^\n]*|/\*.*?\*/|([{}\[\]();,=:]|[\w*+.-]+)', text, re.S)
    tokens = [a or b for a, b in tokens if a or b]
    at = 0

    def value():
        nonlocal at
        token = tokens[at]
        at += 1
        if token in ("[", "("):
            out = []
            while tokens[at] not in ("]", ")"):
                out.append(value())
                at += tokens[at] == ","
            at += 1
            return out
        if token == "{":
            return group("}")
        if token[0] == '"':
            while tokens[at][0] == '"':
                token, at = token + tokens[at], at + 1
            return "".join(re.sub(r"\\(.)", r"\1", t) for t in re.findall(r'"((?:[^"\\]|\\.)*)"', token))
        return token.lower() == "true" if token.lower() in ("true", "false") else int(token)

    def group(end):
        nonlocal at
        out = {}
        while at < len(tokens) and tokens[at] != end:
            key, at = tokens[at], at + 2
            out[key] = value()
            while at < len(tokens) and tokens[at] in ";,":
                at += 1
        at += 1
        return out

    return group(None)


def text(value, level=0):
    """libconfig; a list of groups is a list, all else an array."""
    tab = "  " * level
    if isinstance(value, dict):
        inner = "".join("%s  %s = %s;\n" % (tab, k, text(v, level + 1)) for k, v in value.items())
        return "{\n%s%s}" % (inner, tab)
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return "( " + ", ".join(text(v, level + 1) for v in value) + " )"
        return "[ " + ", ".join(text(v) for v in value) + " ]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else '"%s"' % value
