"""docs/json.md does what it says: its messages and manifest are fed in, and its examples come out."""
import json
import os
import re
import unittest

from office import BLOCKS_LINE, FINGERPRINT_LINE, REPLAY_LINE, SOURCE, Office, lines

with open(os.path.join(SOURCE, "docs/json.md"), encoding="utf-8") as manual:
    MANUAL = manual.read()


def example(kind):
    (found,) = re.findall(rf"^```json {kind}\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
    return found


def names(shape, prefix=""):
    """Every member of a shape as the manual writes it: recipients[].verdict."""
    out = set()
    for name, member in shape.items():
        path = prefix + name.rstrip("?")
        out.add(path)
        if isinstance(member, list):
            member, path = member[0], path + "[]"
        if isinstance(member, dict) and set(member) != {str}:
            out |= names(member, path + ".")
    return out


class Manual(Office):
    def setUp(self):
        super().setUp()
        messages = re.findall(r"^`(\w+\.eml)`:\n\n```eml\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
        self.assertEqual([name for name, _ in messages], ["rejection.eml", "invitation.eml"])
        for name, text in messages:
            self.write(name, text)

    def test_the_example_of_a_fingerprint_comes_out(self):
        (line,) = lines(self.good("fingerprint", "--json", "rejection.eml"))
        self.assertEqual(line, json.loads(example("fingerprint")))
        self.assertEqual(json.dumps(line), json.dumps(json.loads(example("fingerprint"))), "the order of the members")
        self.is_exactly(line, FINGERPRINT_LINE)

    def test_the_example_of_a_replay_comes_out(self):
        self.write("manifest", example("manifest"))
        first, second = lines(self.good("replay", "--json", "manifest"))
        self.assertEqual(json.dumps(second), json.dumps(json.loads(example("replay"))))
        self.is_exactly(first, REPLAY_LINE)

    def test_no_member_that_the_manual_explains_is_unknown(self):
        known = names(FINGERPRINT_LINE) | names(REPLAY_LINE) | names(BLOCKS_LINE) | {"at", "login", "client", "sender", "recipients", "message"}
        known |= {name.removeprefix("fingerprint.") for name in known}
        explained = set()
        for row in re.findall(r"^\| ((?:`[a-z_.\[\]]+`(?:, )?)+) \|", MANUAL, re.MULTILINE):
            explained |= set(re.findall(r"`([^`]+)`", row))
        self.assertEqual(explained - known, set())
        self.assertGreater(len(explained), 15)


unittest.main()
