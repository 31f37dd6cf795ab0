#!/usr/bin/env python3
"""Private keys while the wizard asks: made from the moment that a plan wants them, taken when it is
written, made anew when their parameters change, not made where there are some; and writing that has to
wait for them says so and can be stopped."""
import fcntl
import glob
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PATIENCE = 120
PROMPT = "\n> "
ALL_MADE = "Private keys: 2 of 2 are made."
NONE_MADE = "Private keys: 0 of 2 are made; writing waits"

ANSWERS = """format = 1;
product = { version = "2016"; };
policy = { date = "2026-11-22"; };
organization = { name = "Contoso, Inc."; country = "US"; state = "Washington"; };
topology = "regional";
forests = ( { name = "contoso"; ad_domain = "corp.contoso.com"; smtp_domains = [ "contoso.com" ];
  sites = (
    { name = "Redmond"; namespace = "mail.contoso.com"; servers = [ "CAS01" ];
      external_addresses = [ "203.0.113.10" ]; internal_addresses = [ "10.1.0.10" ]; },
    { name = "Dublin"; namespace = "mail-eu.contoso.com"; servers = [ "CAS02" ];
      external_addresses = [ "203.0.113.20" ]; internal_addresses = [ "10.2.0.10" ]; } );
} );
certificates = { scenario = "unified-communications"; issuer = "public-ca"; %s };
"""
SLOW = 'key = { bits = 16384; };'  # hours of work
AT_WRITING = 'session = { screen = "write"; field = "write"; };'
FAST = 'key = { algorithm = "ec"; };'


QUESTIONS = {
    "certificates.key.algorithm": "Which kind of key shall the certificates have?",
    "certificates.key.bits": "How many bits shall the RSA keys have?",
    "certificates.key.curve": "Which curve?",
    "certificates.key_made_by": "Where are keys and requests made?",
}


class Wizard:
    """The program with a session, typed to line by line."""

    mode, begun = ("--plain",), PROMPT

    def __init__(self, place, *arguments, terminal=False):
        command = [place.program, *self.mode, *arguments, "s.cfg"]
        environment = {"PATH": os.environ["PATH"], "HOME": place.folder, "LC_ALL": "C.UTF-8",
                       "TZ": "UTC", "TERM": "xterm"}
        self.terminal, self.is_closed = terminal, False
        if terminal:
            self.read_end, child = pty.openpty()
            self.write_end = self.read_end
            fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            self.process = subprocess.Popen(
                command, stdin=child, stdout=child, stderr=child, cwd=place.folder,
                env=environment, start_new_session=True,
                preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
            os.close(child)
        else:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                cwd=place.folder, env=environment)
            self.read_end = self.process.stdout.fileno()
            self.write_end = self.process.stdin.fileno()
        self.text = ""
        self.begin = self.wait_for(self.begun)

    def wait_for(self, wanted):
        """What was said up to the end of the wanted words."""
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.text:
            ready = select.select([self.read_end], [], [], max(0, deadline - time.monotonic()))[0]
            more = os.read(self.read_end, 65536) if ready else b""
            if not more:
                raise AssertionError(f"not said: {wanted!r}\n{self.text}")
            self.text += more.decode(errors="replace").replace("\r\n", "\n")
        said, self.text = self.text.split(wanted, 1)
        return said + wanted

    def type(self, line):
        os.write(self.write_end, line.encode() + b"\n")

    def say(self, line):
        self.type(line)
        return self.wait_for(PROMPT)

    def plan(self):
        return self.say("=")

    def wait_until_made(self, words=ALL_MADE):
        deadline = time.monotonic() + PATIENCE
        while words not in self.plan():
            assert time.monotonic() < deadline, "the keys are never made"

    def change(self, path, value):
        """An answer, by its number in the review."""
        question = QUESTIONS[path]
        number = re.search(rf"^ *(\d+)  {re.escape(question)} ", self.say("!"), re.M)
        assert number, path
        self.say(number.group(1))
        self.say(value)

    def go_and_write(self):
        """From anywhere; what is said until the next question, or the question for a passphrase."""
        self.say("!")
        self.say("")
        assert "Shall the plan be written now?" in self.say("")
        if not self.terminal:
            return self.say("y")
        self.type("y")
        self.give_no_passphrase()
        return ""

    def give_no_passphrase(self):
        self.wait_for("keys are not encrypted): ")
        self.type("")

    def give_passphrase(self, words):
        self.wait_for("keys are not encrypted): ")
        self.type(words)
        self.wait_for("The same again: ")
        self.type(words)

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def quit(self):
        self.type("q")
        self.process.wait(PATIENCE)
        self.close()
        return self.process.returncode

    def close(self):
        if self.is_closed:
            return
        self.is_closed = True
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.terminal:
            os.close(self.read_end)
        else:
            self.process.stdin.close()
            self.process.stdout.close()


