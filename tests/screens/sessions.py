#!/usr/bin/env python3
"""Sessions of the real program: files that are partly filled, resumed, of other screens, and one that is
followed from nothing to the written plan and its checklist."""
import os
import re
import resource
import shutil
import signal
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
    assert 'Error: "usa" is no code of a country; ' in said and '"-" forgets it' in said, said
    talk.program.kill()
    talk.program.wait()
    said = plain.run(program, ["--plain", session], b"!\nq\n", folder).stdout.decode()
    assert "So far 2 answers are given, and 5 are missing or wrong." in said, said
    assert "In which country is its seat" in said.split("> ", 1)[0], said
    assert 'In which country is its seat (two letters)? "usa" was typed: ' in said, said
    assert "5 to settle before the plan can be written" in said, said


def other_screens(program, folder):
    """Said once: what asks something else now, and what nothing asks for any more."""
    session = os.path.join(folder, "older.cfg")
    screens = os.path.join(folder, "screens")
    shutil.copy(paths.written("consolidated-unified"), session)
    plain.run(program, ["--plain", session], b"!\nall\nq\n", folder)
    talk = plain.Talk(program, ["--plain", session], folder)
    talk.listen()
    number = number_of(program, session, folder, "Can your external DNS host publish SRV")
    for line in ("!", str(number), "n", "q"):
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
    assert "Are there SRV records? no (asked, changed since)" in flat, first
    second = plain.run(program, ["--plain", "--screens", screens, session], b"!\nq\n",
                       folder).stdout.decode()
    assert "older version" not in second, second
    assert "(asked, changed since)" in second, second
    back = plain.run(program, ["--plain", session], b"!\nq\n", folder).stdout.decode()
    assert "older version" in back, back


def number_of(program, session, folder, question):
    review = plain.run(program, ["--plain", session], b"!\nq\n", folder).stdout.decode()
    return int(re.search(rf"^ *(\d+)  {re.escape(question)}", review, re.M)[1])


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
    assert "not written yet" not in heard and "have changed since" not in heard, heard
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
    assert "have changed since" not in said and "not written yet" not in said, said
    number = number_of(program, session, folder, "Which Client Access servers")
    lines = f"!\n{number}\n+ CAS77\n\n\n\n\n".encode()
    said = plain.run(program, ["--plain", session], lines, folder).stdout.decode()
    assert "Answers have changed since the plan was written" in said, said
    flat = " ".join(said.split())
    assert "these are the steps of the new answers, and its files are not." in flat, said


def changed_meanwhile(program, folder):
    """What somebody writes into the file while the wizard runs is kept, and never planned unseen."""
    session = os.path.join(folder, "open.cfg")
    shutil.copy(paths.written("consolidated-unified"), session)
    talk = plain.Talk(program, ["--plain", "--date", plain.DAY, session], folder)
    talk.listen()
    kept = "Somebody has changed the file meanwhile; that is kept as open.cfg.orig"
    heard = ""
    # The first Enter goes on from the review, the last line writes the plan.
    for number, line in enumerate(("", "", "y")):
        by_hand = read(session).replace('name = "Redmond"', f'name = "Elsewhere{number}"')
        assert by_hand != read(session)
        write(session, by_hand)
        talk.say(line)
        said = talk.listen()
        heard += said
        assert f"{kept}{'' if number == 0 else f'.{number + 1}'}" in " ".join(said.split()), said
        assert read(f"{session}.orig{'' if number == 0 else f'.{number + 1}'}") == by_hand
    talk.say("q")
    assert talk.end() == 0
    assert "Elsewhere" not in read(session)
    assert "Elsewhere" not in read(os.path.join(folder, "open.plan", "answers.cfg"))


def typed(program, arguments, text, folder, **more):
    return subprocess.run([program, *arguments], input=text, capture_output=True, cwd=folder,
                          env=plain.environment(folder), timeout=60, check=False, **more)


def lines_of_every_kind(program, folder):
    """What Windows puts around lines is no part of them; what is no text is not taken."""
    session = os.path.join(folder, "lines.cfg")
    typed(program, ["--plain", session],
          b"\xef\xbb\xbfy\r\n2016\r\n\r\n\r\nCon\0toso\r\nM\xfcnchen\r\n\x1b[A\r\n" + b"a" * 600000 +
          b"\r\nContoso\r\nUS\r\n", folder)
    saved = read(session)
    assert 'version = "2016"' in saved and 'name = "Contoso"' in saved and 'country = "US"' in saved, saved
    assert "drafts" not in saved and "state = " not in saved, saved


def sessions_by_number(program, folder):
    """The list of sessions takes lines of Windows too."""
    state = os.path.join(folder, ".local", "state", "casplan")
    os.makedirs(state)
    for name in ("one", "two"):
        shutil.copy(paths.written("consolidated-unified"), os.path.join(state, name + ".cfg"))
    done = typed(program, ["--plain"], b"2\r\nq\r\n", folder)
    said = done.stdout.decode()
    assert done.returncode == 0 and "Error" not in said, said
    flat = " ".join(said.split())
    assert re.search(r" 1 (one|two): Contoso, Inc\.; Exchange 2007 SP2; \d{4}-\d\d-\d\d \d\d:\d\d; "
                     r"stopped at Review, 40 of 43 2 ", flat), said
    assert re.search(r"Saved in .*\.local/state/casplan/(one|two)\.cfg\. ", said), said
    done = typed(program, ["--plain"], b" q \r\n", folder)
    assert done.returncode == 0 and "Saved" not in done.stdout.decode(), done


