"""onevoice-milter beside a private Postfix: for the demonstration and the end-to-end tests."""

import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess

from private_postfix import Postfix, Sink, wait_until

SOURCE = pathlib.Path(__file__).resolve().parent.parent

_SETTINGS = """\
[company]
own_domains = ["blattgold.example"]
inside = ["127.0.0.0/8", "10.0.0.0/8"]

[milter]
socket = "unix:{socket}"
user = "nobody"
group = "nogroup"
control = "{root}/onevoice/run/control.sock"
pid_file = "{root}/onevoice/run/pid"

[filter]
mode = "{mode}"
fail_mode = "{fail_mode}"

[rules]
files = {rules}

[registry]
path = "{registry}/registry.sqlite"
key_file = "{registry}/registry.key"
journal = "{root}/onevoice/lib/journal.jsonl"

[holds]
directory = "{root}/onevoice/lib/holds"

[breaker]
holds = {budget}

[log]
file = "{root}/onevoice/log/onevoice.jsonl"
syslog = false

[mta]
config_directory = "{root}/etc"
{extra}"""


class Daemon:
    """One onevoice-milter with settings, registry, holds and log of its own below `root`."""

    def __init__(self, root, binaries, rules=None, mode="hold", fail_mode="pass", extra="", registry=None, budget=0):
        self.root = pathlib.Path(root)
        self.binaries = pathlib.Path(binaries)
        self.mode = mode
        self.fail_mode = fail_mode
        self.extra = extra
        self.budget = budget  # a house of tests contradicts itself all day: no rule trips unless asked
        self.rules = rules or [str(SOURCE / "rules" / "packs"), str(self.home / "rules.d")]
        self.registry = pathlib.Path(registry) if registry else self.home / "lib"
        self._process = None
        # In the queue directory, so that a chrooted smtpd would find it too; the setgid folder gives the socket Postfix's
        # group.
        self.socket = self.root / "spool" / "onevoice" / "milter.sock"

    @property
    def home(self):
        return self.root / "onevoice"

    @property
    def settings(self):
        return self.home / "onevoice.toml"

    @property
    def log_file(self):
        return self.home / "log" / "onevoice.jsonl"

    def prepare(self, *rule_files):
        for folder in ("rules.d", "lib", "lib/holds", "log", "run"):
            path = self.home / folder
            path.mkdir(parents=True, exist_ok=True)
            if folder != "rules.d":
                shutil.chown(path, "nobody", "nogroup")
                path.chmod(0o750)
        self.socket.parent.mkdir(parents=True, exist_ok=True)
        shutil.chown(self.socket.parent, "nobody", "postfix")
        self.socket.parent.chmod(0o2750)
        for file in rule_files:
            shutil.copy(file, self.home / "rules.d")
        self.write_settings()

    def write_settings(self):
        self.settings.write_text(_SETTINGS.format(root=self.root, socket=self.socket, mode=self.mode, fail_mode=self.fail_mode,
                                                  rules=json.dumps(self.rules), registry=self.registry, extra=self.extra, budget=self.budget))

    def start(self):
        with open(self.home / "log" / "stderr", "ab") as errors:
            self._process = subprocess.Popen([str(self.binaries / "milter" / "onevoice-milter"), "--config", str(self.settings)],
                                             stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, start_new_session=True)
        wait_until(self._ready, "onevoice-milter to listen")

    def _ready(self):
        if self._process.poll() is not None:
            raise RuntimeError("onevoice-milter ended at once: " + (self.home / "log" / "stderr").read_text())
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0

    @property
    def pid(self):
        return self._process.pid

    def stop(self):
        """SIGTERM, and its exit status."""
        if self._process is None:
            return None
        self._process.terminate()
        status = self._process.wait(timeout=60)
        self._process = None
        return status

    def kill(self):
        """As a crash would."""
        self._process.kill()
        self._process.wait()
        self._process = None

    def command(self, *arguments, check=True):
        """Runs `onevoice` on this daemon's settings. The finished process, with text in stdout and stderr."""
        done = subprocess.run([str(self.binaries / "cli" / "onevoice"), "--config", str(self.settings), *map(str, arguments)],
                              text=True, capture_output=True, env=dict(os.environ, NO_COLOR="1"))
        if check and done.returncode != 0:
            raise RuntimeError(f"onevoice {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stderr}{done.stdout}")
        return done

    def entries(self, event=None):
        """The hold log as dictionaries."""
        lines = self.log_file.read_text().splitlines() if self.log_file.exists() else []
        entries = [json.loads(line) for line in lines]
        return [entry for entry in entries if event is None or entry["event"] == event]


class MailHouse:
    """Sink, onevoice and Postfix together, started and stopped in the right order. A context manager."""

    def __init__(self, root, binaries, rule_files=(), postfix_extra="", default_action="tempfail", **daemon):
        self.root = pathlib.Path(root)
        self.root.chmod(0o755)  # Postfix' user walks through it
        self.sink = Sink(self.root)
        self.daemon = Daemon(self.root, binaries, **daemon)
        self.postfix = Postfix(self.root, self.sink.port, f"unix:{self.daemon.socket}", default_action, postfix_extra)
        self.rule_files = rule_files

    def __enter__(self):
        try:
            self.postfix.prepare()
            self.daemon.prepare(*self.rule_files)
            self.sink.start()
            self.daemon.start()
            self.postfix.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        with contextlib.ExitStack() as all_of_them:  # each is stopped even when another one will not
            for part in (self.sink, self.daemon, self.postfix):
                all_of_them.callback(part.stop)

    def delivered(self, count, seconds=20.0):
        """Waits until so many messages were delivered in all, and returns them."""
        wait_until(lambda: len(self.sink.messages()) >= count, f"delivery number {count}", seconds)
        return self.sink.messages()
