"""What every end-to-end test needs: a house of Postfix, onevoice and sink, and letters to send through it."""

import itertools
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "packaging"))

from private_onevoice import MailHouse  # noqa: E402
from private_postfix import queue_id, wait_until  # noqa: E402, F401

BINARIES = None
RULES = HERE / "rules.toml"
HEADER = "X-OneVoice-Reference"
REJECT, INVITE, OFFER, NOTHING = "we reject you", "we invite you", "we offer you", "we thank you"

_numbers = itertools.count(1)


def letter(text, recipient="mara@waldrand.example", sender="presse@blattgold.example", headers=()):
    """A small message with a Message-ID of its own."""
    lines = [f"From: <{sender}>", f"To: <{recipient}>", "Subject: A letter", "Date: Mon, 02 Mar 2026 10:00:00 +0100",
             f"Message-ID: <letter-{os.getpid()}-{next(_numbers)}@blattgold.example>", *headers, "", "Dear reader,", "",
             f"today {text}.", ""]
    return "\r\n".join(lines)


def body_and_headers(message):
    """Of a delivered message: the body, and the header fields without those that a relay puts on top."""
    fields = []
    for line in message["header"].splitlines():
        if line.startswith((" ", "\t")):
            fields[-1] += "\n" + line
        else:
            fields.append(line)
    return message["body"], [field for field in fields if not field.startswith("Received:")]


class HouseTest(unittest.TestCase):
    """One house for all tests of a class; `options` are MailHouse's."""

    options = {}
    postfix_extra = ""

    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="onevoice-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.root, ignore_errors=True)
        own_rules = [str(RULES)]
        cls.house = MailHouse(cls.root, BINARIES, postfix_extra=cls.postfix_extra, **{"rules": own_rules, **cls.options})
        cls.house.__enter__()
        cls.addClassCleanup(cls.house.stop)

    def setUp(self):
        # Each test has a reader of its own, so that no test meets another one's decisions.
        self.reader = f"reader{next(_numbers)}@waldrand.example"

    def send(self, login, text, recipients=None, sender="presse@blattgold.example", client="", headers=(), message=None):
        """Sends and returns the queue ID."""
        recipients = recipients or [self.reader]
        message = message or letter(text, recipients[0], sender, headers)
        return queue_id(self.house.postfix.send(sender, recipients, message, login=login, client=client))

    def entry(self, queue):
        """The log entry of a message, once it is there."""
        return wait_until(lambda: next((e for e in self.house.daemon.entries() if e.get("queue_id") == queue), None),
                          f"a log line for {queue}")

    def is_held(self, queue):
        return any(message["queue_id"] == queue for message in self.house.postfix.held())

    def delivered_to(self, recipient, seconds=20.0):
        """The messages that reached a recipient; waits for the first."""
        return wait_until(lambda: [m for m in self.house.sink.messages() if recipient in m["recipients"]],
                          f"a delivery to {recipient}", seconds)

    def not_delivered_to(self, recipient):
        self.assertEqual([], [m for m in self.house.sink.messages() if recipient in m["recipients"]])


def main():
    """Runs the tests of the calling module: BUILD_DIRECTORY [unittest's arguments]."""
    global BINARIES
    if os.geteuid() != 0:
        print("skipped: a private Postfix takes root")
        sys.exit(77)
    BINARIES = sys.argv.pop(1)
    # The tests import this file as `house`, and it is not __main__: both must know the folder.
    sys.modules["house"].BINARIES = BINARIES
    unittest.main(module="__main__")
