#!/usr/bin/env python3
"""onevoice-milter spoken to by miltertest. Usage: protocol_test.py BUILD

Each script of this folder is one conversation; what the daemon wrote about it is checked here.
"""

import contextlib
import pathlib
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "bench"))
from daemon_process import Daemon  # noqa: E402

build = pathlib.Path(sys.argv[1]).resolve()


def converse(where, script, **variables):
    words = ["miltertest", "-D", f"socket={where}", "-D", f"folder={FOLDER}"]
    for name, value in variables.items():
        words += ["-D", f"{name}={value}"]
    done = subprocess.run([*words, "-s", str(FOLDER / script)], text=True, capture_output=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError(f"{script} ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip() or 'no word'}")


def expect(good, what):
    if not good:
        raise AssertionError(what)


def logged(daemon, queue_id):
    entries = [entry for entry in daemon.entries() if entry.get("queue_id") == queue_id]
    expect(len(entries) == 1, f"{queue_id} has {len(entries)} lines in the log")
    return entries[0]


class Recorder:
    """Stands between miltertest and the daemon, and keeps what the daemon says."""

    def __init__(self, daemon, path):
        self.daemon = daemon
        self.path = str(path)
        self.said = b""

    def __enter__(self):
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self.path)
        self._listener.listen(1)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._thread.join(60)
        self._listener.close()

    def _serve(self):
        self._listener.settimeout(60)
        client, _ = self._listener.accept()
        with client, socket.socket(socket.AF_UNIX) as filter_:
            filter_.connect(self.daemon.socket.removeprefix("unix:"))
            forward = threading.Thread(target=self._forward, args=(client, filter_))
            forward.start()
            while chunk := filter_.recv(65536):
                self.said += chunk
                client.sendall(chunk)
            forward.join(60)

    @staticmethod
    def _forward(source, sink):
        while chunk := source.recv(65536):
            sink.sendall(chunk)
        sink.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def locked(daemon):
    """Another process keeps the registry to itself."""
    other = sqlite3.connect(daemon.root / "lib" / "registry.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def a_contradiction_is_quarantined(root):
    with Daemon(root, build) as daemon:
        converse(daemon.socket, "hold.lua")
        expect(logged(daemon, "hold1")["event"] == "passed", "the rejection did not pass")
        held = logged(daemon, "hold2")
        expect(held["event"] == "held", "the log does not say held")
        expect((root / "holds" / f"{held['reference']}.json").exists(), "there is no hold record")


def what_contradicts_nothing_passes_untouched(root):
    with Daemon(root, build) as daemon:
        converse(daemon.socket, "pass.lua")
        for number in range(1, 5):
            expect(logged(daemon, f"pass{number}")["event"] == "passed", f"message {number} did not pass")
        expect(logged(daemon, "pass2").get("acts"), "the rejection was not recognised, so the test shows nothing")


def what_is_not_ours_is_not_transferred(root):
    with Daemon(root, build) as daemon:
        converse(daemon.socket, "skip.lua")
        reasons = [logged(daemon, f"skip{number}").get("reason") for number in range(1, 4)]
        expect(reasons == ["null-sender", "no-external-recipient", "no-department"], f"skipped for {reasons}")
        expect(logged(daemon, "skip4")["event"] == "passed", "the message after the skipped ones did not pass")


def messages_on_one_connection_keep_no_state(root):
    with Daemon(root, build) as daemon:
        converse(daemon.socket, "several.lua")
        seen = [(entry["event"], entry["login"], [recipient["recipient"] for recipient in entry["recipients"]], len(entry.get("acts", [])))
                for entry in (logged(daemon, f"several{number}") for number in range(1, 5))]
        wanted = [("passed", "partner", ["mara@several.example"], 1), ("passed", "presse", ["other@elsewhere.example"], 1),
                  ("held", "presse", ["mara@several.example"], 1), ("passed", "presse", ["mara@several.example"], 0)]
        expect(seen == wanted, f"the log says {seen}")


def a_body_may_be_cut_anywhere(root):
    with Daemon(root, build) as daemon:
        converse(daemon.socket, "chunks.lua")
        evidence = [act["evidence"] for act in logged(daemon, "chunks1").get("acts", [])]
        expect(len(evidence) == 1 and "Antrag auf Aufnahme in das Partnerprogramm" in evidence[0], f"the evidence is {evidence}")
        expect(not logged(daemon, "chunks2").get("acts"), "the next message has an act")


def an_aborted_message_was_never_said(root):
    with Daemon(root, build) as daemon:
        converse(daemon.socket, "abort.lua")
        expect(not [entry for entry in daemon.entries() if entry.get("queue_id") == "abort1"], "the aborted message is in the log")
        expect(logged(daemon, "abort2").get("acts"), "the invitation was not recognised, so the test shows nothing")


def a_locked_registry_delays_in_fail_mode_tempfail(root):
    with Daemon(root, build, fail_mode="tempfail") as daemon:
        with locked(daemon):
            converse(daemon.socket, "tempfail.lua")
        expect(logged(daemon, "tempfail1")["event"] == "unchecked", "the log does not say unchecked")


def a_locked_registry_lets_pass_in_fail_mode_pass(root):
    with Daemon(root, build, fail_mode="pass") as daemon:
        with locked(daemon):
            converse(daemon.socket, "unchecked.lua")
            expect((root / "lib" / "journal.jsonl").exists(), "the decision is not in the journal")
        expect(logged(daemon, "unchecked1")["event"] == "unchecked", "the log does not say unchecked")


def the_mta_cannot_tell_a_contradiction_in_mode_simulate(root):
    with Daemon(root, build, mode="simulate") as daemon:
        said = {}
        for first, second in (("harmless", "harmless"), ("reject", "invite")):
            with Recorder(daemon, root / f"{first}.sock") as recorder:
                converse(f"unix:{recorder.path}", "pair.lua", recipient=f"mara@{first}.example", first=first, second=second)
            said[first] = recorder.said
        expect(said["harmless"] and said["harmless"] == said["reject"], "the daemon's packets differ")
        expect(len(daemon.entries("would-hold")) == 1, "nothing would have been held, so the test shows nothing")


TESTS = [a_contradiction_is_quarantined, what_contradicts_nothing_passes_untouched, what_is_not_ours_is_not_transferred,
         messages_on_one_connection_keep_no_state, a_body_may_be_cut_anywhere, an_aborted_message_was_never_said, a_locked_registry_delays_in_fail_mode_tempfail,
         a_locked_registry_lets_pass_in_fail_mode_pass, the_mta_cannot_tell_a_contradiction_in_mode_simulate]


def main():
    failed = 0
    for test in TESTS:
        name = test.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory(prefix="onevoice-miltertest-") as root:
            try:
                test(pathlib.Path(root) / "d")
                print(f"ok      {name}")
            except Exception as error:  # the others are still worth knowing
                failed += 1
                print(f"FAILED  {name}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
