"""Running other people's programs: bounded in time, without input, in a folder of their own."""
import os
import re
import signal
import socket
import subprocess
import time

TIME_LIMIT = 60


def call(*words, folder=None, limit=TIME_LIMIT, stdin=subprocess.DEVNULL, **environment):
    """The finished process, its output as text. Not to end in time is a failure."""
    try:
        return subprocess.run(
            words, capture_output=True, stdin=stdin, cwd=folder, timeout=limit, check=False,
            text=True, encoding="utf-8", errors="replace", env={**os.environ, "LC_ALL": "C.UTF-8",
                                                               **environment})
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 124, "", f"not done after {limit} s")


def must(*words, **options):
    done = call(*words, **options)
    if done.returncode != 0:
        raise ValueError(f"{words[0]}: exit {done.returncode}: {(done.stderr + done.stdout).strip()[-300:]}")
    return done.stdout


def free_port():
    """A port of the loopback that nobody listens at now, for UDP and TCP."""
    for _ in range(50):
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind(("127.0.0.1", 0))
            port = tcp.getsockname()[1]
            try:
                udp.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise ValueError("no free port")


class Server:
    """A program that runs until it is told to end, and is then waited for."""

    def __init__(self, words, folder):
        self.log = os.path.join(folder, "log")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            cwd=folder, start_new_session=True)

    def wait_for(self, pattern, limit=TIME_LIMIT):
        """Until its log says it is ready."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            with open(self.log, encoding="utf-8", errors="replace") as log:
                text = log.read()
            if re.search(pattern, text):
                return
            try:
                self.process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
        raise ValueError(f"{self.process.args[0]} does not start: {text[-600:]}")

    def end(self):
        """By its process id; what does not obey is killed."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(number)
                try:
                    self.process.wait(20)
                except subprocess.TimeoutExpired:
                    continue

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
