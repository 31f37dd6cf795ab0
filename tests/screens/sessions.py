#!/usr/bin/env python3
"""Sessions of the real program: files that are partly filled, resumed, of other screens, and one that is
followed from nothing to the written plan and its checklist."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import paths
import plain

PARTLY = """# The branch office follows next year.
format = 1;
product = { version = "2010"; };
organization = { name = "Contoso, Inc."; country = "US"; };
topology = "consolidated";   // one site
forests = ( { name = "contoso"; ad_domain = "corp.contoso.com"; smtp_domains = [ "contoso.com" ];
  sites = ( { name = "Redmond"; namespace = "mail.contoso.com"; servers = [ "CAS01" ];
              internal_addresses = [ "10.1.0.10" ]; } ); } );
certificates = { issuer = "public-ca"; };
"""
MISSING = {"forests[0].sites[0].external_addresses": "203.0.113.10",
           "certificates.scenario": "unified-communications"}


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def walk_of(name="consolidated-unified"):
    return paths.Walk(name)


def partly_filled(program, folder):
    """Only what is missing is asked; the file is kept once, with its comments, which is said."""
    session = os.path.join(folder, "partly.cfg")
    write(session, PARTLY)
    talk = plain.Talk(program, ["--plain", session], folder)
    walk, asked, heard = walk_of(), [], ""
    said = talk.listen()
    question, names = plain.where(walk, said)
    while question.kind != "review":
        heard += said
        # All lists have one item here.
        asked.append(question.pattern.replace("[]", "[0]"))
        talk.say(MISSING[asked[-1]])
        said = talk.listen()
        question, names = plain.where(walk, said)
    heard += said
    talk.say("q")
    assert talk.end() == 0
    assert asked == list(MISSING), f"asked: {asked}"
    assert "Only what is missing in this file is asked" in heard
    assert heard.count("is kept as partly.cfg.orig") == 1, heard
    assert read(session + ".orig") == PARTLY
    again = plain.run(program, ["--plain", session], b"q\n", folder).stdout.decode()
    assert "is kept as" not in again and os.listdir(folder).count("partly.cfg.orig") == 1
    done = plain.run(program, ["check", "--quiet", session], b"", folder)
    assert done.returncode == 0, done.stderr.decode()


def replay_names_what_is_missing(program, folder):
    session = os.path.join(folder, "missing.cfg")
    write(session, PARTLY)
    done = plain.run(program, ["replay", session, "-o", os.path.join(folder, "out")], b"", folder)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    for path in MISSING:
        assert f'"{path.rsplit(".", 1)[1]}" is missing' in said, said
    assert not os.path.exists(os.path.join(folder, "out"))
    assert read(session) == PARTLY


def drafts_and_position(program, folder):
    """What was typed wrong, and where, is there again; Back from it is free."""
    session = os.path.join(folder, "draft.cfg")
    talk = plain.Talk(program, ["--plain", session], folder)
    said = talk.listen()
    for line in ("", "2010", "", "", "Contoso, Inc.", "usa", "<", ">"):
        talk.say(line)
        said = talk.listen()
    assert 'Error: "usa" was typed here: ' in said, said
    talk.program.kill()
    talk.program.wait()
    said = plain.run(program, ["--plain", session], b"!\nq\n", folder).stdout.decode()
    assert "So far 2 answers are given, and 5 are missing or wrong." in said, said
    assert "In which country is its seat" in said.split("> ", 1)[0], said
    assert 'organization.country: "usa" was typed: ' in said, said
    assert "5 to settle before the plan can be written" in said, said


def other_screens(program, folder):
    """Said once: what asks something else now, and what nothing asks for any more."""
    session = os.path.join(folder, "older.cfg")
    screens = os.path.join(folder, "screens")
    shutil.copy(paths.written("consolidated-unified"), session)
    plain.run(program, ["--plain", session], b"!\nall\nq\n", folder)
    talk = plain.Talk(program, ["--plain", session], folder)
    talk.listen()
    for line in ("!", str(number_of(program, session, folder, "dns.srv_supported")), "n", "q"):
        talk.say(line)
        if line != "q":
            talk.listen()
    assert talk.end() == 0
    shutil.copytree(paths.SCREENS, screens)
    dns = read(os.path.join(screens, "dns.cfg"))
    dns = dns.replace("Can your external DNS host publish SRV records?", "Are there SRV records?")
    write(os.path.join(screens, "dns.cfg"), dns)
    site = read(os.path.join(screens, "site.cfg"))
    users = '{ path = "forests[].sites[].mailbox_users";'
    assert users in site
    write(os.path.join(screens, "site.cfg"), site.replace(
        users, users + ' when = ( { predicate = "has-hidden-site"; } );'))
    first = plain.run(program, ["--plain", "--screens", screens, session], b"!\nq\n",
                      folder).stdout.decode()
    flat = " ".join(first.split())
    assert "This session is of an older version of the wizard." in flat, first
    assert "1 question is new, or asks something else" in flat, first
    assert "dns.srv_supported: no (asked, changed since)" in flat, first
    second = plain.run(program, ["--plain", "--screens", screens, session], b"!\nq\n",
                       folder).stdout.decode()
    assert "older version" not in second, second
    assert "(asked, changed since)" in second, second
    back = plain.run(program, ["--plain", session], b"!\nq\n", folder).stdout.decode()
    assert "older version" in back, back


def number_of(program, session, folder, path):
    review = plain.run(program, ["--plain", session], b"!\nq\n", folder).stdout.decode()
    return int(re.search(rf"^ *(\d+)  {re.escape(path)}\b", review, re.M)[1])


def from_nothing_to_the_checklist(program, folder):
    """The written plan is what replay makes of the session; ticks are kept; nothing moves the cursor."""
    session = os.path.join(folder, "whole.cfg")
    walk = walk_of()
    talk = plain.Talk(program, ["--plain", "--date", plain.DAY, session], folder)
    said = heard = talk.listen()
    question, names = plain.where(walk, said)
    while question.kind != "checklist":
        lines = ["y"] if question.kind == "write" else plain.lines_of(walk, question, names)
        for line in lines:
            talk.say(line)
            said = talk.listen()
            heard += said
        question, names = plain.where(walk, said)
    for line in ("x 1", "- 2 bought already", "1"):
        talk.say(line)
        said = talk.listen()
        heard += said
    talk.say("q")
    assert talk.end() == 0
    assert re.search(r"  1  .* \(done\)\n", heard), heard[-2000:]
    assert "(left out: bought already)" in heard
    assert "  Commands:\n" in said, said
    assert all(character == "\n" or character >= " " for character in heard), "it moves the cursor"
    written = os.path.join(folder, "whole.plan", "plan.json")
    again = os.path.join(folder, "again")
    done = plain.run(program, ["replay", session, "-o", again, "--date", plain.DAY, "--quiet"], b"",
                     folder)
    assert done.returncode == 0, done.stderr.decode()
    assert read(written) == read(os.path.join(again, "plan.json"))
    said = plain.run(program, ["--plain", session], b"q\n", folder).stdout.decode()
    assert "2 of " in said and "(done)" in said and "bought already" in said, said


def files_are_called_by_their_screens():
    for name in os.listdir(paths.SCREENS):
        ids = re.findall(r'^\tid = "([^"]+)";', read(os.path.join(paths.SCREENS, name)), re.M)
        assert name == "index.cfg" or ids == [name[:-4]], f"{name} has {ids}"


def main():
    program = os.path.abspath(sys.argv[1])
    checks = [partly_filled, replay_names_what_is_missing, drafts_and_position, other_screens,
              from_nothing_to_the_checklist]
    failed = 0
    files_are_called_by_their_screens()
    for check in checks:
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(program, folder)
            except (AssertionError, KeyError, subprocess.TimeoutExpired) as reason:
                failed += 1
                print(f"{check.__name__}: {reason!r}")
    print(f"sessions: {len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