def way_back(program, folder):
    """The call that goes on is one that a shell takes, and gives the same front end and folder."""
    name = "it's mine.cfg"
    done = typed(program, ["--plain", "-o", "my plan", name], b"\n2016\nq\n", folder)
    call = done.stdout.decode().rsplit("Go on later with: casplan ", 1)[1]
    shown = subprocess.run(["sh", "-c", "printf '%s\\n' " + call], capture_output=True, check=True)
    assert shown.stdout.decode().splitlines() == ["--plain", "-o", "my plan", name], call


def nobody_hears(program, folder):
    """Output that is lost is no success; the answers are saved."""
    session = os.path.join(folder, "unheard.cfg")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([program, "--plain", session], input=b"\n2016\nq\n", stdout=full,
                              stderr=subprocess.PIPE, cwd=folder, env=plain.environment(folder),
                              timeout=60, check=False)
    assert done.returncode == 3 and b"standard output" in done.stderr, done
    assert 'version = "2016"' in read(session)


def no_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def full_disk(program, folder):
    """What is not saved is said with every question, at Ctrl-C, and at the end."""
    talk = plain.Talk(program, ["--plain", os.path.join(folder, "full.cfg")], folder, no_room)
    talk.listen()
    for line in ("", "2016", "", "", "?"):
        talk.say(line)
        said = talk.listen()
        assert said.count("NOT SAVED: ") == 1, said
    talk.program.send_signal(signal.SIGINT)
    said = talk.listen()
    assert "NOT SAVED: " in said and "Everything is saved" not in said, said
    talk.say("q")
    assert "again leaves and loses it" in " ".join(talk.listen().split())
    talk.say("q")
    assert talk.end() == 3


def session_without_folder(program, folder):
    """Where no session can be begun, none is asked for; what is there may be looked at, and the reason is true."""
    lock = os.path.join(folder, ".new.cfg.lock")
    os.mkdir(lock)
    new = os.path.join(folder, "new.cfg")
    done = typed(program, ["--plain", new], b"\n2016\nq\n", folder)
    assert done.returncode == 3 and b"new.cfg cannot be locked: " in done.stderr, done
    assert not done.stdout and not os.path.exists(new), done
    shutil.copy(paths.written("consolidated-unified"), new)
    done = typed(program, ["--plain", new], b"!\n2\n2016\nq\n", folder)
    said = " ".join(done.stdout.decode().split())
    assert "new.cfg cannot be locked: " in said and "you may look, and nothing is saved" in said, said
    assert "Error: this session cannot be saved here: you may look, not change" in said, said
    with open(new, "rb") as file, open(paths.written("consolidated-unified"), "rb") as before:
        assert file.read() == before.read()


def plan_without_room(program, folder):
    """That the plan could not be written, and why, stands before the prompt, and in the exit status."""
    session = os.path.join(folder, "blocked.cfg")
    shutil.copy(paths.written("consolidated-unified"), session)
    plain.run(program, ["--plain", session], b"!\nq\n", folder)
    write(os.path.join(folder, "blocked.plan"), "no folder")
    done = plain.run(program, ["--plain", session], b"!\n\n\ny\nq\n", folder)
    said = done.stdout.decode()
    assert done.returncode == 2, done
    assert "> Shall the plan be written now?\nError: the plan was not written\n> " in said, said
    assert b"blocked.plan: " in done.stderr, done
    os.remove(os.path.join(folder, "blocked.plan"))
    done = plain.run(program, ["--plain", session], b"<\n>\ny\nq\n", folder)
    assert done.returncode == 0, done


def second_wizard(program, folder):
    """It may look, and says at Ctrl-C that nothing of it is saved."""
    session = os.path.join(folder, "twice.cfg")
    first = plain.Talk(program, ["--plain", session], folder)
    first.listen()
    first.say("")
    first.listen()
    second = plain.Talk(program, ["--plain", session], folder)
    said = second.listen()
    assert "you may look, and nothing is saved" in " ".join(said.split()), said
    second.say("")
    second.listen()
    second.say("2016")
    assert "you may look, not change" in " ".join(second.listen().split())
    second.program.send_signal(signal.SIGINT)
    assert "Everything is saved" not in second.listen()
    assert second.end() == 0
    first.say("2010")
    first.listen()
    assert first.end() == 0
    assert 'version = "2010"' in read(session)


def files_are_called_by_their_screens():
    for name in os.listdir(paths.SCREENS):
        ids = re.findall(r'^\tid = "([^"]+)";', read(os.path.join(paths.SCREENS, name)), re.M)
        assert name == "index.cfg" or ids == [name[:-4]], f"{name} has {ids}"


def main():
    program = os.path.abspath(sys.argv[1])
    checks = [partly_filled, replay_names_what_is_missing, drafts_and_position, other_screens,
              from_nothing_to_the_checklist, lines_of_every_kind, sessions_by_number, way_back,
              nobody_hears, full_disk, session_without_folder,
              plan_without_room, second_wizard, changed_meanwhile]
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