class FullWizard(Wizard):
    """The same on a whole screen."""

    mode, begun = (), "Save and leave"

    def __init__(self, place):
        super().__init__(place, terminal=True)

    def press(self, keys):
        os.write(self.write_end, keys)

    def plan(self):
        """All of the screen, which says how many keys there are."""
        self.press(b"\x0c")
        return self.wait_for(self.begun)

    def give_no_passphrase(self):
        self.wait_for("Passphrase for the private keys:")
        self.press(b"\r")

    def quit(self):
        self.press(b"\x18")
        self.wait_for("Saved in s.cfg.")
        self.process.wait(PATIENCE)
        self.close()
        return self.process.returncode


class Place:
    """A folder with a session in it."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.wizards = []

    def write(self, key, session=""):
        with open(self.path("s.cfg"), "w", encoding="utf-8") as file:
            file.write(ANSWERS % key + session)

    def path(self, name):
        return os.path.join(self.folder, name)

    def wizard(self, *arguments, **options):
        self.wizards.append(Wizard(self, *arguments, **options))
        return self.wizards[-1]

    def full_wizard(self):
        self.wizards.append(FullWizard(self))
        return self.wizards[-1]

    def close(self):
        for wizard in self.wizards:
            wizard.close()

    def session(self):
        with open(self.path("s.cfg"), "rb") as file:
            return file.read()

    def listing(self, folder):
        """Files below the folder with their modes."""
        found = {}
        for top, _, names in os.walk(self.path(folder)):
            for name in names:
                path = os.path.join(top, name)
                found[os.path.relpath(path, self.path(folder))] = os.stat(path).st_mode
        return found

    def kinds(self, folder):
        """Kind and public half of each key; the request must have the same."""
        found = {}
        for path in sorted(glob.glob(self.path(folder + "/certificates/*.key"))):
            with open(path, encoding="ascii") as file:
                assert file.readline() == "-----BEGIN PRIVATE KEY-----\n"
            text = tool("openssl", "pkey", "-in", path, "-noout", "-text").splitlines()[0]
            public = tool("openssl", "pkey", "-in", path, "-pubout")
            request = path[:-len(".key")] + ".csr"
            assert public == tool("openssl", "req", "-in", request, "-noout", "-pubkey")
            found[os.path.basename(path)] = (text, public)
        assert len(found) == 2, found
        return found

    def assert_nothing_written(self):
        left = set(os.listdir(self.folder)) - {"s.cfg", "s.cfg.orig", ".s.cfg.lock"}
        assert not left, left


def tool(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def made_ahead_is_taken(place):
    place.write("")
    wizard = place.wizard()
    wizard.wait_until_made()
    said = wizard.go_and_write()
    assert "Private keys: 2, all new. Ready before they were needed: 2." in \
        " ".join(said.split()), said
    assert "Private keys" not in wizard.plan()
    assert wizard.quit() == 0
    subprocess.run([place.program, "replay", "s.cfg", "-o", "r.plan", "--quiet"], check=True,
                   cwd=place.folder, stdin=subprocess.DEVNULL)
    assert place.listing("s.plan") == place.listing("r.plan")
    ours, theirs = place.kinds("s.plan"), place.kinds("r.plan")
    assert all("2048 bit" in kind for kind, _ in ours.values()), ours
    assert [kind for kind, _ in ours.values()] == [kind for kind, _ in theirs.values()]
    assert len({public for _, public in [*ours.values(), *theirs.values()]}) == 4


def changed_parameters_discard(place):
    place.write(SLOW)
    wizard = place.wizard()
    assert NONE_MADE in wizard.plan()
    wizard.change("certificates.key.bits", "2048")
    wizard.wait_until_made()
    wizard.change("certificates.key.algorithm", "ec")
    wizard.wait_until_made()
    assert "needed: 2." in " ".join(wizard.go_and_write().split())
    assert wizard.quit() == 0
    assert all("256 bit" in kind for kind, _ in place.kinds("s.plan").values())


def keys_that_are_there_are_used_again(place):
    place.write(FAST)
    wizard = place.wizard()
    wizard.go_and_write()
    first = place.kinds("s.plan")
    said = " ".join(wizard.go_and_write().split())
    assert "Private keys: 2 used again, 0 new." in said and "needed" not in said, said
    assert wizard.quit() == 0
    assert place.kinds("s.plan") == first
    wizard = place.wizard()
    wizard.say("!")
    wizard.say("")
    wizard.say("")
    assert wizard.quit() == 0
    # Who stopped before writing is told of them at once.
    wizard = place.wizard()
    assert "used again." in wizard.begin, wizard.begin
    assert "Private keys" not in wizard.plan()
    assert wizard.threads() == 1
    assert wizard.quit() == 0
    wizard = place.wizard("--new-keys")
    wizard.wait_until_made()
    assert "needed: 2." in " ".join(wizard.go_and_write().split())
    assert wizard.quit() == 0
    assert not set(place.kinds("s.plan").values()) & set(first.values())
    os.remove(place.path("s.plan/certificates/mail.contoso.com.key"))
    wizard = place.wizard()
    wizard.wait_until_made("Private keys: 1 of 1 is made.")
    said = " ".join(wizard.go_and_write().split())
    assert "Private keys: 1 used again, 1 new. Ready before they were needed: 1." in said
    assert wizard.quit() == 0


def old_keys_of_another_kind(place):
    """What is there stays, until somebody has been told what new keys mean and agrees to them."""
    place.write(FAST)
    wizard = place.wizard()
    wizard.go_and_write()
    wizard.change("certificates.key.curve", "P-384")
    before, answers = place.kinds("s.plan"), place.listing("s.plan")
    said = " ".join(wizard.go_and_write().split())
    for words in ("mail.contoso.com: EC P-256 is there, and the plan wants EC P-384.",
                  "may be at the certification authority already", "s.plan.bak-<day>-<n>",
                  'Type "new" for new keys; Enter goes back.'):
        assert words in said, said
    assert "Shall the plan be written now?" in wizard.say("")
    assert place.kinds("s.plan") == before and place.listing("s.plan") == answers
    wizard.say("y")
    said = " ".join(wizard.say("new").split())
    assert "Private keys: 2, all new." in said and "What was there before is in" in said, said
    assert wizard.quit() == 0
    after = place.kinds("s.plan")
    assert all("384 bit" in kind for kind, _ in after.values()), after
    backups = [name for name in os.listdir(place.folder) if name.startswith("s.plan.bak-")]
    assert len(backups) == 1 and place.kinds(backups[0]) == before
    # An encrypted key without its request shows only to whoever has the passphrase.
    for path in glob.glob(place.path("s.plan/certificates/*.key")):
        tool("openssl", "pkcs8", "-topk8", "-in", path, "-out", path + ".new", "-passout",
             "pass:sesame")
        os.replace(path + ".new", path)
        os.remove(path[:-len(".key")] + ".csr")
    wizard = place.wizard(terminal=True)
    wizard.change("certificates.key.curve", "P-256")
    for agreed in (False, True):
        wizard.say("!")
        wizard.say("")
        wizard.say("")
        wizard.type("y")
        if not agreed:
            wizard.give_passphrase("sesame")
            said = " ".join(wizard.wait_for(PROMPT).split())
            assert "the key there is not EC P-256" in said and "--new-keys" not in said, said
            wizard.say("")
    wizard.wait_for("Enter goes back.")
    wizard.wait_for(PROMPT)
    wizard.type("new")
    wizard.give_passphrase("sesame")
    assert "Private keys: 2, all new." in " ".join(wizard.wait_for(PROMPT).split())
    assert wizard.quit() == 0


def nothing_is_made_for_nobody(place):
    place.write('key_made_by = "exchange"; ' + FAST)
    wizard = place.wizard()
    assert "Private keys" not in wizard.plan()
    assert wizard.threads() == 1
    # Another one may look, and will not write.
    wizard.change("certificates.key_made_by", "casplan")
    wizard.wait_until_made()
    viewer = place.wizard()
    assert "Private keys" not in viewer.plan()
    assert viewer.threads() == 1
    assert viewer.quit() == 0
    assert wizard.quit() == 0


def waiting_can_be_stopped(place):
    place.write(SLOW)
    wizard = place.wizard(terminal=True)
    assert NONE_MADE in wizard.plan()
    wizard.go_and_write()
    wizard.wait_for("Keys: 0 of 2 made, Ctrl-C stops")
    before = place.session()
    os.write(wizard.write_end, b"\x03")
    wizard.wait_for("Stopped; nothing was written.")
    wizard.wait_for(PROMPT)
    place.assert_nothing_written()
    assert place.session() == before
    assert NONE_MADE in wizard.plan()
    # The wizard goes on, and so do the keys.
    wizard.change("certificates.key.algorithm", "ec")
    wizard.wait_until_made()
    wizard.go_and_write()
    assert "needed: 2." in " ".join(wizard.wait_for(PROMPT).split())
    assert wizard.quit() == 0
    assert all("256 bit" in kind for kind, _ in place.kinds("s.plan").values())


def a_signal_ends_the_waiting_and_the_wizard(place):
    place.write(SLOW)
    for number in (signal.SIGTERM, signal.SIGHUP):
        wizard = place.wizard(terminal=True)
        wizard.go_and_write()
        wizard.wait_for("Keys: 0 of 2 made, Ctrl-C stops")
        before = place.session()
        wizard.process.send_signal(number)
        wizard.wait_for("Saved in s.cfg.")
        assert wizard.process.wait(PATIENCE) == -number
        wizard.close()
        place.assert_nothing_written()
        assert place.session() == before
        resumed = place.wizard()
        assert NONE_MADE in resumed.plan()
        assert resumed.quit() == 0


def the_full_screen_does_the_same(place):
    place.write(SLOW, AT_WRITING)
    wizard = place.full_wizard()
    wizard.wait_for("0 of 2 private keys ready")
    wizard.press(b"\r")
    wizard.give_no_passphrase()
    wizard.wait_for("Private keys: 0 of 2 made.")
    wizard.press(b"\x03")
    wizard.wait_for("Stopped; nothing was written.")
    wizard.press(b"\r")
    wizard.wait_for("Shall the plan be written now?")
    assert wizard.quit() == 0
    place.assert_nothing_written()
    place.write(FAST, AT_WRITING)
    wizard = place.full_wizard()
    wizard.wait_for("of 2 private keys ready")  # begun as soon as nobody types
    wizard.wait_until_made("2 of 2 private keys ready")
    wizard.press(b"\r")
    wizard.give_no_passphrase()
    assert "needed: 2." in wizard.wait_for("Enter goes back to the wizard.")
    wizard.press(b"\r")
    wizard.wait_for("Which step is done?")
    assert wizard.quit() == 0
    assert all("256 bit" in kind for kind, _ in place.kinds("s.plan").values())


TESTS = (made_ahead_is_taken, changed_parameters_discard, keys_that_are_there_are_used_again,
         old_keys_of_another_kind,
         nothing_is_made_for_nobody, waiting_can_be_stopped,
         a_signal_ends_the_waiting_and_the_wizard, the_full_screen_does_the_same)


def main():
    program = os.path.abspath(sys.argv[1])
    failed = 0
    for test in TESTS:
        with tempfile.TemporaryDirectory() as folder:
            place = Place(program, folder)
            try:
                test(place)
            except AssertionError as reason:
                failed += 1
                print(f"{test.__name__}: {reason}")
            finally:
                place.close()
    print(f"keys of the wizard: {len(TESTS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
