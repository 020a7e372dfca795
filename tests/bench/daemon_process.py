"""A filter as a process of its own, with everything that it writes below one directory. Needs no rights."""

import json
import os
import pathlib
import socket
import subprocess
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
PACKS = SOURCE / "rules" / "packs"
DEPARTMENTS = pathlib.Path(__file__).resolve().parent / "daemon_departments.toml"

_SETTINGS = """\
[company]
own_domains = ["blattgold.example"]
inside = ["10.0.0.0/8"]

[milter]
socket = "unix:{root}/milter.sock"
control = "{root}/control.sock"

[filter]
mode = "{mode}"
fail_mode = "{fail_mode}"

[rules]
files = {rules}

[registry]
path = "{root}/lib/registry.sqlite"
key_file = "{root}/lib/registry.key"
journal = "{root}/lib/journal.jsonl"

[holds]
directory = "{root}/holds"

[breaker]
holds = 0

[log]
file = "{root}/onevoice.jsonl"
syslog = false
{extra}"""

_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 120  # seconds to start in: a build with sanitizers, or valgrind, compiles the patterns slowly


class Filter:
    """A program that serves `root`/milter.sock. A context manager."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.process = None

    @property
    def socket(self):
        return f"unix:{self.root}/milter.sock"

    def _command(self):
        raise NotImplementedError

    def start(self):
        self.root.mkdir(parents=True, exist_ok=True)
        with open(self.root / "output", "ab") as output:
            self.process = subprocess.Popen(self._command(), stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        end = time.monotonic() + _PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{self._command()[0]} does not serve: " + (self.root / "output").read_text(errors="replace"))
            time.sleep(0.02)
        return self

    def _answers(self):
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(f"{self.root}/milter.sock") == 0

    def stop(self):
        """SIGTERM, and the exit status."""
        process, self.process = self.process, None
        if process is None:
            return None
        process.terminate()
        status = None
        end = time.monotonic() + 60
        while status is None and time.monotonic() < end:
            self._answers()  # wakes libmilter's listener, which sees a stop only every five seconds
            status = process.poll()
            time.sleep(0.02)
        if status is None:
            process.kill()
            status = process.wait()
        return status

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def resident(self):
        """Kilobytes now, and at the most."""
        fields = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines() if ":" in line)
        return int(fields["VmRSS"].split()[0]), int(fields["VmHWM"].split()[0])

    def processor_seconds(self):
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(stat[11]) + int(stat[12])) / _TICKS


class EmptyFilter(Filter):
    """empty_milter: reads every byte, says nothing."""

    def __init__(self, root, build):
        super().__init__(root)
        self.build = pathlib.Path(build)

    def _command(self):
        return [str(self.build / "tests" / "bench" / "empty_milter"), self.socket]


class Daemon(Filter):
    """onevoice-milter with the shipped rules."""

    def __init__(self, root, build, rules=None, mode="hold", fail_mode="pass", extra="", wrapper=()):
        super().__init__(root)
        self.build = pathlib.Path(build)
        self.rules = [str(pathlib.Path(path).resolve()) for path in rules or (PACKS, DEPARTMENTS)]
        self.mode = mode
        self.fail_mode = fail_mode
        self.extra = extra
        self.wrapper = list(wrapper)

    def _command(self):
        return [*self.wrapper, str(self.build / "milter" / "onevoice-milter"), "--config", str(self.root / "onevoice.toml")]

    def start(self):
        for folder in ("lib", "holds"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        self.write_settings()
        return super().start()

    def write_settings(self):
        (self.root / "onevoice.toml").write_text(_SETTINGS.format(root=self.root, mode=self.mode, fail_mode=self.fail_mode,
                                                                  rules=json.dumps(self.rules), extra=self.extra))

    def entries(self, event=None):
        """The hold log as dictionaries."""
        file = self.root / "onevoice.jsonl"
        entries = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
        return [entry for entry in entries if event is None or entry["event"] == event]
