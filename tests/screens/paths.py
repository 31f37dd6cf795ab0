"""Scripted ways through the wizard, for every front end.

tests/screens/paths/<name>.path lists answers, one a line, in any order (items of a list in theirs):

    forests += contoso
    forests[0].sites[0].namespace = mail.contoso.com
    services.pop3.enabled = yes

and <name>.cfg holds the same answers as a person writes them. What is not listed is left as the wizard
proposes it. A front end's driver shows itself question by question; `Walk` says which question that is
and what is to be given there.
"""
import os
import re

HOME = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HOME, "paths")
SCREENS = os.path.join(HOME, "..", "..", "screens")
# What is no answer of the file: see know/screen.h.
WITHOUT_ANSWER = ("note", "gate", "names", "review", "proof", "write", "checklist")


def names():
    return sorted(name[:-5] for name in os.listdir(FOLDER) if name.endswith(".path"))


def written(name):
    return os.path.join(FOLDER, name + ".cfg")


def read(name):
    """[(path, is_added, text)]"""
    answers = []
    with open(os.path.join(FOLDER, name + ".path"), encoding="utf-8") as file:
        for line in file:
            found = re.fullmatch(r"(\S+) (\+?=) ?(.*)", line.rstrip("\n"))
            if found:
                answers.append((found[1], found[2] == "+=", found[3]))
            else:
                assert not line.strip() or line.startswith("#"), f"{name}: {line}"
    return answers


class Question:
    """One of screens/*.cfg: its pattern, words, kind and screen."""

    def __init__(self, screen, pattern, prompt, kind):
        self.screen, self.pattern, self.prompt, self.kind = screen, pattern, prompt, kind


def strip_comments(text):
    return re.sub(r"^\s*#.*$", "", text, flags=re.M)


def questions():
    """All questions; the screens are read as text: they are flat enough for that."""
    found = []
    for name in sorted(os.listdir(SCREENS)):
        with open(os.path.join(SCREENS, name), encoding="utf-8") as file:
            text = strip_comments(file.read())
        for match in re.finditer(r'path = "([^"]+)";(.*?)prompt = "([^"]+)"', text, re.S):
            kind = re.search(r'kind = "([^"]+)"', match[2])
            found.append(Question(name[:-4], match[1], match[3], kind[1] if kind else ""))
    prompts = [question.prompt for question in found]
    assert len(prompts) == len(set(prompts)), "two questions have the same words"
    return found


class Walk:
    """The answers of one path, and what of them has been given."""

    def __init__(self, name):
        self.answers = read(name)
        self.given = set()
        self.by_prompt = {question.prompt: question for question in questions()}
        self.by_screen = {}
        for question in self.by_prompt.values():
            self.by_screen.setdefault(question.screen, []).append(question)

    def _index(self, path, name):
        items = [text for key, added, text in self.answers if added and key == path]
        return items.index(name)

    def concrete(self, pattern, instance):
        """`instance`: the names in "forest contoso, site Redmond", in that order."""
        path = pattern
        for name in instance:
            before, _, after = path.partition("[]")
            path = f"{before}[{self._index(before, name)}]{after}"
        return path

    def question(self, prompt):
        return self.by_prompt[prompt]

    def take(self, question, instance):
        """What is to be given: a list of (path, text). Empty: what stands there stays. A list of
        groups has one for each name, a grid one for each cell."""
        path = self.concrete(question.pattern, instance)
        below = path + "."
        taken = []
        for number, (key, _, text) in enumerate(self.answers):
            is_cell = question.kind == "grid" and (
                key.startswith(below) or
                (path == "services" and ".hosts." in key and number not in self.given))
            if key == path or is_cell:
                taken.append((key, text))
                self.given.add(number)
        return taken

    def opens(self, question, instance):
        """Are there answers behind this gate?"""
        for other in self.by_screen[question.screen]:
            if other.kind in WITHOUT_ANSWER:
                continue
            path = self.concrete(other.pattern, instance)
            for number, (key, _, _) in enumerate(self.answers):
                # Hosts of the only Internet-facing site are cells of the services' grid.
                if key == path or (key.startswith(path + ".") and not path.endswith(".hosts")):
                    return True
                if path.endswith(".hosts") and key.startswith(path + ".") and self.several_facing():
                    return True
        return False

    def several_facing(self):
        return sum(1 for key, _, text in self.answers
                   if key.endswith(".internet_facing") and text == "yes") > 1

    def left(self):
        return [key for number, (key, _, _) in enumerate(self.answers)
                if number not in self.given]


def covered(pattern):
    """Does some path answer this question, or a cell of it?"""
    expression = re.escape(pattern).replace(r"\[\]", r"\[\d+\]").replace(r"\*", r"\w+")
    return any(re.fullmatch(expression, key) for name in names() for key, _, _ in read(name))


def rows(file, key):
    """The texts of a key in a file of share/: ids of rows, paths of the schema."""
    with open(os.path.join(HOME, "..", "..", "share", file), encoding="utf-8") as text:
        return re.findall(rf'\b{key} = "([^"]+)"', strip_comments(text.read()))


def check_coverage():
    """All models, all scenarios, every key of the answer file that is asked for."""
    for key, file in (("topology", "topologies.cfg"), ("certificates.scenario", "scenarios.cfg")):
        wanted = set(rows(file, "id"))
        answered = {text for name in names() for path, _, text in read(name) if path == key}
        assert wanted and wanted == answered, f"{key}: {wanted ^ answered} has no path, or no row"
    with open(os.path.join(HOME, "..", "..", "share", "answers.cfg"), encoding="utf-8") as file:
        schema = re.findall(r'path = "([^"]+)"; type = "(\w+)"', file.read())
    for pattern, kind in schema:
        named_with_its_list = re.sub(r"\[\]\.(name|server)$", "", pattern)
        if kind != "group" and not re.match(r"format$|session", pattern):
            assert covered(named_with_its_list), f"no path answers {pattern}"
