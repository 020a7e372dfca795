"""An office for one test: a folder with settings, the rules of tests/support/rules/story.toml, and mail; and the program.

The shape checks of JSON are here as well: exactly these members, of exactly these types.
"""
import json
import os
import pty
import subprocess
import tempfile
import unittest

ONEVOICE = os.environ["ONEVOICE"]
TELL_REGISTRY = os.environ["TELL_REGISTRY"]
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RULES = os.path.join(SOURCE, "tests/support/rules/story.toml")

INVITATION = "Dear Lena,\n\nyou are cordially invited to our press day.\n"
REJECTION = "Dear Lena,\n\nyour application no. 4711 was declined.\n"


def mail(message_id, body, date="Mon, 02 Mar 2026 10:00:00 +0100", sender="press@shop.example", to="lena@blog.example", fields=""):
    """A plain message."""
    return (f"From: {sender}\nTo: {to}\nSubject: Hello\nDate: {date}\n" + (f"Message-ID: <{message_id}>\n" if message_id else "")
            + fields + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + body)


class Office(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="onevoice-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.config = self.write("onevoice.toml", f"""
[company]
own_domains = ["shop.example"]
[milter]
control = "{self.folder}/control.sock"
[rules]
files = ["{RULES}"]
[registry]
path = "{self.folder}/registry.sqlite"
key_file = "{self.folder}/registry.key"
[holds]
directory = "{self.folder}/holds"
[log]
file = "{self.folder}/log.jsonl"
syslog = false
[mta]
config_directory = "{self.folder}"
tools = "{self.folder}/tools"
""")
        os.mkdir(self.path("holds"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())
        return self.path(name)

    def run_it(self, *arguments, config=True, **more):
        command = [ONEVOICE] + (["--config", self.config] if config else []) + list(arguments)
        return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=self.folder, **more)

    def good(self, *arguments, **more):
        """Standard output of a run that must succeed without a word on standard error."""
        done = self.run_it(*arguments, **more)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        return done.stdout

    def bad(self, status, error, *arguments, **more):
        """A run that must fail with this status and all of this on standard error; its standard output."""
        done = self.run_it(*arguments, **more)
        self.assertEqual(done.stderr, error)
        self.assertEqual(done.returncode, status)
        return done.stdout

    def on_terminal(self, *arguments, stdout=True, stderr=True, environment=None):
        """What a person at a terminal sees of a run; the streams that are not the terminal go nowhere."""
        ours, theirs = pty.openpty()
        variables = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | (environment or {})
        running = subprocess.Popen([ONEVOICE, "--config", self.config, *arguments], cwd=self.folder, env=variables,
                                   stdout=theirs if stdout else subprocess.DEVNULL, stderr=theirs if stderr else subprocess.DEVNULL)
        os.close(theirs)
        seen = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # EIO: nobody is left on the other side
                break
            if not chunk:
                break
            seen += chunk
        os.close(ours)
        self.assertEqual(running.wait(timeout=60), 0, seen)
        return seen.decode()

    def tell(self, department, act, at, message_id, address, about=""):
        subprocess.run([TELL_REGISTRY, self.path("registry.sqlite"), self.path("registry.key"), department, act, about, at, message_id, address],
                       check=True)

    def is_exactly(self, value, shape, where="line"):
        """Members and types are exactly those of the shape; {str: T} is a map, [T] a list, a name ending in '?' may be missing."""
        if isinstance(shape, type):
            self.assertIs(type(value), shape, where)
        elif isinstance(shape, (set, tuple)):
            self.assertIn(value, shape, where)
        elif isinstance(shape, list):
            self.assertIs(type(value), list, where)
            for item in value:
                self.is_exactly(item, shape[0], where + "[]")
        elif set(shape) == {str}:
            self.assertIs(type(value), dict, where)
            for name, member in value.items():
                self.is_exactly(member, shape[str], f"{where}.{name}")
        else:
            self.assertIs(type(value), dict, where)
            allowed = {name.rstrip("?") for name in shape}
            needed = {name for name in shape if not name.endswith("?")}
            self.assertLessEqual(set(value), allowed, where)
            self.assertGreaterEqual(set(value), needed, where)
            for name, member in shape.items():
                if name.rstrip("?") in value:
                    self.is_exactly(value[name.rstrip("?")], member, f"{where}.{name}")


FINGERPRINT = {
    "acts": [{"act": str, "about": str, "keys": {str: str}, "values": {str: str}, "evidence": str, "rule": str, "from": int, "to": int}],
    "text_blocks": [{"name": str, "contained": float}],
    "facts?": [{"key_name": str, "key": str, "value_name": str, "value": str, "evidence": str, "rule": str, "from": int, "to": int}],
}
FINGERPRINT_LINE = {"file": str, "fingerprint": FINGERPRINT}
BLOCKS_LINE = {
    "message": str,
    "text_blocks": [{"name": str, "act": str, "about": str, "contained": float, "needed": float, "from": int, "to": int, "text": str, "place": str}],
    "near": [{"name": str, "contained": float, "needed": float, "place": str}],
}
VERDICTS = {"pass", "annotate", "hold"}
REPLAY_LINE = {
    "message": str,
    "verdict": VERDICTS,
    "recipients": [{
        "recipient": str,
        "verdict": VERDICTS,
        "conflict?": {
            "rule": str,
            "earlier": {"department": str, "act": str, "at": str, "message_id": str, "told_as?": str},
            "difference?": {"key_name": str, "key": str, "value_name": str, "value": str, "earlier": str},
            "times?": int,
        },
    }],
    "fingerprint": FINGERPRINT,
    "named?": [{"contact": str, "by": str, "words": str, "where": {"act", "field", "subject"}}],
}


def lines(text):
    return [json.loads(line) for line in text.splitlines()]
